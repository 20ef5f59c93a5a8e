"""The program as it is run, on real files: one mistake, and everything that can be wrong with the input beside it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from shapelint.report.render.catalog import names

pytestmark = pytest.mark.slow

BAD = """\
import torch
from torch import nn

net = nn.Sequential(
    nn.Conv2d(3, 16, 3),
    nn.Conv2d(8, 32, 3),
)
net(torch.randn(1, 3, 32, 32))
"""
GOOD = BAD.replace("Conv2d(8,", "Conv2d(16,")
FOUND = "bad.py:6:15: SHP101 channel-mismatch: "


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.py").write_text(BAD)
    return tmp_path


def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "NO_COLOR": "1"}
    command = [sys.executable, "-m", "shapelint", *arguments]
    return subprocess.run(
        command, env=environment, input=stdin, capture_output=True, text=True, timeout=120, check=False
    )


def test_a_mistake_is_found_and_once_mended_nothing_is(tree: Path) -> None:
    done = run(".")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(FOUND)
    assert "6 |     nn.Conv2d(8, 32, 3),\n  |               ^" in done.stdout
    (tree / "bad.py").write_text(GOOD)
    done = run(".")
    assert (done.returncode, done.stderr) == (0, "")
    first, last = done.stdout.splitlines()
    assert first == "No shape bugs found."
    assert last.startswith("Checked 1 file, ")
    assert last.endswith("the shapes of 100 % are known.")


@pytest.mark.parametrize("name", names())
def test_every_format_tells_of_it(tree: Path, name: str) -> None:
    done = run(".", "--output-format", name)
    assert done.returncode == 1
    assert "SHP101" in done.stdout


def test_standard_input(tree: Path) -> None:
    assert FOUND in run("-", "--stdin-filename", "bad.py", stdin=BAD).stdout


def test_a_mistake_in_a_file_that_others_import_is_told_once(tree: Path) -> None:
    (tree / "bad.py").write_text(BAD.replace("net(", "def f():\n    net("))
    (tree / "use.py").write_text("import torch\nfrom bad import f, net\n\nf()\nnet(torch.randn(1, 3, 32, 32))\n")
    for paths in ((".",), ("use.py",), ("use.py", "bad.py"), (str(tree / "use.py"), "bad.py")):
        rows = json.loads(run(*paths, "--output-format", "json").stdout)
        assert [(row["filename"], row["code"]) for row in rows] == [("bad.py", "SHP101")]


def test_a_comment_silences_it_and_one_that_silences_nothing_is_told(tree: Path) -> None:
    comment = "  # shapelint: ignore[channel-mismatch] on purpose"
    (tree / "bad.py").write_text(BAD.replace("(8, 32, 3),", "(8, 32, 3)," + comment))
    assert run(".").returncode == 0
    sarif = json.loads(run(".", "--output-format", "sarif").stdout)
    (result,) = sarif["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "inSource", "justification": "on purpose"}]
    (tree / "bad.py").write_text(GOOD.replace("(16, 32, 3),", "(16, 32, 3)," + comment))
    done = run(".", "--fix", "--output-format", "concise")
    assert (done.returncode, (tree / "bad.py").read_text()) == (0, GOOD)


def test_add_ignore_leaves_nothing_to_report(tree: Path) -> None:
    assert run(".", "--add-ignore=known").returncode == 0
    assert "nn.Conv2d(8, 32, 3),  # shapelint: ignore[SHP101] known\n" in (tree / "bad.py").read_text()
    assert run(".").returncode == 0


def test_a_syntax_error_is_a_finding_with_its_place(tree: Path) -> None:
    (tree / "broken.py").write_text("import torch\nconv = torch.nn.Conv2d(1, 1, 3, padding = ?)\n")
    done = run(".", "--output-format", "concise")
    assert done.returncode == 1
    assert FOUND in done.stdout
    assert "broken.py:2:43: SHP900 syntax-error: " in done.stdout


def test_a_wrong_encoding_is_a_finding_with_its_place(tree: Path) -> None:
    (tree / "latin.py").write_bytes(b"import torch\nname = 'caf\xe9'\n")
    (tree / "strange.py").write_bytes(b"# coding: klingon\nimport torch\n")
    done = run(".", "--output-format", "concise")
    assert done.returncode == 1
    assert FOUND in done.stdout
    assert "latin.py:2:1: SHP900 syntax-error: " in done.stdout
    assert "byte 0xe9 in line 2" in done.stdout
    assert "strange.py:1:1: SHP900 syntax-error: " in done.stdout


def test_a_file_that_cannot_be_read_is_told_and_hides_nothing(tree: Path) -> None:
    os.mkfifo("pipe.py")
    os.mkfifo("named.py")
    done = run(".", "named.py")
    assert done.returncode == 2
    assert FOUND in done.stdout
    assert "shapelint: error: named.py: a named pipe" in done.stderr
    assert "shapelint: warning: pipe.py: a named pipe" in done.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_told_and_hides_nothing(tree: Path) -> None:
    (tree / "secret.py").write_text("import torch\n")
    (tree / "secret.py").chmod(0)
    done = run(".")
    assert done.returncode == 2
    assert FOUND in done.stdout
    assert "shapelint: error: secret.py: Permission denied" in done.stderr


def test_a_file_over_the_limit_is_passed_over_aloud(tree: Path) -> None:
    (tree / "table.py").write_text("import torch\n" + "#" * 1_000_000)
    done = run(".")
    assert done.returncode == 1
    assert FOUND in done.stdout
    assert "shapelint: warning: table.py: larger than 1 MB" in done.stderr


def test_what_would_crash_the_parser_is_passed_over_aloud(tree: Path) -> None:
    (tree / "deep.py").write_text("import torch\nx = " + "(" * 3000 + ")" * 3000 + "\n")
    done = run(".")
    assert FOUND in done.stdout
    assert "deep.py" in done.stdout + done.stderr


@pytest.mark.slow
def test_a_long_pipe_that_is_closed_early_is_no_fault(tree: Path) -> None:
    # More than fits into the pipe.
    (tree / "many.py").write_text("import torch\n" + "x = 1  # shapelint: ignore[SHP101]\n" * 1000)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = f"{sys.executable} -m shapelint . | head -n 1"
    done = subprocess.run(
        ["sh", "-c", command], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stdout.startswith(FOUND)
    assert done.stderr == ""


def test_nothing_that_is_checked_is_run(tree: Path) -> None:
    (tree / "torch.py").write_text("print('this must not run')\n")
    (tree / "conftest.py").write_text("import torch\nprint('this must not run')\n")
    (tree / "bad.py").write_text("import helper\n" + BAD + "open('ran', 'w')\n")
    (tree / "helper.py").write_text("import torch\nopen('ran', 'w')\nprint('this must not run')\n")
    done = run(".", "-j", "2")
    assert "bad.py:7:15: SHP101 channel-mismatch: " in done.stdout
    assert "must not run" not in done.stdout.replace("print('this must not run')", "") + done.stderr
    assert not (tree / "ran").exists()
