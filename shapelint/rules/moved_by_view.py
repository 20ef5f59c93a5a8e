"""moved-by-view (SHP309): a view or reshape moves an axis and mixes its elements.

What: `view` and `reshape` never move anything: they read the same numbers in the same order. Where an axis of the input
has the size of an axis of the result, but another number of elements stands behind it, what the result calls that axis
is made of pieces of all the others: (batch, steps, heads * d) viewed as (batch, heads, steps, d), a reshape of (batch,
heads, steps, d) to (batch, steps, heads * d), (layers, batch, d) viewed as (batch, layers * d). What was merged as
(queries, batch) and is parted as (batch, queries) is mixed as well; so are maps of c channels that are read as rows of
c, and rows of (b, w, h) that meet rows of (b, h, w). `repeat` puts copies of all rows one after the other,
`repeat_interleave` the copies of each row: a view that reads the one as the other mixes them. Axes are told apart by
the names of their sizes; by numbers only where copies are counted, or where a view exchanges the two axes that a
recurrent layer takes.
A channel shuffle, (batch * steps, d) viewed as (batch, steps, d), and the view of a padded matrix that shifts its rows
keep or mean their order.

Why: nothing fails, as the sizes are what was wanted. The samples, steps or channels are scrambled.

Bad:

    import torch
    from torch import nn

    class Attention(nn.Module):
        def __init__(self, d=32, heads=4):
            super().__init__()
            self.heads, self.value = heads, nn.Linear(d, d)

        def forward(self, x):
            b, t, d = x.shape
            return self.value(x).view(b, self.heads, t, -1)  # warning: [moved-by-view]

    Attention()(torch.randn(2, 10, 32))

Good:

    import torch
    from torch import nn

    class Attention(nn.Module):
        def __init__(self, d=32, heads=4):
            super().__init__()
            self.heads, self.value = heads, nn.Linear(d, d)

        def forward(self, x):
            b, t, d = x.shape
            return self.value(x).view(b, t, self.heads, -1).transpose(1, 2)

    Attention()(torch.randn(2, 10, 32))
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.batches import is_unbatched
from shapelint.rules.evidence.copies import copies_in_other_order
from shapelint.rules.evidence.flow import (
    alike,
    calls_of,
    differ,
    main,
    shape_of,
    short,
    warning,
)
from shapelint.rules.evidence.image_arrays import arrays_read_as_channels, image_read_as_channels
from shapelint.rules.evidence.letter_groups import parted_in_other_letters
from shapelint.rules.evidence.parted import merged_without_a_move, parted_in_other_order, steps_moved_by_a_view
from shapelint.rules.evidence.rows_of_maps import channels_as_rows, met_in_other_order
from shapelint.rules.evidence.shifted_rows import becomes_shift, is_data, is_shift, is_tiled
from shapelint.rules.evidence.spelled import is_nameless, same_axis, spelled_axis
from shapelint.rules.fixes.meant_moves import Pairs, Sizes, mended
from shapelint.rules.wording.words import size_text
from shapelint.sizes.dims import Atom, Dim, Expr, floor_div, product, terms
from shapelint.sizes.tensors import Tensor
from shapelint.source.reading.argument_text import items_at
from shapelint.source.reading.call_parts import positional

severity = "warning"
instead_of = ("batch-swallowed",)


def check(trace: Trace) -> Iterator[Finding]:
    moves: set[tuple[Any, ...]] = set()
    for event in calls_of(trace, ("view", "reshape")):
        x = main(event)
        old, new = shape_of(x, event), shape_of(event.output, event)
        if x is None or old is None or new is None or not new:
            continue
        parted = parted_in_other_order(event, x, old, new) or merged_without_a_move(event, old, new)
        parted = parted or channels_as_rows(trace, event, x, old, new) or met_in_other_order(trace, event, x, old, new)
        if parted is not None:
            if _is_looked_at(x):
                yield parted
            continue
        if len(old) < 2:
            continue
        pairs = dict.fromkeys([*_pairs(event, old, new), *_spelled(trace, event, x, old, new)])
        moved = _moved(event, old, new, list(pairs))
        if moved is None:
            plain = image_read_as_channels(event, old, new) or steps_moved_by_a_view(trace, event, old, new)
            yield from () if plain is None else (plain,)
            continue
        if not _is_looked_at(x) or becomes_shift(trace, event) or is_tiled(x, moved[0]):
            continue
        own = {_way(event, (old, one), (new, other)) for one, other in pairs}
        if {_way(event, (new, other), (old, one)) for one, other in pairs} <= moves:
            continue  # the second of a pair only takes the first back
        moves |= own
        yield _finding(event, old, new, moved, list(pairs))
    yield from copies_in_other_order(trace)
    yield from arrays_read_as_channels(trace)
    yield from parted_in_other_letters(trace)


def _is_looked_at(x: Tensor) -> bool:
    """Whether the order of a tensor's elements means something.

    Asked last, as the answer is found far back.
    """
    return is_data(x) and not is_shift(x) and not is_unbatched(x)


def abstains(event: Event) -> bool:
    """Whether nothing is known of what is viewed.

    As where a mask that may have any shape was put over it.
    """
    return short(event) in ("view", "reshape") and shape_of(main(event), event) is None


def _way(event: Event, start: tuple[Sizes, int], end: tuple[Sizes, int]) -> tuple[Any, ...]:
    """The way of an axis from input to result.

    From where to where, in which body, and what stands behind it on both sides.
    """
    (old, one), (new, other) = start, end
    return (event.place.definition, one, other, old[one], _behind(old, one), _behind(new, other))


def _moved(event: Event, old: Sizes, new: Sizes, pairs: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The axes of one size with other elements.

    That of the input and that of the result.
    """
    if not pairs or not (_fills(event, old, new) or alike(event, product(old), product(new))):
        return None
    for one, other in pairs:
        before, behind = (old[:one], new[:other]), (old[one + 1 :], new[other + 1 :])
        if _has_one(event, old[one]) or _alike_but_for_ones(event, *before) or _alike_but_for_ones(event, *behind):
            continue
        if all(_unlike(event, product(were), product(are)) for were, are in (before, behind)):
            return one, other
    return None


