"""Functions that build a network and return it: the network is called, although nobody calls it."""

from __future__ import annotations

from pathlib import Path

import pytest

from shapelint.app.cli.main import main
from shapelint.interpret.exploration.entries import examine
from shapelint.interpret.exploration.project import Project
from shapelint.lint.check import check_files
from shapelint.lint.config import Config
from shapelint.lint.one_file import check_source

NETWORK = """
from torch import nn


class Plain(nn.Module):
    def __init__(self, inside, outside):
        super().__init__()
        self.conv = nn.Conv2d(inside, outside, 3, padding=1)

    def forward(self, x):
        return self.conv(x)


class Wide(nn.Module):
    def __init__(self, inside, outside):
        super().__init__()
        self.conv = nn.Conv2d(inside, {factor}outside, 3, padding=1)

    def forward(self, x):
        return self.conv(x)


class Net(nn.Module):
    def __init__(self, block, depths, width=32):
        super().__init__()
        self.stem = nn.Conv2d(3, width, 3)
        self.body = nn.Sequential(*[block(width, width) for _ in range(depths[0])])

    def forward(self, x):
        return self.body(self.stem(x))


def _make(block, depths, **kwargs):
    return Net(block, depths, **kwargs)


def plain_small(**kwargs):
    return _make(Plain, [2], **kwargs)


def plain_large(**kwargs):
    return _make(Plain, [4], **kwargs)


def wide(**kwargs):
    return _make(Wide, [3], **kwargs)
"""


def followed(text: str, thorough: bool = False) -> list[str]:
    """The builders whose networks were called."""
    project = Project()
    entries = examine(project, project.add("networks.py", text), thorough=thorough)
    return [
        entry.name
        for entry in entries
        if entry.kind == "function"
        and any(one.kind == "module" for one in entry.exploration.main.recorder.trace.events)
    ]


def test_a_width_that_fits_no_next_block_is_found_through_the_builder_alone() -> None:
    (finding,) = check_source(NETWORK.replace("{factor}", "2 * "))
    assert (finding.code, finding.span.start.row) == ("SHP101", 20)
    assert check_source(NETWORK.replace("{factor}", "")) == []


def test_builders_that_differ_in_numbers_are_followed_once_for_each_block() -> None:
    assert followed(NETWORK.replace("{factor}", "")) == ["plain_small", "wide"]


def test_thoroughly_all_builders_are_followed() -> None:
    text = NETWORK.replace("{factor}", "")
    assert followed(text, thorough=True) == ["plain_small", "wide", "plain_large", "_make"]


LARGE = """
from torch import nn


class Net(nn.Module):
    def __init__(self, depth, width):
        super().__init__()
        self.stem = nn.Conv2d(3, width, 3)
        self.body = nn.Sequential(*[nn.Conv2d(width, width, 3) for _ in range(depth)])
        self.head = nn.Conv2d({last}, 10, 1)

    def forward(self, x):
        return self.head(self.body(self.stem(x)))


def small():
    return Net(2, 32)


def large():
    return Net(3, 64)
"""


@pytest.mark.parametrize(("last", "codes"), [("32", ["SHP101"]), ("width", [])])
def test_thoroughly_a_mistake_of_one_builder_is_found(tmp_path: Path, last: str, codes: list[str]) -> None:
    (tmp_path / "net.py").write_text(LARGE.replace("{last}", last))
    given = [str(tmp_path / "net.py")]
    assert check_files(given, Config()).findings == []
    assert [one.code for one in check_files(given, Config(thorough=True)).findings] == codes
    assert main(["check", "--isolated", "--no-cache", *given]) == 0
    assert main(["check", "--isolated", "--no-cache", "--thorough", *given]) == bool(codes)


