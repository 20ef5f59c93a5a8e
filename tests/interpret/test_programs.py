"""The programs in `tests/interpret/programs`: what shapelint knows at each `reveal_shape`, and that torch agrees."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from markers import expected
from programs_reader import agrees, bare, libraries_of, revealed, run_by_torch, stated

from shapelint.lint.one_file import check_source

PROGRAMS = Path(__file__).parent / "programs"
NAMES = sorted(
    path.relative_to(PROGRAMS).as_posix() for path in PROGRAMS.rglob("*.py") if "reveal_shape" in path.read_text()
)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_known_is_what_is_stated(name: str) -> None:
    path = PROGRAMS / name
    assert revealed(path) == stated(path.read_text())


@pytest.mark.parametrize("name", NAMES)
def test_nothing_but_what_is_marked_is_found(name: str) -> None:
    path = PROGRAMS / name
    findings = check_source(bare(path.read_text()), str(path))
    assert {finding.span.start.row: finding.name for finding in findings} == expected(path).marked


@pytest.mark.parametrize("name", [name for name in NAMES if not (PROGRAMS / name).read_text().startswith("# symbolic")])
def test_torch_agrees(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each row that states something is reached, and is what was stated; a mistake that is marked ends the program."""
    pytest.importorskip("torch")
    path = PROGRAMS / name
    for library in libraries_of(path.read_text()):
        try:
            importlib.import_module(library)
        except (ImportError, RuntimeError):  # not there, or built for another torch
            pytest.skip(f"{library} cannot be imported")
    monkeypatch.syspath_prepend(str(path.parent))
    monkeypatch.setattr("sys.argv", [path.name])
    rows, ended = run_by_torch(path)
    if not expected(path).marked and ended is not None:
        raise ended
    assert bool(expected(path).marked) == (ended is not None)
    wanted = stated(path.read_text())
    assert rows.keys() == wanted.keys()
    assert {row: (rows[row], text) for row, text in wanted.items() if not agrees(text, rows[row])} == {}
