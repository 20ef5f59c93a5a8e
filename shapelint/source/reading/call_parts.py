"""The parts of a call in the source.

Its receiver, its positional arguments, the axis that an expression measures.
"""

from __future__ import annotations

from typing import Any, Union

from shapelint.source.place import Place
from shapelint.source.reading.argument_text import value_place
from shapelint.source.reading.number_origins import node_at, place_of
from shapelint.source.span import Location
from shapelint.source.syntax import ir


def receiver(call: Place) -> Place | None:
    """What a method is called on.

    None for a function, a function of torch's too.
    """
    node = node_at(call)
    if not isinstance(node, ir.Call) or not isinstance(node.func, ir.Attribute):
        return None
    value = node.func.value
    return None if isinstance(value, ir.Name) and value.id == "torch" else place_of(call, value)


def positional(call: Place) -> list[Place]:
    """The positional arguments of a call that has no others.

    Or the items of a tuple that is the only one; none where one is starred.
    """
    node = node_at(call)
    if not isinstance(node, ir.Call) or node.keywords:
        return []
    items: list[Any] = list(node.args)
    if len(items) == 1 and isinstance(items[0], (ir.TupleExpr, ir.ListExpr)):
        items = list(items[0].items)
    return [] if any(isinstance(one, ir.Starred) for one in items) else [place_of(call, one) for one in items]


def index_parts(place: Place) -> list[Place]:
    """The parts of the index of `x[a, b]`.

    None of them for what is no such expression.
    """
    node = node_at(place)
    if not isinstance(node, ir.Subscript):
        return []
    items = node.index.items if isinstance(node.index, ir.TupleExpr) else [node.index]
    return [place_of(place, one) for one in items]


def text_between(place: Place, start: Location, end: Location) -> str:
    """The text between two locations of one row; "" over several."""
    if start.row != end.row:
        return ""
    return str(place.definition.file.lines[start.row - 1][start.column - 1 : end.column - 1])


def measured(place: Place | None) -> Union[str, tuple[str, int], None]:
    """The name or the size that is written at a place.

    `n` for a name, ("x", 1) for `x.size(1)` and `x.shape[1]`, None for anything else.
    """
    place = value_place(place)
    node: Any = None if place is None else node_at(place)
    if isinstance(node, ir.Name):
        return node.id
    tensor, axis = None, None
    if isinstance(node, ir.Call) and isinstance(node.func, ir.Attribute) and node.func.attr == "size":
        tensor, axis = node.func.value, node.args[0] if len(node.args) == 1 else None
    elif isinstance(node, ir.Subscript) and isinstance(node.value, ir.Attribute) and node.value.attr == "shape":
        tensor, axis = node.value.value, node.index
    number = _number(axis)
    return (tensor.id, number) if isinstance(tensor, ir.Name) and number is not None else None


def _number(node: Any) -> int | None:
    if isinstance(node, ir.UnaryOp) and isinstance(node.operand, ir.Const):
        value = node.operand.value
        return -value if type(value) is int and node.op == "-" else None
    value = node.value if isinstance(node, ir.Const) else None
    return value if type(value) is int else None
