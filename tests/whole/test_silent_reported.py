"""Silent mistakes as public reports tell of them: found where they are marked, and no working program is spoken of.

`reported/<name>_bug.py` and `<name>_ok.py` differ in the mistake alone, and `out` of both differs in its shape or its
values; `reported/alike/` holds working programs that look like mistakes.
"""

from __future__ import annotations

import runpy
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest
from markers import expected, unmarked

from shapelint.lint.one_file import check_source

pytestmark = pytest.mark.slow  # many, which take seconds together

REPORTED = Path(__file__).parent / "reported"
BUGS = sorted(path.name for path in REPORTED.glob("*_bug.py"))
WORKING = sorted(path.relative_to(REPORTED).as_posix() for path in REPORTED.rglob("*.py") if path.name not in BUGS)


@pytest.mark.parametrize("name", BUGS)
def test_the_mistake_is_found_where_it_is_marked(name: str) -> None:
    marked = expected(REPORTED / name).marked
    text = unmarked((REPORTED / name).read_text(encoding="utf-8"))
    assert {(one.span.start.row, one.name) for one in check_source(text, name)} == set(marked.items())


@pytest.mark.parametrize("name", WORKING)
def test_nothing_is_said_of_what_works(name: str) -> None:
    assert check_source((REPORTED / name).read_text(encoding="utf-8"), name) == []


def out_of(name: str) -> Any:
    torch = pytest.importorskip("torch")
    torch.manual_seed(0)
    threads, options = torch.get_num_threads(), sys.argv
    torch.set_num_threads(1)
    sys.argv = [name]  # programs that read options get none of pytest's
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return runpy.run_path(str(REPORTED / name), run_name="__main__").get("out")
    finally:
        torch.set_num_threads(threads)
        sys.argv = options


@pytest.mark.parametrize("name", BUGS)
def test_the_mistake_runs_and_changes_what_comes_out(name: str) -> None:
    torch = pytest.importorskip("torch")
    wrong, right = out_of(name), out_of(name.replace("_bug.py", "_ok.py"))
    assert wrong is not None and right is not None
    alike = wrong.shape == right.shape and bool(torch.allclose(wrong.float(), right.float(), equal_nan=True))
    assert not alike


@pytest.mark.parametrize("name", [name for name in WORKING if not name.endswith("_ok.py")])
def test_what_looks_like_a_mistake_runs(name: str) -> None:
    out_of(name)
