"""A file as Python's own `ast` reads it.

`ast` reads a file ten times faster than libcst, but its trees are large, and Python looks for cycles in all that it
keeps. So the trees of few files are kept, and one is read again in the rare case that more is asked of it later.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from itertools import count
from typing import Any

from shapelint.model import ir
from shapelint.model.from_ast.index import definitions, parse
from shapelint.model.from_ast.lowering import Lowering, Where
from shapelint.model.from_ast.places import places
from shapelint.model.from_ast.statements import block
from shapelint.model.reading import Place, Record
from shapelint.model.speed import deep, without_collection

TREES = 100
"""How many files' trees are kept."""


class AstReading:
    """A text with \\n newlines. Raises SyntaxError and TooNested."""

    def __init__(self, text: str, lines: list[str]) -> None:
        self.text, self.lines = text, lines
        self.records, _ = _read(text)

    def statements(self, number: int) -> list[ir.Statement]:
        # `next` takes, and here ignores, a second argument: numbers are given without a frame of Python's.
        return self._lower(number, partial(next, count()))

    def places(self, number: int) -> list[Place]:
        nodes: list[Where] = []

        def at(where: Where) -> int:
            nodes.append(where)
            return len(nodes) - 1

        self._lower(number, at)
        return places(nodes, self.lines)

    def _lower(self, number: int, at: Callable[[Where], int]) -> list[ir.Statement]:
        _, nodes = _read(self.text)
        record = self.records[number]
        children = None if record.kind == "function" else iter(record.children)
        with without_collection(), deep():
            return block(Lowering(self.lines, children, at), nodes[number].body)


@lru_cache(maxsize=TREES)
def _read(text: str) -> tuple[list[Record], list[Any]]:
    with without_collection():
        return definitions(parse(text), text.count("\n") + 1)
