"""Programs with loaders, options, arrays, pictures and backbones, after public reports, and their mended twins.

`world/<name>_bug.py` raises at the row that is marked, `<name>_ok.py` differs in the mistake alone and runs. The
libraries run where they are installed, on data that the test writes.
"""

from __future__ import annotations

import re
import runpy
import sys
import traceback
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from markers import expected, found_where_marked, unmarked
from world_data import without_downloads, write_data

from shapelint.lint.one_file import check_source

WORLD = Path(__file__).parent / "world"
NAMES = sorted(path.name.removesuffix("_bug.py") for path in WORLD.glob("*_bug.py"))


@pytest.mark.parametrize("name", NAMES)
def test_the_mistake_is_found(name: str) -> None:
    path = WORLD / f"{name}_bug.py"
    wanted = expected(path)
    findings = check_source(unmarked(path.read_text()), path.name)
    assert any(found_where_marked(finding, wanted) for finding in findings)
    assert {finding.name for finding in findings} == set(wanted.marked.values())


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_said_of_the_twin(name: str) -> None:
    assert check_source((WORLD / f"{name}_ok.py").read_text(), f"{name}_ok.py") == []


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the programs run, with their data."""
    pytest.importorskip("PIL")
    pytest.importorskip("torchvision")
    place = tmp_path_factory.mktemp("world")
    write_data(place / "data")
    return place


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Iterator[object]:
    torch = pytest.importorskip("torch")
    threads = torch.get_num_threads()
    torch.set_num_threads(1)

    def execute(path: Path) -> None:
        text = path.read_text()
        for library in sorted(set(re.findall(r"^(?:import|from) (\w+)", text, re.MULTILINE))):
            pytest.importorskip(library)
        without_downloads(monkeypatch, text)
        monkeypatch.chdir(folder)
        monkeypatch.setattr(sys, "argv", [str(path)])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            runpy.run_path(str(path), run_name="__main__")

    yield execute
    torch.set_num_threads(threads)


@pytest.mark.parametrize("name", NAMES)
def test_the_mistake_raises_where_it_is_marked(name: str, run) -> None:
    path = WORLD / f"{name}_bug.py"
    with pytest.raises((RuntimeError, ValueError)) as caught:
        run(path)
    rows = [frame.lineno for frame in traceback.extract_tb(caught.value.__traceback__) if frame.filename == str(path)]
    assert rows[-1:] == [*expected(path).marked][:1]


@pytest.mark.parametrize("name", NAMES)
def test_the_twin_runs(name: str, run) -> None:
    run(WORLD / f"{name}_ok.py")
