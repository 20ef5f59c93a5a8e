"""What a user expects of the command line beside its answers: fixes told and piped, lists, completion, watching."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import pytest

from shapelint.app.cli import progress
from shapelint.app.cli.main import main
from shapelint.report.findings import Report

HERE = Path(__file__).parents[2]
BAD = "import torch\n\nnet = torch.nn.Linear(3, 4)\nnet(torch.rand(2, 5))\n"
GOOD = BAD.replace("(3,", "(5,")
TWICE = BAD + "torch.zeros(2, 3) @ torch.zeros(2, 3)\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(name: str, text: str) -> Path:
    Path(name).write_text(text)
    return Path(name)


def test_fixes_alone_report_nothing_of_what_is_left(capsys: pytest.CaptureFixture[str]) -> None:
    path = put("a.py", TWICE)
    assert main(["a.py", "--fix-only", "--show-fixes"]) == 0
    told = capsys.readouterr()
    assert path.read_text() == TWICE.replace("(3, 4)", "(5, 4)")
    assert "SHP109" not in told.out
    assert "fixed 1 finding\n  a.py:3:23: SHP102 feature-mismatch: in_features becomes 5\n" in told.err


def test_standard_input_is_fixed_into_standard_output(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(TWICE.encode())))
    assert main(["-", "--fix", "--stdin-filename", "a.py"]) == 1
    told = capsys.readouterr()
    assert told.out == TWICE.replace("(3, 4)", "(5, 4)")
    assert told.err.startswith("a.py:5:1: SHP109 ")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(GOOD.encode())))
    assert main(["-", "--fix", "-q"]) == 0
    assert capsys.readouterr().out == GOOD


def test_rules_are_listed_by_the_beginning_of_their_codes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "SHP2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines and all(line.startswith("SHP2") for line in lines)
    assert main(["rule", "channel-mismatch", "--output-format", "json"]) == 0
    rule = json.loads(capsys.readouterr().out)
    assert (rule["code"], rule["severity"]) == ("SHP101", "error")
    assert "nn.Conv2d" in rule["bad"] and rule["url"].endswith("/rules/channel-mismatch/")
    assert main(["rule", "--output-format", "json"]) == 0
    assert {row["code"] for row in json.loads(capsys.readouterr().out)} > {"SHP101", "SHP901"}
    assert main(["rule", "chanel-mismatch"]) == 2
    assert "did you mean `channel-mismatch`?" in capsys.readouterr().err


def test_the_schema_is_that_of_the_configuration(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "--schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    good = {"select": ["SHP1"], "fail-on": "error", "inputs": {"a.py::Net": [[1, 3, "H", "W"]]}, "extend": "../b.toml"}
    assert validator.is_valid(good)
    for bad in ({"slect": []}, {"root": "/"}, {"fail-on": "nothing"}, {"select": "SHP1"}):
        assert not validator.is_valid(bad), bad


def test_inputs_of_no_class_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    put("net.py", "import torch\n\n\nclass UNet(torch.nn.Module):\n    pass\n")
    put("shapelint.toml", '[inputs]\n"net.py::Unet" = [1, 3, 8, 8]\n')
    assert main(["."]) == 2
    assert "inputs: there is no Unet in net.py; did you mean `UNet`?" in capsys.readouterr().err
    put("shapelint.toml", '[inputs]\n"net.py::UNet" = [1, 3, 8, 8]\n"UNet" = [1]\n"gone.py::Net" = [1]\n')
    assert main(["."]) == 0
    capsys.readouterr()
    put("shapelint.toml", '[inputs]\n"Unet" = [1, 3, 8, 8]\n')
    assert main(["."]) == 2
    assert "inputs: there is no Unet in what is checked; did you mean `UNet`?" in capsys.readouterr().err
    put("other.py", "import torch\n")
    assert main(["other.py"]) == 0  # it may stand in a file that is not checked this time


def test_two_formats_do_not_share_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    put("a.py", BAD)
    assert main(["a.py", "--output-format", "json", "--output-format", "full"]) == 2
    assert "write --output-format full:FILE" in capsys.readouterr().err
    assert main(["a.py", "--output-format", "json", "--output-format", "sarif:out.sarif"]) == 1
    assert json.loads(Path("out.sarif").read_text())["version"] == "2.1.0"


def test_a_baseline_says_what_it_took_and_what_it_hides(capsys: pytest.CaptureFixture[str]) -> None:
    put("a.py", BAD)
    assert main(["a.py", "--baseline", "known.json", "--update-baseline"]) == 0
    assert "wrote 1 finding to known.json" in capsys.readouterr().err
    assert main(["a.py", "--baseline", "known.json"]) == 0
    assert "1 known finding not shown: see known.json" in capsys.readouterr().err
    assert main(["a.py", "--baseline", "known.json", "-q"]) == 0
    assert capsys.readouterr().err == ""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_how_far_it_has_come_is_said_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name in "abc":
        put(f"{name}.py", BAD)
    monkeypatch.setattr(progress, "PATIENCE", 60)
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    assert main([".", "--exit-zero", "--no-cache"]) == 0
    assert terminal.getvalue() == ""  # it took no time
    monkeypatch.setattr(progress, "PATIENCE", 0)
    monkeypatch.setattr(progress, "OFTEN", 0)
    assert main([".", "--exit-zero", "--no-cache"]) == 0
    text = terminal.getvalue()
    assert "\r1 of 3 files, 1 finding so far" in text and "\r3 of 3 files, 3 findings so far" in text
    assert text.endswith("\r\x1b[K")
    monkeypatch.setattr(sys, "stderr", silent := io.StringIO())
    assert main([".", "--exit-zero", "--no-cache"]) == 0
    assert silent.getvalue() == ""
    shown = progress.Progress(1, quiet=True)
    shown.seen(Report())
    assert silent.getvalue() == ""


def real(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from shapelint.app.cli.main import run; run()", *arguments]
    whole = {**os.environ, "PYTHONPATH": str(HERE), **environment}
    return subprocess.run(command, capture_output=True, env=whole, timeout=60)


def test_a_terminal_without_boxes_gets_their_likeness() -> None:
    head = "import torch\n\n\nclass Net(torch.nn.Module):\n    def __init__(self):\n        super().__init__()\n"
    body = "        self.one = torch.nn.Linear(3, 4)\n\n    def forward(self, x):\n        return self.one(x)\n"
    put("a.py", head + body)
    told = real("trace", "a.py::Net", "--input", "2,3", PYTHONIOENCODING="ascii")
    assert told.returncode == 0
    assert b"`- one" in told.stdout and b"-----" in told.stdout and b"\\u" not in told.stdout
    assert "└─ one".encode() in real("trace", "a.py::Net", "--input", "2,3", PYTHONIOENCODING="utf-8").stdout


def test_force_color_0_is_no_colour() -> None:
    put("a.py", BAD)
    assert b"\x1b[" in real("a.py", FORCE_COLOR="1").stdout
    assert b"\x1b[" not in real("a.py", FORCE_COLOR="0").stdout


@pytest.mark.slow
def test_bash_completes_commands_options_and_values() -> None:
    script = put("complete.sh", real("completion", "bash").stdout.decode())

    def completed(*line: str) -> set[str]:
        words = " ".join(f"'{word}'" for word in line)
        ask = f"source {script}; COMP_WORDS=({words}); COMP_CWORD={len(line) - 1}; _shapelint; echo ${{COMPREPLY[@]}}"
        return set(subprocess.run(["bash", "-c", ask], capture_output=True, text=True, check=True).stdout.split())

    assert {"trace", "rule", "check"} <= completed("shapelint", "")
    assert completed("shapelint", "check", "--sel") == {"--select"}
    assert "SHP101" in completed("shapelint", "check", "--select", "SHP1")
    assert completed("shapelint", "check", "--output-format", "sa") == {"sarif"}
    assert completed("shapelint", "trace", "--func") == {"--functions"}
    assert "bashcompinit" in real("completion", "zsh").stdout.decode()
    assert "-l output-format" in real("completion", "fish").stdout.decode()


@pytest.mark.slow
def test_watching_checks_again_when_a_file_changes() -> None:
    path = put("a.py", BAD)
    command = [sys.executable, "-u", "-c", "from shapelint.app.cli.main import run; run()", ".", "--watch", "-q"]
    process = subprocess.Popen(
        [*command, "--output-format", "concise"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(HERE)},
    )  # fmt: skip
    try:
        assert process.stdout and process.stderr
        assert "SHP102" in process.stdout.readline()
        assert "watching for changes" in process.stderr.readline()
        time.sleep(1)
        path.write_text(GOOD)
        assert "watching for changes" in process.stderr.readline()
        path.write_text(BAD.replace("(3, 4)", "(7, 4)"))
        assert "SHP102" in process.stdout.readline()
    finally:
        process.terminate()
        process.wait(10)


@pytest.mark.parametrize("given", [["a.py"], ["."], ["./a.py"]])
def test_an_option_whose_value_is_left_out_takes_no_path_for_it(
    given: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    put("a.py", BAD)
    assert main(["--follow-imports", *given]) == 1
    assert main(["--follow-imports", "known", *given]) == 1
    capsys.readouterr()
    assert main(["--follow-imports", "sometimes", *given]) == 2
    assert "invalid choice: 'sometimes'" in capsys.readouterr().err
    assert main(["--follow-imports", "nowhere/"]) == 2
    assert "nowhere" in capsys.readouterr().err
