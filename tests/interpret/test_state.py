"""Objects that are changed in one scope and used in another: what happened to them stays with them.

Each case is a program of one or two files in which code that is not read may have changed an object (`unsure`: an error
would be a guess), or in which it cannot have (`sure`: the error is found). `{change}` stands where that happens.
"""

from __future__ import annotations

# ruff: noqa: E501 (programs, kept in rows)
from pathlib import Path

import pytest

from shapelint.interpret.exploration.project import Project
from shapelint.lint.config import Config
from shapelint.lint.one_file import check_text

HEAD = "import somelib\nimport torch\nfrom collections import OrderedDict\nfrom dataclasses import dataclass, field\nfrom enum import Enum\nfrom torch import nn\n\n"

DEFINED = {
    "dictionary": ('SIZES = {"in": 8}\n', "somelib.update(SIZES)\n", "SIZES", 'SIZES["in"]'),
    "nested dictionary": ('SIZES = {"net": {"in": 8}}\n', "somelib.update(SIZES['net'])\n", "SIZES", 'SIZES["net"]["in"]'),
    "list": ("SIZES = [8]\n", "somelib.fill(SIZES)\n", "SIZES", "SIZES[0]"),
    "list that grows": ("SIZES = [8]\n", "for _ in somelib.items():\n    SIZES.append(8)\n", "SIZES", "sum(SIZES)"),
    "length of a list": ("SIZES = [1] * 8\n", "for _ in somelib.items():\n    SIZES.append(1)\n", "SIZES", "len(SIZES)"),
    "set": ("SIZES = {1, 2}\n", "somelib.fill(SIZES)\n", "SIZES", "len(SIZES) + 6"),
    "object": ("class Sizes:\n    def __init__(self):\n        self.width = 8\n\n\nSIZES = Sizes()\n", "somelib.load(SIZES)\n", "SIZES", "SIZES.width"),
    "object in a list": ("class Sizes:\n    def __init__(self):\n        self.width = 8\n\n\nONE = Sizes()\nSIZES = [ONE]\n", "somelib.load(ONE)\n", "SIZES", "SIZES[0].width"),
    "list in two dictionaries": ('HELD = [8]\nSIZES = {"a": HELD}\nOTHER = {"b": HELD}\n', "somelib.fill(OTHER['b'])\n", "SIZES", 'SIZES["a"][0]'),
    "dataclass field": ("@dataclass\nclass Sizes:\n    widths: list = field(default_factory=lambda: [8])\n\n\nSIZES = Sizes()\n", "somelib.fill(SIZES.widths)\n", "SIZES", "SIZES.widths[0]"),
    "value of an enum": ("class Sizes(Enum):\n    SMALL = [8]\n", "somelib.fill(Sizes.SMALL.value)\n", "Sizes", "Sizes.SMALL.value[0]"),
    "class attribute": ("class Sizes:\n    widths = [8]\n", "somelib.fill(Sizes.widths)\n", "Sizes", "Sizes.widths[0]"),
    "closure": ("def make():\n    widths = [8]\n\n    def give():\n        return widths[0]\n\n    return give, widths\n\n\ngive, held = make()\n", "somelib.fill(held)\n", "give", "give()"),
    "default argument": ("HELD = [8]\n\n\ndef width(sizes=HELD):\n    return sizes[0]\n", "somelib.fill(HELD)\n", "width", "width()"),
    "sequential": ("STEM = nn.Sequential(nn.Linear(4, 8))\n", "somelib.patch(STEM)\n", "STEM", "STEM(torch.zeros(1, 4)).shape[1]"),
    "module list": ("STEM = nn.ModuleList([nn.Linear(4, 8)])\n", "STEM.extend(somelib.layers())\n", "STEM", "len(STEM) + 7"),
}  # fmt: skip
"""name -> what defines an object, what may change it, the name that another scope uses, the size 8 that it gives."""

USES = {
    "at the top": "nn.Linear({size}, 4)(torch.zeros(2, 9))\n",
    "in a function": "def use():\n    return nn.Linear({size}, 4)(torch.zeros(2, 9))\n",
    "in a class": (
        "class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.layers = nn.Sequential(nn.Linear(3, 9), nn.Linear({size}, 4))\n\n"
        "    def forward(self, x):\n        return self.layers(x)\n"
    ),
}  # fmt: skip


def found(folder: Path, files: dict[str, str], last: str) -> list[str]:
    for name, text in files.items():
        (folder / name).write_text(text)
    project = Project()
    every = {n: [f.name for f in check_text(t, str(folder / n), Config(), project=project).findings] for n, t in files.items()}  # fmt: skip
    return every[last]


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("name", DEFINED)
@pytest.mark.parametrize("imports", [0, 1, 2])
def test_what_may_have_been_changed_is_unknown_wherever_it_is_used(
    tmp_path: Path, name: str, use: str, imports: int
) -> None:
    defined, change, given, size = DEFINED[name]
    used = USES[use].format(size=size)
    for changed, expected in (("", ["feature-mismatch"]), (change, [])):
        if not imports:
            files = {"user.py": HEAD + defined + changed + "\n\n" + used}
        else:
            through = "from defined import *\n" if imports == 2 else ""
            files = {"defined.py": HEAD + defined + changed, "between.py": HEAD + through}
            source = "between" if imports == 2 else "defined"
            files["user.py"] = HEAD + f"from {source} import {given}\n\n\n" + used
        assert found(tmp_path, files, "user.py") == expected


