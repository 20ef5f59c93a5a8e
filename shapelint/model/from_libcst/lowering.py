"""The state of lowering one definition, and the walk from node to node.

Whitespace nodes are never visited. A node's number (`at`) is its place in the order in which lowering meets nodes;
lowering the same text again gives the same numbers, which is how `places` finds where a node stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Union

import libcst as cst

from shapelint.model import ir

Where = Union[cst.CSTNode, "tuple[cst.CSTNode, cst.CSTNode]"]
"""What spans a node: one libcst node, or the first and the last of several."""


Expressions = Mapping[type, Callable[[Any, Any], ir.Expression]]
Statements = Mapping[type, Callable[[Any, Any], ir.Statement]]


class Lowering:
    """One pass over one definition.

    nodes: the libcst nodes (or first and last of several) by number.
    children: numbers and generator flags of the definitions that stand directly in this one, in source order; None
        inside a function, where nested definitions are lowered in place.
    expressions, statements: the tables from node type to function.
    yields: one flag for each function around, set when a `yield` is met.
    """

    __slots__ = ("children", "expressions", "nodes", "statements", "yields")

    def __init__(
        self, children: Sequence[tuple[int, bool]] | None, expressions: Expressions, statements: Statements
    ) -> None:
        self.expressions, self.statements = expressions, statements
        self.nodes: list[Where] = []
        self.children: Iterator[tuple[int, bool]] | None = None if children is None else iter(children)
        self.yields: list[bool] = [False]

    def at(self, where: Where) -> int:
        """The number of a new node."""
        nodes = self.nodes
        nodes.append(where)
        return len(nodes) - 1

    def expression(self, node: Any) -> ir.Expression:
        lower = self.expressions.get(type(node))
        if lower is None:
            return ir.Opaque(self.at(node), type(node).__name__)
        return lower(self, node)

    def optional(self, node: Any) -> ir.Expression | None:
        return None if node is None else self.expression(node)

    def block(self, suite: Any) -> list[ir.Statement]:
        """The statements of an IndentedBlock, a SimpleStatementSuite or a Module."""
        statements: list[ir.Statement] = []
        for node in suite.body:
            if type(node) is cst.SimpleStatementLine:
                statements += [self.statement(small) for small in node.body]
            else:
                statements.append(self.statement(node))
        return statements

    def orelse(self, node: Any) -> list[ir.Statement]:
        """What an `else` or `finally` holds; an `elif` is an If alone."""
        if node is None:
            return []
        return [self.statement(node)] if type(node) is cst.If else self.block(node.body)

    def statement(self, node: Any) -> ir.Statement:
        lower = self.statements.get(type(node))
        if lower is None:
            return ir.OpaqueStatement(self.at(node), type(node).__name__, [])
        return lower(self, node)


def code_of(node: Any) -> str:
    """The source of a node, as libcst prints it: exact and slow."""
    return cst.Module([]).code_for_node(node)
