"""The language server's worker process: given one text after the other, and replaced when it dies."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Callable
from concurrent.futures import TimeoutError as Overdue
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from shapelint.app.editor import worker as server_worker
from shapelint.report.findings import Finding

LIMIT = 60  # seconds that one analysis may take
T = TypeVar("T")
REPLACED = "the process that analyses ended unexpectedly; a new one has taken its place"


class _Died(Exception):
    """The worker ended before it answered."""


class Worker:
    """Analyses in a process of its own. folder: where it works. tell: is given what the user should know."""

    def __init__(self, folder: str, tell: Callable[[str], None]) -> None:
        self._folder = folder
        self._tell = tell
        self._pool: ProcessPool | None = None

    def warm_up(self) -> None:
        """Starts the process, so that the first analysis does not wait for it."""
        self._running().schedule(server_worker.warm_up)

    def stop(self) -> None:
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = None

    async def analyse(self, path: str, text: str) -> list[Finding]:
        """The findings in a text. Where it cannot be checked there are none, and the user is told why."""
        for _ in range(2):
            try:
                findings, problem = await self._answer(server_worker.analyse, path, text)
            except (Overdue, asyncio.TimeoutError):
                findings, problem = [], f"{path}: not checked within {LIMIT} seconds"
            except _Died:
                self._tell(REPLACED)
                continue
            if problem:
                self._tell(problem)
            return findings
        self._tell(f"{path}: the analysis crashed")
        return []

    async def describe(self, path: str, text: str, row: int, column: int) -> list[str]:
        """What is known of the operation at a place; nothing where that cannot be found out."""
        try:
            return await self._answer(server_worker.describe, path, text, row, column)
        except (Overdue, asyncio.TimeoutError, _Died):
            return []

    async def _answer(self, function: Callable[..., T], *arguments: Any) -> T:
        pool = self._running()
        try:
            future = pool.schedule(function, args=arguments, timeout=LIMIT)
        except RuntimeError:
            raise _Died from None
        answer = asyncio.wrap_future(future)
        while not answer.done():
            # Neither awaited itself, as cancelling a request must not kill the worker, with all it remembers; nor for
            # ever, as a task that comes while the pool breaks down is never answered.
            await asyncio.wait([answer], timeout=1)
            if not (answer.done() or pool.active):
                raise _Died
        try:
            result: T = answer.result()
            return result
        except (ProcessExpired, BrokenProcessPool):
            raise _Died from None

    def _running(self) -> ProcessPool:
        """A pool that takes tasks. One whose worker was killed while it had nothing to do takes none any more."""
        if self._pool is not None and not self._pool.active:
            self._tell(REPLACED)
            self.stop()
        if self._pool is None:
            # Not forked: this process has threads.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPool(
                max_workers=1, initializer=server_worker.prepare, initargs=[self._folder], context=context
            )
        return self._pool
