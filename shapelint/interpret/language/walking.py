"""The nodes of statements, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from shapelint.interpret.state.nodes import Table
from shapelint.interpret.values.held import Itself
from shapelint.source.looks import kept
from shapelint.source.syntax import ir


def walk(node: object) -> Iterator[Any]:
    """The nodes that a node or a list is made of.

    Itself too; but for the insides of functions and classes.
    """
    waiting: list[Any] = [node]
    while waiting:
        one = waiting.pop()
        kind = type(one)
        if kind is list:
            waiting.extend(reversed(one))
        elif kind not in ELSEWHERE:
            fields = getattr(one, "__struct_fields__", ())  # names and numbers, which have none, are no nodes
            if fields:
                yield one
                waiting.extend([getattr(one, field) for field in reversed(fields)])


ELSEWHERE = frozenset((ir.FunctionDef, ir.ClassDef))
"""Functions and classes are executed elsewhere."""


def _none(node: ir.Node) -> Iterator[Any]:
    return iter(())


def says_the_same(one: ir.Node, other: ir.Node) -> bool:
    """Whether two expressions say the same, wherever they stand."""
    return list(_said(one)) == list(_said(other))


def _said(node: object) -> Iterator[object]:
    return SAID[type(node)](node)


def _said_by_node(node: object) -> Iterator[object]:
    fields = getattr(node, "__struct_fields__", None)
    yield node if fields is None else type(node)
    for field in fields or ():
        if field != "at":
            yield from _said(getattr(node, field))


def _said_by_all(nodes: list[ir.Node]) -> Iterator[object]:
    yield len(nodes)
    for node in nodes:
        yield from _said(node)


SAID: Table[Iterator[object]] = Table(_said_by_node, {list: _said_by_all})


def names_bound(target: Any) -> Iterator[str]:
    """The plain names that a target binds."""
    return BINDS[type(target)](target)


def _items(target: ir.TupleExpr | ir.ListExpr) -> Iterator[str]:
    for item in target.items:
        yield from names_bound(item)


BINDS: Table[Iterator[str]] = Table(
    _none,
    {
        ir.Name: lambda target: iter((target.id,)),
        ir.TupleExpr: _items,
        ir.ListExpr: _items,
        ir.Starred: lambda target: names_bound(target.value),
    },
)


def assigned(body: list[Any]) -> frozenset[str]:
    """The names that statements bind, whichever of them are executed."""
    return _assigned(Itself(body))


@lru_cache(maxsize=512)
def _assigned(body: Itself) -> frozenset[str]:
    return frozenset(_bound(body.value))


def _bound(body: list[Any]) -> Iterator[str]:
    for node in walk(body):
        yield from NAMED[type(node)](node)
        for target in (*getattr(node, "targets", ()), getattr(node, "target", None)):
            yield from names_bound(target)


NAMED: Table[Iterator[str]] = Table(_none, {ir.NamedExpr: lambda node: iter((node.name,))})


def _attributes_bound(target: Any) -> Iterator[str]:
    if type(target) is ir.Attribute:
        yield target.attr
    for item in getattr(target, "items", ()):
        yield from _attributes_bound(item)


@kept(maxsize=64)
def set_later(file: Any) -> frozenset[str] | None:
    """The attributes that a file sets outside of `__init__`.

    None where it sets some whose names are not written.
    """
    found: set[str] = set()
    for definition in file.definitions:
        for node in walk(definition.body().statements):
            if type(node) is ir.Call and getattr(node.func, "id", "") in ("setattr", "vars"):
                return None
            if getattr(node, "attr", "") == "__dict__":
                return None
            if definition.name != "__init__":
                for target in (*getattr(node, "targets", ()), getattr(node, "target", None)):
                    found.update(_attributes_bound(target))
    return frozenset(found)


def may_leave(body: list[Any]) -> bool:
    """Whether statements have a `break` or `return`.

    Whatever loop it leaves.
    """
    return any(type(node) in LEAVING for node in walk(body))


LEAVING = frozenset((ir.Break, ir.Return))
