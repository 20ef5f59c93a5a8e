"""Axes that a view moves.

Part of moved-by-view: the axes that its input and its result both have, and those of them that do not keep their place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from shapelint.ops.core.trace import Event, Trace
from shapelint.rules.evidence.axis_origin import origin
from shapelint.rules.evidence.flow import alike, differ, main
from shapelint.rules.evidence.spelled import is_nameless, same_axis, spelled_axis
from shapelint.sizes.dims import Atom, Dim, Expr, floor_div, product, terms
from shapelint.sizes.tensors import Tensor
from shapelint.source.reading.argument_text import items_at
from shapelint.source.reading.call_parts import positional

Sizes = tuple[Dim, ...]
Pairs = list[tuple[int, int]]
"""Axes of the input and of the result that have one size."""


def pairs_of(trace: Trace, event: Event, x: Tensor, old: Sizes, new: Sizes) -> Pairs:
    """Axes that a view has on both sides.

    By their size, or by how it is spelled.
    """
    return list(dict.fromkeys([*_of_one_size(event, old, new), *_spelled(trace, event, x, old, new)]))


def _of_one_size(event: Event, old: Sizes, new: Sizes) -> Pairs:
    """Axes of the same size on both sides.

    Told by what is no number, and found once on each.
    """
    found = []
    for one, size in enumerate(old):
        if isinstance(size, int) or sum(other == size for other in old) > 1:
            continue
        same = [other for other, made in enumerate(new) if _is_same(event, size, made)]
        if len(same) == 1:
            found.append((one, same[0]))
    return found


def _is_same(event: Event, size: Expr, made: Dim) -> bool:
    """Whether two sizes are one.

    What shares no symbol is not asked about: the answer takes long, and is no.
    """
    if isinstance(made, int) or size.names.isdisjoint(made.names):
        return False
    return size == made or alike(event, size, made)


def _spelled(trace: Trace, event: Event, x: Tensor, old: Sizes, new: Sizes) -> Pairs:
    """Axes of the same number, spelled as a size.

    On both sides, as the one axis's size: `x.size(1)`, or its name.
    """
    found: Pairs = []
    numbers = [(one, other) for one, size in enumerate(old) for other, made in enumerate(new) if size == made]
    if all(isinstance(old[one], Expr) or one == other == 0 for one, other in numbers):
        return found
    items = items_at(event.where("shape"))
    items = items or (positional(event.place) if event.as_method else [])
    for other, item in enumerate(items if len(items) == len(new) else ()):
        axis = spelled_axis(trace, event, item)
        if axis is not None:
            ones = range(len(x.known_shape or ()))
            own = [one for one in ones if same_axis(event, (x, one), axis)]
            found += [(one, other) for one in own if old[one] == new[other] or alike(event, old[one], new[other])]
    return found if len({one for one, _ in found}) == len(found) else []


def moved_axes(event: Event, old: Sizes, new: Sizes, pairs: Pairs) -> tuple[int, int] | None:
    """The axes of one size with other elements.

    That of the input and that of the result.
    """
    if not pairs or not (_fills(event, old, new) or alike(event, product(old), product(new))):
        return None
    if any(isinstance(one, Tensor) for one in _given(event)):  # numbers in tensors, of which the view alone says more
        return None
    for one, other in pairs:
        before, behind = (old[:one], new[:other]), (old[one + 1 :], new[other + 1 :])
        if _has_one(event, old[one]) or _alike_but_for_ones(event, *before) or _alike_but_for_ones(event, *behind):
            continue
        if not all(_unlike(event, product(were), product(are)) for were, are in (before, behind)):
            continue
        if not _stood_there(event, old, new, (one, other), pairs):
            return one, other
    return None


def _stood_there(event: Event, old: Sizes, new: Sizes, moved: tuple[int, int], pairs: Pairs) -> bool:
    """Whether an axis of the result is one of the input.

    It stands at its place and has its size, whatever else has that size too: in similarities of (b, m) regions with (b,
    m) others, both are m. Not where the result has the axis that stood there elsewhere.
    """
    axis = moved[1]
    return _is_beside(event, new, moved) or any(
        all(axis == other for one, other in pairs if one == at)
        and alike(event, size, new[axis])
        and alike(event, product(old[:at]), product(new[:axis]))
        for at, size in enumerate(old)
    )


def _is_beside(event: Event, new: Sizes, moved: tuple[int, int]) -> bool:
    """Whether the same axis of another tensor stands there.

    With all before it: they are of one size wherever the view is meant, though nothing else says so.
    """
    x, (one, axis) = main(event), moved
    if x is None or axis >= one:
        return False
    own, there = origin(x, one, event), [origin(x, at, event) for at in range(axis + 1)]
    other, sizes, others = there[0].tensor, own.tensor.known_shape, there[0].tensor.known_shape
    if own.tensor is other or own.axis != axis or sizes is None or others is None or len(sizes) != len(others):
        return False
    return sizes[: axis + 1] == new[: axis + 1] and all(
        found.tensor is other and found.axis == at for at, found in enumerate(there)
    )


def _has_one(event: Event, size: Dim) -> bool:
    """Whether an axis may have one element only, which nothing can mix."""
    return _may_be_one(size) or alike(event, size, 1)


def _fills(event: Event, old: Sizes, new: Sizes) -> bool:
    """Whether one size is -1.

    What is left for it makes the numbers of elements equal. Where that does not come out even, sizes are equal of which
    it is not known.
    """
    filled = any(type(one) is int and one == -1 for one in _given(event))
    return filled and _atoms(new) <= _atoms(old)


def _given(event: Event) -> Sequence[object]:
    """The sizes that a view is given."""
    given = event.arguments.get("size", event.arguments.get("shape"))
    return given if isinstance(given, (tuple, list)) else ()


def _atoms(sizes: Sizes) -> set[Atom]:
    """What the sizes are computed of."""
    return {atom for size in sizes for part in terms(size)[0] for atom, _ in part[0]}


def _may_be_one(size: Dim) -> bool:
    """Whether nobody speaks of a size, or it is a ratio.

    Who leaves it to a -1 may know that it is 1: what is pooled by its own width has one column, and one row if it is
    square.
    """
    return not isinstance(size, int) and (all(map(is_nameless, size.names)) or _is_ratio(size))


def _is_ratio(size: Expr) -> bool:
    """Whether it is a size divided by another."""
    return any(
        atom.kind == "floor" and isinstance(atom.args[1], Expr) and size == floor_div(*atom.args)
        for atom in _atoms((size,))
    )


def _alike_but_for_ones(event: Event, one: Sizes, other: Sizes) -> bool:
    """Whether the numbers of elements are the same.

    Where all axes have size 1 of which nobody speaks.
    """
    named = [tuple(size for size in sizes if not _may_be_one(size)) for sizes in (one, other)]
    return named != [one, other] and alike(event, product(named[0]), product(named[1]))


def _unlike(event: Event, one: Dim, other: Dim) -> bool:
    """Whether two numbers of elements differ, but for sizes of 1."""
    if differ(event, one, other):
        return True
    return not alike(event, one, other) and _are_products(one, other)


def _are_products(one: Dim, other: Dim) -> bool:
    """Whether two sizes are equal by accident only.

    Both are products of symbols and a number, or one divides the other: they are, where they are not the same.
    """
    parts = [_factors(one), _factors(other)]
    known = [factors for factors in parts if factors is not None]
    if len(known) < 2:
        return False
    if all(atom.kind == "symbol" for factors in known for atom in factors):
        return True
    return not known[0] - known[1] or not known[1] - known[0]


def _factors(size: Dim) -> Counter[Atom] | None:
    """The atoms of a product, each as often as it stands there.

    None for a sum.
    """
    parts, rest = terms(size)
    if not parts:
        return Counter()
    return Counter(dict(parts[0][0])) if len(parts) == 1 and not rest else None
