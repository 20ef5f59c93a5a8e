"""Reports kept between runs: used as long as they hold, and never in the way."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from shapelint.app.cli.main import main
from shapelint.lint import cache as kept
from shapelint.lint import check, child
from shapelint.lint.config import Config
from shapelint.report.findings import Report

LAYERS = """
from torch import nn

WIDTH = {width}


def head(width):
    return nn.Linear(width, 10)
"""
NET = """
import torch
from torch import nn

from layers import WIDTH, head

net = nn.Sequential(nn.Linear(8, WIDTH), head(32))
net(torch.zeros(1, 8))
"""


BUILDERS = """
from torch import nn


class Net(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(8, width), nn.Linear(16, 4))

    def forward(self, x):
        return self.layers(x)


def small():
    return Net(16)


def large():
    return Net(32)
"""


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two files, one of which imports the other, and a cache folder beside them."""
    folder = tmp_path / "tree"
    folder.mkdir()
    (folder / "layers.py").write_text(LAYERS.format(width=32))
    (folder / "net.py").write_text(NET)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were interpreted."""
    found: list[str] = []
    check_all = check._check_all

    def note(files: Sequence[str], *more: object) -> list[Report]:
        found.extend(files)
        return check_all(files, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(check, "_check_all", note)
    return found


def run(folder: Path, config: Config | None = None) -> list[str]:
    """The codes found in `net.py` and `layers.py`, with the cache beside their folder."""
    files = ["net.py", "layers.py"]
    report = check.check_files(files, config or Config(), cache=str(folder.parent / "cache"))
    assert report.failures == []
    return [finding.code for finding in report.findings]


def database(folder: Path) -> Path:
    return folder.parent / "cache" / kept.NAME


def test_an_unchanged_tree_is_not_examined_again(tree: Path, examined: list[str]) -> None:
    (tree / "layers.py").write_text(LAYERS.format(width=31))
    first = check.check_files(["net.py", "layers.py"], Config(), cache=str(tree.parent / "cache"))
    assert sorted(examined) == ["layers.py", "net.py"]
    examined.clear()
    again = check.check_files(["net.py", "layers.py"], Config(), cache=str(tree.parent / "cache"))
    assert examined == []
    assert [finding.code for finding in first.findings] == ["SHP102"]
    assert again.findings == first.findings
    assert again.coverage == first.coverage


def test_a_change_of_an_import_is_seen(tree: Path, examined: list[str]) -> None:
    assert run(tree) == []
    (tree / "layers.py").write_text(LAYERS.format(width=33))
    examined.clear()
    assert run(tree) == ["SHP102"]
    assert sorted(examined) == ["layers.py", "net.py"]


def test_an_import_that_was_looked_for_and_not_found_is_seen_when_it_is_there(tree: Path, examined: list[str]) -> None:
    """A package of the name goes before the module: what stood at its path counts, although nothing did."""
    assert run(tree) == []
    package = tree / "layers"
    package.mkdir()
    (package / "__init__.py").write_text(LAYERS.format(width=33))
    assert run(tree) == ["SHP102"]


APART = """
from torch import nn

WIDTH = 32


def head(width):
    return nn.Linear(width, 10)


def other(x):
    return x


class Other(nn.Module):
    width = 8

    def forward(self, x):
        return other(x)
"""
USES_WIDTH = """
import torch
from torch import nn

from layers import WIDTH