def _has_one(event: Event, size: Dim) -> bool:
    """Whether an axis may have one element only, which nothing can mix."""
    return _may_be_one(size) or alike(event, size, 1)


def _fills(event: Event, old: Sizes, new: Sizes) -> bool:
    """Whether one size is -1.

    What is left for it makes the numbers of elements equal. Where that does not come out even, sizes are equal of which
    it is not known.
    """
    given = event.arguments.get("size", event.arguments.get("shape"))
    filled = isinstance(given, (tuple, list)) and any(type(one) is int and one == -1 for one in given)
    return filled and _atoms(new) <= _atoms(old)


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


def _pairs(event: Event, old: Sizes, new: Sizes) -> list[tuple[int, int]]:
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


def _spelled(trace: Trace, event: Event, x: Tensor, old: Sizes, new: Sizes) -> list[tuple[int, int]]:
    """Axes of the same number, spelled as a size.

    On both sides, as the one axis's size: `x.size(1)`, or its name.
    """
    found: list[tuple[int, int]] = []
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


def _finding(event: Event, old: Sizes, new: Sizes, moved: tuple[int, int], pairs: Pairs) -> Finding:
    one, other = moved
    name = short(event)
    size = size_text(old[one])
    where = f"axis {one} of {size_text(old)}"
    help, fix = mended(event, old, new, pairs)
    return warning(
        event,
        f"{name} moves nothing: {size} is {where} and axis {other} of {size_text(new)}, but behind it stand "
        f"{size_text(_behind(old, one))} elements there, {size_text(_behind(new, other))} here: its elements are mixed",
        label=f"{size_text(old)} read as {size_text(new)}",
        help=help,
    ).with_(fix=fix)


def _behind(sizes: Sizes, axis: int) -> Dim:
    return product(sizes[axis + 1 :])