def test_thoroughly_what_is_built_of_classes_of_other_files_is_called(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text(LARGE.replace("{last}", "32").partition("\n\ndef small")[0])
    (tmp_path / "zoo.py").write_text("import torch\nfrom net import Net\n\ndef large():\n    return Net(3, 64)\n")
    given = [str(tmp_path / "zoo.py")]
    assert check_files(given, Config()).findings == []
    assert [one.code for one in check_files(given, Config(thorough=True)).findings] == ["SHP101"]


FLAGS = """
from torch import nn


class Net(nn.Module):
    def __init__(self, depth, widen, after=None):
        super().__init__()
        self.body = nn.Sequential(*[nn.Conv2d(8, 8, 3) for _ in range(depth)])
        self.widen = nn.Conv2d(8, 16, 1) if widen else None
        self.head = nn.Conv2d({head}, 4, 1)

    def forward(self, x):
        x = self.body(x)
        return self.head(x if self.widen is None else self.widen(x))


def plain():
    return Net(1, False)


def plain_deep():
    return Net(9, False)


def wide():
    return Net(3, True)


def wide_deep():
    return Net(5, True)
"""


@pytest.mark.parametrize(("head", "codes"), [("8", ["SHP101"]), ("16 if widen else 8", [])])
def test_builders_that_set_other_flags_are_followed(head: str, codes: list[str]) -> None:
    text = FLAGS.replace("{head}", head)
    assert followed(text) == ["plain", "wide"]
    assert [one.code for one in check_source(text)] == codes


CHECKED = """
from torch import nn


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        if width % heads != 0:
            raise ValueError(f"{width} is not divisible by {heads}")
        self.project = nn.Linear(width, width)

    def forward(self, x):
        return self.project(x)


class Net(nn.Module):
    def __init__(self, width, depth=2, heads=8):
        super().__init__()
        self.blocks = nn.Sequential(*[Attention(width, heads) for _ in range(depth)])

    def forward(self, x):
        return self.blocks(x)


"""


@pytest.mark.parametrize(
    ("builder", "codes"),
    [
        ("def small():\n    return Net(100, heads=48)\n", ["SHP120"]),
        ("def small():\n    return Net(100)\n", ["SHP120"]),
        ("def small(**kwargs):\n    return Net(width=100, heads=48, **kwargs)\n", ["SHP120"]),
        ("def small():\n    return Net(96, heads=48)\n", []),
        ("def small(heads=48):\n    return Net(100, heads=heads)\n", []),
        ("def small(width):\n    return Net(width, heads=48)\n", []),
        ("def small(**kwargs):\n    return Net(**{'width': 100, 'heads': 48, **kwargs})\n", []),
        ("def small(**kwargs):\n    return Net(width=100, **kwargs)\n", []),
        ("def small():\n    try:\n        return Net(100)\n    except ValueError:\n        return Net(96)\n", []),
    ],
)
def test_a_check_that_fails_for_what_a_builder_gives_is_told(builder: str, codes: list[str]) -> None:
    assert [one.code for one in check_source(CHECKED + builder)] == codes


def test_a_class_that_gets_its_own_defaults_is_not_built_again() -> None:
    text = """
from torch import nn


class Net(nn.Module):
    def __init__(self, width=32, deep=False):
        super().__init__()
        self.conv = nn.Conv2d(3, width, 3)

    def forward(self, x):
        return self.conv(x)


def narrow():
    return Net(16)


def same():
    return Net(deep=False)
"""
    assert followed(text) == []


REGISTRY = """
import functools


def register(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapper
"""


@pytest.mark.parametrize(("factor", "codes"), [("2 * ", ["SHP101"]), ("", [])])
def test_a_builder_behind_a_decorator_of_another_file(tmp_path: Path, factor: str, codes: list[str]) -> None:
    (tmp_path / "registry.py").write_text(REGISTRY)
    text = "from registry import register\n" + NETWORK.replace("{factor}", factor).replace(
        "\ndef wide", "\n@register\ndef wide"
    )
    (tmp_path / "networks.py").write_text(text)
    report = check_files([str(tmp_path / "networks.py")], Config())
    assert [finding.code for finding in report.findings] == codes


def test_what_a_builder_only_does_where_it_is_told_to_is_no_mistake() -> None:
    text = """
from torch import nn


class Net(nn.Module):
    def __init__(self, layer, inside):
        super().__init__()
        self.first = layer(3, inside)
        self.second = layer(inside, 8)

    def forward(self, x):
        return self.second(self.first(x))


def convolution(inside, outside):
    return nn.Conv2d(inside, outside, 1)


def build(inside=4, unknown=None):
    net = Net(convolution, inside)
    if unknown is not None:
        unknown(net)
    return net
"""
    assert check_source(text) == []


def test_a_default_that_only_holds_a_place_is_no_mistake_of_the_builder() -> None:
    text = """
import torch
from torch import nn


class Heads(nn.Module):
    def __init__(self, layer, widths):
        super().__init__()
        self.heads = nn.ModuleList([layer(8, width) for width in widths])

    def forward(self, x):
        return torch.cat([head(x) for head in self.heads], 1)


def linear(inside, outside):
    return nn.Linear(inside, outside)


def build(widths=()):
    return Heads(linear, widths)
"""
    assert check_source(text) == []
    added = text.replace("torch.cat([head(x) for head in self.heads], 1)", "self.heads[0](x) + self.heads[1](x)")
    (finding,) = check_source(added.replace("widths=()", "widths=(4, 5)"))
    assert finding.code == "SHP106"


PATCHES = """
from torch import nn

class Patches(nn.Module):
    def __init__(self, side, width, classes=10):
        super().__init__()
        self.conv = nn.Conv2d(3, {made}, 4, stride=4)
        self.head = nn.Linear(width, classes)

    def forward(self, x):
        return self.head(self.conv(x).mean((2, 3)))

def small():
    return Patches(side=32, width=48)

def large():
    return Patches(side=64, width=96)
"""


@pytest.mark.parametrize(("made", "codes"), [("width", []), ("side", ["SHP102"])])
def test_a_class_that_needs_numbers_is_built_with_those_of_a_builder(made: str, codes: list[str]) -> None:
    """By itself its numbers are symbols, and any two of them may be the same."""
    findings = check_source(PATCHES.format(made=made))
    assert [finding.code for finding in findings] == codes


METHODS = """
from torch import nn


class Net(nn.Module):
    def __init__(self, widths, norm):
        super().__init__()
        self.conv = nn.Conv2d(3, widths[0], 3)
        self.norm = nn.BatchNorm2d(widths[{which}]) if norm else nn.Identity()

    {method}

    def forward(self, x):
        return self.norm(self.conv(x))
"""


@pytest.mark.parametrize(("which", "codes"), [("1", ["SHP103"]), ("0", [])])
@pytest.mark.parametrize(
    "method",
    [
        """@classmethod
    def from_name(cls, name="small"):
        return cls({"small": (16, 32), "large": (32, 64)}[name], True)""",
        """@classmethod
    def small(cls, **kwargs):
        return cls((16, 32), norm=True, **kwargs)""",
        """@staticmethod
    def small():
        return Net((16, 32), True)""",
    ],
)
def test_what_a_class_method_builds_is_called(method: str, which: str, codes: list[str]) -> None:
    text = METHODS.replace("{method}", method).replace("{which}", which)
    assert [finding.code for finding in check_source(text)] == codes


def test_what_a_method_of_a_class_that_is_no_network_builds_is_called() -> None:
    factory = """

class Zoo:
    @staticmethod
    def small():
        return Net((16, 32), True)
"""
    lasting = """

class Setting:
    def __init__(self, name, widths=(16, 32)):
        self.name = name
        self.widths = widths

    @property
    def net(self):
        return Net(self.widths, True)
"""
    for maker in (factory, lasting):
        text = METHODS.replace("{method}", "pass").replace("{which}", "1") + maker
        assert [finding.code for finding in check_source(text)] == ["SHP103"]
        assert check_source(text.replace("widths[1]", "widths[0]")) == []


def test_a_class_method_that_is_called_is_not_called_again() -> None:
    text = METHODS.replace("{method}", "@classmethod\n    def small(cls):\n        return cls((16, 32), True)")
    text = text.replace("{which}", "0") + "\n\nnet = Net.small()\n"
    assert followed(text) == []


DEEP = """
from torch import nn


class Block(nn.Module):
    def __init__(self, width, groups, number):
        super().__init__()
        self.number = number
        self.conv = nn.Conv2d(width, width, 3, groups=groups)
        self.norm = nn.BatchNorm2d(width)

    def forward(self, x):
        return self.norm(self.conv(x))


class Wide(Block):
    pass


class Deep(nn.Module):
    def __init__(self, depth, groups=1, block=Block):
        super().__init__()
        self.body = nn.Sequential(*[block(16 + {odd}, groups, number) for number in range(depth)])

    def forward(self, x):
        return self.body(x)


def huge():
    return Deep(1000)


def large():
    return Deep(1001)


def larger():
    '''Another number alone.'''
    return Deep(1002)


def fewer():
    return Deep(999)


def wide():
    return Deep(1001, block=Wide)


def wider():
    return Deep(1002, block=Wide)


def with_more():
    deep = Deep(1003)
    return deep


def small():
    return Deep(8, groups=4)
"""


def steps_of_functions(text: str) -> dict[str, int]:
    """The most steps that each function took when it was called by itself."""
    project, found = Project(), dict[str, int]()
    for entry in examine(project, project.add("deep.py", text)):
        if entry.kind == "function":
            found.setdefault(entry.name, entry.exploration.runs[0].budget.steps)
    return found


def test_what_is_too_large_to_be_built_is_begun_once_for_each_block() -> None:
    steps = steps_of_functions(DEEP.replace("{odd}", "0"))
    assert steps["huge"] > 1_000 and steps["wide"] > 1_000
    assert steps["large"] < 10 and steps["with_more"] < 10


def test_a_function_that_differs_in_larger_numbers_alone_from_one_that_was_left_is_not_entered() -> None:
    steps = steps_of_functions(DEEP.replace("{odd}", "0"))
    assert "larger" not in steps
    assert steps["fewer"] > 1_000 and steps["wider"] < 10
    assert "larger" in steps_of_functions(DEEP.replace("{odd}", "0").replace("def larger():", "def larger(x=None):"))


def test_a_smaller_network_is_built_whatever_the_larger_ones_take() -> None:
    assert check_source(DEEP.replace("{odd}", "0")) == []
    assert [one.code for one in check_source(DEEP.replace("{odd}", "groups - 1"))] == ["SHP203"]


DECORATED = """
import functools

from torch import nn


def scaled(forward):
    @functools.wraps(forward)
    def inner(self, *args, **kwargs):
        return forward(self, *args, **kwargs)

    return inner


class Net(nn.Module):
    def __init__(self, width=8):
        super().__init__()
        self.conv = nn.Conv2d(width, width, 3, padding=1)

    @scaled
    def forward(self, x):
        b, c, h, w = x.shape
        return self.conv(x).reshape(b, c, h * w)
"""


def test_a_class_is_not_examined_with_symbols_again_where_nothing_else_is_given() -> None:
    project = Project()
    entries = [(one.kind, one.name) for one in examine(project, project.add("net.py", DECORATED))]
    assert entries.count(("class", "Net")) == 1
    assert ("symbolic", "Net") not in entries
    called = DECORATED + "\n\nNet()(__import__('torch').zeros(2, 8, 4, 4))\n"
    entries = [(one.kind, one.name) for one in examine(project, project.add("called.py", called))]
    assert ("class", "Net") not in entries


TREE = """
from torch import nn


class Tree(nn.Module):
    def __init__(self, levels, width=8):
        super().__init__()
        if levels == 1:
            self.one = nn.Conv2d(width, width, 3, padding=1)
            self.two = nn.Conv2d(width, {last}, 3, padding=1)
        else:
            self.one = Tree(levels - 1, width)
            self.two = Tree(levels - 1, width)

    def forward(self, x):
        return self.two(self.one(x))


def deep():
    return Tree(4)
"""


def test_what_builds_itself_to_an_unknown_depth_is_built_a_few_levels_deep() -> None:
    project = Project()
    entries = list(examine(project, project.add("tree.py", TREE.replace("{last}", "width"))))
    (alone,) = [one.exploration for one in entries if one.kind == "class"]
    assert not any(run.budget.gave_up for run in alone.runs) and alone.runs[0].budget.steps < 2_000


def test_what_builds_itself_to_a_known_depth_is_built_whole() -> None:
    project = Project()
    text = TREE.replace("{last}", "width") + "\n\nnet = deep()\n"
    (program, *_) = examine(project, project.add("tree.py", text))
    events = program.exploration.main.recorder.trace.events
    assert len([one for one in events if one.kind == "build"]) == 2**4
    assert check_source(text) == []
    call = "\n\nimport torch\n\ndeep()(torch.zeros(1, 8, 4, 4))\n"
    assert check_source(TREE.replace("{last}", "width") + call) == []
    found = check_source(TREE.replace("{last}", "width + 1") + call)
    assert [(one.code, one.span.start.row) for one in found] == [("SHP101", 16)]
