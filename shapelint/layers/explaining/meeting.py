"""The tensors that meet where a finding is.

As rows, whose axes stand below each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from shapelint.layers.picture.rows import Row, beside, drawn
from shapelint.ops.core.need import Requirement
from shapelint.ops.core.trace import Event
from shapelint.rules.wording.origins import sizes
from shapelint.sizes.dims import Dim, product
from shapelint.sizes.tensors import Tensor
from shapelint.source.reading.callee_text import element_texts, operand_texts, text_at

Shape = tuple[Dim, ...]

WIDTH = 100
LONGEST_NAME = 28

RESHAPED = frozenset(("invalid-reshape", "batch-swallowed", "moved-by-view"))
"""Rules about the elements of a tensor: the first axes stand below each other, and the elements are counted."""

STRETCHED = frozenset(("silent-broadcast", "stray-axis", "target-broadcast"))
"""Rules about axes along which a tensor is repeated: what both become is shown."""

MET = RESHAPED | STRETCHED | frozenset(
    (
        "channel-mismatch", "feature-mismatch", "norm-mismatch", "broadcast-mismatch", "join-mismatch",
        "matmul-mismatch", "target-mismatch", "size-mismatch", "pad-exceeds-input", "axis-out-of-range",
        "index-out-of-range", "wrong-axis", "channels-last", "positions-along-batch", "block-too-many",
        "shape-comment",
    )
)  # fmt: skip
"""Rules under whose findings the tensors are shown."""


def met(event: Event, rule: str) -> list[str]:
    """The tensors that meet, with a mark below what does not fit.

    None where a sentence says as much.
    """
    last = rule not in RESHAPED
    given = [(name, shape) for name, shape in _given(event) if shape]
    rows = [beside(name, shape, last) for name, shape in given]
    if not last and isinstance(event.output, Tensor):
        return drawn(_reshaped(given, sizes(event.output, event), rule), (), WIDTH)
    marks, words = set[int](), ""
    for need in event.failures():
        column = _column(need, event)
        if column is not None and column not in marks:
            rows += _numbers(need, event, column, len(given))
            marks.add(column)
    if rule in STRETCHED:
        together = _together([shape for _, shape in given])
        marks |= {column for column in range(-len(together), 0) if _is_repeated(column, rows)}
        words = "repeated"
        rows.append(beside("together", together, last))
    elif event.failure is None:
        rows += _result(event)
    axis = event.arguments.get("dim")
    if not marks and isinstance(axis, int) and not isinstance(axis, bool) and len(given) == 1:
        marks, words = {axis if axis < 0 else axis - len(given[0][1])}, f"dim={axis}"
    return drawn(rows, marks, WIDTH, words) if marks or len(rows) > 1 else []


def _given(event: Event) -> Iterator[tuple[str, Shape]]:
    """Each tensor that is given: its name and its shape.

    The name is that in the code where that is short, else the parameter's.
    """
    inside = event.place in event.stack  # called by a container: the arguments that are written there are not its own
    operands = ("", "") if inside else operand_texts(event.place, event.as_method)
    operands = operands[::-1] if event.bare.startswith("__r") else operands
    for at, (name, value) in enumerate(event.arguments.items()):
        many = isinstance(value, (list, tuple))
        place = None if inside else event.where(name)
        texts = element_texts(place) if many else [text_at(place) if place is not None else "".join(operands[at:][:1])]
        for index, one in enumerate(value if many else [value]):
            shape = sizes(one, event) if isinstance(one, Tensor) else None
            if shape is not None:
                text = texts[index] if index < len(texts) else ""
                yield text if 0 < len(text) <= LONGEST_NAME else f"{name}[{index}]" if many else name, shape


def _numbers(need: Requirement, event: Event, column: int, tensors: int) -> Iterator[Row]:
    """The numbers that a requirement compares, where no row shows them.

    They stand below the axis that it speaks of.
    """
    if need.relation == "at most":  # a number that is given, against one of the tensor's
        yield Row(need.actual_is, {column: str(need.actual)})
    if tensors == 1 or _is_own(need.argument, event):  # else the other tensor shows it
        yield Row(need.expected_is or need.argument, {column: str(need.expected)})


def _reshaped(given: Sequence[tuple[str, Shape]], result: Shape | None, rule: str) -> list[Row]:
    """A tensor, and what a view makes of it.

    With the elements that a reader would count.
    """
    if len(given) != 1 or not result:
        return []
    name, shape = given[0]
    told = ["", ""]
    if rule == "invalid-reshape":
        told = [f"{product(one)} elements" for one in (shape, result)]
    elif rule == "batch-swallowed":
        told = [f"{one[0]} of {product(one[1:])} elements each" for one in (shape, result)]
    else:
        for axis, size in enumerate(shape):
            behind = [product(one[one.index(size) + 1 :]) for one in (shape, result) if size in one]
            if size != 1 and shape.index(size) == axis and len(behind) == 2 and behind[0] != behind[1]:
                told = [f"{size} of {count} elements each" for count in behind]
    return [beside(name, shape, False, told[0]), beside("result", result, False, told[1])]


def _is_own(argument: str, event: Event) -> bool:
    """Whether a parameter is one of the layer's constructor."""
    built = event.build
    return built is not None and argument in built.arguments


def _column(need: Requirement, event: Event) -> int | None:
    """The axis that a requirement speaks of, from the last."""
    shape = None if need.of is None else sizes(need.of, event)
    if need.axis is None or shape is None:
        return None
    return need.axis % max(len(shape), 1) - len(shape)


def _result(event: Event) -> Iterator[Row]:
    """What comes out, where that is one tensor."""
    shape = sizes(event.output, event) if isinstance(event.output, Tensor) else None
    if shape:
        yield beside("result", shape, True)


def _together(shapes: Sequence[Shape]) -> Shape:
    """The shape to which all are broadcast."""
    rank = max(map(len, shapes), default=0)
    found: list[Any] = [1] * rank
    for shape in shapes:
        for index in range(1, len(shape) + 1):
            if shape[-index] != 1:
                found[-index] = shape[-index]
    return tuple(found)


def _is_repeated(column: int, rows: Sequence[Row]) -> bool:
    """Whether a tensor is repeated along a column.

    It has one element there, or no such axis, and another has more.
    """
    there = [row.sizes.get(column, "1") for row in rows]
    return "1" in there and set(there) != {"1"}
