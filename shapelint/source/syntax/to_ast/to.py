"""The walk from nodes of libcst to those of `ast`.

A table from type of node to function says what to make. A `CSTVisitor` makes new nodes of libcst's on its way, even of
whitespace: its walk alone, with no hook, takes longer than all of this.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import libcst as cst

from shapelint.source.syntax.nodes import Unread

Functions = Mapping[type, Callable[[Any, Any], Any]]
LOAD = ast.Load()


class To:
    """One pass over one file, node by node.

    functions: what makes a node, by the type of libcst's. positions: where libcst's nodes stand.
    """

    __slots__ = ("functions", "positions", "wide")

    def __init__(self, functions: Functions, positions: Mapping[cst.CSTNode, Any], lines: list[str]) -> None:
        self.functions, self.positions = functions, positions
        self.wide = {row: line for row, line in enumerate(lines, 1) if not line.isascii()}

    def __call__(self, node: Any) -> Any:
        make = self.functions.get(type(node))
        return Unread(**self.at(node)) if make is None else make(self, node)

    def optional(self, node: Any) -> Any:
        return None if node is None else self(node)

    def every(self, nodes: Iterable[Any]) -> list[Any]:
        return [self(node) for node in nodes]

    def at(self, first: Any, last: Any = None) -> dict[str, Any]:
        """The place of a node, or of several in a row.

        From the first to the last.
        """
        return self.between(self.positions[first].start, self.positions[first if last is None else last].end)

    def between(self, start: Any, end: Any) -> dict[str, Any]:
        """A place as `ast` gives it, whose columns count bytes of UTF-8."""
        return {
            "lineno": start.line, "col_offset": self._bytes(start),
            "end_lineno": end.line, "end_col_offset": self._bytes(end),
        }  # fmt: skip

    def _bytes(self, point: Any) -> int:
        line = self.wide.get(point.line)
        return int(point.column) if line is None else len(line[: point.column].encode())

    def bracketed(self, node: Any) -> dict[str, Any]:
        """The place of what has its brackets for its own in `ast`.

        A tuple, a generator.
        """
        return self.at(node.lpar[-1], node.rpar[0]) if node.lpar else self.at(node)


def plain(kind: Any, *names: str, **more: Any) -> Callable[[To, Any], Any]:
    """Makes a node of what stands in these fields of libcst's.

    Nodes, lists of some, or nothing.
    """

    def make(to: To, node: Any) -> Any:
        fields = [getattr(node, name) for name in names]
        made = [to.every(field) if isinstance(field, (list, tuple)) else to.optional(field) for field in fields]
        return kind(*made, **more, **to.at(node))

    return make


def code_of(node: Any) -> str:
    """The source of a node."""
    return cst.Module([]).code_for_node(node)
