"""What findings call things: sizes, shapes, operations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from shapelint.ops.core.trace import Event, Trace
from shapelint.rules.wording.origins import sizes
from shapelint.sizes.dims import Dim, Expr
from shapelint.sizes.tensors import Tensor, Unknown
from shapelint.source.reading.callee_text import called_text


def size_text(value: Any, depth: int = 4) -> str:
    """A size or shape as a reader writes it.

    `1x3x32x32`; `(3,)` of one axis; other values too.
    """
    if isinstance(value, (tuple, list)):
        if not depth:  # a list may hold itself
            return "..."
        parts = [
            f"({p})" if isinstance(p, Expr) and not str(p).isidentifier() else size_text(p, depth - 1) for p in value
        ]
        return "x".join(parts) if len(parts) > 1 else f"({parts[0]},)" if parts else "()"
    if isinstance(value, Unknown):
        return value.name or "an unknown value"
    return str(value)


def shape_text(tensor: Tensor, event: Event | None = None) -> str:
    """`64x28x28` for known shapes, `an unknown shape` else."""
    shape = sizes(tensor, event)
    return "an unknown shape" if shape is None else size_text(shape)


def product_text(parts: Iterable[Dim]) -> str:
    """`16*5*5`"""
    return "*".join(f"({p})" if isinstance(p, Expr) and not str(p).isidentifier() else str(p) for p in parts)


def count(number: Any, noun: str) -> str:
    """`1 channel`, `64 channels`, `5 classes`"""
    return f"{size_text(number)} {noun}{'' if number == 1 else 'es' if noun.endswith('s') else 's'}"


OPERATORS = {
    "add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%", "pow": "**", "matmul": "@",
    "and": "&", "or": "|", "xor": "^", "lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==", "ne": "!=",
    "getitem": "[]", "setitem": "[]",
}  # fmt: skip


def plain_name(event: Event) -> str:
    """What the operation is called where the code gives it no name.

    `Conv2d`, `cat`, `+`.
    """
    if event.bare.startswith("__"):
        short = event.bare.strip("_")
        return OPERATORS.get(short) or OPERATORS.get(short[1:], short)
    return event.name


def title(trace: Trace, event: Event) -> str:
    """The operation as the code names it.

    "`self.fc1` (Linear)", "`features.3` (Conv2d)", "`torch.cat`", "`x + y`".
    """
    name = _child_name(trace, event) or called_text(event.place)
    if not name:
        return f"`{plain_name(event)}`"
    is_layer = event.operation is not None and event.operation.is_layer
    return f"`{name}` ({event.name})" if is_layer and name.rsplit(".", 1)[-1] != event.name else f"`{name}`"


def _child_name(trace: Trace, event: Event) -> str:
    """The name of a layer in a container: `features.3`.

    Where a container was called and it is the container that called the layer.
    """
    if event.kind != "call" or event.target is None or event.place not in event.stack:
        return ""
    around = event.stack[: event.stack.index(event.place)]
    for other in trace.events:
        if (
            other.order > event.order
            and other.kind == "module"
            and other.place == event.place
            and other.stack == around
        ):
            path = _path(other.target, event.target)
            called = called_text(other.place).removeprefix("self.") or other.name
            return f"{called}.{path}" if path else ""
    return ""


def _path(module: Any, layer: Any, depth: int = 8) -> str:
    """The dotted name of a layer within a module.

    "" where it is not in it.
    """
    for name, child in module.children() if depth else ():
        if child is layer:
            return str(name)
        below = _path(child, layer, depth - 1)
        if below:
            return f"{name}.{below}"
    return ""
