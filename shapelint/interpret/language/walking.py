"""The nodes of statements, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from shapelint.source.syntax import ir

OWN_BODIES = (ir.FunctionDef, ir.ClassDef)
"""Statements whose bodies are executed elsewhere."""


def walk(node: Any) -> Iterator[Any]:
    """A node, or the nodes of a list, and what they are made of; but for the insides of functions and classes."""
    if isinstance(node, list):
        for one in node:
            yield from walk(one)
    elif isinstance(node, msgspec.Struct) and not isinstance(node, OWN_BODIES):
        yield node
        for field in node.__struct_fields__:
            yield from walk(getattr(node, field))


def names_bound(target: Any) -> Iterator[str]:
    """The plain names that a target binds."""
    return BINDS.get(type(target), _none)(target)


def _none(target: ir.Node) -> Iterator[str]:
    return iter(())


def _items(target: ir.TupleExpr | ir.ListExpr) -> Iterator[str]:
    for item in target.items:
        yield from names_bound(item)


BINDS: dict[type, Callable[[Any], Iterator[str]]] = {
    ir.Name: lambda target: iter((target.id,)),
    ir.TupleExpr: _items,
    ir.ListExpr: _items,
    ir.Starred: lambda target: names_bound(target.value),
}


def assigned(body: list[Any]) -> Iterator[str]:
    """The names that statements bind, whichever of them are executed."""
    for node in walk(body):
        if type(node) is ir.NamedExpr:
            yield node.name
        for target in (*getattr(node, "targets", ()), getattr(node, "target", None)):
            yield from names_bound(target)


def may_leave(body: list[Any]) -> bool:
    """Whether there is a `break` or `return` in statements, whatever loop it leaves."""
    return any(type(node) in LEAVING for node in walk(body))


LEAVING = frozenset((ir.Break, ir.Return))
