"""Axes merged by one view and parted otherwise by another.

In another order: part of moved-by-view.
"""

from __future__ import annotations

from itertools import permutations

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.axis_origin import origin
from shapelint.rules.evidence.flow import alike, main, shape_of, short, source, warning
from shapelint.rules.evidence.sequences import SEQUENCES
from shapelint.rules.evidence.shifted_rows import SAME
from shapelint.rules.evidence.users import flow_in
from shapelint.rules.wording.words import size_text, title
from shapelint.sizes.dims import Dim, Expr, product
from shapelint.sizes.tensors import Tensor
from shapelint.source.reading.argument_text import source_at
from shapelint.source.reading.call_parts import positional

MERGES = {"view", "reshape", "flatten"}
RAW = {"rand", "randn", "randint", "normal", "arange", "linspace", "zeros", "ones", "full", "unflatten", *MERGES}
"""Operations that give numbers which may stand in any order, or in one that only they know."""


def merged_without_a_move(event: Event, old: tuple[Dim, ...], new: tuple[Dim, ...]) -> Finding | None:
    """The finding about windows that are merged as they were parted.

    (b, h / s, s, w / s, s, c) of one view becomes (-1, s, s, c) by the next: what is written alike stands side by side
    then, where an axis with more than one element stood between.
    """
    made = source(main(event))
    while made is not None and short(made) in ("contiguous", "clone"):
        made = source(main(made))
    if made is None or short(made) not in ("view", "reshape") or made.place.definition is not event.place.definition:
        return None
    texts, after = ([source_at(item) for item in positional(one.place)] for one in (made, event))
    if len(texts) != len(old) or len(after) != len(new) or len(new) >= len(old):
        return None
    for name in dict.fromkeys(text for text in after if text.replace(".", "").isidentifier()):
        before = [axis for axis, text in enumerate(texts) if text == name]
        behind = [axis for axis, text in enumerate(after) if text == name]
        if len(before) != 2 or len(behind) != 2 or behind[1] != behind[0] + 1 or before[1] != before[0] + 2:
            continue
        if texts[before[1] :] != after[behind[1] :] or alike(event, old[before[0] + 1], 1):
            continue
        if alike(event, old[before[0]], 1):
            continue
        between = texts[before[0] + 1]
        return warning(
            event,
            f"{short(event)} moves nothing: `{name}` and `{name}` stand side by side here, but `{between}` between "
            "them in what is viewed: its windows are mixed",
            label=f"`{between}` stood between",
            help=f"bring them side by side first: .transpose({before[0]}, {before[0] + 1})",
            related=[(made, "parted here")],
        )
    return None


def parted_in_other_order(event: Event, x: Tensor, old: tuple[Dim, ...], new: tuple[Dim, ...]) -> Finding | None:
    """The finding about (q, b) that becomes (b, q).

    The first axis was merged of these; by symbols, as numbers may be equal by accident.
    """
    if not old or len(new) < 2 or not isinstance(old[0], Expr) or not all(isinstance(size, Expr) for size in new[:2]):
        return None
    if product(new[:2]) != old[0] or new[0] == new[1]:
        return None
    start = origin(x, 0, event)
    made = start.event
    if made is None or short(made) not in MERGES or start.axis != 0 or start.moved is not None:
        return None
    before = shape_of(main(made), made)
    if before is None or before[:2] not in permutations(new[:2]) or before[:2] == new[:2]:
        return None
    return warning(
        event,
        f"{short(event)} parts an axis as {size_text(new[:2])} that was merged of {size_text(before[:2])}: "
        "its elements are mixed",
        label="parted in another order",
        help=f"part it as it was merged, {size_text(before[:2])}, and transpose it then; or transpose before the merge",
        related=[(made, f"{size_text(before[:2])} are merged here")],
    )


def steps_moved_by_a_view(trace: Trace, event: Event, old: tuple[Dim, ...], new: tuple[Dim, ...]) -> Finding | None:
    """The finding about (a, b) that becomes (b, a, 1).

    A layer behind runs along the steps. By numbers as well: nobody has the two exchanged by accident.
    """
    if len(old) < 2 or len(new) < 2 or not all(isinstance(size, int) for size in (*old, *new)):
        return None
    if new[:2] != old[1::-1] or old[0] == old[1] or 1 in old[:2] or _but_ones(old[2:]) != _but_ones(new[2:]):
        return None
    made = source(main(event))
    while made is not None and short(made) in SAME | {"type", "double", "__getitem__"}:
        made = source(main(made))
    if made is None or short(made) in RAW:
        return None
    layer = _sequence_layer(trace, event, new)
    if layer is None:
        return None
    return warning(
        event,
        f"{short(event)} moves nothing: {size_text(old)} is read as {size_text(new)}, and {title(trace, layer)} behind "
        f"takes its axes for those of {size_text(old)} exchanged: each of its sequences is made of pieces of others",
        label=f"{size_text(old)} read as {size_text(new)}",
        related=[(layer, "runs along one of them")],
    )


def _but_ones(sizes: tuple[Dim, ...]) -> list[Dim]:
    return [size for size in sizes if size != 1]


def _sequence_layer(trace: Trace, event: Event, sizes: tuple[Dim, ...]) -> Event | None:
    """The layer that runs along one of the first two axes.

    Others on the way keep them.
    """
    waiting, seen, users = [event], {id(event)}, flow_in(trace).users
    for one in waiting:
        for user in users.get(id(one), ()) if len(seen) < 60 else ():
            if id(user) in seen:
                continue
            seen.add(id(user))
            if short(user) in SEQUENCES:
                return user
            if (shape_of(user.output, user) or ())[:2] == sizes[:2]:
                waiting.append(user)
    return None
