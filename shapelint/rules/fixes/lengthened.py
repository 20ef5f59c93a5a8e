"""Operands made as long as what they meet: tables of positions, convolutions."""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.trace import Event
from shapelint.report.findings import Fix
from shapelint.rules.evidence.windows import read_window
from shapelint.rules.fixes.edits import add_argument, replace
from shapelint.rules.fixes.same import fixed_padding
from shapelint.rules.wording.origins import inputs, maker, sizes, summands
from shapelint.rules.wording.report import Case
from shapelint.rules.wording.words import size_text
from shapelint.sizes.tensors import Tensor
from shapelint.source.reading.argument_text import source_at
from shapelint.source.reading.call_parts import positional
from shapelint.source.reading.written import plus
from shapelint.source.span import Edit

MADE = frozenset(("zeros", "ones", "randn", "rand", "empty", "full"))
Mended = tuple[str, "Fix | None"]
NOTHING: Mended = "", None
MOST = 8
"""Convolutions in a row that are mended at once."""


def lengthened(case: Case) -> Mended:
    """A table of positions made longer by what a concatenation adds."""
    tensors = [tensor for _, tensor in case.tensors]
    if len(tensors) != 2:
        return NOTHING
    for table, data in (tensors, tensors[::-1]):
        found = _too_short(case, table, data)
        if found is not None:
            event, axis, more = found
            places = positional(event.place)
            place = places[axis] if axis < len(places) else None
            text = plus(place, more) if place is not None else ""
            if text:
                help = f"the concatenation adds {more} that `{event.bare}` has no place for: write {text} there"
                return help, Fix(f"{source_at(place)} becomes {text}", replace(place, text), safe=False)
    return NOTHING


def _too_short(case: Case, table: Tensor, data: Tensor) -> tuple[Event, int, int] | None:
    """(what made the table, its axis, how much it lacks)."""
    short, long = sizes(table, case.event), sizes(data, case.event)
    made = maker(table)
    if short is None or long is None or len(short) != len(long) or made is None or made.name not in MADE:
        return None
    differ = [axis for axis, (a, b) in enumerate(zip(short, long, strict=True)) if a != b and 1 not in (a, b)]
    parts = summands(data, differ[0]) if len(differ) == 1 else None
    if parts is None or short[differ[0]] not in parts:
        return None
    rest = list(parts)
    rest.remove(short[differ[0]])
    more = sum(one for one in rest if isinstance(one, int))
    return (made, differ[0], more) if more and all(isinstance(one, int) for one in rest) else None


def without_borders(case: Case) -> Mended:
    """Padding for the convolutions that made one operand smaller: all at once."""
    tensors = [tensor for _, tensor in case.tensors]
    if len(tensors) != 2:
        return NOTHING
    for small, large in (tensors, tensors[::-1]):
        shape, wanted = sizes(small, case.event), sizes(large, case.event)
        if shape is None or wanted is None or len(shape) != len(wanted) or len(shape) < 3 or shape[:2] != wanted[:2]:
            continue
        edits = _kept(case, small, wanted[2:])
        if edits:
            names = f"padding that keeps {size_text(wanted[2:])}"
            return f"give the convolutions before it the {names}", Fix(names, edits, safe=False)
    return NOTHING


def _kept(case: Case, tensor: Tensor, wanted: tuple[Any, ...]) -> tuple[Edit, ...]:
    edits: dict[Edit, None] = {}
    for _ in range(MOST):
        event = maker(tensor, 2)
        window = read_window(event) if event is not None else None
        if event is None or window is None or window.kind != "conv" or any(step != 1 for step in window.stride):
            return ()
        content = fixed_padding(case.trace, window)
        if not content:
            return ()
        place = window.argument("padding")
        made = replace(place, content) if place is not None else add_argument(window.place, f"padding={content}")
        edits.update(dict.fromkeys(made))
        tensor = next(iter(inputs(event)), tensor)
        if (sizes(tensor, event) or ())[2:] == wanted:
            return tuple(edits)
    return ()
