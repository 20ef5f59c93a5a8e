/** shapelint in VS Code: starts the language server, and shows what it answers to commands. */

import * as path from "node:path";
import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, type ServerOptions, State, Trace } from "vscode-languageclient/node";
import { type Command, exists, find } from "./command";

const SECTION = "shapelint";
let client: LanguageClient | undefined;
let status: vscode.StatusBarItem;
let output: vscode.LogOutputChannel;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  output = vscode.window.createOutputChannel("shapelint", { log: true });
  status = vscode.window.createStatusBarItem("shapelint", vscode.StatusBarAlignment.Right);
  status.name = "shapelint";
  status.command = "shapelint.showOutput";
  const shown = new Shown();
  context.subscriptions.push(
    output,
    status,
    vscode.workspace.registerTextDocumentContentProvider(Shown.scheme, shown),
    vscode.commands.registerCommand("shapelint.restart", restart),
    vscode.commands.registerCommand("shapelint.showOutput", () => output.show()),
    vscode.commands.registerCommand("shapelint.showRule", () => showRule(shown)),
    vscode.commands.registerCommand("shapelint.traceModel", () => traceModel(shown)),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration(`${SECTION}.path`)) {
        await restart();
      }
    }),
    vscode.window.onDidChangeActiveTextEditor(showStatus),
  );
  await watchPython(context);
  await start(shown);
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

let showing: Shown | undefined;

async function start(shown: Shown): Promise<void> {
  showing = shown;
  const command = await locate();
  if (!command) {
    status.text = "$(warning) shapelint";
    status.tooltip = "shapelint was not found: pip install \"shapelint[lsp]\" in your environment";
    showStatus();
    output.warn(status.tooltip);
    const chosen = await vscode.window.showWarningMessage(String(status.tooltip), "Settings");
    if (chosen) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "shapelint.path");
    }
    return;
  }
  output.info(`${[command.command, ...command.args].join(" ")} server, from ${command.from}`);
  const server: ServerOptions = { command: command.command, args: [...command.args, "server"] };
  const options: LanguageClientOptions = {
    documentSelector: [
      { language: "python", scheme: "file" },
      { language: "python", scheme: "untitled" },
      { language: "python", scheme: "vscode-notebook-cell" },
    ],
    initializationOptions: { ...vscode.workspace.getConfiguration(SECTION), showsAnswers: true },
    outputChannel: output,
    middleware: {
      // The answers of the server's commands are shown as documents.
      executeCommand: async (name, args, next) => {
        const answer: unknown = await next(name, args);
        if (typeof answer === "string" && name === "shapelint.trace") {
          await shown.text(`trace of ${String(args[1])}.txt`, answer);
        } else if (typeof answer === "string" && name === "shapelint.explain") {
          await shown.markdown(`${String(args[0])}.md`, answer);
        }
        return answer;
      },
    },
  };
  client = new LanguageClient(SECTION, "shapelint", server, options);
  client.onDidChangeState((event) => {
    const icon = { [State.Running]: "$(check)", [State.Starting]: "$(sync~spin)", [State.Stopped]: "$(error)" };
    status.text = `${icon[event.newState]} shapelint`;
    status.tooltip = `shapelint: ${command.command}`;
    showStatus();
  });
  const trace = vscode.workspace.getConfiguration(SECTION).get<string>("trace.server", "off");
  await client.start();
  await client.setTrace(Trace.fromString(trace));
}

async function restart(): Promise<void> {
  await client?.stop();
  client = undefined;
  if (showing) {
    await start(showing);
  }
}

async function locate(): Promise<Command | undefined> {
  return find({
    configured: vscode.workspace.getConfiguration(SECTION).get<string[]>("path", []),
    python: await chosenPython(),
    folders: (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath),
    search: (process.env.PATH ?? "").split(path.delimiter),
    windows: process.platform === "win32",
    exists,
  });
}

interface PythonExtension {
  environments: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { path: string };
    resolveEnvironment(path: { path: string }): Promise<{ executable: { uri?: vscode.Uri } } | undefined>;
    onDidChangeActiveEnvironmentPath: vscode.Event<unknown>;
  };
}

async function pythonExtension(): Promise<PythonExtension | undefined> {
  const found = vscode.extensions.getExtension<PythonExtension>("ms-python.python");
  return found && (found.isActive ? found.exports : await found.activate());
}

async function chosenPython(): Promise<string | undefined> {
  const python = await pythonExtension();
  if (!python) {
    return undefined;
  }
  const resource = vscode.workspace.workspaceFolders?.[0]?.uri;
  const resolved = await python.environments.resolveEnvironment(python.environments.getActiveEnvironmentPath(resource));
  return resolved?.executable.uri?.fsPath;
}

async function watchPython(context: vscode.ExtensionContext): Promise<void> {
  const python = await pythonExtension();
  if (python) {
    context.subscriptions.push(python.environments.onDidChangeActiveEnvironmentPath(() => restart()));
  }
}

function showStatus(): void {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId === "python") {
    status.show();
  } else {
    status.hide();
  }
}

async function showRule(shown: Shown): Promise<void> {
  const code = await vscode.window.showInputBox({ prompt: "A rule's code or name", placeHolder: "SHP101" });
  if (code && client) {
    const answer: unknown = await client.sendRequest("workspace/executeCommand", {
      command: "shapelint.explain",
      arguments: [code],
    });
    await shown.markdown(`${code}.md`, String(answer) || `There is no rule ${code}.`);
  }
}

async function traceModel(shown: Shown): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document || !client) {
    return;
  }
  const name = await vscode.window.showInputBox({ prompt: "The class, or the function that builds the model" });
  const inputs = name && (await vscode.window.showInputBox({ prompt: "Its inputs, separated by blanks", value: "N,3,H,W" }));
  if (name && inputs) {
    const answer: unknown = await client.sendRequest("workspace/executeCommand", {
      command: "shapelint.trace",
      arguments: [client.code2ProtocolConverter.asUri(document.uri), name, inputs.split(/\s+/)],
    });
    await shown.text(`trace of ${name}.txt`, String(answer));
  }
}

/** Documents that hold what the server answered. */
class Shown implements vscode.TextDocumentContentProvider {
  static readonly scheme = "shapelint";
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.path) ?? "";
  }

  async text(name: string, text: string): Promise<void> {
    await vscode.window.showTextDocument(this.put(name, text), { viewColumn: vscode.ViewColumn.Beside, preview: true });
  }

  async markdown(name: string, text: string): Promise<void> {
    await vscode.commands.executeCommand("markdown.showPreviewToSide", this.put(name, text));
  }

  private put(name: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: Shown.scheme, path: `/${name}` });
    this.texts.set(uri.path, text);
    this.changed.fire(uri);
    return uri;
  }
}
