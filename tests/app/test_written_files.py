"""What the command line writes, and to what it does not: one clear line, and exit code 2."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from shapelint.app.cli.files import Refused, write_file
from shapelint.app.cli.main import main
from shapelint.report.fix import NotWritten, write
from shapelint.report.render.sanitize import sanitize

BUG = "import torch\nfrom torch import nn\n\ny = nn.Linear(12, 3)(torch.randn(4, 10))\n"


@pytest.fixture(autouse=True)
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("bug.py").write_text(BUG)
    return tmp_path


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What is said, in one line, of a command line that is refused."""
    assert main(["check", "--no-cache", *arguments]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    return line


@pytest.mark.parametrize("option", ["--output-format=json:{}", "--baseline={} --update-baseline"])
def test_only_plain_files_are_written(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo("pipe.json")
    Path("target").write_text("precious")
    os.symlink("target", "link.json")
    os.mkdir("folder.json")
    for name, why in (
        ("pipe.json", "this is a named pipe"), ("link.json", "this is a link"), ("folder.json", "this is a folder"),
        ("/dev/full", "this is a device"), ("bug.py", "the name of Python source"),
    ):  # fmt: skip
        assert why in refused(capsys, *option.format(name).split(), "bug.py")
    assert Path("target").read_text() == "precious"
    assert Path("bug.py").read_text() == BUG


def test_a_checked_file_is_not_written_under_another_name() -> None:
    os.link("bug.py", "other.json")
    with pytest.raises(Refused, match="one of the files that were checked"):
        write_file("other.json", "[]", ["bug.py"])
    assert Path("bug.py").read_text() == BUG


def test_a_file_is_written_again() -> None:
    for text in ("a longer text", "short"):
        write_file("report.json", text, ["bug.py"])
        assert Path("report.json").read_text() == text


def test_a_pipe_is_no_baseline(capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo("old.json")
    assert "a named pipe" in refused(capsys, "--baseline=old.json", "bug.py")


def test_numbers_of_processes_that_nobody_means(capsys: pytest.CaptureFixture[str]) -> None:
    assert "100000 processes are more than the 256" in refused(capsys, "-j", "100000", "bug.py")
    assert "not a number of processes: 1111" in refused(capsys, "-j", "1" * 5000, "bug.py")


def test_a_file_of_two_names_is_not_fixed() -> None:
    os.link("bug.py", "other.py")
    with pytest.raises(NotWritten, match="a hard link"):
        write("bug.py", BUG, BUG.replace("12", "10"))
    assert Path("other.py").read_text() == BUG


def test_the_owner_stays_or_the_file_does(monkeypatch: pytest.MonkeyPatch) -> None:
    owners = []
    monkeypatch.setattr(os, "chown", lambda path, user, group: owners.append((user, group)))
    write("bug.py", BUG, BUG.replace("12", "10"))
    status = os.stat("bug.py")
    assert owners == [(status.st_uid, status.st_gid)]

    def deny(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "chown", deny)
    before = Path("bug.py").read_text()
    with pytest.raises(NotWritten, match="somebody else"):
        write("bug.py", before, BUG)
    assert Path("bug.py").read_text() == before
    assert sorted(os.listdir()) == ["bug.py"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device here")
@pytest.mark.parametrize(
    ("arguments", "where"),
    [("bug.py", ">/dev/full"), ("--output-format=json bug.py", ">/dev/full"), ("bug.py", ">&-"), ("-", "<&-")],
)
def test_output_that_goes_nowhere_is_one_line(arguments: str, where: str) -> None:
    words = " ".join([sys.executable, "-m", "shapelint", "check", "--no-cache", arguments, where])
    done = subprocess.run(["sh", "-c", words], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)


@pytest.mark.parametrize(
    "code", [0xAD, 0x34F, 0x115F, 0x200B, 0x200C, 0x200D, 0x2060, 0x2064, 0x3164, 0xFE0F, 0xFEFF, 0xE0100]
)
def test_what_nobody_sees_is_shown(code: int) -> None:
    assert sanitize(f"a{chr(code)}b") == f"a{chr(code)}b".encode("ascii", "backslashreplace").decode()
