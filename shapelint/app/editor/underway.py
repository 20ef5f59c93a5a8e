"""The analyses that are under way.

Each for as long as somebody waits for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from shapelint.app.editor.analysis import Analysis

Begin = Callable[[], Coroutine[Any, Any, "Analysis | None"]]


@dataclass(eq=False)
class _One:
    """state: of what is analysed. waiting: how many wait for it."""

    state: object
    task: asyncio.Task[Analysis | None]
    waiting: int = 0


class Underway:
    """One analysis of each program, shared by all who ask."""

    def __init__(self) -> None:
        self._found: dict[str, _One] = {}

    async def wait(self, key: str, state: object, begin: Begin) -> Analysis | None:
        """The analysis of a program in this state.

        None where it was broken off, as the program is in another state meanwhile.
        """
        one = self._found.get(key)
        if one is None or one.state != state:
            self.drop(key)
            one = self._found[key] = _One(state, asyncio.get_running_loop().create_task(begin()))
        one.waiting += 1
        try:
            await asyncio.wait([one.task])
        finally:
            one.waiting -= 1
            if not one.waiting:
                self._end(key, one)
        return None if one.task.cancelled() else one.task.result()

    def drop(self, key: str) -> None:
        """Nothing that is under way is true of the program any more."""
        if key in self._found:
            self._end(key, self._found[key])

    def _end(self, key: str, one: _One) -> None:
        one.task.cancel()
        if self._found.get(key) is one:
            del self._found[key]
