"""`shapelint explain FILE:LINE`: the operations at a row, where their numbers come from, and what they give."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from shapelint.app.cli.main import main

BLOCK = """\
import torch.nn.functional as F
from torch import nn


class Block(nn.Module):
    def __init__(self, given, made, stride=1, kernel=3):
        super().__init__()
        self.first = nn.Conv2d(given, made, kernel, stride, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(made)

    def forward(self, x):
        return F.relu(self.norm(self.first(x)))
"""

NET = """\
import torch
from torch import nn

from block import Block

WIDTH = 6


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = Block(3, WIDTH)
        self.down = Block(WIDTH, 8, stride=2)
        self.up = nn.ConvTranspose2d(8, 4, 2, stride=2)
        self.head = nn.Linear(4 * 8 * 8, 10)
        self.recurrent = nn.LSTM(10, 5, batch_first=True, bidirectional=True)

    def forward(self, x):
        early = self.stem(x)
        y = self.up(self.down(early))
        z = torch.cat([y, early], dim=1)
        out = self.head(y.flatten(1))
        steps, _ = self.recurrent(out.unsqueeze(1))
        return z.permute(0, 2, 3, 1), steps


if __name__ == "__main__":
    Net()(torch.randn(2, 3, 8, 8))
"""

ALONE = """\
from torch import nn


class Alone(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3, padding=1)
        self.wrong = nn.Linear(7, 2)

    def forward(self, x):
        y = self.conv(x)
        return self.wrong(y.flatten(1))
"""


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in (("block.py", BLOCK), ("net.py", NET), ("alone.py", ALONE)):
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")


def row(text: str, part: str) -> int:
    return next(number for number, line in enumerate(text.split("\n"), 1) if part in line)


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert main(["explain", *words]) == code
    out, err = capsys.readouterr()
    assert err == ""
    return out


def test_a_call_of_a_layer(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, f"net.py:{row(NET, 'y = self.up')}:{NET.split(chr(10))[19].index('self.up') + 1}") == (
        "self.up (ConvTranspose2d) at net.py:20\n"
        "  2x8x4x4 -> 2x4x8x8\n"
        "  rows: (4 - 1)*2 + 2 = 8\n"
        "  columns: (4 - 1)*2 + 2 = 8\n"
        "  in_channels 8: net.py:14\n"
        "  out_channels 4: net.py:14\n"
        "  kernel_size 2: net.py:14\n"
        "  stride 2: net.py:14\n"
        "  padding 0: the default of ConvTranspose2d\n"
        "  parameters: 2*2*4*8 + 4 = 132\n"
        "  receptive field 5 in the input, from one output to the next 1\n"
        "\n"
        "rows and columns: 8 = (4 - 1)*2 + 2, kernel 2, stride 2: 4 windows\n"
        "     0  1  2  3  4  5  6  7\n"
        "    [===]\n"
        "          [===]\n"
        "                [===]\n"
        "                      [===]\n"
        "     1  1  1  1  1  1  1  1 windows add here\n"
        "\n"
        "how many windows add to each element of the result:\n" + "    1 1 1 1 1 1 1 1\n" * 8
    )


def test_defaults_are_called_defaults(capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, f"block.py:{row(BLOCK, 'self.first = ')}")
    assert "kernel_size 3: block.py:8, the default of __init__ at block.py:6" in out
    assert "stride 1: block.py:8, the default of __init__ at block.py:6" in out
    out = said(capsys, f"net.py:{row(NET, 'self.up = ')}")
    assert "padding 0: the default of ConvTranspose2d" in out


def test_a_number_that_a_caller_gives(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = (
        BLOCK
        + "\n\nimport torch\n\nBlock(3, 8, stride=2)(torch.zeros(1, 3, 9, 9))\nBlock(8, 8)(torch.zeros(1, 8, 9, 9))\n"
    )
    (tmp_path / "whole.py").write_text(whole)
    at, call = row(whole, "self.first = "), row(whole, "stride=2)")
    out = said(capsys, f"whole.py:{at}")
    assert f"stride 2: whole.py:{at}, given to Block(3, 8, stride=2) at whole.py:{call}" in out
    assert "1x3x9x9 -> 1x8x5x5" in out
    assert "1x8x9x9 -> 1x8x9x9" in out
    assert "floor((9 + 2*1 - 3)/2) + 1 = 5" in out
    assert "parameters: 3*3*3*8 = 216" in out


def test_operations_without_a_window(capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, f"net.py:{row(NET, 'torch.cat')}")
    assert "axis 1: 4 + 6 = 10; the other axes must agree" in out
    out = said(capsys, f"net.py:{row(NET, 'self.head(y')}")
    assert "axis 1: 4*8*8 = 256" in out
    assert "the last axis: 256 features in, 10 out" in out
    assert "parameters: 256*10 + 10 = 2,570" in out
    out = said(capsys, f"net.py:{row(NET, 'self.recurrent(out')}")
    assert "axis 0 is the batch (2), axis 1 the steps (1)" in out
    assert "the output has 10 features a step (2*5: both directions)" in out
    out = said(capsys, f"net.py:{row(NET, 'z.permute')}")
    assert "axis 0 was 0 (2), 1 was 2 (8), 2 was 3 (8), 3 was 1 (10)" in out
    out = said(capsys, f"block.py:{row(BLOCK, 'BatchNorm2d')}")
    assert "running_mean and running_var" in out


def test_what_is_not_known_and_how_to_say_it(capsys: pytest.CaptureFixture[str]) -> None:
    place = f"alone.py:{row(ALONE, 'y = self.conv')}"
    out = said(capsys, place)
    assert "floor((H + 2*1 - 3)/1) + 1 = H" in out
    assert "say what Alone is given, with --input 1,3,224,224" in out
    out = said(capsys, place, "--input", "1,3,4,5")
    assert "1x3x4x5 -> 1x4x4x5" in out
    assert "[======]" in out
    assert "1x3x4x5 -> 1x4x4x5" in said(capsys, place.replace(":", "::Alone:"), "--input", "1,3,4,5")


def test_the_configuration_says_what_a_model_is_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "shapelint.toml").write_text('[inputs]\nAlone = "1,3,4,6"\n')
    assert "1x3x4x6 -> 1x4x4x6" in said(capsys, f"alone.py:{row(ALONE, 'y = self.conv')}")
    (tmp_path / "shapelint.toml").write_text("inptus = 1\n")
    assert main(["explain", "alone.py:11"]) == 2
    assert "inptus" in capsys.readouterr().err


def test_pools_of_unknown_inputs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = ALONE.replace("nn.Conv2d(3, 4, 3, padding=1)", "nn.MaxPool1d(2)")
    (tmp_path / "pool.py").write_text(text)
    assert "--input 1,3,48" in said(capsys, "pool.py:11")


def test_what_torch_refuses_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, f"alone.py:{row(ALONE, 'self.wrong(y')}", "--input", "1,3,2,2")
    assert "torch refuses this" in out
    assert "in_features is 7" in out


def test_a_row_without_operations(capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, "alone.py:3", code=1)
    assert out == "error: no tensor operation stands at alone.py:3; the nearest is at row 7\n"
    assert "leave out the column" in said(capsys, "alone.py:11:1", code=1)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["alone.py"], "alone.py is a file: say which row"),
        (["alone.py:999"], "alone.py has 13 lines"),
        (["none.py:3"], "no such file"),
        (["alone.py::Other:11"], "there is no Other"),
        (["alone.py:11", "--kernel", "3"], "--kernel is for a kind of layer"),
        (["alone.py:11", "--input", "1,,3"], "1,,3"),
        (["broken.py:1"], "broken.py"),
        (["a:b"], "neither a kind of layer nor FILE:LINE"),
        (["conv", "--input", "3", "--input", "4", "-k", "3"], "a second --input"),
    ],
)
def test_what_cannot_be_understood(
    words: list[str], part: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.py").write_text("def (:\n")
    assert main(["explain", *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert part in err
    assert len(err.splitlines()) == 1


def test_json_and_svg(capsys: pytest.CaptureFixture[str]) -> None:
    place = f"alone.py:{row(ALONE, 'y = self.conv')}"
    found = json.loads(said(capsys, place, "--input", "1,3,4,4", "--output-format", "json"))
    (one,) = found["operations"]
    assert one["inputs"] == [[1, 3, 4, 4]]
    assert one["axes"][0]["formula"] == "floor((4 + 2*1 - 3)/1) + 1 = 4"
    assert one["numbers"][0] == {"name": "in_channels", "value": "3", "from": "alone.py:7"}
    root = ElementTree.fromstring(said(capsys, place, "--input", "1,3,4,4", "--svg", "-"))
    assert root[0].text == "self.conv (Conv2d) at alone.py:11"
    assert main(["explain", f"net.py:{row(NET, 'z.permute')}", "--svg", "-"]) == 2


def test_hostile_names_come_out_harmless(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "</svg><script>x\x1b[31m\u202e.py".replace("/", "")
    try:
        target.write_text(ALONE)
    except OSError:
        pytest.skip("the file system takes no such name")
    out = said(capsys, f"{target}:11", "--input", "1,3,4,4")
    assert "\x1b" not in out
    assert "\u202e" not in out
    drawing = said(capsys, f"{target}:11", "--input", "1,3,4,4", "--svg", "-")
    assert "<script" not in drawing
    assert "\x1b" not in drawing
    ElementTree.fromstring(drawing)


def test_at_most_five_calls_of_one_layer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "import torch\nfrom torch import nn\n\npool = nn.MaxPool1d(2)\n"
    text += "for n in (4, 6, 8, 10, 12, 14, 16, 16):\n    pool(torch.zeros(1, 2, n))\n"
    (tmp_path / "many.py").write_text(text)
    out = said(capsys, "many.py:4")
    assert out.count("MaxPool1d) at") == 5
    assert out.endswith("... and 2 more calls with other shapes\n")