net = nn.Sequential(nn.Linear(8, WIDTH), nn.Linear(32, 10))
net(torch.zeros(1, 8))
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("return x", "return x + 1"),
        ("WIDTH = 32", "# wide enough\n\nWIDTH = 32  # as in the paper"),
        ("(width, 10)", "(width, 11)"),
        ("return other(x)", "import math\n\n        return other(x) * math.pi"),
    ],
)
def test_what_functions_say_that_nobody_enters_does_not_matter(
    tree: Path, examined: list[str], before: str, after: str
) -> None:
    (tree / "layers.py").write_text(APART)
    (tree / "net.py").write_text(USES_WIDTH)
    assert run(tree) == []
    (tree / "layers.py").write_text(APART.replace(before, after))
    examined.clear()
    assert run(tree) == []
    assert examined == ["layers.py"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("WIDTH = 32", "WIDTH = 31"),
        ("width = 8", "width = 9"),
        ("forward(self, x)", "forward(self, x, y)"),
        ("forward(self, x)", "forward(self, x=None)"),
        ("def other", "@print\ndef other"),
        ("def other", "async def other"),
        ("return x", "yield x"),
        ("def other", "def another"),
        ("WIDTH = 32", "WIDTH = 32\nWIDTH += 0"),
        ("class Other(nn.Module)", "class Other"),
        ("return x", "return ("),
    ],
)
def test_what_a_file_defines_matters(tree: Path, examined: list[str], before: str, after: str) -> None:
    (tree / "layers.py").write_text(APART)
    (tree / "net.py").write_text(USES_WIDTH)
    run(tree)
    (tree / "layers.py").write_text(APART.replace(before, after))
    examined.clear()
    run(tree)
    assert sorted(examined) == ["layers.py", "net.py"]


@pytest.mark.parametrize(
    "looks",
    [
        "net = head(8)\nnet(torch.zeros(1, 8))",
        "class Net(Other):\n    pass\n\nNet()(torch.zeros(1, 8))",
        "class Net(nn.Module):\n    def forward(self, x):\n        return other(x)",
        "found = head(WIDTH)",
    ],
)
def test_all_of_a_file_matters_to_whom_looks_into_it(tree: Path, examined: list[str], looks: str) -> None:
    (tree / "layers.py").write_text(APART)
    (tree / "net.py").write_text(
        f"import torch\nfrom torch import nn\nfrom layers import WIDTH, Other, head, other\n{looks}\n"
    )
    run(tree)
    (tree / "layers.py").write_text(APART + "# the end\n")
    examined.clear()
    run(tree)
    assert sorted(examined) == ["layers.py", "net.py"]


def test_what_an_import_looks_into_matters_to_all_who_import_it(tree: Path, examined: list[str]) -> None:
    """Whether it was executed for another file before, or was that file itself."""
    for name in ("a.py", "between.py", "z.py"):
        text = (
            "import torch\nfrom between import found\n"
            if name != "between.py"
            else "from layers import WIDTH, wide\nfound = wide()\n"
        )
        (tree / name).write_text(text + "print(found, 'torch')\n")
    (tree / "layers.py").write_text("WIDTH = 32\n\n\ndef wide():\n    return WIDTH\n")
    files = ["a.py", "between.py", "z.py"]
    for order in (files, files[::-1], ["between.py", "a.py", "z.py"]):
        check.check_files(order, Config(), cache=str(tree.parent / "cache"))
        (tree / "layers.py").write_text((tree / "layers.py").read_text() + "# torch\n")
        examined.clear()
        check.check_files(order, Config(), cache=str(tree.parent / "cache"))
        assert sorted(examined) == files


def test_a_report_that_finds_something_rests_on_every_row(tree: Path, examined: list[str]) -> None:
    (tree / "layers.py").write_text(APART)
    (tree / "net.py").write_text(USES_WIDTH.replace("32, 10", "30, 10"))
    assert run(tree) == ["SHP102"]
    (tree / "layers.py").write_text("# one more row\n" + APART)
    examined.clear()
    assert run(tree) == ["SHP102"]
    assert sorted(examined) == ["layers.py", "net.py"]


def test_other_files_do_not_matter(tree: Path, examined: list[str]) -> None:
    run(tree)
    examined.clear()
    (tree / "other.py").write_text("import torch")
    run(tree)
    assert examined == []


def test_another_configuration_is_another_question(tree: Path) -> None:
    (tree / "layers.py").write_text(LAYERS.format(width=31))
    assert run(tree) == ["SHP102"]
    assert run(tree, Config(ignore=("SHP1",))) == []
    assert run(tree) == ["SHP102"]


def test_a_thorough_answer_is_kept_apart(tree: Path) -> None:
    (tree / "net.py").write_text(BUILDERS)
    assert run(tree) == []
    assert run(tree, Config(thorough=True)) == ["SHP102"]
    assert run(tree) == []
    assert run(tree, Config(thorough=True)) == ["SHP102"]


