"""`check --explain` and `shapelint rule` draw below a finding the windows, or the shapes that meet."""

from __future__ import annotations

from pathlib import Path

import pytest

from shapelint.app.cli.main import main
from shapelint.app.cli.rule import picture_of
from shapelint.layers.explaining.findings import PICTURED
from shapelint.rules.catalog import rules

HEAD = "import torch\nfrom torch import nn\n\n"


def told(tmp_path: Path, capsys: pytest.CaptureFixture[str], program: str, *options: str) -> str:
    path = tmp_path / "program.py"
    path.write_text(HEAD + program)
    assert main(["check", "--isolated", *options, str(path)]) == 1
    return capsys.readouterr().out


POOL = "nn.MaxPool1d(4, stride=2, padding=3)(torch.zeros(1, 2, 6))\n"


def test_only_where_it_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture = "length: 12 = 3 + 6 + 3, kernel 4, stride 2: 5 windows"
    assert picture not in told(tmp_path, capsys, POOL)
    out = told(tmp_path, capsys, POOL, "--explain")
    assert f"  | {picture}\n  |      .  .  .  0  1  2  3  4  5  .  .  .\n  |     [=========]\n" in out
    assert out.index("padding is 3") < out.index(picture) < out.index("= help")
    assert picture in told(tmp_path, capsys, POOL, "--config", "explain=true")


def test_a_kernel_that_does_not_fit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = told(tmp_path, capsys, "nn.Conv2d(1, 1, (2, 4))(torch.zeros(1, 1, 5, 3))\n", "--explain")
    assert "columns: 3, kernel 4, stride 1: 0 windows" in out
    assert "[=========] does not fit" in out


def test_both_paddings_where_tensorflow_has_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program = "nn.Conv1d(1, 1, 3, stride=2, padding=1)(torch.zeros(1, 1, 300))\n"
    out = told(tmp_path, capsys, program, "--explain", "--select", "tf-same-alignment")
    assert "length, were they 8 instead of 300: 10 = 1 + 8 + 1" in out
    assert "TensorFlow's SAME: 9 = 0 + 8 + 1" in out


def test_findings_about_arguments_alone_have_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program = "nn.GroupNorm(32, 48)\n"
    assert told(tmp_path, capsys, program, "--explain") == told(tmp_path, capsys, program)


X = "x = torch.zeros(2, 3, 8)\n"

MEETING = {
    "a layer's number": (
        X + "nn.Conv1d(4, 1, 3)(x)\n",
        ["x            [2][3][8]", "in_channels     [4]", "                 ^"],
    ),
    "inside a container": (
        X + "net = nn.Sequential(nn.ReLU(), nn.Linear(9, 1))\nnet(x)\n",
        ["input        [2][3][8]", "in_features        [9]", "                    ^"],
    ),
    "operands": (
        X + "y = torch.zeros(4, 1)\nx + y\n",
        ["x  [2][3][8]", "y     [4][1]", "       ^"],
    ),
    "joined": (
        X + "y = torch.zeros(2, 4, 7)\ntorch.cat([x, y], dim=1)\n",
        ["x  [2][3][8]", "y  [2][4][7]", "          ^"],
    ),
    "an axis that is not there": (
        X + "x.sum(dim=3)\n",
        ["x  [2][3][8]", "             ^ dim=3"],
    ),
    "an index": (
        X + "torch.select(x, 1, 5)\n",
        ["x           [2][3][8]", "index          [5]", "last index     [2]", "                ^"],
    ),
    "elements": (
        X + "x.view(2, 20)\n",
        ["x       [2][ 3][8] 48 elements", "result  [2][20] 40 elements"],
    ),
    "repeated": (
        "a, b = torch.rand(6, 1), torch.rand(6)\nnn.functional.mse_loss(a, b)\n",
        ["a         [6][1]", "b            [6]", "together  [6][6]", "           ^  ^ repeated"],
    ),
    "moved by a view": (
        "def heads(x):\n    b, t, c = x.shape\n    return x.view(b, 4, t, c // 4)\nheads(torch.rand(2, 10, 32))\n",
        ["x       [b][t][c] t of c elements each", "result  [b][4][t][c//4] t of c//4 elements each"],
    ),
}


@pytest.mark.parametrize("program,lines", MEETING.values(), ids=MEETING)
def test_shapes_that_meet(program: str, lines: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = told(tmp_path, capsys, program, "--explain", "--fail-on", "warning")
    assert "\n".join(f"  | {line}" for line in lines) in "\n".join(
        "  |" + line.partition("|")[2] for line in out.split("\n") if "|" in line
    )


def test_the_frame_that_pad_adds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    example = next(rule for rule in rules() if rule.name == "pad-order").bad.partition("\n\n")[2]
    out = told(tmp_path, capsys, "import torch.nn.functional as F\n" + example, "--explain", "--fail-on", "warning")
    assert "|         3\n" in out and "| 1   | image |   1\n" in out


def test_every_rule_whose_findings_have_a_picture_shows_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert {rule.name for rule in rules()} >= PICTURED
    assert [rule.name for rule in rules() if bool(picture_of(rule)) != (rule.name in PICTURED)] == []


def test_several_processes_draw_as_one_does(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "other.py").write_text(HEAD + POOL)
    (tmp_path / "program.py").write_text(HEAD + POOL)
    outs = []
    for jobs in ("1", "2"):
        assert main(["check", "--isolated", "--explain", "-j", jobs, str(tmp_path)]) == 1
        outs.append(capsys.readouterr().out)
    assert outs[0] == outs[1]
    assert outs[0].count("kernel 4, stride 2: 5 windows") == 2


@pytest.mark.parametrize("rule", ["kernel-exceeds-input", "pool-padding", "not-same", "tf-same-alignment"])
def test_a_rule_shows_its_bad_example(rule: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", rule]) == 0
    bad = capsys.readouterr().out.partition("Bad:")[2].partition("Good:")[0]
    assert "kernel" in bad
    assert "[=" in bad
