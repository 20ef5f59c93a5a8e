"""Sequences of unknown length, iterators, and managers that generators make."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from shapelint.interpret.values.objects import MISSING, Object, Thing
from shapelint.sizes.tensors import Reason, Unknown


class Repeated(Object, eq=False):
    """A sequence whose length is not known.

    `element` is the first of it. `rest` stands for any other: `element` itself where all are alike, MISSING where
    nothing is known of them. `last`: the last one, where it is known to be another. `others`: those that were read, by
    index. `some`: one that is certainly among them, nobody knows where; MISSING where the first is.
    """

    element: Any
    length: Any
    rest: Any = MISSING
    last: Any = MISSING
    others: dict[Any, Any] = msgspec.field(default_factory=dict)
    some: Any = MISSING

    def content(self) -> object:
        return self.element, self.length, self.rest, self.last, dict(self.others), self.some, self.taint

    def put_back(self, content: Any) -> None:
        self.element, self.length, self.rest, self.last, self.others, self.some, self.taint = content

    def become(self, other: Repeated) -> None:
        """Hold from now on what the other one holds."""
        self.put_back(other.content())

    def forget(self, reason: Reason) -> None:
        """Nothing is known of its elements any more."""
        self.become(Repeated(Unknown(reason), self.length))

    def holds(self) -> Iterator[Any]:
        return iter((self.element, self.rest, self.last, self.some, *self.others.values()))


class Stream(Object, eq=False):
    """An iterator: a generator, `iter(x)`, `zip(...)`. What was taken is gone."""

    items: list[Any]
    taken: int = 0

    def content(self) -> object:
        return (self.taken,)

    def put_back(self, content: Any) -> None:
        (self.taken,) = content

    def holds(self) -> Iterator[Any]:
        return iter(self.items)

    def __iter__(self) -> Iterator[Any]:
        """Takes one after the other."""
        while self.taken < len(self.items):
            self.taken += 1
            yield self.items[self.taken - 1]

    def rest(self) -> list[Any]:
        """Takes all that are left."""
        start, self.taken = self.taken, len(self.items)
        return self.items[start:]


class Context(Thing, eq=False):
    """What a generator that `contextmanager` decorates gives.

    `through(body)` runs it, and the body where it yields.
    """

    through: Callable[[Callable[[Any], None]], None]
