"""The state of lowering one definition from `ast`.

And the guard before what is nested too deeply.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Any, Union

from shapelint.source.syntax.nodes import TryStar
from shapelint.source.syntax.reading import MOST_DEPTH, TooNested

Where = Union[ast.AST, "tuple[ast.AST, ast.AST]"]
"""What spans a node: one node of `ast`, or the first and the last of several."""

NESTING = (*"([{.+-*/%@&|^~<>:", "not", "and", "or", "if", "for", "await")
"""One of these stands in the text for every level of nesting."""

SCATTERED = (ast.Match, ast.Try, TryStar)
"""Statements with expressions beyond the header."""


class Lowering:
    """One pass over one definition.

    lines: the rows of the file.
    children: the numbers of the definitions that stand directly in this one, in source order; None inside a function,
        where nested definitions are lowered in place.
    at: gives a new node its number, told what spans it. A number is a place in the order in which lowering meets nodes;
        lowering the same definition again gives the same numbers, which is how `places` finds where a node stands.
    depth: of blocks.
    yields: one flag for each function around, set when a `yield` is met.
    """

    __slots__ = ("at", "children", "depth", "lines", "yields")

    def __init__(self, lines: list[str], children: Iterator[int] | None, at: Callable[[Where], int]) -> None:
        self.lines, self.children, self.at = lines, children, at
        self.depth = 0
        self.yields = [False]

    def guard(self, node: Any) -> None:
        """Raises TooNested if an expression of a statement is nested too deeply."""
        kind = type(node)
        if kind not in SCATTERED:
            if kind is ast.Expr and type(node.value) is ast.Constant:  # a docstring
                return
            body = getattr(node, "body", None)
            first = node.lineno
            if getattr(node, "decorator_list", None):
                first = min(first, node.decorator_list[0].lineno)
            rows = self.lines[first - 1 : body[0].lineno if body else node.end_lineno]
            if sum(map(len, rows)) <= MOST_DEPTH:
                return
            text = "\n".join(rows)
            if sum(map(text.count, NESTING)) <= MOST_DEPTH:
                return
        if _too_deep(node):
            raise TooNested


def _too_deep(statement: ast.stmt) -> bool:
    """Whether an expression of this statement itself is nested too deeply."""
    stack = [(child, 1) for child in ast.iter_child_nodes(statement) if not isinstance(child, ast.stmt)]
    while stack:
        node, depth = stack.pop()
        if isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
            depth += len(node.generators)  # whoever evaluates it enters one after the other
        if depth > MOST_DEPTH:
            return True
        stack += [(child, depth + 1) for child in ast.iter_child_nodes(node) if not isinstance(child, ast.stmt)]
    return False
