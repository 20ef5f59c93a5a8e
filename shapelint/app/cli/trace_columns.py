"""The columns of a trace's table, and its totals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shapelint.layers.tracing.result import Call, Traced
from shapelint.sizes.dims import Dim

COLUMNS = {
    "type": "Type",
    "input": "Input shape",
    "output": "Output shape",
    "kernel": "Kernel",
    "parameters": "Parameters",
    "trainable": "Trainable",
    "mult-adds": "Mult-adds",
    "memory": "Bytes out",
}
USUAL = ("type", "output", "parameters")
NUMBERS = ("parameters", "trainable", "mult-adds", "memory")
LONGEST = 60
"""Characters of a formula that a line still bears."""


def text(shape: Any) -> str:
    """A shape as text: `(N, 64, H//2, W//2)`.

    `[(2, 3), (2, 1)]` for several, `?` for what is not known.
    """
    if isinstance(shape, list):
        return f"[{', '.join(map(text, shape))}]"
    if shape is None:
        return "?"
    return f"({', '.join(map(str, shape))}{',' if len(shape) == 1 else ''})"


def cell(column: str, call: Call, again: bool) -> str:
    """What stands in a column.

    again: the module was called before, and its parameters are counted there.
    """
    if column == "type":
        return call.type if call.name is not None else ""
    if column == "input":
        return ", ".join(map(text, call.inputs))
    if column == "output":
        return text(call.output)
    if column == "kernel":
        return "x".join(map(str, call.kernel))
    if column == "mult-adds":
        return _number(call.products)
    if column == "memory":
        return _number(call.size) if call.is_leaf else ""
    if again:
        return "again"
    count = call.parameters if column == "parameters" else call.trainable
    if call.name is None or (count == 0 and (column != "trainable" or call.parameters == 0)):
        return ""
    return _number(count) or "0"


def _number(size: Dim | None) -> str:
    if size is None or isinstance(size, int):
        return "?" if size is None else f"{size:,}" if size else ""
    formula = str(size)
    return formula if len(formula) <= LONGEST else f"{formula[: LONGEST - 1]}…"


def totals(traced: Traced) -> Iterator[str]:
    """Parameters, mult-adds and memory of the whole model."""
    frozen = traced.parameters - traced.trainable
    parts = f" ({_number(traced.trainable) or 0} trainable, {_number(frozen)} frozen)" if frozen != 0 else ""
    yield f"Parameters: {_number(traced.parameters) or 0}{parts}"
    multiplied = total([call.products for call in traced.calls])
    unknown = sum(call.products is None for call in traced.calls)
    if multiplied != 0 or unknown:
        more = f", without {unknown} operation{'' if unknown == 1 else 's'} of unknown size" if unknown else ""
        if isinstance(multiplied, int) or len(str(multiplied)) <= LONGEST:
            yield f"Mult-adds: {_number(multiplied) or '0'}{more}"
    given, made = input_size(traced), total([call.size for call in traced.calls if call.is_leaf and call.name])
    sizes = (("input", given), ("forward", made), ("parameters", traced.size))
    known = [f"{name} {megabytes(size)}" for name, size in sizes if isinstance(size, int)]
    if len(known) == len(sizes) and traced.is_module:
        yield f"Memory: {', '.join(known)}"


def total(sizes: list[Dim | None]) -> Dim:
    """The sum of those that are known."""
    found: Dim = 0
    for size in sizes:
        found = found if size is None else found + size
    return found


def input_size(traced: Traced) -> Dim | None:
    """Bytes, taking every input for float32."""
    found: Dim = 0
    for shape in traced.inputs:
        if not isinstance(shape, tuple):
            return None
        size: Dim = 4
        for one in shape:
            size = size * one
        found = found + size
    return found


def megabytes(size: int) -> str:
    """Millions of bytes, as torchinfo has them."""
    return f"{size / 1e6:.2f} MB"
