"""Formulas that add a whole block where nothing is lacking.

`m - n % m`, `(n // m + 1) * m`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from shapelint.source.looks import kept
from shapelint.source.place import Place
from shapelint.source.reading.number_origins import nodes_of
from shapelint.source.syntax import ir


class WholeBlock(NamedTuple):
    """The name of such an amount, and where formula and block stand."""

    name: str
    at: Place
    block: Place


@kept(maxsize=1024)
def whole_blocks(definition: Any) -> list[WholeBlock]:
    """The names that a body gives such an amount, in order.

    Not those that are given another value too, or that a condition or a remainder asks for.
    """
    nodes = list(nodes_of(definition))
    found = [
        WholeBlock(target.id, Place(definition, value.at), Place(definition, block.at))
        for node in nodes
        if isinstance(node, ir.Assign)
        for target, value in _given(node)
        if isinstance(target, ir.Name) and (block := _block(value)) is not None
    ]
    asked = {name for node in nodes for name in _asked(node)}
    given = [target.id for node in nodes for target in _targets(node) if isinstance(target, ir.Name)]
    return sorted(
        (one for one in found if one.name not in asked and given.count(one.name) == 1), key=lambda one: one.at.at
    )


def _given(node: ir.Assign) -> Iterator[tuple[Any, Any]]:
    """Targets and values; those of `a, b = x, y` one by one."""
    for target in node.targets:
        value = node.value
        if (
            isinstance(target, ir.TupleExpr)
            and isinstance(value, ir.TupleExpr)
            and len(target.items) == len(value.items)
        ):
            yield from zip(target.items, value.items, strict=True)
        else:
            yield target, value


def _targets(node: Any) -> list[Any]:
    if isinstance(node, ir.Assign):
        return [target for target, _ in _given(node)]
    return [node.target] if isinstance(node, (ir.AugAssign, ir.AnnAssign, ir.For)) else []


def _asked(node: Any) -> Iterator[str]:
    """The names that a condition or a remainder reads."""
    if isinstance(node, (ir.If, ir.While, ir.IfExp)):
        yield from _names(node.test)
    elif isinstance(node, ir.BinOp) and node.op == "%":
        yield from _names(node.left)


def _names(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for one in node:
            yield from _names(one)
    elif isinstance(node, ir.Node):
        if isinstance(node, ir.Name):
            yield node.id
        for field in node.__struct_fields__:
            yield from _names(getattr(node, field))


def _block(value: Any) -> Any:
    """The m of such an amount."""
    if not isinstance(value, ir.BinOp):
        return None
    if value.op == "-":
        left, right = value.left, value.right
        if isinstance(right, ir.BinOp) and right.op == "%" and _same(left, right.right):
            return left
        parts = _next_multiple(left)
        return parts[1] if parts is not None and _same(parts[0], right) else None
    parts = _next_multiple(value)
    return None if parts is None else parts[1]


def _next_multiple(node: Any) -> tuple[Any, Any] | None:
    """The n and m of `(n // m + 1) * m`."""
    if not isinstance(node, ir.BinOp) or node.op != "*":
        return None
    for count, block in ((node.left, node.right), (node.right, node.left)):
        if not isinstance(count, ir.BinOp) or count.op != "+":
            continue
        for part, one in ((count.left, count.right), (count.right, count.left)):
            is_one = isinstance(one, ir.Const) and type(one.value) is int and one.value == 1
            divided = _divided(part)
            if is_one and divided is not None and _same(divided[1], block):
                return divided
    return None


def _divided(node: Any) -> tuple[Any, Any] | None:
    """The n and m of `n // m` and `int(n / m)`."""
    if isinstance(node, ir.Call) and len(node.args) == 1 and not node.keywords:
        name = getattr(node.func, "dotted", "")
        inner = node.args[0]
        if name in ("int", "math.floor", "floor") and isinstance(inner, ir.BinOp) and inner.op in ("/", "//"):
            return inner.left, inner.right
        return None
    return (node.left, node.right) if isinstance(node, ir.BinOp) and node.op == "//" else None


def _same(one: Any, other: Any) -> bool:
    """Whether two expressions are written alike."""
    if isinstance(one, ir.Node) and type(one) is type(other):
        fields = (field for field in one.__struct_fields__ if field != "at")
        return all(_same(getattr(one, field), getattr(other, field)) for field in fields)
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return all(map(_same, one, other))
    return type(one) is type(other) and not isinstance(one, (ir.Node, list)) and one == other
