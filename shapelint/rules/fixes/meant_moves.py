"""The move that a view was meant to make.

Of all orders of the axes, the one by which a reshape keeps every axis that both sides have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

from shapelint.ops.core.trace import Event
from shapelint.report.findings import Fix
from shapelint.rules.evidence.flow import alike, short
from shapelint.rules.evidence.moved_axes import Pairs, Sizes
from shapelint.rules.fixes.moves import moved_after, moved_before
from shapelint.sizes.dims import product
from shapelint.source.span import Edit


def mended(event: Event, old: Sizes, new: Sizes, pairs: Pairs) -> tuple[str, Fix | None]:
    """The move that was meant.

    Before the view, or, where an axis is parted, behind it.
    """
    for first, second in combinations(range(len(new)), 2) if len(new) > len(old) else ():
        order = _exchanged(len(new), first, second)
        parts = [order.index(axis) for axis in range(len(new)) if all(axis != other for _, other in pairs)]
        if parts == sorted(parts) and _keeps(
            event, old, tuple(new[axis] for axis in order), [(a, order.index(b)) for a, b in pairs]
        ):
            return _said(
                event,
                moved_after(event.place, short(event), order, (first, second)),
                f".transpose({first}, {second}) behind",
            )
    for other in _orders(len(old)):
        if _keeps(event, tuple(old[axis] for axis in other), new, [(other.index(a), b) for a, b in pairs]):
            text = _move(other)
            return _said(event, moved_before(event.place, short(event), text), f"{text} before")
    return "move axes with permute or transpose", None


def _said(event: Event, made: tuple[str, tuple[Edit, ...]], otherwise: str) -> tuple[str, Fix | None]:
    text, edits = made
    if not edits:
        return f"move axes with {otherwise} the {short(event)}", None
    return f"write {text}", Fix(f"it becomes {text}", edits, safe=False)


def _exchanged(count: int, first: int, second: int) -> list[int]:
    order = list(range(count))
    order[first], order[second] = second, first
    return order


def _orders(count: int) -> Iterator[Sequence[int]]:
    """Exchanges of two axes first, then every other order."""
    for first, second in combinations(range(count), 2):
        yield _exchanged(count, first, second)
    if count <= 5:
        yield from permutations(range(count))


def _keeps(event: Event, old: Sizes, new: Sizes, pairs: Pairs) -> bool:
    """Whether a reshape keeps every axis that both have.

    In the order in which they stand.
    """
    return bool(pairs) and all(alike(event, product(old[:one]), product(new[:other])) for one, other in pairs)


def _move(order: Sequence[int]) -> str:
    away = [axis for axis, of in enumerate(order) if axis != of]
    if len(away) == 2:
        return f".transpose({away[0]}, {away[1]})"
    return f".permute({', '.join(map(str, order))})"
