"""From a keystroke to fresh diagnostics and hints, beside another language server in the same run.

    python benchmarks/keystrokes.py [FILE] [--other "pyrefly lsp"] [--strokes 20]

The servers take turns, stroke by stroke, so that whatever else the machine does meets both. Printed is the median of
each in milliseconds, and of their ratio: opening (until the first diagnostics), and a keystroke (until the diagnostics
of that version, and until the answer about hints that was asked right after it).
"""

from __future__ import annotations

import argparse
import json
import shlex
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path
from queue import Queue
from typing import Any

MODEL = Path(__file__).parent.parent / "examples" / "unet.py"


class Server:
    """A language server that is sent whole texts, and asked for hints."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=folder
        )
        self._messages: Queue[dict[str, Any]] = Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self._number = 0
        capabilities = {"textDocument": {"publishDiagnostics": {}, "inlayHint": {}}}
        self.ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities})
        self.tell("initialized", {})

    def _read(self) -> None:
        assert self._process.stdout
        while header := self._process.stdout.readline():
            if header.lower().startswith(b"content-length:"):
                length = int(header.split(b":")[1])
                while self._process.stdout.readline().strip():
                    pass
                self._messages.put(json.loads(self._process.stdout.read(length)))

    def _send(self, **message: object) -> None:
        assert self._process.stdin
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self._process.stdin.flush()

    def tell(self, method: str, params: dict[str, Any]) -> None:
        self._send(method=method, params=params)

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        self._number += 1
        self._send(id=self._number, method=method, params=params)
        return self._until(lambda one: one.get("id") == self._number and "method" not in one).get("result")

    def _until(self, wanted: Any) -> dict[str, Any]:
        while True:
            message = self._messages.get(timeout=60)
            if "id" in message and "method" in message:  # it asks the editor something
                self._send(id=message["id"], result=None)
            elif wanted(message):
                return message

    def diagnostics(self, version: int) -> None:
        self._until(
            lambda one: (
                one.get("method") == "textDocument/publishDiagnostics"
                and one["params"].get("version", version) == version
            )
        )

    def end(self) -> None:
        self._process.kill()


def opened(server: Server, uri: str, text: str) -> float:
    begun = time.perf_counter()
    document = {"uri": uri, "languageId": "python", "version": 1, "text": text}
    server.tell("textDocument/didOpen", {"textDocument": document})
    server.diagnostics(1)
    return time.perf_counter() - begun


def stroke(server: Server, uri: str, text: str, version: int) -> tuple[float, float]:
    """Seconds until the diagnostics, and until the hints."""
    begun = time.perf_counter()
    change = {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]}
    server.tell("textDocument/didChange", change)
    server.diagnostics(version)
    found = time.perf_counter() - begun
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": text.count("\n"), "character": 0}}
    server.ask("textDocument/inlayHint", {"textDocument": {"uri": uri}, "range": whole})
    return found, time.perf_counter() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=MODEL)
    parser.add_argument("--other", default="", help="the command of another server")
    parser.add_argument("--strokes", type=int, default=20)
    options = parser.parse_args()
    ours = [sys.executable, "-c", "from shapelint.app.cli.main import run\nif __name__ == '__main__': run()", "server"]
    commands = {"shapelint": ours, **({"other": shlex.split(options.other)} if options.other else {})}
    path = options.file.resolve()
    text = path.read_text()
    servers = {name: Server(command, path.parent) for name, command in commands.items()}
    time.sleep(3)  # an editor has long begun when a file is opened
    first = {name: opened(server, path.as_uri(), text) for name, server in servers.items()}
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in servers}
    for version in range(2, options.strokes + 2):
        typed = f"{text}# {'x' * version}\n"
        for name, server in servers.items():
            found[name].append(stroke(server, path.as_uri(), typed, version))
            time.sleep(0.1)
    for server in servers.values():
        server.end()
    print(f"{path.name}: {text.count(chr(10))} lines, {options.strokes} strokes")
    for name, times in found.items():
        told, shown = (1000 * statistics.median(column) for column in zip(*times))
        print(f"{name:<10} open {1000 * first[name]:6.0f} ms   diagnostics {told:6.0f} ms   hints {shown:6.0f} ms")
    if options.other:
        ratios = (mine[1] / theirs[1] for mine, theirs in zip(found["shapelint"], found["other"]))
        print(f"shapelint takes {statistics.median(ratios):.2f} times as long as {options.other}")


if __name__ == "__main__":
    main()
