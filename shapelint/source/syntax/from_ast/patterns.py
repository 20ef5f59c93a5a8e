"""How the patterns of `match` become IR."""

from __future__ import annotations

import ast
from typing import Any

from shapelint.source.syntax import ir
from shapelint.source.syntax.from_ast.expressions import expression
from shapelint.source.syntax.from_ast.lowering import Lowering

OPAQUE: dict[type, str] = {
    ast.MatchMapping: "a mapping pattern",
    ast.MatchClass: "a class pattern",
    ast.MatchAs: "an as-pattern",
}


def pattern(to: Lowering, node: Any) -> ir.Expression:
    if isinstance(node, ast.MatchValue):
        return expression(to, node.value)
    at = to.at(node)
    if isinstance(node, ast.MatchSingleton):
        return ir.Const(at, node.value)
    if isinstance(node, ast.MatchAs) and node.pattern is None:
        return ir.Name(at, node.name or "_")
    if isinstance(node, ast.MatchOr):
        return ir.BoolOp(at, "or", [pattern(to, one) for one in node.patterns])
    if isinstance(node, ast.MatchSequence):
        return ir.ListExpr(at, [pattern(to, one) for one in node.patterns])
    if isinstance(node, ast.MatchStar):
        return ir.Starred(at, ir.Name(to.at(node), node.name or "_"))
    return ir.Opaque(at, OPAQUE.get(type(node), "a pattern"), captures(node))


def captures(node: Any) -> list[str]:
    """The names a pattern may bind, in source order."""
    if isinstance(node, (ast.MatchStar, ast.MatchAs)):
        inner = captures(getattr(node, "pattern", None))
        return inner if node.name is None else [*inner, node.name]
    if isinstance(node, (ast.MatchOr, ast.MatchSequence)):
        found = [name for one in node.patterns for name in captures(one)]
        return list(dict.fromkeys(found))  # each alternative binds the same
    if isinstance(node, ast.MatchMapping):
        found = [name for one in node.patterns for name in captures(one)]
        return found if node.rest is None else [*found, node.rest]
    if isinstance(node, ast.MatchClass):
        return [name for one in (*node.patterns, *node.kwd_patterns) for name in captures(one)]
    return []
