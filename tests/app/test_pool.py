"""The worker of the language server: what goes wrong in it is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("pygls")

from shapelint.app.editor.analysis import Request
from shapelint.app.editor.pool import REPLACED, Died, Worker


class Failing(Worker):
    def __init__(self, faults: list[Exception], tell: Callable[[str], None]) -> None:
        super().__init__(".", tell)
        self.faults = faults

    async def _answer(self, function: Any, *arguments: Any) -> Any:
        raise self.faults.pop(0)


REQUEST = Request("model.py", "")


async def test_a_fault_of_ours_is_told() -> None:
    told: list[str] = []
    made = await Failing([ValueError("no such axis")], told.append).analyse(REQUEST)
    assert told == [made.problem] == ["model.py: shapelint failed: ValueError: no such axis"]


async def test_a_worker_that_dies_is_asked_twice() -> None:
    told: list[str] = []
    await Failing([Died(), Died()], told.append).analyse(REQUEST)
    assert told == [REPLACED, REPLACED, "model.py: the analysis crashed"]