def test_a_change_that_comes_later_speaks_of_what_is_defined_before(tmp_path: Path) -> None:
    defined = HEAD + "SIZES = [8]\n"
    changes = HEAD + "from defined import SIZES\n\nsomelib.fill(SIZES)\n"
    user = HEAD + "from defined import SIZES\nimport changes\n\nnn.Linear(SIZES[0], 4)(torch.zeros(2, 9))\n"
    assert found(tmp_path, {"defined.py": defined, "changes.py": changes, "user.py": user}, "user.py") == []


def test_one_entry_leaves_no_doubt_to_the_next(tmp_path: Path) -> None:
    text = HEAD + (
        "SIZES = [8]\n\n\ndef spoil():\n    somelib.fill(SIZES)\n    nn.Linear(SIZES[0], 4)(torch.zeros(2, 9))\n\n\n"
        "def use():\n    nn.Linear(SIZES[0], 4)(torch.zeros(2, 9))\n"
    )
    assert found(tmp_path, {"both.py": text}, "both.py") == ["feature-mismatch"]


def test_what_an_entry_sets_in_what_it_does_not_know_is_gone_with_it(tmp_path: Path) -> None:
    text = HEAD + (
        "config = somelib.config()\n\n\ndef spoil():\n    config.width = 8\n    nn.Linear(config.width, 4)(torch.zeros(2, 9))\n\n\n"
        "def use():\n    nn.Linear(config.width, 4)(torch.zeros(2, 9))\n"
    )
    assert found(tmp_path, {"both.py": text}, "both.py") == ["feature-mismatch"]


def test_a_tensor_whose_rank_an_entry_has_learnt_is_unknown_to_the_next(tmp_path: Path) -> None:
    text = HEAD + (
        "table = torch.load('table.pt')\nrows = table + torch.zeros(1)\n\n\ndef one():\n    return nn.Conv2d(3, 4, 1)(rows)\n\n\n"
        "def other():\n    return nn.Conv1d(5, 4, 1)(rows)\n"
    )
    assert found(tmp_path, {"both.py": text}, "both.py") == []


def test_two_sizes_of_two_files_never_meet(tmp_path: Path) -> None:
    rows = HEAD + "count = torch.nonzero(torch.load('a.pt')).shape[0]\n"
    user = HEAD + (
        "from rows import count\n\nmine = torch.nonzero(torch.load('b.pt')).shape[0]\n"
        "torch.zeros(3, count) @ torch.zeros(mine + 1, 4)\n"
    )
    assert found(tmp_path, {"rows.py": rows, "user.py": user}, "user.py") == []
    same = user.replace("mine + 1", "count + 1")
    assert found(tmp_path, {"rows.py": rows, "user.py": same}, "user.py") == ["matmul-mismatch"]


def test_the_attributes_of_objects_are_those_that_python_gives_them(tmp_path: Path) -> None:
    text = HEAD + (
        "class Size(Enum):\n    SMALL = 8\n\n\nclass Held(dict):\n    def __init__(self):\n        super().__init__()\n        self.a = 1\n\n\n"
        "held = Held()\nheld['k'] = 2\nnn.Linear(8 * len(vars(held)), 4)(torch.zeros(2, 9))\n"
        "nn.Linear(2 * len(Size.SMALL.__dict__), 4)(torch.zeros(2, 9))\n"
        "stem = nn.ModuleList([nn.Linear(4, 8) for _ in somelib.items()])\n"
        "assert '_repeated' not in vars(stem)\n"
        "vars(held)['b'] = 3\nnn.Linear(held.b * 3 - 1, 4)(torch.zeros(2, 9))\n"
    )
    assert found(tmp_path, {"own.py": text}, "own.py") == ["feature-mismatch"] * 3


def test_a_shape_that_a_round_of_a_loop_refines_is_no_changed_object() -> None:
    text = HEAD + (
        "class Loop(nn.Module):\n    def forward(self, images):\n        last = None\n        for image in images:\n"
        "            last = nn.Conv2d(3, 4, 1)(image)\n            nn.Conv2d(5, 4, 1)(last)\n        return last\n"
    )
    report = check_text(text, "own.py", Config())
    assert [finding.name for finding in report.findings] == ["channel-mismatch"]
    assert not report.failures


@pytest.mark.parametrize(
    "copied", ["copy.deepcopy(SIZES)", "copy.deepcopy(HELD)['sizes']", "copy.copy(SIZES)", "SIZES.copy()"]
)
def test_a_copy_is_no_surer_than_what_was_copied(tmp_path: Path, copied: str) -> None:
    text = (
        HEAD
        + "import copy\n\nSIZES = [8]\nHELD = {'sizes': SIZES}\n{change}nn.Linear(sum({copied}), 4)(torch.zeros(2, 9))\n"
    )
    loop = "for _ in somelib.items():\n    SIZES.append(8)\n"
    for change, expected in (("", ["feature-mismatch"]), ("somelib.fill(SIZES)\n", []), (loop, [])):
        program = text.replace("{change}", change).replace("{copied}", copied)
        assert found(tmp_path, {"own.py": program}, "own.py") == expected
