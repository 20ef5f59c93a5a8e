"""Programs of beginners, each with a mistake that people ask about: the fixes offered make them run."""

from __future__ import annotations

from pathlib import Path

import pytest

from shapelint.app.cli.main import main
from shapelint.lint.one_file import check_source

pytestmark = pytest.mark.slow  # many, which take seconds together

FOLDER = Path(__file__).parent / "beginners"
NAMES = sorted(path.stem for path in FOLDER.glob("*.py"))
RUNS_ANYWAY = {"regression"}
MOST = 2
"""Rows that a fix changes."""


def mended(name: str, folder: Path) -> Path:
    """The program once every fix is applied that is offered."""
    path = folder / f"{name}.py"
    path.write_text((FOLDER / path.name).read_text(encoding="utf-8"), encoding="utf-8")
    assert main(["check", str(path), "--no-cache", "--fix", "--unsafe-fixes", "--quiet"]) == 0
    return path


def test_there_are_twenty_at_least() -> None:
    assert len(NAMES) >= 20


@pytest.mark.parametrize("name", NAMES)
def test_every_mistake_is_found_and_mended(name: str, tmp_path: Path) -> None:
    before = (FOLDER / f"{name}.py").read_text(encoding="utf-8")
    found = check_source(before, f"{name}.py")
    assert found
    assert all(one.help for one in found)
    after = mended(name, tmp_path).read_text(encoding="utf-8")
    assert check_source(after, f"{name}.py") == []
    gone = set(before.split("\n")) - set(after.split("\n"))
    assert len(gone) <= MOST


@pytest.mark.parametrize("name", NAMES)
def test_torch_refuses_them_before_and_runs_them_after(name: str, tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    torch.manual_seed(0)
    path = mended(name, tmp_path)
    if name not in RUNS_ANYWAY:
        with pytest.raises((RuntimeError, ValueError, AssertionError, IndexError)):
            run((FOLDER / path.name).read_text(encoding="utf-8"))
    run(path.read_text(encoding="utf-8"))


def run(text: str) -> None:
    exec(compile(text, "<program>", "exec", dont_inherit=True), {"__name__": "__main__"})