def test_files_changed_in_memory_are_not_kept(tree: Path, examined: list[str]) -> None:
    changed = {str(tree / "layers.py"): LAYERS.format(width=31)}
    report = check.check_files(["net.py"], Config(), texts=changed, cache=str(tree.parent / "cache"))
    assert [finding.code for finding in report.findings] == ["SHP102"]
    assert run(tree) == []


def test_a_damaged_database_is_replaced(tree: Path, examined: list[str]) -> None:
    run(tree)
    database(tree).write_bytes(b"no database" * 1000)
    assert run(tree) == []
    examined.clear()
    assert run(tree) == []
    assert examined == []


@pytest.mark.parametrize("value", [b"", b"x" * 100, "text", None, 7])
def test_a_damaged_report_is_not_believed(tree: Path, value: object) -> None:
    (tree / "layers.py").write_text(LAYERS.format(width=31))
    run(tree)
    with sqlite3.connect(database(tree)) as opened:
        opened.execute("UPDATE reports SET value = ?", (value,))
    assert run(tree) == ["SHP102"]


def test_a_changed_byte_in_a_report_is_noticed(tree: Path) -> None:
    (tree / "layers.py").write_text(LAYERS.format(width=31))
    run(tree)
    with sqlite3.connect(database(tree)) as opened:
        opened.execute("UPDATE reports SET value = CAST(replace(value, CAST('SHP102' AS BLOB), 'SHP999') AS BLOB)")
    assert run(tree) == ["SHP102"]


def test_two_runs_may_write_at_once(tree: Path) -> None:
    command = [sys.executable, "-m", "shapelint", "check", "net.py", "layers.py"]
    environment = {**os.environ, "SHAPELINT_CACHE_DIR": str(tree.parent / "cache")}
    running = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert [(one.communicate()[0].splitlines()[0], one.returncode) for one in running] == [
        ("No shape bugs found.", 0)
    ] * 4
    with sqlite3.connect(database(tree)) as opened:
        assert opened.execute("SELECT count(*) FROM reports").fetchone() == (2,)


def test_a_database_that_another_run_holds_stops_nothing(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "WAIT", 0.05)
    run(tree)
    with sqlite3.connect(database(tree)) as opened:
        opened.execute("BEGIN EXCLUSIVE")
        (tree / "layers.py").write_text(LAYERS.format(width=31))
        assert run(tree) == ["SHP102"]


def test_a_folder_that_cannot_be_made_stops_nothing(tree: Path) -> None:
    (tree.parent / "cache").write_text("a file")
    assert run(tree) == []


def test_the_database_never_grows_beyond_its_bound(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LIMIT", 20_000)
    for width in range(40):
        (tree / "layers.py").write_text(LAYERS.format(width=width + 100))
        run(tree)
    with sqlite3.connect(database(tree)) as opened:
        assert opened.execute("SELECT sum(length(value)) FROM reports").fetchone()[0] <= 20_000


def test_the_command_line_keeps_reports_where_it_is_told(
    tree: Path, capsys: pytest.CaptureFixture[str], examined: list[str]
) -> None:
    folder = tree.parent / "elsewhere"
    arguments = ["check", "net.py", "--cache-dir", str(folder)]
    assert (main(arguments), main(arguments), main([*arguments, "--no-cache"])) == (0, 0, 0)
    assert examined == ["net.py", "net.py"]
    capsys.readouterr()
    assert main(["clean", "--cache-dir", str(folder)]) == 0
    assert capsys.readouterr().out == f"deleted {folder / kept.NAME}\n"
    assert main(["clean", "--cache-dir", str(folder)]) == 0
    assert capsys.readouterr().out == "nothing is kept\n"


def test_without_a_cache_nothing_is_written(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHAPELINT_CACHE_DIR", str(tree.parent / "unused"))
    assert main(["check", "net.py", "--no-cache"]) == 0
    assert not (tree.parent / "unused").exists()


def test_a_process_that_cannot_fork_keeps_reports_too(
    tree: Path, tmp_path: Path, examined: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "can_fork", lambda: False)
    (tree / "layers.py").write_text(LAYERS.format(width=16))
    told: list[Report] = []
    for _ in range(2):
        report = check.check_files(["net.py"], Config(), cache=str(tmp_path / "cache"), seen=told.append)
        assert [one.name for one in report.findings] == ["feature-mismatch"]
    assert examined == ["net.py"]
    assert len(told) == 2
