"""The language server's worker processes.

Given one task after the other, and replaced when they die.
"""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Callable, MutableSequence
from concurrent.futures import TimeoutError as Overdue
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar, cast

from pebble import ProcessExpired, ProcessPool

from shapelint.app.editor import worker as server_worker
from shapelint.app.editor.analysis import Analysis, Request

LIMIT = 60  # seconds that one analysis may take
MOST_TASKS = 5_000
"""After so many a process is replaced by a new one: whatever it might have kept by mistake goes with it."""

WAITING = 64
"""More tasks than ever wait at once."""

T = TypeVar("T")
REPLACED = "the process that analyses ended unexpectedly; a new one has taken its place"


class Died(Exception):
    """The worker ended before it answered."""


class Worker:
    """Works in a process of its own.

    folder: where it works. tell: is given what the user should know.
    """

    def __init__(self, folder: str, tell: Callable[[str], None]) -> None:
        self._folder = folder
        self._tell = tell
        self._pool: ProcessPool | None = None
        self._count, self._busy = 0, 0  # tasks given to the process, and of those, not yet answered
        self._unwanted: MutableSequence[int] = []

    def warm_up(self) -> None:
        """Start the process before the first analysis needs it."""
        self._running().schedule(server_worker.warm_up)

    def stop(self) -> None:
        if self._pool is not None:
            self._pool.stop()
            self._pool.join()
            self._pool = None

    async def analyse(self, request: Request) -> Analysis:
        """What is found and known in a text.

        Where it cannot be checked nothing is, and the user is told why.
        """
        for _ in range(2):
            try:
                made = await self._answer(server_worker.analyse, request)
            except (Overdue, asyncio.TimeoutError):
                made = Analysis(problem=f"{request.path}: not checked within {LIMIT} seconds", seconds=LIMIT)
            except Died:
                self._tell(REPLACED)
                continue
            except Exception as fault:  # noqa: BLE001 - a fault of ours, which nobody may be waiting for
                made = Analysis(problem=f"{request.path}: shapelint failed: {type(fault).__name__}: {fault}")
            if made.problem:
                self._tell(made.problem)
            return made
        self._tell(f"{request.path}: the analysis crashed")
        return Analysis()

    async def ask(self, otherwise: T, function: Callable[..., T], *arguments: Any) -> T:
        """What a function of the worker answers.

        `otherwise` where it comes to no answer.
        """
        try:
            return await self._answer(function, *arguments)
        except (Overdue, asyncio.TimeoutError, Died):
            return otherwise

    async def _answer(self, function: Callable[..., T], *arguments: Any) -> T:
        pool, unwanted = self._running(), self._unwanted
        number = self._count + 1
        try:
            future = pool.schedule(server_worker.perform, args=(number, function, *arguments), timeout=LIMIT)
        except RuntimeError:
            raise Died from None
        answer = asyncio.wrap_future(future)
        self._count, self._busy = number, self._busy + 1
        try:
            while not answer.done():
                # Neither awaited itself, as cancelling a request must not kill the worker, with all it remembers; nor
                # for ever, as a task that comes while the pool breaks down is never answered.
                await asyncio.wait([answer], timeout=1)
                if not (answer.done() or pool.active):
                    raise Died
        except asyncio.CancelledError:
            unwanted[number % len(unwanted)] = number  # the worker sees it and stops
            answer.add_done_callback(lambda done: done.cancelled() or done.exception())
            raise
        finally:
            self._busy -= 1
        try:
            return cast("T", answer.result())  # None only where it was interrupted, and nobody waits
        except (ProcessExpired, BrokenProcessPool):
            raise Died from None

    def _running(self) -> ProcessPool:
        """A pool that takes tasks.

        One whose worker was killed while it had nothing to do takes none any more.
        """
        if self._count >= MOST_TASKS and not self._busy:
            self.stop()
        if self._pool is not None and not self._pool.active:
            self._tell(REPLACED)
            self.stop()
        if self._pool is None:
            # Not forked: this process has threads.
            context = multiprocessing.get_context("spawn")
            self._unwanted = context.RawArray("Q", WAITING)
            given = [self._folder, self._unwanted]
            self._pool = ProcessPool(max_workers=1, initializer=server_worker.prepare, initargs=given, context=context)
            self._count = 0
        return self._pool
