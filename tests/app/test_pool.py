"""The worker of the language server: what goes wrong in it is told, and what nobody waits for is broken off."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls")

from shapelint.app.editor.analysis import Request
from shapelint.app.editor.pool import REPLACED, Died, Worker
from shapelint.interpret.state.budget import Budget


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


def count_for_ever(begun: str) -> None:
    Path(begun).touch()
    budget = Budget(max_steps=10**12)
    while True:
        budget.step()


@pytest.mark.slow
async def test_what_nobody_waits_for_is_broken_off_and_the_worker_goes_on(tmp_path: Path) -> None:
    told: list[str] = []
    worker = Worker(str(tmp_path), told.append)
    try:
        before = await worker.ask(0, os.getpid)
        endless = asyncio.ensure_future(worker.ask(None, count_for_ever, str(tmp_path / "begun")))
        queued = asyncio.ensure_future(worker.ask(None, count_for_ever, str(tmp_path / "never")))
        while not (tmp_path / "begun").exists():
            await asyncio.sleep(0.05)
        queued.cancel()
        endless.cancel()
        assert await asyncio.wait_for(worker.ask(0, os.getpid), 30) == before
        assert (endless.cancelled(), queued.cancelled(), told) == (True, True, [])
    finally:
        worker.stop()
