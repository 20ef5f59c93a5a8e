"""A file that was read, as IR.

Trees are large, and Python looks for cycles in all that it keeps of them. So a file is lowered as a whole when it is
read, which costs less than half of reading it, and its tree is gone; only who asks where something stands has it read
again.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import count
from typing import Any, Union

from shapelint.source.speed import deep, without_collection
from shapelint.source.syntax import ir
from shapelint.source.syntax.from_ast.index import definitions, parse
from shapelint.source.syntax.from_ast.lowering import Lowering, Where
from shapelint.source.syntax.from_ast.places import places
from shapelint.source.syntax.from_ast.statements import block
from shapelint.source.syntax.reading import Place, Record, TooNested, lines_of


class Reading:
    """A text with \\n newlines, and who makes a tree of it.

    Raises what that raises.

    records: its definitions, by number: the module is 0, the others follow in source order. Functions, and classes in
        functions, hold no definitions of their own.
    """

    def __init__(self, text: str, parse: Callable[[str], ast.Module] = parse) -> None:
        self.text, self._parse = text, parse
        with without_collection(), deep():
            self.records, nodes = self._definitions()
            # `next` takes, and here ignores, a second argument: numbers are given without a frame of Python's.
            self._statements = [self._lower(number, nodes, partial(next, count())) for number in range(len(nodes))]

    def statements(self, number: int) -> list[ir.Statement]:
        """What a definition says. Raises TooNested."""
        return _or_raise(self._statements[number])

    def places(self, numbers: Sequence[int]) -> list[list[Place]]:
        """The places of the nodes of each definition.

        By their `at`; none of one that is nested too deeply.
        """
        with without_collection(), deep():
            if len(numbers) == 1:
                node = self._alone(self.records[numbers[0]])
                if node is not None:
                    return [self._places(numbers[0], {numbers[0]: node})]
            _, nodes = self._definitions()
            return [self._places(number, nodes) for number in numbers]

    def _alone(self, record: Record) -> Any:
        """The node of a function, of which nothing else is read.

        In rows of its own, as many as stand before it in the file. None where it takes the whole file.
        """
        if record.kind != "function" or self._parse is not parse:
            return None
        rows = lines_of(self.text)[record.first_row - 1 : record.last_row]
        before = "\n" * (record.first_row - 1)
        if rows[0][:1].isspace():
            before = f"{before[1:]}if 1:\n"  # any indentation will do below it
        try:
            tree = parse("\n".join((before + rows[0], *rows[1:])))
        except (SyntaxError, TooNested):
            return None
        found = tree.body[0]
        return found.body[0] if isinstance(found, ast.If) else found

    def _places(self, number: int, nodes: Mapping[int, Any] | list[Any]) -> list[Place]:
        found: list[Where] = []

        def at(where: Where) -> int:
            found.append(where)
            return len(found) - 1

        return [] if self._lower(number, nodes, at) is None else places(found, lines_of(self.text))

    def _definitions(self) -> tuple[list[Record], list[Any]]:
        """The definitions of the file, and the node of each."""
        return definitions(self._parse(self.text), self.text.count("\n") + 1)

    def _lower(self, number: int, nodes: Mapping[int, Any] | list[Any], at: Callable[[Where], int]) -> Lowered:
        record = self.records[number]
        children = None if record.kind == "function" else iter(record.children)
        try:
            return block(Lowering(lines_of(self.text), children, at), nodes[number].body)
        except (TooNested, RecursionError):
            return None


Lowered = Union[list[ir.Statement], None]
"""None where a definition is nested too deeply."""


def _or_raise(lowered: Lowered) -> list[ir.Statement]:
    if lowered is None:
        raise TooNested("nested too deeply")
    return lowered
