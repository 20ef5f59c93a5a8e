"""How each statement of `ast` becomes IR."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Any

from shapelint.source.syntax import ir
from shapelint.source.syntax.from_ast.expressions import (
    BINARY,
    EXPRESSIONS,
    annotation,
    every,
    expression,
    keyword,
    optional,
    parameters,
)
from shapelint.source.syntax.from_ast.lowering import Lowering
from shapelint.source.syntax.from_ast.patterns import pattern
from shapelint.source.syntax.nodes import TryStar, TypeAlias
from shapelint.source.syntax.reading import MOST_DEPTH, TooNested


def block(to: Lowering, nodes: list[Any]) -> list[ir.Statement]:
    """Raises TooNested."""
    if not nodes:
        return []
    to.depth += 1
    if to.depth > MOST_DEPTH:
        raise TooNested
    statements = []
    for node in nodes:
        if node.end_lineno != node.lineno or node.end_col_offset > MOST_DEPTH:  # else it is too short to nest deeply
            to.guard(node)
        statements.append(STATEMENTS[type(node)](to, node))
    to.depth -= 1
    return statements


# --- simple statements ----------------------------------------------------------------------------------------------


def expression_statement(to: Lowering, node: ast.Expr) -> ir.Statement:
    value = node.value
    return ir.ExprStatement(to.at(node), EXPRESSIONS[type(value)](to, value))


def assign(to: Lowering, node: ast.Assign) -> ir.Statement:
    at = to.at(node)
    value = node.value
    targets = [EXPRESSIONS[type(target)](to, target) for target in node.targets]
    return ir.Assign(at, targets, EXPRESSIONS[type(value)](to, value))


def annotated(to: Lowering, node: ast.AnnAssign) -> ir.Statement:
    at = to.at(node)
    target = expression(to, node.target)
    return ir.AnnAssign(at, target, annotation(to, node.annotation), optional(to, node.value))


def augmented(to: Lowering, node: ast.AugAssign) -> ir.Statement:
    at = to.at(node)
    target = expression(to, node.target)
    return ir.AugAssign(at, target, BINARY[type(node.op)], expression(to, node.value))


def return_(to: Lowering, node: ast.Return) -> ir.Statement:
    return ir.Return(to.at(node), optional(to, node.value))


def raise_(to: Lowering, node: ast.Raise) -> ir.Statement:
    at = to.at(node)
    value = optional(to, node.exc)
    return ir.Raise(at, value, optional(to, node.cause))


def assert_(to: Lowering, node: ast.Assert) -> ir.Statement:
    at = to.at(node)
    test = expression(to, node.test)
    return ir.Assert(at, test, optional(to, node.msg))


def delete(to: Lowering, node: ast.Delete) -> ir.Statement:
    return ir.Delete(to.at(node), every(to, node.targets))


def pass_(to: Lowering, node: ast.Pass) -> ir.Statement:
    return ir.Pass(to.at(node))


def break_(to: Lowering, node: ast.Break) -> ir.Statement:
    return ir.Break(to.at(node))


def continue_(to: Lowering, node: ast.Continue) -> ir.Statement:
    return ir.Continue(to.at(node))


def global_(to: Lowering, node: ast.Global) -> ir.Statement:
    return ir.Global(to.at(node), node.names)


def nonlocal_(to: Lowering, node: ast.Nonlocal) -> ir.Statement:
    return ir.Nonlocal(to.at(node), node.names)


def type_alias(to: Lowering, node: Any) -> ir.Statement:
    return ir.OpaqueStatement(to.at(node), "a type alias", [node.name.id])


def _alias(to: Lowering, node: ast.alias) -> ir.Alias:
    return ir.Alias(to.at(node), node.name, node.asname)


def import_(to: Lowering, node: ast.Import) -> ir.Statement:
    return ir.Import(to.at(node), [_alias(to, name) for name in node.names])


def import_from(to: Lowering, node: ast.ImportFrom) -> ir.Statement:
    return ir.ImportFrom(to.at(node), node.module or "", node.level, [_alias(to, name) for name in node.names])


# --- compound statements --------------------------------------------------------------------------------------------


def if_(to: Lowering, node: ast.If) -> ir.Statement:
    at = to.at(node)
    test = expression(to, node.test)
    body = block(to, node.body)
    return ir.If(at, test, body, block(to, node.orelse))


def for_(to: Lowering, node: Any) -> ir.Statement:
    at = to.at(node)
    target = expression(to, node.target)
    iterated = expression(to, node.iter)
    body = block(to, node.body)
    return ir.For(at, target, iterated, body, block(to, node.orelse), type(node) is ast.AsyncFor)


def while_(to: Lowering, node: ast.While) -> ir.Statement:
    at = to.at(node)
    test = expression(to, node.test)
    body = block(to, node.body)
    return ir.While(at, test, body, block(to, node.orelse))


def with_(to: Lowering, node: Any) -> ir.Statement:
    at = to.at(node)
    items = []
    for item in node.items:
        number = to.at((item.context_expr, item.optional_vars or item.context_expr))
        value = expression(to, item.context_expr)
        items.append(ir.WithItem(number, value, optional(to, item.optional_vars)))
    return ir.With(at, items, block(to, node.body), type(node) is ast.AsyncWith)


def try_(to: Lowering, node: Any) -> ir.Statement:
    at = to.at(node)
    body = block(to, node.body)
    handlers = []
    for handler in node.handlers:
        number = to.at(handler)
        catches = optional(to, handler.type)
        handlers.append(ir.Handler(number, catches, handler.name, block(to, handler.body)))
    orelse = block(to, node.orelse)
    return ir.Try(at, body, handlers, orelse, block(to, node.finalbody), type(node) is not ast.Try)


def _decorators(to: Lowering, node: Any) -> list[ir.Expression]:
    if not node.decorator_list:
        return []
    to.guard(node)  # their rows come before what Python calls the first row of a definition
    return every(to, node.decorator_list)


def function(to: Lowering, node: Any) -> ir.Statement:
    at = to.at(node)
    decorators = _decorators(to, node)
    signature = parameters(to, node)
    is_async = type(node) is ast.AsyncFunctionDef
    if to.children is not None:
        is_generator = any("yield" in line for line in to.lines[node.lineno - 1 : node.end_lineno]) and yields(node)
        return ir.FunctionDef(at, node.name, next(to.children), None, signature, decorators, is_async, is_generator)
    to.yields.append(False)
    body = block(to, node.body)
    is_generator = to.yields.pop()
    return ir.FunctionDef(at, node.name, -1, body, signature, decorators, is_async, is_generator)


def yields(function: Any) -> bool:
    """Whether a function itself has a `yield`.

    One that is in no function inside it.
    """
    stack: list[Any] = list(function.body)
    while stack:
        node = stack.pop()
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            return True
        stack += _of_the_same_function(node)
    return False


def _of_the_same_function(node: Any) -> Iterator[Any]:
    """The nodes in a node that are evaluated with it.

    Of a definition, decorators, defaults and bases alone.
    """
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
        yield from getattr(node, "decorator_list", ())
        yield node.args
    elif isinstance(node, ast.ClassDef):
        yield from (*node.decorator_list, *node.bases, *node.keywords)
    else:
        yield from ast.iter_child_nodes(node)


def class_(to: Lowering, node: ast.ClassDef) -> ir.Statement:
    at = to.at(node)
    decorators = _decorators(to, node)
    bases = every(to, node.bases)
    keywords = [keyword(to, one) for one in node.keywords]
    if to.children is not None:
        return ir.ClassDef(at, node.name, next(to.children), None, bases, keywords, decorators)
    return ir.ClassDef(at, node.name, -1, block(to, node.body), bases, keywords, decorators)


def match(to: Lowering, node: ast.Match) -> ir.Statement:
    at = to.at(node)
    subject = expression(to, node.subject)
    cases = []
    for case in node.cases:
        number = to.at(case)
        matched = pattern(to, case.pattern)
        guard = optional(to, case.guard)
        cases.append(ir.Case(number, matched, guard, block(to, case.body)))
    return ir.Match(at, subject, cases)


def _unknown(to: Lowering, node: Any) -> ir.Statement:
    return ir.OpaqueStatement(to.at(node), type(node).__name__, [])


STATEMENTS: dict[type, Callable[[Lowering, Any], ir.Statement]] = {
    **dict.fromkeys(ast.stmt.__subclasses__(), _unknown),  # of a Python newer than this file
    ast.Expr: expression_statement, ast.Assign: assign, ast.AnnAssign: annotated, ast.AugAssign: augmented,
    ast.Return: return_, ast.Raise: raise_, ast.Assert: assert_, ast.Delete: delete, ast.Pass: pass_,
    ast.Break: break_, ast.Continue: continue_, ast.Global: global_, ast.Nonlocal: nonlocal_, ast.Import: import_,
    ast.ImportFrom: import_from, ast.If: if_, ast.For: for_, ast.AsyncFor: for_, ast.While: while_,
    ast.With: with_, ast.AsyncWith: with_, ast.Try: try_, TryStar: try_,
    ast.FunctionDef: function, ast.AsyncFunctionDef: function, ast.ClassDef: class_, ast.Match: match,
    TypeAlias: type_alias,
}  # fmt: skip
