"""What a trace tells of sizes that are letters: positions of a table, and layers that measure their input."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from shapelint.app.cli.main import main

NETS = """\
import torch
from torch import nn


class Positions(nn.Module):
    def __init__(self, width=32, context=64):
        super().__init__()
        self.pos = nn.Parameter(torch.zeros(1, context, width))

    def forward(self, x):
        return x + self.pos[:, : x.shape[1]]


class After(Positions):
    def forward(self, x):
        return self.pos[:, : x.shape[1]] + x


class WithToken(Positions):
    def forward(self, x):
        x = torch.cat([torch.zeros(x.size(0), 1, x.size(2)), x], 1)
        x += self.pos[:, : x.size(1)]
        return x


class Short(Positions):
    def __init__(self):
        super().__init__(context=1)


class Joined(Positions):
    def forward(self, x):
        return torch.cat([x, self.pos[:, : x.shape[1]].expand(x.size(0), -1, -1)], 1)


class Lazy(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.LazyConv2d(16, 3)
        self.norm = nn.LazyBatchNorm2d()
        self.head = nn.LazyLinear(10)

    def forward(self, x):
        return self.head(self.norm(self.conv(x)).relu().flatten(1))
"""


@pytest.fixture(autouse=True)
def nets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("nets.py").write_text(NETS)


def traced(capsys: pytest.CaptureFixture[str], name: str, shape: str) -> list[str]:
    assert main(["trace", f"nets.py::{name}", "--input", shape]) == 0
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("name", "output", "demand"),
    [
        ("Positions", "(N, T, 32)", "T at most 64"),
        ("After", "(N, T, 32)", "T at most 64"),
        ("WithToken", "(N, T + 1, 32)", "T at most 63"),
    ],
)
def test_a_table_of_positions_ends_somewhere(
    capsys: pytest.CaptureFixture[str], name: str, output: str, demand: str
) -> None:
    out = traced(capsys, name, "N,T,32")
    assert (f"Output: {output}" in out, f"Demands: {demand}" in out) == (True, True), out


@pytest.mark.parametrize("name", ["Short", "Joined"])
def test_one_position_serves_all_and_what_is_not_added_demands_nothing(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert not [line for line in traced(capsys, name, "N,T,32") if line.startswith("Demands")]


def test_a_text_that_is_too_long_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "nets.py::Positions", "--input", "2,65,32"]) == 1
    assert "SHP106" in capsys.readouterr().out


def test_layers_that_measure_their_input_have_parameters_by_its_letters(capsys: pytest.CaptureFixture[str]) -> None:
    out = traced(capsys, "Lazy", "N,3,H,W")
    assert "Parameters: 160*H*W - 320*H - 320*W + 1130" in out


def test_layers_that_measure_their_input_are_counted_when_torch_has_run() -> None:
    pytest.importorskip("torch")
    root = str(Path(__file__).parents[2])
    start = f"import sys; sys.path.insert(0, {root!r}); from shapelint.app.cli.main import run; run()"
    arguments = ["trace", "nets.py::Lazy", "--input", "2,3,8,8", "--run"]
    done = subprocess.run([sys.executable, "-c", start, *arguments], capture_output=True, text=True)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert "5 of 5 outputs agree with torch on meta, 0 are not known, 0 differ" in done.stdout
    count = f"{16 * 27 + 16 + 2 * 16 + 10 * 16 * 36 + 10:,}"
    assert f"Parameters: {count}   torch: {count}" in done.stdout
