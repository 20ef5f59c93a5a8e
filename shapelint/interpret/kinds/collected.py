"""collections.deque, Counter and defaultdict."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.kinds.mapping import Dicts
from shapelint.interpret.kinds.sequences import Lists
from shapelint.interpret.values.collected import Counted, Defaulting, Deque


class Deques(Lists):
    """Lists to methods, and none to isinstance."""

    types = (Deque,)
    names = frozenset()

    def empty(self, value: list[Any]) -> list[Any]:
        assert isinstance(value, Deque)
        return Deque((), value.most)


class Counters(Dicts):
    types = (Counted,)

    def empty(self, value: dict[Any, Any]) -> dict[Any, Any]:
        return Counted()


class Defaultdicts(Dicts):
    types = (Defaulting,)

    def empty(self, value: dict[Any, Any]) -> dict[Any, Any]:
        assert isinstance(value, Defaulting)
        return Defaulting(value.default_factory)
