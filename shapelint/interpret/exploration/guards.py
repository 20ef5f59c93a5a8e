"""Guards: conditions that a place in the program depends on.

`if n == 2: return a` before `b[2]` says that what follows is for another n. Where the condition reads what the failing
statement is made of, who wrote it knows when that statement is reached, and what is found in the one world alone may
be just what the guard excludes. Flags and questions for None are no such guards: they say what is wanted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from shapelint.interpret.language.walking import names_bound
from shapelint.source.looks import kept
from shapelint.source.place import Place
from shapelint.source.syntax import ir

MOST_STEPS = 6
"""Assignments, one behind the other, that a name is followed through."""


def guards(guard: Place, way: Sequence[Place]) -> bool:
    """Whether the `if` at `guard` reads what a place is made of.

    way: leads to the place; the calls, and itself last.
    """
    asked = _asked(guard)
    if not asked:
        return False
    for place in way:
        if place.definition is guard.definition:
            read = _statement_names(place)
            return _meet(_sources(guard.definition, asked), _sources(guard.definition, read))
    return False


def stands_in(guard: Place, way: Sequence[Place]) -> bool:
    """Whether a place stands in a branch of the `if` at `guard`.

    Or a call that leads to it.
    """
    for place in way:
        if place.definition is guard.definition:
            return any(node.at == guard.at for node, _ in _table(place.definition).around.get(place.at, ()))
    return False


def flags_around(way: Sequence[Place]) -> Iterator[tuple[Place, bool, str]]:
    """The flags on which the places of `way` depend.

    Where each `if` stands, whether it must hold, and its text. Those that compare sizes are no flags.
    """
    for place in way:
        for node, holds in _table(place.definition).around.get(place.at, ()):
            text = _flag_text(node.test)
            if text:
                yield Place(place.definition, node.at), holds, text


def _flag_text(test: Any) -> str:
    """`self.attn`, `not self.attn`, `mask is not None`.

    "" where it asks for anything else.
    """
    if isinstance(test, ir.UnaryOp) and test.op == "not":
        inner = _path(test.operand)
        return f"not {inner}" if inner else ""
    if isinstance(test, ir.Compare) and test.ops in (["is"], ["is not"]):
        right = test.rights[0]
        inner = _path(test.left)
        return f"{inner} {test.ops[0]} None" if inner and isinstance(right, ir.Const) and right.value is None else ""
    return _path(test) or ""


def asks_for_a_type(guard: Place) -> bool:
    """Whether an `if` asks for the type of a value."""
    node = _table(guard.definition).ifs.get(guard.at)
    return node is not None and any(_is_type_question(one) for one in _nodes(node.test))


def _is_type_question(node: Any) -> bool:
    return isinstance(node, ir.Call) and isinstance(node.func, ir.Name) and node.func.id == "isinstance"


def _meet(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(_is_part(a, b) or _is_part(b, a) for a in one for b in other)


def _is_part(whole: str, part: str) -> bool:
    return whole == part or (part.startswith(whole + ".") and whole not in ("self", "cls"))


def _asked(guard: Place) -> frozenset[str]:
    """The names that the comparisons of its condition read.

    None of flags, and of what is (not) None. A name that was assigned a comparison (`is_video = x.ndim == 5`) asks what
    that asks.
    """
    table = _table(guard.definition)
    node = table.ifs.get(guard.at)
    if node is None:
        return frozenset()
    named = (one for name in _tested(node.test) for one in table.asks.get(name, ()))
    return frozenset((*_compared(node.test), *named))


def _tested(test: Any) -> Iterator[str]:
    """The names whose truth a condition asks for."""
    if isinstance(test, ir.Name):
        yield test.id
    elif isinstance(test, ir.UnaryOp) and test.op == "not":
        yield from _tested(test.operand)
    elif isinstance(test, ir.BoolOp):
        for value in test.values:
            yield from _tested(value)


def _compared(test: Any) -> Iterator[str]:
    if isinstance(test, ir.BoolOp):
        for value in test.values:
            yield from _compared(value)
    elif isinstance(test, ir.UnaryOp) and test.op == "not":
        yield from _compared(test.operand)
    elif isinstance(test, ir.Compare):
        if not any(op in ("is", "is not") for op in test.ops):
            yield from _read(test)
    elif isinstance(test, ir.Call):  # `isinstance(x, list)`, `is_batch(x)`
        yield from _read([test.args, test.keywords])


def _read(node: Any) -> Iterator[str]:
    """The names that an expression or statement reads, with their attributes.

    `x.shape`, `self.width`.
    """
    path = _path(node)
    if path is not None:
        yield path
    elif isinstance(node, list):
        for one in node:
            yield from _read(one)
    elif isinstance(node, msgspec.Struct) and not isinstance(node, (ir.FunctionDef, ir.ClassDef)):
        for name in node.__struct_fields__:
            if name not in ("at", "target", "targets") or isinstance(node, ir.AugAssign):
                yield from _read(getattr(node, name))


def _path(node: Any) -> str | None:
    if isinstance(node, ir.Name):
        return node.id
    if isinstance(node, ir.Attribute):
        inner = _path(node.value)
        return None if inner is None else f"{inner}.{node.attr}"
    return None


def _sources(definition: Any, names: frozenset[str]) -> frozenset[str]:
    """The names with those that they were assigned from.

    Local ones and attributes of the object only.
    """
    table = _table(definition)
    found = names
    for _ in range(MOST_STEPS):
        more = {one for name in found for one in table.made_of.get(name.partition(".")[0], ())}
        if more <= found:
            break
        found = found | more
    return frozenset(name for name in found if name.partition(".")[0] in table.local)


def _statement_names(place: Place) -> frozenset[str]:
    statement = _table(place.definition).statements.get(place.at)
    return frozenset() if statement is None else frozenset(_read(statement))


class _Table:
    """What one definition says, by the numbers of its nodes.

    statements: the simple statement, or the head of the compound one, that a node stands in. around: the `if`s around
    it, and whether each must hold. made_of: what each name
    is assigned from. asks: what the comparisons read that a name is assigned. local: the parameters and the names
    assigned.
    """

    def __init__(self, definition: Any) -> None:
        self.ifs: dict[int, ir.If] = {}
        self.statements: dict[int, Any] = {}
        self.around: dict[int, tuple[tuple[ir.If, bool], ...]] = {}
        self.made_of: dict[str, set[str]] = {}
        self.asks: dict[str, set[str]] = {}
        self.local: set[str] = set(_parameters(definition))
        self._walk(definition.body().statements, ())
        self.local |= self.made_of.keys()

    def _walk(self, statements: list[Any], around: tuple[tuple[ir.If, bool], ...]) -> None:
        for statement in statements:
            blocks = []
            heads = []
            for name in statement.__struct_fields__:
                value = getattr(statement, name)
                if name in ("body", "orelse", "final", "handlers", "cases"):
                    blocks.append((name, value))
                else:
                    heads.append(value)
            if isinstance(statement, ir.If):
                self.ifs[statement.at] = statement
            if isinstance(statement, (ir.FunctionDef, ir.ClassDef)):
                if isinstance(statement, ir.FunctionDef) and statement.body is not None:
                    self.local.update(parameter.name for parameter in statement.parameters.items)
                    self._walk(statement.body, around)
                continue
            head = statement if not blocks else heads
            for node in (*_nodes(heads), statement):
                self.statements[node.at] = head
                self.around[node.at] = around
            self._assignments(statement, heads)
            for name, block in blocks:
                inner = (
                    [one for handler in block for one in getattr(handler, "body", [])] if _is_cases(block) else block
                )
                is_if = isinstance(statement, ir.If)
                self._walk(inner, (*around, (statement, name == "body")) if is_if else around)

    def _assignments(self, statement: Any, heads: list[Any]) -> None:
        targets = [*getattr(statement, "targets", []), *([statement.target] if hasattr(statement, "target") else [])]
        read = set(_read(heads if not isinstance(statement, ir.Assign) else statement.value))
        for target in targets:
            for name in names_bound(target):
                self.made_of.setdefault(name, set()).update(read)
        if isinstance(statement, ir.Assign):
            for target in targets:
                if isinstance(target, ir.Name):
                    self.asks.setdefault(target.id, set()).update(_compared(statement.value))
        for node in _nodes(heads):
            if isinstance(node, ir.NamedExpr):
                self.made_of.setdefault(node.name, set()).update(_read(node.value))


def _is_cases(block: Any) -> bool:
    return bool(block) and isinstance(block[0], (ir.Handler, ir.Case))


def _nodes(node: Any) -> Iterator[Any]:
    if isinstance(node, list):
        for one in node:
            yield from _nodes(one)
    elif isinstance(node, msgspec.Struct) and not isinstance(node, (ir.FunctionDef, ir.ClassDef)):
        if isinstance(node, ir.Node):
            yield node
        for name in node.__struct_fields__:
            yield from _nodes(getattr(node, name))


def _parameters(definition: Any) -> Iterator[str]:
    if definition.parent is not None:
        for node in _definitions(definition.parent.body().statements):
            if isinstance(node, ir.FunctionDef) and node.definition == definition.number:
                yield from (parameter.name for parameter in node.parameters.items)


def _definitions(node: Any) -> Iterator[Any]:
    """The functions and classes that statements define, wherever they stand in them."""
    if isinstance(node, list):
        for one in node:
            yield from _definitions(one)
    elif isinstance(node, (ir.FunctionDef, ir.ClassDef)):
        yield node
    elif isinstance(node, msgspec.Struct):
        for name in node.__struct_fields__:
            value = getattr(node, name)
            if isinstance(value, (list, msgspec.Struct)):
                yield from _definitions(value)


@kept(maxsize=64)
def _table(definition: Any) -> _Table:
    return _Table(definition)
