"""One operation explained.

Formula, origins of its numbers, shapes, parameters, receptive field, picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from shapelint.interpret.language.modules import parameters_of
from shapelint.interpret.values.objects import Instance
from shapelint.layers.axis import Axis
from shapelint.layers.explain import Look, bias, pictures, wrapped
from shapelint.layers.explaining.families import details
from shapelint.layers.explaining.origins import Origin, origins, place_text, shown
from shapelint.layers.explaining.places import Found
from shapelint.layers.explaining.window import axes_of, fields_of
from shapelint.layers.field import Field
from shapelint.layers.words.numbers import never_read
from shapelint.ops.core.trace import Event
from shapelint.rules.wording.origins import inputs, sizes
from shapelint.rules.wording.report import Case, explain
from shapelint.rules.wording.words import size_text, title
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Tensor, UnknownShape


class Operation(Struct, frozen=True):
    """What is known of one operation.

    Everything it says can be shown as it is.

    given, made: shapes, None where one is not known. missing: why, and what would settle it.
    """

    title: str
    place: str
    given: tuple[tuple[Dim, ...] | None, ...]
    made: tuple[tuple[Dim, ...] | None, ...]
    axes: tuple[Axis, ...]
    mode: str
    origins: tuple[Origin, ...]
    parameters: str
    count: int
    fields: tuple[Field, ...]
    details: tuple[str, ...]
    refused: str
    missing: str

    @property
    def key(self) -> Any:
        """What is the same for calls that are told once."""
        return self.title, self.given, self.made, tuple(axis.window for axis in self.axes)

    @property
    def drawable(self) -> bool:
        return bool(self.axes) and not self.refused and all(isinstance(axis.size, int) for axis in self.axes)


def operation(found: Found) -> Operation:
    event = found.event
    window = axes_of(event) if event.kind == "call" else None
    axes, mode = ((), "zeros") if window is None else (tuple(window[0]), str(window[1]))
    given = tuple(sizes(one, event) for one in inputs(event))
    made = tuple(_shapes(event.output, event))
    words, count = _parameters(event.target)
    fields = tuple(fields_of(event) or ()) if axes else ()
    missing = _missing(found) if None in given or not given else ""
    if axes and any(not isinstance(axis.size, int) for axis in axes) and found.entry:
        missing = f"a picture needs sizes in numbers: {_option(found)}"
    return Operation(
        title(found.trace, event).replace("`", ""), place_text(event.place), given, made, axes, mode,
        tuple(origins(event)), words, count, fields, tuple(details(event)), _refused(found), missing,
    )  # fmt: skip


def _refused(found: Found) -> str:
    """What torch complains of there, "" for nothing."""
    failure = found.event.failure
    return "" if failure is None else explain(Case(found.trace, found.event, failure))


def _shapes(value: Any, event: Event) -> Iterator[tuple[Dim, ...] | None]:
    if isinstance(value, Tensor):
        yield sizes(value, event)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _shapes(part, event)


def _parameters(target: Any) -> tuple[str, int]:
    """`3*3*3*64 + 64 = 1,792`, and how many."""
    if not isinstance(target, Instance):
        return "", 0
    products: list[str] = []
    total = 0
    for _, tensor in parameters_of(target):
        shape = tensor.known_shape
        if shape is None or not all(isinstance(size, int) for size in shape):
            return "", 0
        count = 1
        for size in shape:
            assert isinstance(size, int)
            count *= size
        total += count
        order = (*shape[2:], shape[1], shape[0]) if len(shape) > 1 else shape
        products.append("*".join(map(str, order)) or "1")
    if not products:
        return "", 0
    if len(products) > 8:
        return f"{total:,}", total
    text = " + ".join(products)
    return (text if text == str(total) else f"{text} = {total:,}"), total


def _missing(found: Found) -> str:
    """Why the input is not known, and which option would say it."""
    tensor = next((one for one in inputs(found.event) if one.known_shape is None), None)
    reason = tensor.shape.reason.text if tensor is not None and isinstance(tensor.shape, UnknownShape) else ""
    words = f"the shape of its input is not known{': ' if reason else ''}{reason}"
    return f"{words}; {_option(found)}" if found.entry else words


def _option(found: Found) -> str:
    """Which option says what the model is given."""
    name = found.event.name
    sizes = "48" if "1d" in name else "16,224,224" if "3d" in name else "224,224"
    return f"say what {found.entry} is given, with --input 1,3,{sizes} or what else it takes"


# --- words ------------------------------------------------------------------------------------------------------------


def lines(one: Operation, look: Look, here: str = "") -> Iterator[str]:
    """All of it, in lines that fit.

    here: a file whose name need not be said.
    """
    for line in _lines(one, look):
        yield from wrapped(line.replace(f"{shown(here)}:", "row ") if here else line, look.width)


def _lines(one: Operation, look: Look) -> Iterator[str]:
    yield f"{one.title} at {one.place}"
    yield f"  {_shown(one.given)} -> {_shown(one.made)}"
    for axis in dict.fromkeys(one.axes):
        label = f"{axis.name}: " if len(one.axes) > 1 else ""
        yield f"  {label}{axis.formula}"
        if axis.dilation != 1:
            yield f"  {label}effective kernel {axis.reach} = {axis.dilation}*({axis.kernel} - 1) + 1"
    for text in one.details:
        yield f"  {text}"
    for origin in one.origins:
        yield f"  {origin.name} {origin.value}: {origin.words}"
    if one.parameters:
        yield f"  parameters: {one.parameters}"
    if one.fields:
        texts = dict.fromkeys(str(field.size) for field in one.fields)
        jumps = dict.fromkeys(str(field.jump) for field in one.fields)
        yield f"  receptive field {'x'.join(texts)} in the input, from one output to the next {'x'.join(jumps)}"
    if one.missing:
        yield f"  {one.missing}"
    if one.refused:
        yield f"  torch refuses this: {one.refused}"
    if one.drawable:
        yield from pictures(one.axes, one.mode, look)
        yield from never_read(one.axes)
        yield from bias(one.axes, one.mode)


def _shown(shapes: tuple[tuple[Dim, ...] | None, ...]) -> str:
    """`1x3x32x32`, several joined; `?` for what is not known."""
    return ", ".join("?" if shape is None else size_text(shape) for shape in shapes) or "?"
