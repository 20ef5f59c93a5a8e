"""The language server as a process: how it starts and ends, what it runs, and what becomes of its worker."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import traps

pytestmark = pytest.mark.slow

HERE = Path(__file__).parents[2]
SCRIPT = Path(sys.executable).with_name("shapelint")
BAD = """\
import torch
from torch import nn

net = nn.Sequential(nn.Conv2d(3, 16, 3), nn.Conv2d(8, 32, 3))
net(torch.randn(1, 3, 32, 32))
"""
# Takes seconds.
SLOW = BAD + "".join(
    f"""
def train_{number}(images, labels, steps=64):
    net = nn.Sequential(*[nn.Sequential(nn.Conv2d(3, 3, 3, padding=1), nn.ReLU()) for _ in range(steps)])
    return net(images).flatten(1).softmax(1) @ labels
"""
    for number in range(120)
)


class Editor:
    """One session with a real server."""

    def __init__(self, folder: Path, *options: str, command: tuple[str, ...] = (str(SCRIPT),)) -> None:
        self.uri = (folder / "model.txt.py").as_uri()
        self.process = subprocess.Popen(
            [sys.executable, *command, "server", *options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder,
            env={**os.environ, "PYTHONPATH": str(HERE)},
        )  # fmt: skip
        self._received: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self.send(id=1, method="initialize", params={"capabilities": {}, "rootUri": None, "processId": None})
        assert self.receive()["id"] == 1
        self.send(method="initialized", params={})

    def _read(self) -> None:
        assert self.process.stdout
        while header := self.process.stdout.readline():
            if header.startswith(b"Content-Length:"):
                length = int(header.split(b":")[1])
                while self.process.stdout.readline() != b"\r\n":
                    pass
                self._received.put(json.loads(self.process.stdout.read(length)))

    def send(self, **message: object) -> None:
        assert self.process.stdin
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self.process.stdin.flush()

    def receive(self) -> dict[str, Any]:
        return self._received.get(timeout=60)

    def open(self, text: str = BAD) -> None:
        document = {"uri": self.uri, "languageId": "python", "version": 1, "text": text}
        self.send(method="textDocument/didOpen", params={"textDocument": document})

    def change(self, version: int, text: str) -> None:
        document = {"uri": self.uri, "version": version}
        self.send(
            method="textDocument/didChange", params={"textDocument": document, "contentChanges": [{"text": text}]}
        )

    def codes(self, version: int) -> tuple[list[str], list[str]]:
        """The codes of the diagnostics of that version, and what the user was told before they came."""
        told = []
        while True:
            message = self.receive()
            if message["method"] == "window/showMessage":
                told.append(message["params"]["message"])
            elif message["params"]["version"] == version:
                return [one["code"] for one in message["params"]["diagnostics"]], told

    def worker(self) -> int:
        """The number of the process that analyses: of several, the one begun last."""
        listed = subprocess.run(
            ["ps", "-A", "-ww", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True
        )
        rows = [line.split(None, 2) for line in listed.stdout.splitlines()]
        return max(int(pid) for pid, parent, what in rows if parent == str(self.process.pid) and "spawn_main" in what)

    def end(self, politely: bool = True) -> tuple[int, str]:
        """Says exit; the exit code, and what the server wrote to standard error."""
        if politely:
            self.send(id=2, method="shutdown")
            while self.receive().get("id") != 2:
                pass
        self.send(method="exit")
        assert self.process.stderr
        return self.process.wait(30), self.process.stderr.read().decode()


Start = Callable[..., Editor]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    editors = []

    def started(*options: str, **how: Any) -> Editor:
        editors.append(Editor(tmp_path / "project", *options, **how))
        return editors[-1]

    (tmp_path / "project").mkdir()
    yield started
    for editor in editors:
        editor.process.kill()


@pytest.mark.parametrize("options", [(), ("--stdio",)])
def test_a_session_ends_with_0_and_in_silence(start: Start, options: tuple[str, ...]) -> None:
    editor = start(*options)
    editor.open()
    assert editor.codes(1) == (["SHP101"], [])
    assert editor.end() == (0, "")


def test_whoever_does_not_announce_the_exit_gets_1(start: Start) -> None:
    assert start().end(politely=False) == (1, "")


def test_nothing_in_the_folder_it_starts_in_runs(start: Start, tmp_path: Path) -> None:
    traps.lay(tmp_path / "project", tmp_path / "marks")
    editor = start()
    editor.open()
    assert editor.codes(1) == (["SHP101"], [])
    assert editor.end() == (0, "")
    assert traps.sprung(tmp_path / "marks") == ""


def test_the_worker_is_in_the_folder_the_server_was_started_in(start: Start, tmp_path: Path) -> None:
    (tmp_path / "project" / "shapelint.toml").write_text('ignore = ["SHP101"]\n')
    editor = start()
    editor.uri = "untitled:Untitled-1"
    editor.open()
    assert editor.codes(1) == ([], [])


REPLACED = "shapelint: the process that analyses ended unexpectedly; a new one has taken its place"


def test_a_worker_killed_while_it_waits_is_replaced(start: Start) -> None:
    editor = start()
    editor.open()
    assert editor.codes(1) == (["SHP101"], [])
    for version, told in ((2, [REPLACED]), (3, [])):
        os.kill(editor.worker(), signal.SIGKILL)
        time.sleep(1)
        editor.change(version, BAD)
        assert editor.codes(version) == (["SHP101"], told)
    assert editor.end() == (0, "")


def test_a_worker_killed_with_a_text_in_its_hands_is_replaced(start: Start) -> None:
    editor = start()
    editor.open()
    assert editor.codes(1) == (["SHP101"], [])
    editor.change(2, SLOW)
    time.sleep(1)
    os.kill(editor.worker(), signal.SIGKILL)
    codes, told = editor.codes(2)
    assert ("SHP101" in codes, told) == (True, [REPLACED])


def test_a_worker_killed_just_before_a_text_comes_is_replaced(start: Start) -> None:
    editor = start()
    editor.open()
    assert editor.codes(1) == (["SHP101"], [])
    worker = editor.worker()
    os.kill(worker, signal.SIGSTOP)  # so that it does not take the text that is sent to it
    editor.change(2, BAD)
    time.sleep(1)
    os.kill(worker, signal.SIGKILL)
    assert editor.codes(2) == (["SHP101"], [REPLACED])
