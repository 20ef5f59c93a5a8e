"""Formulas of what a size lacks.

`length - n`, `max(length - n, 0)`, `-n % m`, `m - n % m`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shapelint.source.looks import kept
from shapelint.source.place import Place
from shapelint.source.reading.call_parts import measured
from shapelint.source.reading.number_origins import assigned, node_at, nodes_of, place_of, value_of
from shapelint.source.syntax import ir

STEPS = 4
"""How many names are followed."""


def lacking(place: Place | None, steps: int = STEPS) -> Place | None:
    """Where the size stands that lacks an amount.

    None where it is no such amount.
    """
    node: Any = None if place is None else value_of(node_at(place))
    if place is None or steps == 0:
        return None
    if isinstance(node, ir.Name):
        return lacking(assigned(place_of(place, node)), steps - 1)
    if isinstance(node, ir.Call) and getattr(node.func, "id", "") == "max" and len(node.args) == 2:
        found = [lacking(place_of(place, one), steps) for one in node.args]
        return next((one for one in found if one is not None), None)
    if not isinstance(node, ir.BinOp):
        return None
    if node.op in ("%", "//"):
        left = node.left
        if isinstance(left, ir.UnaryOp) and left.op == "-" and node.op == "%":
            return _size(place_of(place, left.operand))
        return lacking(place_of(place, left), steps)
    if node.op != "-":
        return None
    right = node.right
    if isinstance(right, ir.BinOp) and right.op == "%":
        right = right.left
    return _size(place_of(place, right))


def _size(place: Place) -> Place | None:
    return place if measured(place) is not None else None


@kept(maxsize=256)
def differences(definition: Any) -> list[tuple[Place, Place]]:
    """The two sizes of each `abs(a - b)` in a body."""
    found = []
    for node in nodes_of(definition):
        if isinstance(node, ir.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == "abs":
            inner = node.args[0] if len(node.args) == 1 else None
            if isinstance(inner, ir.BinOp) and inner.op == "-":
                found.append((Place(definition, inner.left.at), Place(definition, inner.right.at)))
    return found


def sizes_read(place: Place, steps: int = STEPS) -> Iterator[Place]:
    """The names and sizes that an expression reads.

    And those that they are computed of.
    """
    if measured(place) is not None:
        yield place
    node = value_of(node_at(place))
    if isinstance(node, ir.Name):
        further = assigned(place_of(place, node))
        if further is not None and steps:
            yield from sizes_read(further, steps - 1)
    elif isinstance(node, ir.Node):
        for field in node.__struct_fields__:
            inner = getattr(node, field)
            for one in inner if isinstance(inner, list) else [inner]:
                if isinstance(one, ir.Node):
                    yield from sizes_read(place_of(place, one), steps)
