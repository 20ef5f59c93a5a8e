"""A file as Python's own `ast` reads it.

`ast` reads a file ten times faster than libcst, but its trees are large. So those of the files asked for last are kept,
and another is read again where more is asked of it later.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any

from shapelint.model import ir
from shapelint.model.from_ast.index import definitions, parse
from shapelint.model.from_ast.lowering import Lowering, Where
from shapelint.model.from_ast.places import places
from shapelint.model.from_ast.statements import block
from shapelint.model.reading import Place, Record, lines_of
from shapelint.model.speed import deep, without_collection

MOST_TEXT = 2_000_000
"""In characters, of the files whose trees are kept: a tree takes 25 times the memory of its text."""


class AstReading:
    """A text with \\n newlines. Raises SyntaxError and TooNested."""

    def __init__(self, text: str) -> None:
        self.text = text
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
        return places(nodes, lines_of(self.text))

    def _lower(self, number: int, at: Callable[[Where], int]) -> list[ir.Statement]:
        _, nodes = _read(self.text)
        record = self.records[number]
        children = None if record.kind == "function" else iter(record.children)
        with without_collection(), deep():
            return block(Lowering(lines_of(self.text), children, at), nodes[number].body)


Tree = tuple[list[Record], list[Any]]
"""The definitions of a file, and the node of each."""

_trees: dict[str, Tree] = {}
"""By text, the one asked for last at the end."""


def _read(text: str) -> Tree:
    tree = _trees.pop(text, None)
    if tree is None:
        with without_collection():
            tree = definitions(parse(text), text.count("\n") + 1)
            room = MOST_TEXT - len(text)
            for other in reversed(list(_trees)):
                room -= len(other)
                if room < 0:
                    del _trees[other]
    _trees[text] = tree
    return tree
