"""What may be written behind an expression, and its sums."""

from __future__ import annotations

from typing import Any

from shapelint.source.place import Place
from shapelint.source.reading.argument_text import source_at
from shapelint.source.reading.number_origins import node_at
from shapelint.source.syntax import ir


def is_closed(place: Place) -> bool:
    """Whether an expression takes a dot as it is: `net(x)`, `x[0]`."""
    return isinstance(node_at(place), (ir.Name, ir.Attribute, ir.Subscript, ir.Call))


def is_operand(place: Place) -> bool:
    """Whether one value is written there: nothing starred, no list, no number."""
    node = node_at(place)
    return node is not None and not isinstance(node, (ir.Starred, ir.TupleExpr, ir.ListExpr, ir.Const, ir.Keyword))


def plus(place: Place, more: int) -> str:
    """The text of an expression and a number more.

    "" where it is none that adds as it is written.
    """
    node: Any = node_at(place)
    if isinstance(node, ir.Const):
        return str(node.value + more) if type(node.value) is int else ""
    adds = isinstance(node, (ir.Name, ir.Attribute, ir.BinOp, ir.Subscript))
    return f"{source_at(place)} + {more}" if adds else ""
