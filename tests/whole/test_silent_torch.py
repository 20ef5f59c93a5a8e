"""The pairs under `tests/whole/silent` are what they claim to be: torch runs all of them, and raises in none.

Each program ends with `claim()`. In `<name>_bug.py` it is True where the silent mistake is real (a size or a value
is not what was meant), in the twin where what was meant holds. The line to be reported ends with
`# warning: [rule-name]`; it stands behind other comments too, so that who reads a program as a linter would must
take the mark off first: `unmarked` does.
"""

from __future__ import annotations

import re
import runpy
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    """Programs this small only lose time to more threads."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


SILENT = Path(__file__).parent / "silent"
MARK = re.compile(r"\s*# warning: \[([a-z-]+)\]$", re.MULTILINE)
RULES = {
    "pad-order",
    "not-same",
    "silent-broadcast",
    "batch-swallowed",
    "wrong-axis",
    "stray-axis",
    "channels-last",
    "shape-comment",
    "moved-by-view",
    "loss-of-probabilities",
    "block-too-many",
    "inverted-mask",
    "backward-end",
}


def programs(kind: str) -> list[str]:
    return sorted(p.relative_to(SILENT).as_posix() for p in SILENT.rglob(f"*_{kind}.py"))


def claimed(name: str) -> object:
    torch.manual_seed(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return runpy.run_path(str(SILENT / name), run_name="__main__")["claim"]()


def unmarked(text: str) -> str:
    """The program as it was before it was marked; every line keeps its number."""
    return MARK.sub("", text)


@pytest.mark.parametrize("name", programs("bug"))
def test_the_mistake_is_real_and_marked_once(name: str) -> None:
    text = (SILENT / name).read_text(encoding="utf-8")
    assert len(MARK.findall(text)) == 1
    assert set(MARK.findall(text)) <= RULES
    compile(unmarked(text), name, "exec")
    assert claimed(name) is True


@pytest.mark.parametrize("name", programs("ok"))
def test_the_twin_does_what_was_meant(name: str) -> None:
    assert MARK.search((SILENT / name).read_text(encoding="utf-8")) is None
    assert claimed(name) is True


def test_every_mistake_has_a_twin() -> None:
    assert {n.replace("_bug.py", "_ok.py") for n in programs("bug")} <= set(programs("ok"))
