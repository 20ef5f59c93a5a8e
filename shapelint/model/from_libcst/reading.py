"""A file as libcst reads it, whole: newer grammar than that of the Python that runs shapelint.

Nothing has vouched for such a file: what might be nested deeply enough to crash libcst, and the process with it, is
refused from the bare text.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from shapelint.model import ir
from shapelint.model.from_libcst.expressions import EXPRESSIONS
from shapelint.model.from_libcst.lowering import Lowering
from shapelint.model.from_libcst.statements import STATEMENTS
from shapelint.model.reading import Place, Record, lines_of
from shapelint.model.speed import deep, without_collection

MOST_BRACKETS = 50
LONGEST = 2_500
"""Characters in a line, and between the outermost brackets: fewer than half as many terms."""
MOST_ELIF = 100
MOST_PATTERNS = 8
"""Brackets on a line that starts a `case`: libcst's time doubles with each pattern nested in another."""


TREES = 4
"""How many files' trees are kept."""


class Unreadable(Exception):
    """libcst cannot read this text, or should not be asked."""


class LibcstReading:
    """A text with \\n newlines. Raises Unreadable."""

    def __init__(self, text: str) -> None:
        if not _harmless(text, lines_of(text)):
            raise Unreadable
        self.text = text
        self.records = _read(text).records

    def statements(self, number: int) -> list[ir.Statement]:
        return self._lower(number)[0]

    def places(self, number: int) -> list[Place]:
        _, lowering = self._lower(number)
        positions = _read(self.text).positions
        table = []
        for where in lowering.nodes:
            first, last = where if isinstance(where, tuple) else (where, where)
            start, end = positions[first].start, positions[last].end
            table.append((start.line, start.column + 1, end.line, end.column + 1))
        return table

    def _lower(self, number: int) -> tuple[list[ir.Statement], Lowering]:
        read = _read(self.text)
        children = read.records[number].children
        generators = [(child, read.generators[child]) for child in children]
        lowering = Lowering(None if self.records[number].kind == "function" else generators, EXPRESSIONS, STATEMENTS)
        with without_collection(), deep():
            return lowering.block(read.nodes[number]), lowering


@lru_cache(maxsize=TREES)
def _read(text: str) -> _Walk:
    with without_collection(), deep():
        try:
            module = cst.parse_module(text)
        except (cst.ParserSyntaxError, cst.CSTValidationError) as fault:
            raise Unreadable(getattr(fault, "message", str(fault))) from fault
        walk = _Walk(
            MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider), module, text.count("\n") + 1
        )
        walk.read(module, 0)
    return walk


def _harmless(text: str, lines: list[str]) -> bool:
    """Whether the text cannot be nested deeply, nor be a chain of very many terms. Strings and comments count too, so
    that some harmless files are refused."""
    if any(len(line) > LONGEST for line in lines) or text.count("elif") > MOST_ELIF or text.count("\\\n") > MOST_ELIF:
        return False
    depth = start = 0
    for position, character in enumerate(text):
        if character in "([{":
            depth += 1
            if depth == 1:
                start = position
            if depth > MOST_BRACKETS:
                return False
        elif character in ")]}" and depth:
            depth -= 1
            if depth == 0 and position - start > LONGEST:
                return False
    return all(sum(map(line.count, "([{")) <= MOST_PATTERNS for line in lines if line.lstrip().startswith("case"))


class _Walk:
    """One pass over the blocks that can hold definitions.

    nodes: the block of each definition. generators: which of them are generators. positions: where nodes stand.
    """

    def __init__(self, positions: Any, module: cst.Module, rows: int) -> None:
        self.positions = positions
        self.records = [Record("module", "", "", 0, 1, 1, rows, -1)]
        self.nodes: list[Any] = [module]
        self.generators = [False]

    def read(self, suite: Any, owner: int) -> None:
        """The statements of a block."""
        for node in suite.body:
            if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
                number = self._record(node, self.records[owner])
                if isinstance(node, cst.ClassDef):
                    self.read(node.body, number)
            elif isinstance(node, cst.BaseCompoundStatement):
                for block in _blocks(node):
                    self.read(block, owner)

    def _record(self, node: Any, around: Record) -> int:
        is_class = isinstance(node, cst.ClassDef)
        row = self.positions[node.name].start.line
        first = min([row, *(self.positions[decorator].start.line for decorator in node.decorators)])
        code = cst.Module([]).code_for_node
        bases = tuple(code(_unsubscripted(base.value)) for base in node.bases if not base.star) if is_class else ()
        qualname = f"{around.qualname}.{node.name.value}" if around.qualname else node.name.value
        record = Record(
            "class" if is_class else "function", node.name.value, qualname, len(self.records), first, row,
            _last_row(self.positions, node.body), around.number, bases,
        )  # fmt: skip
        around.children.append(record.number)
        self.records.append(record)
        self.nodes.append(node.body)
        self.generators.append(not is_class and _yields(node.body))
        return record.number


def _blocks(node: Any) -> list[Any]:
    """The blocks of a compound statement, in source order."""
    if isinstance(node, cst.Match):
        return [case.body for case in node.cases]
    blocks = [node.body, *(handler.body for handler in getattr(node, "handlers", ()))]
    orelse = getattr(node, "orelse", None)
    if isinstance(orelse, cst.If):
        blocks += _blocks(orelse)
    elif orelse is not None:
        blocks.append(orelse.body)
    final = getattr(node, "finalbody", None)
    return blocks if final is None else [*blocks, final.body]


def _last_row(positions: Any, suite: Any) -> int:
    """Where the last statement of a block ends; the block itself may reach over empty lines."""
    last = suite.body[-1]
    if isinstance(last, cst.BaseCompoundStatement):
        blocks = [last.body] if isinstance(last, (cst.FunctionDef, cst.ClassDef)) else _blocks(last)
        return _last_row(positions, blocks[-1])
    return int(positions[last].end.line)


def _unsubscripted(node: Any) -> Any:
    return _unsubscripted(node.value) if isinstance(node, cst.Subscript) else node


def _yields(node: Any) -> bool:
    """Whether there is a `yield` that belongs to no inner definition: in one, only decorators, defaults and bases are
    evaluated with what is around it."""
    stack = [node]
    while stack:
        node = stack.pop()
        if isinstance(node, cst.Yield):
            return True
        if isinstance(node, cst.ClassDef):
            stack += [*node.decorators, *node.bases, *node.keywords]
        elif isinstance(node, (cst.FunctionDef, cst.Lambda)):
            stack += [*getattr(node, "decorators", ()), node.params]
        else:
            stack += node.children
    return False
