"""Numbers that feed more than one place: a fix changes the layer that is wrong, torch runs it, and nothing grows."""

from __future__ import annotations

import ast
import re
import shutil
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from test_fixes import run as execute

from shapelint.app.cli.main import main
from shapelint.lint.one_file import check_source

HEAD = "import torch\nfrom torch import nn\n\n"
PROGRAMS = {
    "shared_default": (
        """
class Head(nn.Module):
    def __init__(self, width=48):
        super().__init__()
        self.up = nn.Linear(width, 4 * width)
        self.norm = nn.LayerNorm(4 * width)
        self.down = nn.Linear(width, width)

    def forward(self, x):
        return self.down(self.norm(self.up(x)))

y = Head()(torch.randn(3, 48))
""",
        "self.down = nn.Linear(4 * width, width)",
    ),
    "argument_at_the_call": (
        """
def classifier(filters, classes):
    return nn.Sequential(
        nn.Conv2d(1, filters, 5, padding=2), nn.ReLU(), nn.MaxPool2d(4), nn.Flatten(), nn.Linear(filters, classes)
    )

y = classifier(6, 3)(torch.randn(2, 1, 28, 28))
""",
        "nn.Linear(filters * 7 * 7, classes)",
    ),
    "argument_for_this_layer_alone": (
        """
def classifier(filters, flat):
    return nn.Sequential(nn.Conv2d(1, filters, 5, padding=2), nn.MaxPool2d(4), nn.Flatten(), nn.Linear(flat, 3))

y = classifier(6, 147)(torch.randn(2, 1, 28, 28))
""",
        "classifier(6, 294)",
    ),
    "module_constant": (
        """
STATE = 24
encoder = nn.RNN(5, STATE, bidirectional=True)
decoder = nn.Linear(STATE, 5)
y = decoder(encoder(torch.randn(9, 2, 5))[0])
""",
        "decoder = nn.Linear(2 * STATE, 5)",
    ),
    "config_dict": (
        """
sizes = {"model": 16, "inner": 40}
first = nn.Linear(sizes["model"], sizes["inner"])
second = nn.Linear(sizes["model"], 2)
y = second(torch.tanh(first(torch.randn(4, 16))))
""",
        'second = nn.Linear(sizes["inner"], 2)',
    ),
    "dataclass_field": (
        """
from dataclasses import dataclass

@dataclass
class Sizes:
    width: int = 12
    depth: int = 2

class Mlp(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.first = nn.Linear(sizes.width, sizes.width * 3)
        self.last = nn.Linear(sizes.width, sizes.depth)

    def forward(self, x):
        return self.last(self.first(x))

y = Mlp(Sizes())(torch.randn(2, 12))
""",
        "self.last = nn.Linear(sizes.width * 3, sizes.depth)",
    ),
    "two_uses": (
        """
class Twice(nn.Module):
    def __init__(self, colours=3, filters=10):
        super().__init__()
        self.one = nn.Conv1d(colours, filters, 3)
        self.two = nn.Conv1d(colours, filters, 3)

    def forward(self, x):
        return self.two(self.one(x).relu())

y = Twice()(torch.randn(1, 3, 20))
""",
        "self.two = nn.Conv1d(filters, filters, 3)",
    ),
    "hidden_size": (
        """
class Tagger(nn.Module):
    def __init__(self, features, state, tags=4):
        super().__init__()
        self.read = nn.GRU(features, state, num_layers=2, bidirectional=True, batch_first=True)
        self.tag = nn.Linear(state, tags)

    def forward(self, x):
        states, _ = self.read(x)
        return self.tag(states)

y = Tagger(features=7, state=18)(torch.randn(3, 11, 7))
""",
        "self.tag = nn.Linear(2 * state, tags)",
    ),
    "skip_concatenation": (
        """
class Skip(nn.Module):
    def __init__(self, c=6):
        super().__init__()
        self.stem = nn.Conv2d(1, c, 3, padding=1)
        self.body = nn.Conv2d(c, c, 3, padding=1)
        self.head = nn.Conv2d(c, 2, 1)

    def forward(self, x):
        x = self.stem(x)
        return self.head(torch.cat((x, self.body(x)), dim=1))

y = Skip()(torch.randn(1, 1, 9, 9))
""",
        "self.head = nn.Conv2d(2 * c, 2, 1)",
    ),
    "two_mistakes": (
        """
class Net(nn.Module):
    def __init__(self, width=8):
        super().__init__()
        self.a = nn.Linear(5, width * 2)
        self.b = nn.Linear(width, width * 4)
        self.c = nn.Linear(width, 3)

    def forward(self, x):
        return self.c(self.b(self.a(x)))

y = Net()(torch.randn(2, 5))
""",
        "self.b = nn.Linear(width * 2, width * 4)\n        self.c = nn.Linear(width * 4, 3)",
    ),
    "blocks_of_several_sizes": (
        """
class Block(nn.Module):
    def __init__(self, before, after):
        super().__init__()
        self.conv = nn.Conv2d(before, after, 3)
        self.norm = nn.BatchNorm2d(before)

    def forward(self, x):
        return self.norm(self.conv(x))

y = nn.Sequential(Block(3, 8), Block(8, 5))(torch.randn(2, 3, 9, 9))
""",
        "self.norm = nn.BatchNorm2d(after)",
    ),
    "flattened_number": (
        """
net = nn.Sequential(nn.Conv2d(1, 16, 3), nn.Flatten(), nn.Linear(16, 10))
y = net(torch.randn(2, 1, 12, 12))
""",
        "nn.Linear(16 * 10 * 10, 10)",
    ),
}


