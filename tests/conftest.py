"""Which tests are quick, and which torch decides.

`pytest -m quick` runs what needs no torch and is not marked `slow`. Without torch the tests that need it are skipped.
"""

from __future__ import annotations

import importlib.util
import inspect
import os
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType

import pytest

from shapelint.report.faults import Faults, describe

HERE = Path(__file__).parent
FOLLOWED = (HERE, HERE.parent / "shapelint" / "confirm")


@pytest.fixture(autouse=True, scope="session")
def own_cache() -> Iterator[None]:
    """No test uses or fills the user's cache."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SHAPELINT_CACHE_DIR"] = folder
        yield


@pytest.fixture(autouse=True)
def no_faults(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A fault of shapelint's own costs a user little, and a test all; `faulty` marks tests that make one."""
    told = []
    add = Faults.add

    def tell(self: Faults, fault: Exception, during: str) -> None:
        told.append(f"{during}, {describe(fault)}")
        add(self, fault, during)

    monkeypatch.setattr(Faults, "add", tell)
    yield
    if request.node.get_closest_marker("faulty") is None:
        assert told == []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    missing = importlib.util.find_spec("torch") is None
    for item in items:
        if isinstance(item, pytest.Function) and needs_torch(item):
            if missing:
                item.add_marker(pytest.mark.skip(reason="torch is not installed"))
        elif item.get_closest_marker("slow") is None:
            item.add_marker(pytest.mark.quick)


def needs_torch(item: pytest.Function) -> bool:
    """Whether the test's module, its functions or its fixtures name torch."""
    fixtures = [fixture.func for found in item._fixtureinfo.name2fixturedefs.values() for fixture in found]
    return "torch" in vars(item.module) or any(map(names_torch, (item.function, *fixtures)))


@cache
def names_torch(function: Callable[..., object]) -> bool:
    """Whether a function, or one that it leads to, names torch."""
    return any("torch" in words(code) for code in reached(function))


def reached(function: Callable[..., object]) -> Iterator[CodeType]:
    """The code of a function and of the functions of `FOLLOWED` that it names."""
    waiting, seen = [inspect.unwrap(function)], set()
    while waiting:
        function = waiting.pop()
        if isinstance(function, FunctionType) and function not in seen and followed(function.__code__):
            seen.add(function)
            yield function.__code__
            waiting += [function.__globals__.get(word) for word in words(function.__code__)]


def followed(code: CodeType) -> bool:
    return any(place in Path(code.co_filename).parents for place in FOLLOWED)


def words(code: CodeType) -> set[object]:
    """The names, modules and constants in a piece of code; `importorskip("torch")` has one too."""
    inner = [words(constant) for constant in code.co_consts if isinstance(constant, CodeType)]
    return {*code.co_names, *(one for one in code.co_consts if isinstance(one, str))}.union(*inner)
