/** Where shapelint is: as set, in the Python environment that is chosen, on the PATH, or run by uv or pipx. */

import * as fs from "node:fs";
import * as path from "node:path";

export interface Command {
  command: string;
  args: string[];
  /** What a user is told about it. */
  from: string;
}

/** What `find` needs to know of the world. python: the interpreter that is chosen in the editor. */
export interface Surroundings {
  configured: string[];
  python: string | undefined;
  folders: string[];
  search: string[];
  windows: boolean;
  exists(file: string): boolean;
}

export function find(around: Surroundings): Command | undefined {
  const [first, ...rest] = around.configured;
  if (first) {
    return { command: first, args: rest, from: "the setting shapelint.path" };
  }
  const name = around.windows ? "shapelint.exe" : "shapelint";
  const beside = around.windows ? "Scripts" : "bin";
  const environments = [
    ...(around.python ? [path.dirname(around.python)] : []),
    ...around.folders.flatMap((folder) => [".venv", "venv"].map((one) => path.join(folder, one, beside))),
  ];
  for (const folder of environments) {
    const file = path.join(folder, name);
    if (around.exists(file)) {
      return { command: file, args: [], from: folder };
    }
  }
  const onPath = search(name, around);
  if (onPath) {
    return { command: onPath, args: [], from: "the PATH" };
  }
  const uvx = search(around.windows ? "uvx.exe" : "uvx", around);
  if (uvx) {
    return { command: uvx, args: ["--from", "shapelint[lsp]", "shapelint"], from: "uvx" };
  }
  const pipx = search(around.windows ? "pipx.exe" : "pipx", around);
  return pipx ? { command: pipx, args: ["run", "--spec", "shapelint[lsp]", "shapelint"], from: "pipx" } : undefined;
}

function search(name: string, around: Surroundings): string | undefined {
  return around.search.map((folder) => path.join(folder, name)).find((file) => around.exists(file));
}

export function exists(file: string): boolean {
  try {
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