Output = pytest.CaptureFixture[str]


def mended(program: str, folder: Path, output: Output) -> str:
    """What `--fix --unsafe-fixes` makes of a program; a second run changes nothing, and `--diff` shows it before."""
    path = folder / "net.py"
    path.write_text(program)
    main(["check", str(path), "--unsafe-fixes", "--diff"])
    shown = [line[1:] for line in output.readouterr().out.splitlines() if re.match(r"\+(?!\+\+)", line)]
    main(["check", str(path), "--fix", "--unsafe-fixes"])
    after = path.read_text()
    assert shown == [new for old, new in zip(program.splitlines(), after.splitlines(), strict=True) if old != new]
    main(["check", str(path), "--fix", "--unsafe-fixes"])
    assert path.read_text() == after
    return after


@pytest.mark.parametrize("name", PROGRAMS)
def test_torch_runs_what_was_mended(name: str, tmp_path: Path, capsys: Output) -> None:
    program, mended_part = PROGRAMS[name]
    with pytest.raises((RuntimeError, ValueError)):
        execute(HEAD + program)
    after = mended(HEAD + program, tmp_path, capsys)
    assert mended_part in after
    execute(after)
    assert check_source(after) == []


STAYS = {
    "more_than_eight_times": "net = nn.Sequential(nn.Flatten(), nn.Linear(10, 2))\nnet(torch.randn(2, 3, 9, 9))\n",
    "two_inputs": "fc = nn.Linear(7, 2)\nfc(torch.randn(1, 5))\nfc(torch.randn(1, 6))\n",
    "a_call_that_was_right": "fc = nn.Linear(7, 2)\nfc(torch.randn(1, 5))\nfc(torch.randn(1, 7))\n",
}


@pytest.mark.parametrize("name", STAYS)
def test_what_no_number_mends_stays(name: str, tmp_path: Path, capsys: Output) -> None:
    program = HEAD + STAYS[name]
    assert [one for one in check_source(program) if one.help]
    assert mended(program, tmp_path, capsys) == program


def test_a_name_that_does_not_hold_there_is_not_written(tmp_path: Path, capsys: Output) -> None:
    """`width` is the comprehension's own."""
    program = (
        "def net(size):\n    body = nn.Sequential(*[nn.Linear(size, width) for width in (24,)])\n"
        "    return nn.Sequential(body, nn.Linear(size, 2), nn.Linear(2, size))\n\nnet(6)(torch.randn(1, 6))\n"
    )
    after = mended(HEAD + program, tmp_path, capsys)
    assert "nn.Linear(4 * size, 2)" in after
    execute(after)


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.slow
def test_a_second_run_over_the_pairs_changes_nothing(tmp_path: Path, capsys: Output, jobs: str) -> None:
    pairs = Path(__file__).parent / "pairs"
    shutil.copytree(pairs, tmp_path / "pairs")
    before = {path: path.read_bytes() for path in sorted((tmp_path / "pairs").rglob("*.py"))}
    command = ["check", str(tmp_path / "pairs"), "--fix", "--unsafe-fixes", "-j", jobs, "--output-format", "concise"]
    main(command)
    fixed = re.search(r"fixed (\d+) findings", capsys.readouterr().err)
    assert fixed
    assert int(fixed[1]) >= 30
    after = {path: path.read_bytes() for path in before}
    for path, text in after.items():
        ast.parse(text)
        changes = SequenceMatcher(None, before[path].split(b"\n"), text.split(b"\n")).get_opcodes()
        assert sum(max(b - a, d - c) for kind, a, b, c, d in changes if kind != "equal") <= 2, path
    main(command)
    assert "fixed" not in capsys.readouterr().err
    assert {path: path.read_bytes() for path in before} == after
