"""The length of `x[i : i + n]` at a place where it fits.

It was drawn at random, or a loop goes through them.
"""

from __future__ import annotations

from typing import Any

from shapelint.sizes.dims import Dim, Expr
from shapelint.sizes.facts import Facts, Verdict
from shapelint.sizes.tensors import Computed, Drawn, Round, Tensor

FARTHEST = 6
"""How many operations are gone back."""
TAKEN = frozenset(("__getitem__", "unbind", "select", "__iter__", "item", "to", "long", "int", "cpu", "squeeze"))
"""What only takes some of the numbers."""


def drawn_window(size: Dim, key: slice, facts: Facts) -> int | None:
    """The number of elements between two bounds.

    Both rest on one number, of which a range is known; None where that is not clear.
    """
    start, added = _added(key.start)
    stop, more = _added(key.stop)
    if start is None or start is not stop or key.step not in (None, 1):
        return None
    drawn = range_of(start)
    if drawn is None or more <= added or drawn[0] + added < 0:
        return None
    last = drawn[1] - 1 + more
    return more - added if facts.at_least(size, last) is Verdict.YES else None


def is_of_a_round(value: Any) -> bool:
    """Whether it is the number of a round, or more."""
    return isinstance(_added(value)[0], Round)


def _added(value: Any) -> tuple[Tensor | Round | Drawn | None, int]:
    """The tensor or round, and the number, that make a bound."""
    total = 0
    for _ in range(FARTHEST):
        if isinstance(value, (Round, Drawn)):
            return value, total
        if isinstance(value, Computed):
            value, more = _parts(value)
            total += more
            continue
        if not isinstance(value, Tensor) or value.known_shape != ():
            return None, 0
        event = value.source
        name = getattr(getattr(event, "operation", None), "short", "")
        sign = {"__add__": 1, "add": 1, "__radd__": 1, "__sub__": -1, "sub": -1}.get(name)
        if sign is None:
            return value, total
        one, other = event.arguments.get("input", event.arguments.get("self")), event.arguments.get("other")
        number = _number(other)
        if number is None and sign == 1:
            one, number = other, _number(one)
        if number is None or event.arguments.get("alpha", 1) != 1:
            return None, 0
        value, total = one, total + sign * number
    return None, 0


def _parts(value: Computed) -> tuple[Any, int]:
    """What stands beside the number in a sum, and that number."""
    if value.op in ("+", "-") and type(value.right) is int:
        return value.left, value.right if value.op == "+" else -value.right
    if value.op == "+" and type(value.left) is int:
        return value.right, value.left
    return None, 0


def _number(value: Any) -> int | None:
    """A number of Python's.

    Also where it was made a tensor to be added.
    """
    found = value.data if isinstance(value, Tensor) else value
    return found if isinstance(found, int) else None


def range_of(value: Tensor | Round | Drawn) -> tuple[int, Dim] | None:
    """The range that a number is from.

    The least, and the one behind the largest.
    """
    if isinstance(value, (Round, Drawn)):
        return (value.least, value.behind) if isinstance(value.least, int) else None
    for _ in range(FARTHEST):
        event = value.source
        name = getattr(getattr(event, "operation", None), "short", "")
        if name == "randint":
            low, high = bounds_of_randint(event.arguments)
            return (low, high) if isinstance(low, int) and isinstance(high, (int, Expr)) else None
        given = [one for one in event.arguments.values() if isinstance(one, Tensor)] if name in TAKEN else []
        if not given:
            return None
        value = given[0]
    return None


def bounds_of_randint(arguments: dict[str, Any]) -> tuple[Any, Any]:
    """The least number and the one behind the largest.

    As written, in either form of `randint`; None where they are not told.
    """
    given = list(arguments.get("bounds") or ())
    if arguments.get("size") is None and given:
        given.pop()
    numbers = [one for one in (arguments.get("low"), *given, arguments.get("high")) if one is not None]
    return (0, *numbers) if len(numbers) == 1 else (numbers[0], numbers[1]) if len(numbers) == 2 else (None, None)
