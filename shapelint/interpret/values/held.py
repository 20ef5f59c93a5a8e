"""Lists, dictionaries and sets of a checked program.

Python's own, which know what happened to them.

They are native lists, dictionaries and sets, so that what Python does with these it does with them; what is known of
one beyond its elements stands in it, whoever made it and whoever reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shapelint.sizes.tensors import Reason

UNCHANGED = -1
"""No mark of a heap."""


class Held:
    """What a list, dictionary or set of a program knows of itself.

    taint: why its content is not known (any more), None where it is. seen: whether something was concluded from what
    it holds, so that a change of it counts. logged, shared, escaped: see heap.py.
    """

    taint: Reason | None = None
    logged = UNCHANGED
    shared = 0
    escaped = 0
    seen = True

    def may_grow(self, at_end: bool) -> bool:
        """Whether a change leaves valid what is known of it.

        Although its length is not known.
        """
        return False


class List(list[Any], Held):
    """A list.

    group: the part of it that may occur any number of times, None where its length is known. grows: whether the loop
    at hand may add to it and leave what is known of it. born: when it was made (heap.py), 0 where nobody asks.
    """

    born = 0
    group: Any = None
    grows = False
    seen = False  # most lists are nobody's but a function's own

    def may_grow(self, at_end: bool) -> bool:
        """It does where it is only added to."""
        if at_end and (self.grows or self.group is not None):
            return True
        self.grows = False
        self.group = None
        return False

    def content(self) -> Any:
        return list(self), self.taint, self.group

    def put_back(self, content: Any) -> None:
        self[:], self.taint, self.group = content

    def holds(self) -> Iterator[Any]:
        return iter(self)


class Dict(dict[Any, Any], Held):
    """A dictionary.

    latest: what was last put into it under an unknown key, with that key and the time of the heap.
    bearer: the object whose `__dict__` it is, None where it is nobody's.
    looked: how many of its keys, from the first on, were looked at in search of odd ones; odd: those of them that may
        equal a key that hashes otherwise. born: as a list's.
    """

    born = 0

    latest: tuple[Any, Any, int] | None = None
    bearer: Any = None
    looked = 0
    odd: tuple[Any, ...] = ()

    def __delitem__(self, key: Any) -> None:
        self.looked, self.odd = 0, ()
        super().__delitem__(key)

    def pop(self, *args: Any) -> Any:
        self.looked, self.odd = 0, ()
        return super().pop(*args)

    def popitem(self) -> tuple[Any, Any]:
        self.looked, self.odd = 0, ()
        return super().popitem()

    def clear(self) -> None:
        self.looked, self.odd = 0, ()
        super().clear()

    def content(self) -> Any:
        return dict(self), self.taint

    def put_back(self, content: Any) -> None:
        held, self.taint = content
        self.clear()
        self.update(held)

    def holds(self) -> Iterator[Any]:
        return iter(self.values())


class Set(set[Any], Held):
    """A set."""

    def content(self) -> Any:
        return set(self), self.taint

    def put_back(self, content: Any) -> None:
        held, self.taint = content
        self.clear()
        self.update(held)

    def holds(self) -> Iterator[Any]:
        return iter(())  # what hashes holds nothing that can change, as far as it is followed


BARE: dict[type, type] = {list: List, dict: Dict, set: Set}


def held(value: Any) -> Any:
    """The value as a program has it.

    A bare list, dictionary or set becomes one that knows what happens to it.
    """
    kind = BARE.get(type(value))
    return value if kind is None else kind(value)


def python_type(value: Any) -> type:
    """The type that a value has to the program."""
    return OF_PYTHON.get(type(value), type(value))


OF_PYTHON: dict[type, type] = {kind: bare for bare, kind in BARE.items()}


def taint_of(value: Any) -> Reason | None:
    """Why what an object holds is not known; None where it is."""
    found: Reason | None = getattr(value, "taint", None)
    return found


def may_grow(value: Any, at_end: bool) -> bool:
    """Whether a change leaves valid what is known of a value.

    One whose length is not known.
    """
    grows = getattr(value, "may_grow", None)
    return grows is not None and grows(at_end)


class Itself:
    """A key that is only like itself, whatever the value equals."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Itself) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)
