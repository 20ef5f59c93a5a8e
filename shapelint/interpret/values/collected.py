"""collections.deque, Counter, OrderedDict and defaultdict as native values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from shapelint.interpret.values.held import Dict, List
from shapelint.sizes.tensors import Unknown


class Deque(List):
    """collections.deque: a list changed at its ends alone.

    It may be bounded.

    most: how many it may hold, None for any number.
    """

    def __init__(self, values: Iterable[Any] = (), most: int | None = None) -> None:
        super().__init__(values)
        self.most = most
        self._drop_first()

    def _drop_first(self) -> None:
        if self.most is not None and len(self) > self.most:
            del self[: len(self) - self.most]

    def append(self, value: Any) -> None:
        super().append(value)
        self._drop_first()

    def extend(self, values: Iterable[Any]) -> None:
        super().extend(values)
        self._drop_first()

    def appendleft(self, value: Any) -> None:
        self.insert(0, value)
        if self.most is not None:
            del self[self.most :]

    def extendleft(self, values: Iterable[Any]) -> None:
        for value in values:
            self.appendleft(value)

    def popleft(self) -> Any:
        """Raises IndexError where it is empty."""
        return self.pop(0)

    def rotate(self, steps: int = 1) -> None:
        if self:
            cut = -steps % len(self)
            self[:] = self[cut:] + self[:cut]

    def copy(self) -> Deque:
        return Deque(self, self.most)


class Counted(Dict):
    """collections.Counter: what is not there counts 0."""

    def add(self, values: Any) -> None:
        """Count these, or add these counts."""
        for value in values:
            held, more = self.get(value, 0), values[value] if isinstance(values, dict) else 1
            known = isinstance(held, (int, float)) and isinstance(more, (int, float))
            self[value] = held + more if known else Unknown("a count of unknown counts", "count")

    def most_common(self, count: int | None = None) -> list[tuple[Any, Any]]:
        ordered = sorted(self.items(), key=lambda item: item[1], reverse=True)
        return ordered if count is None else ordered[:count]

    def total(self) -> Any:
        return sum(self.values())

    def elements(self) -> list[Any]:
        return [value for value, times in self.items() for _ in range(times)]

    def copy(self) -> Counted:
        made = Counted()
        made.update(self)
        return made


class Ordered(Dict):
    """collections.OrderedDict: a dictionary to methods, and of a class of its own."""

    def copy(self) -> Ordered:
        return Ordered(self)


class Defaulting(Dict):
    """collections.defaultdict.

    default_factory: what is called for a key that is not there, None for nothing.
    """

    def __init__(self, default_factory: Any = None, held: dict[Any, Any] | None = None) -> None:
        super().__init__(held or {})
        self.default_factory = default_factory

    def copy(self) -> Defaulting:
        return Defaulting(self.default_factory, self)


DEQUE = frozenset(
    ("append", "extend", "appendleft", "extendleft", "popleft", "pop", "rotate", "clear", "remove", "insert", "reverse")
)
COUNTED = frozenset(("most_common", "total", "elements"))
