"""Amounts spelled as what another axis lacks: part of pad-order.

Where all sizes are numbers, so that nothing else tells from which axis an amount comes.
`p = length - x.shape[0]` belongs to the first axis of x, whatever the numbers are. An amount that reads two axes makes
them equal, and belongs to neither.
"""

from __future__ import annotations

from shapelint.report.findings import Finding, Related
from shapelint.rules.evidence.pad_evidence import PaddedCase
from shapelint.rules.evidence.spelled import Axis, same_axis, spelled_axis
from shapelint.sizes.tensors import Tensor
from shapelint.source.place import Place
from shapelint.source.reading.argument_text import computed_at, source_at, span_of
from shapelint.source.reading.lacking import differences, lacking, sizes_read


def spelled_elsewhere(case: PaddedCase) -> Finding | None:
    """The finding about the amount that another axis lacks."""
    event, x = case.pad.event, case.pad.input
    shape = x.known_shape if isinstance(x, Tensor) else None
    if shape is None or not case.items or len(case.items) != 2 * len(case.pad.sides) > 2 * len(shape):
        return None
    if any(one.definition is not event.place.definition for one in case.items):
        return None
    owners: dict[int, int] = {}  # the axis that is padded -> the axis that the amount belongs to, from the last
    wrong: tuple[Place, int, int] | None = None
    for index, item in enumerate(case.items):
        axis = -1 - index // 2
        amount = case.pad.sides[index // 2][index % 2]
        owner = None if amount == 0 else _owner(case, item, shape)
        if owner is None:
            continue
        if owners.setdefault(axis, owner) != owner:
            return None
        if owner != axis and _differ(amount, shape[owner], shape[axis]):
            wrong = wrong or (item, owner, axis)
    if wrong is None or len(set(owners.values())) != len(owners):
        return None
    return _says(case, *wrong, owners)


def difference_at_longer(case: PaddedCase) -> Finding | None:
    """The finding about `abs(h - w)` that the longer axis gets.

    Where it is added to the shorter, they become equal.
    """
    x, sides = case.pad.input, case.pad.sides
    shape = x.known_shape if isinstance(x, Tensor) else None
    padded = [-1 - index for index, side in enumerate(sides) if side != (0, 0)]
    if shape is None or len(padded) != 1 or len(shape) < 2 or not isinstance(x, Tensor):
        return None
    (axis,), event = padded, case.pad.event
    total, own = case.pad.total(-1 - axis), shape[axis]
    for one, other in differences(event.place.definition):
        spelled = [spelled_axis(case.trace, event, place) for place in (one, other)]
        axes = [
            next((at for at in range(-len(shape), 0) if same_axis(event, (x, at % len(shape)), read)), None)
            for read in spelled
            if read is not None
        ]
        if len(axes) != 2 or None in axes or axis not in axes or axes[0] == axes[1]:
            continue
        rest = shape[axes[1 - axes.index(axis)] or 0]
        if isinstance(own, int) and isinstance(rest, int) and own > rest and total == own - rest:
            message = (
                f"{own} - {rest} = {total} is added to {_word(axis)}, which is the longer one: {own} and {rest} become "
                f"{own + own - rest} and {rest}"
            )
            return case.finding(message, "add it to the shorter one", None, f"pads {_word(axis)}")
    return None


def _differ(amount: object, owner: object, padded: object) -> bool:
    """Whether all three are numbers, and the axes are of other sizes."""
    numbers = all(isinstance(one, int) for one in (amount, owner, padded))
    return numbers and owner != padded and isinstance(amount, int) and amount > 0


def _owner(case: PaddedCase, item: Place, shape: tuple[object, ...]) -> int | None:
    """The only axis that an amount makes up for.

    Of what is padded, counted from the last.
    """
    event, x = case.pad.event, case.pad.input
    lacks = lacking(item)
    if lacks is None or not isinstance(x, Tensor):
        return None
    owners = set[int]()
    for place in sizes_read(item):
        read: Axis | None = spelled_axis(case.trace, event, place)
        if read is not None:
            owners |= {axis for axis in range(len(shape)) if same_axis(event, (x, axis), read)}
    size = spelled_axis(case.trace, event, lacks)
    if size is None or len(owners) != 1:
        return None
    (owner,) = owners
    return owner - len(shape) if same_axis(event, (x, owner), size) else None


def _says(case: PaddedCase, item: Place, owner: int, axis: int, owners: dict[int, int]) -> Finding:
    message = (
        f"`{source_at(item)}` is what {_word(owner)} lacks, but pads {_word(axis)}; {case.padder} counts from the last "
        "axis"
    )
    made = computed_at(item)
    related = [] if made is None else [Related(span_of(made), f"computed from {_word(owner)}")]
    texts = case.texts()
    used = {at: pair for at, pair in texts.items() if case.pad.sides[-1 - at] != (0, 0)}
    help, fix = case.mended({owners[at]: pair for at, pair in used.items()}) if set(used) == set(owners) else ("", None)
    return case.finding(message, help, fix, f"pads {_word(axis)}", related)


def _word(axis: int) -> str:
    return {-1: "the last axis", -2: "the last axis but one"}.get(axis, f"axis {axis}")
