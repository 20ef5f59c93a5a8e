"""Sizes that meet, and fit only in maps of few pixels.

Of a sum, or a concatenation, of what convolutions made of one tensor.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from shapelint.ops.core.need import Requirement
from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding, Fix, Related
from shapelint.rules.evidence.axis_origin import CONVOLUTION, RESHAPES
from shapelint.rules.evidence.flow import inputs, short, source
from shapelint.rules.evidence.users import flow_in
from shapelint.rules.fixes.lengthened import without_borders
from shapelint.rules.wording.report import Case
from shapelint.rules.wording.words import size_text, title
from shapelint.sizes.dims import Dim, Expr, evaluate, symbols
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Tensor
from shapelint.source.place import Place
from shapelint.source.reading.argument_text import docstring_of, span_of
from shapelint.source.reading.number_origins import default_of, written

SUMS = frozenset(("add", "add_", "iadd"))
JOINS = frozenset(("cat", "concat", "concatenate"))
TINY = 6
"""The largest size that nobody means; 7 may be meant."""
TRIED = (*range(1, 65), 96, 112, 128, 224, 255, 256, 257, 299, 384, 512, 1000, 1024, 4096)
COMPARES = re.compile(r"\b(if|elif|assert|while)\b[^\n]*(shape|size|same|fits)")
COMMENT = re.compile(r"#[^\n]*")
STATED = r"[,x× ] ?{0}(?:[,x×] ?{0})?[)\]]"
"""The end of a shape: `(N, 8, 3, 3)`."""
WINDOW = re.compile(rf"{CONVOLUTION.pattern}|(Max|Avg)Pool[123]d|(max|avg)_pool[123]d")
"""What changes sizes by a window that moves over them, in a network."""
FARTHEST = 200
"""How many tensors are gone back."""


class Meeting(NamedTuple):
    """Two sizes that meet, and the numbers that fit.

    by: the convolution that made the two differ.
    """

    need: Requirement
    sizes: tuple[Dim, Dim]
    fits: list[tuple[int, int]]
    by: Event


def meeting(trace: Trace, event: Event, own_numbers: bool = True) -> Meeting | None:
    """The first axis at which only tiny maps fit.

    own_numbers: only where convolutions alone made the two differ, and with the same numbers for every caller; else
    pools may as well.
    """
    given = inputs(event)
    is_sum = short(event) in SUMS
    if len(given) < 2 or (is_sum and len(given) > 2):
        return None
    for need in event.requirements[::-1]:
        axis = _axis(need)
        left, right = given[0], given[1] if is_sum else need.of
        if axis is None or right is None or right is left:
            continue
        one, other = _size(left, axis), _size(right, axis)
        if one is None or other is None:
            continue
        fits = _fitting(one, other, broadcast=is_sum)
        if not fits or max(fits[-1]) > TINY or _is_meant(trace, event, one, fits):
            continue
        by = _made_by_convolutions(left, right, axis, own_numbers)
        if by is not None:
            return Meeting(need, (one, other), fits, by)
    return None


def in_network(event: Event) -> bool:
    """Whether another module of the code calls the one that does it.

    So that what it is called with is the network's doing.
    """
    own = _class_around(event.place)
    above = [_class_around(place) for place in event.stack]
    return own is not None and any(one is not None and one is not own for one in above)


def _class_around(place: Place) -> Any:
    """The class whose method a place stands in."""
    parent = place.definition.parent if place.definition.kind == "function" else None
    return parent if parent is not None and parent.kind == "class" else None


def _axis(need: Requirement) -> int | None:
    """The axis, from the last, where a fit was open."""
    if need.verdict is not Verdict.UNKNOWN or need.axis is None or need.of is None or need.of.known_shape is None:
        return None
    if need.relation not in ("same", "perhaps same"):
        return None
    return need.axis - len(need.of.known_shape) if need.axis >= 0 else need.axis


def _fitting(one: Dim, other: Dim, broadcast: bool) -> list[tuple[int, int]]:
    """The numbers that both sizes can be, and meet.

    None where they are made of several symbols.
    """
    names = symbols(one) | symbols(other)
    if len(names) != 1 or not isinstance(one, Expr) or not isinstance(other, Expr):
        return []
    name = next(iter(names))
    found: dict[tuple[int, int], None] = {}
    for value in TRIED:
        try:
            left, right = evaluate(one, {name: value}), evaluate(other, {name: value})
        except ZeroDivisionError:
            return []
        if left >= 1 and right >= 1 and (left == right or (broadcast and 1 in (left, right))):
            found[left, right] = None
    return sorted(found, key=max)


def _made_by_convolutions(one: Tensor, other: Tensor, axis: int, own_numbers: bool) -> Event | None:
    """The convolution that made two operands of one tensor differ.

    None where they are of no one tensor, or something else changes the size, too.
    """
    changed: list[Event] = []
    shared = False
    for tensor, apart in ((one, other), (other, one)):
        ends = _before(apart)
        waiting, seen = [tensor], {id(tensor)}
        for at in waiting:
            if id(at) in ends:
                shared = True
                continue
            made = source(at)
            if made is None or len(seen) > FARTHEST:
                return None
            before = [tensor for tensor in inputs(made) if not tensor.role]
            if any(_size(one, axis) == _size(at, axis) for one in before):
                before = [one for one in before if _size(one, axis) != 1]  # it is broadcast: a gate, a mean
            if any(_size(tensor, axis) != _size(at, axis) for tensor in before):
                changed.append(made)
            waiting += [tensor for tensor in before if id(tensor) not in seen]
            seen.update(map(id, before))
    windows = CONVOLUTION if own_numbers else WINDOW
    if not (shared and changed and all(windows.fullmatch(short(made)) for made in changed)):
        return None
    return changed[0] if not own_numbers or all(map(_has_own_numbers, changed)) else None


def _has_own_numbers(made: Event) -> bool:
    """Whether the convolution has these numbers for every caller.

    None of them is a parameter's default, or of unclear origin.
    """
    at = made.build or made
    for name in ("kernel_size", "stride", "padding", "dilation"):
        place, value = at.where(name), at.arguments.get(name)
        if place is None or (value in (1, (1, 1)) and name in ("stride", "dilation")):
            continue
        origin = written(place, at.stack, value)
        if origin is None or default_of(origin):
            return False
    return True


def _size(tensor: Tensor, axis: int) -> Dim | None:
    """A size as it was first made."""
    shape = tensor.known_shape
    return shape[axis] if shape is not None and len(shape) >= -axis else None


def _is_meant(trace: Trace, event: Event, size: Dim, fits: list[tuple[int, int]]) -> bool:
    """Whether the code speaks of that size.

    It compares shapes, states one with these numbers, or takes the result apart by numbers that decide it.
    """
    definition = event.place.definition
    around = definition.parent if definition.parent is not None and definition.parent.kind == "class" else definition
    rows = definition.file.lines
    if any(COMPARES.search(_text(one)) for one in {definition, *(place.definition for place in event.stack)}):
        return True
    text = "\n".join(rows[max(around.first_row - 3, 0) : around.last_row])
    said = "\n".join([*COMMENT.findall(text), docstring_of(around), docstring_of(definition)])
    if any(re.search(STATED.format(number), said) for pair in fits for number in pair):
        return True
    name = next(iter(symbols(size)))
    return any(short(later) in RESHAPES and _mixes(later, name) for later in flow_in(trace).after(event))


def _mixes(event: Event, name: str) -> bool:
    """Whether a reshape splits or joins an axis of such a size."""
    made = getattr(event.output, "known_shape", None) or ()
    given = [size for one in inputs(event) for size in one.known_shape or ()]
    return any(name in symbols(size) and size not in made for size in given)


def _text(definition: Any) -> str:
    """What a function says; nothing for what holds functions."""
    rows = definition.file.lines[definition.first_row - 1 : definition.last_row]
    return "\n".join(rows) if definition.kind == "function" else ""


def _before(tensor: Tensor) -> set[int]:
    """The tensors of which it was made, and itself."""
    waiting, seen = [tensor], {id(tensor)}
    for at in waiting:
        made = source(at)
        before = [] if made is None or len(seen) > FARTHEST else inputs(made)
        waiting += [one for one in before if id(one) not in seen]
        seen.update(map(id, before))
    return seen


def told(trace: Trace, event: Event, found: Meeting) -> Finding:
    case = Case(trace, event, found.need)
    one, other = case.operands if short(event) in SUMS else ("the first", "another")
    left, right = (size_text(size) for size in found.sizes)
    numbers = ", or ".join(f"{a} and {b}" for a, b in found.fits)
    by = title(trace, found.by)
    fix = without_borders(case)[1]
    advice = "give it the padding that keeps the size" if fix else "pad it, or let the other go through the same stride"
    finding = case.finding(
        f"{case.title}: {one} has {left} on axis {case.axis} and {other} has {right}, which fit only as {numbers}",
        label=f"{left} meets {right}", help=f"{by} changes the size: {advice}", whole=True,
        related=[Related(span_of(found.by.place), f"{by} changes the size")],
    )  # fmt: skip
    return finding if fix is None else finding.with_(fix=Fix("padding that keeps the size", fix.edits, safe=False))
