"""Files that are read together, and what of them outlives a change."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from shapelint.interpret.exploration.project import Project
from shapelint.lint.config import Config
from shapelint.lint.one_file import check_text

BLOCK = """
from torch import nn


class Head(nn.Sequential):
    def __init__(self):
        super().__init__(nn.Linear({width}, 10), nn.ReLU())
"""
MODEL = """
import torch
from head import Head
from other import SIZE

Head()(torch.randn(SIZE, 64))
"""


def test_only_what_has_changed_is_read_again(tmp_path: Path) -> None:
    head, other, model = (tmp_path / name for name in ("head.py", "other.py", "model.py"))
    head.write_text(BLOCK.format(width=64))
    other.write_text("SIZE = 8\n")
    project = Project()

    def codes() -> list[str]:
        return [finding.name for finding in check_text(MODEL, str(model), Config(), project=project).findings]

    assert codes() == []
    before = dict(project.files)
    head.write_text(BLOCK.format(width=128))
    assert codes() == []  # what was executed is not executed again

    project = project.again()
    assert codes() == ["feature-mismatch"]
    assert project.files[str(other)] is before[str(other)]
    assert project.files[str(head)] is not before[str(head)]

    project = project.again()
    assert codes() == ["feature-mismatch"]
    head.write_text(BLOCK.format(width=256).replace("256", "0o100"))
    project = project.again()
    assert codes() == []
    head.unlink()
    project = project.again()
    assert codes() == []
    assert str(head) not in project.files


def test_a_change_that_keeps_the_size_is_seen_by_its_time(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("x = 1\n")
    project = Project()
    first = project.file(str(path))
    stamp = os.stat(path).st_mtime_ns
    path.write_text("x = 2\n")
    os.utime(path, ns=(stamp + 10**9, stamp + 10**9))
    second = project.again().file(str(path))
    assert first is not None and second is not None
    assert (first.text, second.text) == ("x = 1\n", "x = 2\n")


def test_the_text_of_an_editor_is_not_taken_for_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("x = 1\n")
    project = Project()
    project.file(str(path))
    project.add(str(path), "x = 3  # not saved\n")
    kept = project.again().file(str(path))
    assert kept is not None and kept.text == "x = 1\n"


CONFIG = """
import torch

SCALE = 1
WIDTHS = [8]
NAMES = {"wide": 8}


class Defaults:
    width = 8


def set_scale(value):
    global SCALE
    SCALE = value


def grow(width):
    WIDTHS.insert(0, width)
    NAMES["wide"] = width
    Defaults.width = width


def scale():
    return SCALE
"""
USER = """
import config
import torch
from config import NAMES, WIDTHS, Defaults, scale
from torch import nn

x = torch.randn(2, 9)
nn.Linear(8 * scale(), 4)(x)
nn.Linear(8 * config.SCALE, 4)(x)
nn.Linear(WIDTHS[0], 4)(x)
nn.Linear(NAMES["wide"], 4)(x)
nn.Linear(Defaults.width, 4)(x)
"""


def test_a_function_that_is_examined_alone_leaves_no_trace_in_what_others_import(tmp_path: Path) -> None:
    config, user = tmp_path / "config.py", tmp_path / "user.py"
    config.write_text(CONFIG)
    user.write_text(USER)
    project = Project()
    first = check_text(USER, str(user), Config(), project=project).findings
    assert len(first) == 5
    assert not check_text(CONFIG, str(config), Config(), project=project).findings
    assert check_text(USER, str(user), Config(), project=project).findings == first


def test_a_package_that_imports_itself_is_the_one_that_is_running(tmp_path: Path) -> None:
    package = tmp_path / "package"
    package.mkdir()
    init = "WIDTH = 8\nfrom package.layers import Head\nimport torch\nHead()(torch.randn(2, 9))\n"
    (package / "__init__.py").write_text(init)
    (package / "layers.py").write_text(
        "from torch import nn\nfrom package import WIDTH\n\n\nclass Head(nn.Sequential):\n    def __init__(self):\n"
        "        super().__init__(nn.Linear(WIDTH, 4))\n"
    )
    (finding,) = check_text(init, str(package / "__init__.py"), Config()).findings
    assert finding.name == "feature-mismatch"


@pytest.mark.parametrize("first", ["one.py", "other.py", "user.py"])
def test_modules_that_import_each_other_know_each_other_whichever_is_read_first(tmp_path: Path, first: str) -> None:
    texts = {
        "one.py": "from torch import nn\nfrom other import width\n\n\ndef head():\n    return nn.Linear(width(), 4)\n",
        "other.py": "import torch\nfrom one import head\n\n\ndef width(): return 8\n\n\ndef net(): return head()\n",
        "user.py": "import torch\nfrom other import net\n\nnet()(torch.randn(2, 9))\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    project = Project()
    for name in (first, "user.py"):
        findings = check_text(texts[name], str(tmp_path / name), Config(), project=project).findings
    assert [finding.name for finding in findings] == ["feature-mismatch"]


REGISTRY = """
import torch
from collections import defaultdict

ENTRIES = defaultdict(dict)
WIDTHS = defaultdict(lambda: 8)


def register(function):
    ENTRIES[function.__module__][function.__name__] = function
    return function
"""
REGISTERED = """
import torch
from registry import ENTRIES, WIDTHS, register
from torch import nn


@register
def net():
    return nn.Linear(WIDTHS["net"], 4)


ENTRIES["__main__"]["net"]()(torch.randn(2, 9))
"""


def test_a_registry_that_another_file_imports_makes_its_entries(tmp_path: Path) -> None:
    (tmp_path / "registry.py").write_text(REGISTRY)
    (finding,) = check_text(REGISTERED, str(tmp_path / "user.py"), Config()).findings
    assert "takes 8 features" in finding.message


STOPPED = """
import torch
from torch import nn

assert nn.Conv2d(1, 1, 3)(torch.randn(1, 1, 6, 6)).shape == (1, 1, 6, 6)
nn.Linear(3, 4)(torch.randn(2, 5))


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.pool = nn.MaxPool2d(2, padding=32)

    def forward(self, x):
        return self.pool(x)


def head(x):
    return nn.Linear(3, 4)(nn.Linear(2, 5)(x))
"""


@pytest.mark.parametrize("stop", ["", "raise SystemExit\n"])
def test_an_assertion_at_the_top_hides_no_class_and_no_function(stop: str) -> None:
    found = check_text(STOPPED + stop, "net.py", Config()).findings
    # The program has ended before its own call; what others may call is examined.
    assert [(finding.name, finding.span.start.row) for finding in found] == [
        ("pool-padding", 12),
        ("feature-mismatch", 19),
    ]


def test_a_file_is_imported_though_a_function_of_a_library_is_called_so(tmp_path: Path) -> None:
    package = tmp_path / "torchvision" / "ops"
    package.mkdir(parents=True)
    for folder in (package, package.parent):
        (folder / "__init__.py").write_text("")
    (package / "stochastic_depth.py").write_text("from torch import nn\n\n\nclass Depth(nn.Linear):\n    pass\n")
    user = "import torch\nfrom torchvision.ops.stochastic_depth import Depth\n\nDepth(8, 4)(torch.randn(2, 9))\n"
    (finding,) = check_text(user, str(tmp_path / "user.py"), Config()).findings
    assert finding.name == "feature-mismatch"
