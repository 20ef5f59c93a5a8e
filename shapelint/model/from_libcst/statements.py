"""How each statement of libcst becomes IR."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import libcst as cst

from shapelint.model import ir
from shapelint.model.from_libcst.expressions import annotation, arguments, parameters
from shapelint.model.from_libcst.lowering import Lowering

AUGMENTED = {
    cst.AddAssign: "+", cst.SubtractAssign: "-", cst.MultiplyAssign: "*", cst.DivideAssign: "/",
    cst.FloorDivideAssign: "//", cst.ModuloAssign: "%", cst.PowerAssign: "**", cst.MatrixMultiplyAssign: "@",
    cst.LeftShiftAssign: "<<", cst.RightShiftAssign: ">>", cst.BitAndAssign: "&", cst.BitOrAssign: "|",
    cst.BitXorAssign: "^",
}  # fmt: skip


# --- simple statements ----------------------------------------------------------------------------------------------


def expression(to: Lowering, node: cst.Expr) -> ir.Statement:
    return ir.ExprStatement(to.at(node), to.expression(node.value))


def assign(to: Lowering, node: cst.Assign) -> ir.Statement:
    at = to.at(node)
    targets = [to.expression(target.target) for target in node.targets]
    return ir.Assign(at, targets, to.expression(node.value))


def annotated(to: Lowering, node: cst.AnnAssign) -> ir.Statement:
    at = to.at(node)
    target = to.expression(node.target)
    return ir.AnnAssign(at, target, annotation(node.annotation.annotation), to.optional(node.value))


def augmented(to: Lowering, node: cst.AugAssign) -> ir.Statement:
    at = to.at(node)
    target = to.expression(node.target)
    return ir.AugAssign(at, target, AUGMENTED[type(node.operator)], to.expression(node.value))


def return_(to: Lowering, node: cst.Return) -> ir.Statement:
    return ir.Return(to.at(node), to.optional(node.value))


def raise_(to: Lowering, node: cst.Raise) -> ir.Statement:
    at = to.at(node)
    value = to.optional(node.exc)
    return ir.Raise(at, value, None if node.cause is None else to.expression(node.cause.item))


def assert_(to: Lowering, node: cst.Assert) -> ir.Statement:
    at = to.at(node)
    test = to.expression(node.test)
    return ir.Assert(at, test, to.optional(node.msg))


def delete(to: Lowering, node: cst.Del) -> ir.Statement:
    at = to.at(node)
    target = node.target
    if isinstance(target, cst.Tuple) and not target.lpar:
        return ir.Delete(at, [to.expression(element.value) for element in target.elements])
    return ir.Delete(at, [to.expression(target)])


def pass_(to: Lowering, node: cst.Pass) -> ir.Statement:
    return ir.Pass(to.at(node))


def break_(to: Lowering, node: cst.Break) -> ir.Statement:
    return ir.Break(to.at(node))


def continue_(to: Lowering, node: cst.Continue) -> ir.Statement:
    return ir.Continue(to.at(node))


def global_(to: Lowering, node: cst.Global) -> ir.Statement:
    return ir.Global(to.at(node), [item.name.value for item in node.names])


def nonlocal_(to: Lowering, node: cst.Nonlocal) -> ir.Statement:
    return ir.Nonlocal(to.at(node), [item.name.value for item in node.names])


def type_alias(to: Lowering, node: cst.TypeAlias) -> ir.Statement:
    return ir.OpaqueStatement(to.at(node), "a type alias", [node.name.value])


def dotted(node: Any) -> str:
    """`a.b.c` of an import."""
    parts = []
    while isinstance(node, cst.Attribute):
        parts.append(node.attr.value)
        node = node.value
    parts.append(node.value)
    return ".".join(reversed(parts))


def _alias(to: Lowering, node: cst.ImportAlias) -> ir.Alias:
    asname: Any = None if node.asname is None else node.asname.name
    return ir.Alias(to.at(node), dotted(node.name), None if asname is None else asname.value)


def import_(to: Lowering, node: cst.Import) -> ir.Statement:
    return ir.Import(to.at(node), [_alias(to, name) for name in node.names])


def import_from(to: Lowering, node: cst.ImportFrom) -> ir.Statement:
    at = to.at(node)
    module = "" if node.module is None else dotted(node.module)
    if isinstance(node.names, cst.ImportStar):
        names = [ir.Alias(to.at(node.names), "*", None)]
    else:
        names = [_alias(to, name) for name in node.names]
    return ir.ImportFrom(at, module, len(node.relative), names)


# --- compound statements --------------------------------------------------------------------------------------------


def if_(to: Lowering, node: cst.If) -> ir.Statement:
    at = to.at(node)
    test = to.expression(node.test)
    body = to.block(node.body)
    return ir.If(at, test, body, to.orelse(node.orelse))


def for_(to: Lowering, node: cst.For) -> ir.Statement:
    at = to.at(node)
    target = to.expression(node.target)
    iterated = to.expression(node.iter)
    body = to.block(node.body)
    return ir.For(at, target, iterated, body, to.orelse(node.orelse), node.asynchronous is not None)


def while_(to: Lowering, node: cst.While) -> ir.Statement:
    at = to.at(node)
    test = to.expression(node.test)
    body = to.block(node.body)
    return ir.While(at, test, body, to.orelse(node.orelse))


def with_(to: Lowering, node: cst.With) -> ir.Statement:
    at = to.at(node)
    items = []
    for item in node.items:
        number = to.at(item)
        value = to.expression(item.item)
        items.append(ir.WithItem(number, value, None if item.asname is None else to.expression(item.asname.name)))
    return ir.With(at, items, to.block(node.body), node.asynchronous is not None)


def try_(to: Lowering, node: Any) -> ir.Statement:
    at = to.at(node)
    body = to.block(node.body)
    handlers = []
    for handler in node.handlers:
        number = to.at(handler)
        catches = to.optional(handler.type)
        name = None if handler.name is None else handler.name.name.value
        handlers.append(ir.Handler(number, catches, name, to.block(handler.body)))
    orelse = to.orelse(node.orelse)
    return ir.Try(at, body, handlers, orelse, to.orelse(node.finalbody), isinstance(node, cst.TryStar))


def function(to: Lowering, node: cst.FunctionDef) -> ir.Statement:
    at = to.at(node.name)
    decorators = [to.expression(decorator.decorator) for decorator in node.decorators]
    signature = parameters(to, node.params)
    is_async = node.asynchronous is not None
    if to.children is not None:
        number, is_generator = next(to.children)
        return ir.FunctionDef(at, node.name.value, number, None, signature, decorators, is_async, is_generator)
    to.yields.append(False)
    body = to.block(node.body)
    is_generator = to.yields.pop()
    return ir.FunctionDef(at, node.name.value, -1, body, signature, decorators, is_async, is_generator)


def class_(to: Lowering, node: cst.ClassDef) -> ir.Statement:
    at = to.at(node.name)
    decorators = [to.expression(decorator.decorator) for decorator in node.decorators]
    bases, keywords = arguments(to, [*node.bases, *node.keywords])
    if to.children is not None:
        number, _ = next(to.children)
        return ir.ClassDef(at, node.name.value, number, None, bases, keywords, decorators)
    return ir.ClassDef(at, node.name.value, -1, to.block(node.body), bases, keywords, decorators)


def match(to: Lowering, node: cst.Match) -> ir.Statement:
    at = to.at(node)
    subject = to.expression(node.subject)
    cases = []
    for case in node.cases:
        number = to.at(case)
        matched = pattern(to, case.pattern)
        guard = to.optional(case.guard)
        cases.append(ir.Case(number, matched, guard, to.block(case.body)))
    return ir.Match(at, subject, cases)


# --- patterns -------------------------------------------------------------------------------------------------------


def pattern(to: Lowering, node: Any) -> ir.Expression:
    if isinstance(node, (cst.MatchValue, cst.MatchSingleton)):
        return to.expression(node.value)
    at = to.at(node)
    if isinstance(node, cst.MatchAs) and node.pattern is None:
        return ir.Name(at, "_" if node.name is None else node.name.value)
    if isinstance(node, cst.MatchOr):
        return ir.BoolOp(at, "or", [pattern(to, element.pattern) for element in node.patterns])
    if isinstance(node, (cst.MatchList, cst.MatchTuple)):
        return ir.ListExpr(at, [_element(to, element) for element in node.patterns])
    what: dict[type, str] = {
        cst.MatchMapping: "a mapping pattern",
        cst.MatchClass: "a class pattern",
        cst.MatchAs: "an as-pattern",
    }
    return ir.Opaque(at, what.get(type(node), "a pattern"), captures(node))


def _element(to: Lowering, node: Any) -> ir.Expression:
    if isinstance(node, cst.MatchStar):
        at = to.at(node)
        return ir.Starred(at, ir.Name(to.at(node), "_" if node.name is None else node.name.value))
    return pattern(to, node.value)


def captures(node: Any) -> list[str]:
    """The names a pattern may bind, in source order."""
    if isinstance(node, cst.MatchStar):
        return [] if node.name is None else [node.name.value]
    if isinstance(node, cst.MatchAs):
        inner = [] if node.pattern is None else captures(node.pattern)
        return inner if node.name is None else [*inner, node.name.value]
    if isinstance(node, cst.MatchOr):
        found = [name for element in node.patterns for name in captures(element.pattern)]
        return list(dict.fromkeys(found))
    if isinstance(node, (cst.MatchList, cst.MatchTuple)):
        return [name for e in node.patterns for name in captures(e if isinstance(e, cst.MatchStar) else e.value)]
    if isinstance(node, cst.MatchMapping):
        names = [name for element in node.elements for name in captures(element.pattern)]
        return names if node.rest is None else [*names, node.rest.value]
    if isinstance(node, cst.MatchClass):
        names = [name for element in node.patterns for name in captures(element.value)]
        return names + [name for element in node.kwds for name in captures(element.pattern)]
    return []


STATEMENTS: dict[type, Callable[[Any, Any], ir.Statement]] = {
    cst.Expr: expression, cst.Assign: assign, cst.AnnAssign: annotated, cst.AugAssign: augmented,
    cst.Return: return_, cst.Raise: raise_, cst.Assert: assert_, cst.Del: delete, cst.Pass: pass_, cst.Break: break_,
    cst.Continue: continue_, cst.Global: global_, cst.Nonlocal: nonlocal_, cst.TypeAlias: type_alias,
    cst.Import: import_, cst.ImportFrom: import_from, cst.If: if_, cst.For: for_, cst.While: while_,
    cst.With: with_, cst.Try: try_, cst.TryStar: try_, cst.FunctionDef: function, cst.ClassDef: class_,
    cst.Match: match,
}  # fmt: skip
