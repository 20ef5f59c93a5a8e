"""The programs in `tests/whole/pairs`: every mistake is found where it is, and the mended twins are silent."""

from __future__ import annotations

from pathlib import Path

import pytest
from markers import expected, found_where_marked, unmarked

from shapelint.lint.one_file import check_source

PAIRS = Path(__file__).parent / "pairs"


def programs(kind: str) -> list[str]:
    return sorted(path.relative_to(PAIRS).as_posix() for path in PAIRS.rglob(f"*_{kind}.py"))


@pytest.mark.parametrize("name", programs("bug"))
def test_mistake_is_found(name: str) -> None:
    """By the marked rule, with the marked row among the places shown; and nothing else that is wrong is made up."""
    wanted = expected(PAIRS / name)
    findings = check_source(unmarked((PAIRS / name).read_text()), name)
    assert any(found_where_marked(finding, wanted) for finding in findings)
    assert {finding.name for finding in findings if finding.severity == "error"} == set(wanted.marked.values())


@pytest.mark.parametrize("name", programs("ok"))
def test_mended_twin_is_silent(name: str) -> None:
    assert check_source(unmarked((PAIRS / name).read_text()), name) == []
