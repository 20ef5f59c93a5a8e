/** The server, spoken to with the protocol library of VS Code, and the search for it. */

import assert from "node:assert/strict";
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver-protocol/node";
import * as lsp from "vscode-languageserver-protocol/node";
import { find, type Surroundings } from "../src/command";

const MODEL = `import torch
from torch import nn

net = nn.Sequential(nn.Conv2d(3, 16, 3), nn.Conv2d(8, 32, 3))
out = net(torch.randn(1, 3, 32, 32))
`;

let folder: string;
let server: ChildProcessWithoutNullStreams;
let connection: lsp.ProtocolConnection;

before(async () => {

  folder = fs.mkdtempSync(path.join(os.tmpdir(), "shapelint ünï "));
  server = spawn(process.env.SHAPELINT ?? "shapelint", ["server"], { cwd: folder });
  connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));

  connection.listen();

  const root = pathToFileURL(folder).toString();

  const answer = await connection.sendRequest(lsp.InitializeRequest.type, {
    processId: null,
    rootUri: root,
    workspaceFolders: [{ uri: root, name: "project" }],
    initializationOptions: { inlayHints: "all", showsAnswers: true },
    capabilities: {
      general: { positionEncodings: ["utf-16"] },
      textDocument: { diagnostic: {}, inlayHint: {}, codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [""] } } } },
      notebookDocument: { synchronization: {} },
    },
  });

  for (const name of ["diagnosticProvider", "inlayHintProvider", "codeLensProvider", "hoverProvider", "notebookDocumentSync"] as const) {
    assert.ok(answer.capabilities[name], name);
  }
  await connection.sendNotification(lsp.InitializedNotification.type, {});
});

after(async () => {

  await connection.sendRequest(lsp.ShutdownRequest.type);
  const ended = new Promise<number | null>((resolve) => server.once("exit", resolve));
  await connection.sendNotification(lsp.ExitNotification.type);
  assert.equal(await ended, 0);
});

test("a document has diagnostics, fixes and shapes", async () => {
  const uri = pathToFileURL(path.join(folder, "net.py")).toString();
  const textDocument = { uri, languageId: "python", version: 1, text: MODEL };
  await connection.sendNotification(lsp.DidOpenTextDocumentNotification.type, { textDocument });
  const report = await connection.sendRequest(lsp.DocumentDiagnosticRequest.type, { textDocument: { uri } });
  assert.equal(report.kind, "full");
  const [found] = (report as lsp.FullDocumentDiagnosticReport).items;
  assert.ok(found);
  assert.equal(found.code, "SHP101");
  assert.match(found.codeDescription?.href ?? "", /rules\/channel-mismatch/);
  const offered = await connection.sendRequest(lsp.CodeActionRequest.type, {
    textDocument: { uri },
    range: found.range,
    context: { diagnostics: [found] },
  });
  assert.deepEqual((offered ?? []).map((one) => one.title), [
    "in_channels becomes 16",
    "Ignore SHP101 here",
    "Ignore SHP101 in this file",
    "Explain SHP101 (channel-mismatch)",
  ]);
  await connection.sendNotification(lsp.DidChangeTextDocumentNotification.type, {
    textDocument: { uri, version: 2 },
    contentChanges: [{ text: MODEL.replace("(8,", "(16,") }],
  });
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  const hints = await connection.sendRequest(lsp.InlayHintRequest.type, { textDocument: { uri }, range });
  assert.deepEqual((hints ?? []).map((one) => one.label), [": (1, 32, 28, 28)"]);
  const text: unknown = await connection.sendRequest(lsp.ExecuteCommandRequest.type, {
    command: "shapelint.explain",
    arguments: ["SHP101"],
  });
  assert.match(String(text), /channel-mismatch/);
});

test("shapelint is looked for where it should be", () => {
  const around = (files: string[], more: Partial<Surroundings> = {}): Surroundings => ({
    configured: [],
    python: undefined,
    folders: ["/project"],
    search: ["/usr/bin", "/home/me/.local/bin"],
    windows: false,
    exists: (file) => files.includes(file),
    ...more,
  });
  assert.equal(find(around([])), undefined);
  const everywhere = ["/env/bin/shapelint", "/project/.venv/bin/shapelint", "/usr/bin/shapelint", "/usr/bin/uvx"];
  assert.deepEqual(find(around(everywhere, { configured: ["python", "-m", "shapelint"] }))?.args, ["-m", "shapelint"]);
  assert.equal(find(around(everywhere, { python: "/env/bin/python" }))?.command, "/env/bin/shapelint");
  assert.equal(find(around(everywhere))?.command, "/project/.venv/bin/shapelint");
  assert.equal(find(around(everywhere.slice(2)))?.command, "/usr/bin/shapelint");
  assert.deepEqual(find(around(["/usr/bin/uvx"]))?.args, ["--from", "shapelint[lsp]", "shapelint"]);
  assert.equal(find(around(["/home/me/.local/bin/pipx"]))?.from, "pipx");
});
