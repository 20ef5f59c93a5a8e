"""The order in which Python searches a class's bases.

C3, as its documentation describes it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")


class Readable(Protocol):
    """A class with a name that may not be read."""

    @property
    def name(self) -> str: ...

    @property
    def module(self) -> object: ...

    @property
    def unread(self) -> bool: ...


C = TypeVar("C", bound=Readable)

TOO_MANY = 100
"""Classes among the bases: no program has as many, and in a chain that had, looking through all would grow with its
square."""


def merged(orders: Sequence[Sequence[T]]) -> list[T]:
    """What comes behind a class: the orders of its bases, merged.

    A plain depth-first order where they contradict each other, which Python refuses.
    """
    if len(orders) == 1:
        return list(orders[0])
    left = [*(list(order)[::-1] for order in orders), [order[0] for order in orders][::-1]]  # what is next stands last
    behind = _behind(left)
    merged: list[T] = []
    while left := [order for order in left if order]:
        head = next((order[-1] for order in left if not behind[order[-1]]), left[0][-1])
        merged.append(head)
        if behind[head]:  # a contradiction
            left = [[one for one in order if one is not head] for order in left]
            behind = _behind(left)
            continue
        for order in left:
            if order[-1] is head:
                order.pop()
                if order:
                    behind[order[-1]] -= 1
    return merged


def _behind(left: Sequence[Sequence[T]]) -> Counter[T]:
    """In how many orders each waits behind another."""
    return Counter(one for order in left for one in order[:-1])


def reach(mro: Sequence[C]) -> tuple[C, ...]:
    """The classes of an MRO that no unread class may hide.

    What every nn.Module has is not hidden.
    """
    if not any(cls.unread for cls in mro):
        return tuple(mro)
    hidden = False
    found = []
    for cls in mro:
        if not hidden or (cls.module is None and cls.name == "Module"):
            found.append(cls)
        hidden = hidden or cls.unread
    return tuple(found)
