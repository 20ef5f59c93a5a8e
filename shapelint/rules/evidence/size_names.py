"""Names of the sizes that something is resized to.

And those that are read of a picture, which says its width first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding, Fix
from shapelint.rules.evidence.axis_names import axis_called, says_width_first
from shapelint.rules.evidence.axis_origin import MOVES, axes_after
from shapelint.rules.evidence.flow import main, shape_of, short, source
from shapelint.rules.evidence.spelled import spelled_axis
from shapelint.rules.evidence.users import flow_in
from shapelint.rules.fixes.edits import reorder
from shapelint.sizes.tensors import Tensor
from shapelint.source.place import Place
from shapelint.source.reading.argument_text import (
    formula_at,
    is_literal,
    is_sequence,
    items_at,
    source_at,
    span_of,
)  # fmt: skip

PICTURE = re.compile(r"(?:tuple\(|list\()?[\w.]+(?:\[\w+\])?\.size\)?")
"""The size of a picture; that of a tensor is a call."""
PILLOW = re.compile(r"^\s*(?:from|import)\s+PIL\b", re.MULTILINE)

SIZED = {
    "interpolate": "size",
    "Upsample": "size",
    "adaptive_avg_pool2d": "output_size",
    "adaptive_max_pool2d": "output_size",
}
"""Operations that are asked for a size, and the argument that says it."""


def names_of_size(trace: Trace, event: Event) -> Finding | None:
    """`F.interpolate(x, size=(target_w, target_h))`, where data flow says nothing of it."""
    name = SIZED.get(event.name) if event.kind == "call" else None
    given = event.arguments.get(name or "")
    place = None if name is None else (event.build or event).where(name)
    items = items_at(place)
    if place is not None and not items:
        return _of_picture(event, place, name or "", given)
    if place is None or len(items) != 2 or any(is_literal(item) for item in items):
        return None
    texts = [source_at(item) for item in items]
    if (taken := _read_of_picture(place, texts, given)) is not None:
        return _read_wrong(event, place, texts, taken, name or "")
    if isinstance(given, (tuple, list)) and len(given) == 2 and given[0] == given[1]:
        return None
    if _spelled_last_first(trace, event, items):
        return _read_last_first(event, place, items, texts, name or "")
    if [axis_called(text) for text in texts] != [-1, -2]:
        return None
    first = _heights_stand_first(trace, event, texts)
    if first is False or (first is None and says_width_first(place)) or _lies_on_its_side(main(event)):
        return None
    message = (
        f"`{texts[0]}` is named after the width, but stands for the height: {name} of {event.name} is (height, width)"
    )
    fix = Fix("ask for (height, width)", reorder(items, texts[::-1]), safe=False) if is_sequence(place) else None
    help = f"write {name}=({', '.join(texts[::-1])})"
    return Finding("", "", span_of(place), message, label="(height, width)", help=help, fix=fix, event=event)


def _heights_stand_first(trace: Trace, event: Event, texts: Sequence[str]) -> bool | None:
    """Whether the body calls axes of tensors so that heights come first.

    `channels, height, width = image.shape`; None where it names no axis. Of sizes of tensors that are asked for, and
    where names are otherwise, what is seen of them counts for more.
    """
    named = [one for one in trace.named if one.of is not None and one.place.definition is event.place.definition]
    if not named:
        return None
    called = set[tuple[int, int]]()
    for one in named:
        assert one.of is not None
        tensor, axis = one.of
        rank = len(shape) if (shape := getattr(tensor, "known_shape", None)) is not None else 0
        told = axis_called(one.name)
        if one.name in texts or (axis >= 0 and not rank):
            return False
        if told in (-1, -2):
            called.add((told, axis if axis < 0 else axis - rank))
    return called == {(-1, -1), (-2, -2)}


def _spelled_last_first(trace: Trace, event: Event, items: Sequence[Place]) -> bool:
    """Whether one tensor's sizes are asked for, its last axis first.

    And neither it nor what is resized was turned, nor is turned afterwards.
    """
    read = [spelled_axis(trace, event, item) for item in items]
    first, second = read
    if first is None or second is None or first[0] is not second[0]:
        return False
    tensor, rank = first[0], len(first[0].known_shape or ())
    if rank < 3 or (first[1], second[1]) != (rank - 1, rank - 2):
        return False
    users = flow_in(trace).users.get(id(event), ())
    turned = any(_turns(user) for user in users) or _lies_on_its_side(tensor)
    return not turned and not _lies_on_its_side(main(event)) and not says_width_first(items[0])


def _read_last_first(event: Event, place: Place, items: Sequence[Place], texts: Sequence[str], name: str) -> Finding:
    message = (
        f"`{texts[0]}` is the size of the last axis, `{texts[1]}` of the last but one, but {name} of {event.name} is "
        "(height, width)"
    )
    fix = Fix("ask for (height, width)", reorder(items, texts[::-1])) if is_sequence(place) else None
    help = f"write {name}=({', '.join(texts[::-1])})"
    return Finding("", "", span_of(place), message, label="(height, width)", help=help, fix=fix, event=event)


def _turns(made: Event) -> bool:
    """Whether an operation exchanges height and width."""
    given = {made.arguments.get(name) for name in ("dim0", "dim1", "axis0", "axis1")} - {None}
    if short(made) == "rot90" or (short(made) in MOVES and given in ({2, 3}, {-1, -2}, {1, 2})):
        return True
    order = axes_after(made, len(shape_of(made.output, made) or ())) if short(made) in ("permute", "mT") else None
    return order is not None and order[-2:] == [len(order) - 1, len(order) - 2]


def _lies_on_its_side(x: Tensor | None) -> bool:
    """Whether height and width of what is resized were exchanged before.

    What was its width is the height then.
    """
    for _ in range(20):
        made = source(x)
        if made is None:
            return False
        if _turns(made):
            return True
        x = main(made)
    return False


def _of_picture(event: Event, place: Place, name: str, given: Any) -> Finding | None:
    """`F.interpolate(x, size=image.size)`: Pillow says (width, height)."""
    text = formula_at(place)
    if PICTURE.fullmatch(text) is None or PILLOW.search(place.definition.file.text) is None:
        return None
    if not isinstance(given, (tuple, list)) or len(given) != 2 or given[0] == given[1]:
        return None
    message = f"`{text}` of a picture is (width, height), and {name} of {event.name} is (height, width)"
    help = f"write {name}={text}[::-1]"
    return Finding("", "", span_of(place), message, label="(width, height)", help=help, event=event)


def _read_of_picture(place: Place, texts: Sequence[str], given: Any) -> str | None:
    """The picture of `h, w = image.size`, which gives the width first."""
    file = place.definition.file
    if [axis_called(text) for text in texts] == [-1, -2] or PILLOW.search(file.text) is None:
        return None
    if isinstance(given, (tuple, list)) and len(set(map(str, given))) < 2:
        return None
    lines = file.lines[place.definition.first_row - 1 : place.definition.last_row]
    both = re.compile(rf"\s*\(?{re.escape(texts[0])}\s*,\s*{re.escape(texts[1])}\)?\s*=\s*([\w.]+)\.size\s*(?:#.*)?")
    found = [match[1] for line in lines if (match := both.fullmatch(line)) is not None]
    again = re.compile(rf"\s*(?:{re.escape(texts[0])}|{re.escape(texts[1])})\b[^=\n(]*=[^=]")
    return found[0] if len(found) == 1 and sum(again.match(line) is not None for line in lines) == 1 else None


def _read_wrong(event: Event, place: Place, texts: Sequence[str], picture: str, name: str) -> Finding:
    message = (
        f"`{texts[0]}, {texts[1]} = {picture}.size` reads (width, height) of a picture, and {name} of {event.name} is "
        "(height, width)"
    )
    help = f"write {texts[1]}, {texts[0]} = {picture}.size"
    return Finding("", "", span_of(place), message, label="(width, height)", help=help, event=event)
