"""The index of a file that Python's own `ast` does not read, from libcst: newer grammar than the running Python's.

Here libcst sees a whole file, and nothing has vouched for it: what might be nested deeply enough to crash it is refused
from the bare text.
"""

from __future__ import annotations

from typing import Any

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from shapelint.model.index import Index, Record
from shapelint.model.lower import Unreadable, deep, parse
from shapelint.model.lower_statements import dotted
from shapelint.model.speed import without_collection

MOST_BRACKETS = 50
LONGEST = 2_500
"""Characters in a line, and between the outermost brackets: fewer than half as many terms."""
MOST_ELIF = 100
MOST_PATTERNS = 8
"""Brackets on a line that starts a `case`: libcst's time doubles with each pattern nested in another."""


def reread(text: str, lines: list[str]) -> Index | None:
    """None where libcst refuses it too, or should not be asked."""
    if not _harmless(text, lines):
        return None
    with without_collection(), deep():
        try:
            module = parse(text)
        except Unreadable:
            return None
        walk = _Walk(MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider), len(lines))
        walk.read(module, 0, True)
    return Index(walk.records, walk.imports, None)


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
    def __init__(self, positions: Any, rows: int) -> None:
        self.positions = positions
        self.records = [Record("module", "", "", 0, 1, 1, rows, (1, 0), -1)]
        self.imports: list[tuple[str, int, list[str]]] = []

    def read(self, suite: Any, owner: int, separate: bool) -> None:
        """The statements of a block. separate: whether definitions in it are definitions of their own."""
        for node in suite.body:
            if isinstance(node, cst.SimpleStatementLine):
                for small in node.body:
                    self._import(small)
                continue
            if isinstance(node, cst.BaseSmallStatement):  # beside the header of its block
                self._import(node)
                continue
            if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
                if separate:
                    number = self._record(node, self.records[owner])
                    self.read(node.body, number, isinstance(node, cst.ClassDef))
                else:
                    self.read(node.body, owner, False)
                continue
            for block in _blocks(node):
                self.read(block, owner, separate)

    def _import(self, node: Any) -> None:
        if isinstance(node, (cst.Import, cst.LazyImport)):
            self.imports += [(dotted(alias.name), 0, []) for alias in node.names]
        elif isinstance(node, (cst.ImportFrom, cst.LazyImportFrom)):
            names = ["*"] if isinstance(node.names, cst.ImportStar) else [dotted(alias.name) for alias in node.names]
            self.imports.append(("" if node.module is None else dotted(node.module), len(node.relative), names))

    def _record(self, node: Any, around: Record) -> int:
        is_class = isinstance(node, cst.ClassDef)
        header = [node.name, node.type_parameters]
        header += [*node.bases, *node.keywords] if is_class else [node.params, node.returns]
        ends = [self.positions[part].end for part in header if part is not None]
        end = max((place.line, place.column) for place in ends)
        row = self.positions[node.name].start.line
        first = min([row, *(self.positions[decorator].start.line for decorator in node.decorators)])
        last = max(end[0], _last_row(self.positions, node.body))
        kind = "class" if is_class else "function" if node.asynchronous is None else "async function"
        code = cst.Module([]).code_for_node
        bases = tuple(code(_unsubscripted(base.value)) for base in node.bases) if is_class else ()
        qualname = f"{around.qualname}.{node.name.value}" if around.qualname else node.name.value
        record = Record(
            kind, node.name.value, qualname, len(self.records), first, row, last, end, around.number, bases,
            not is_class and _yields(node.body),
        )  # fmt: skip
        around.children.append(record.number)
        self.records.append(record)
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
    """Whether there is a `yield` that belongs to no inner function."""
    stack = [node]
    while stack:
        node = stack.pop()
        if isinstance(node, cst.Yield):
            return True
        if not isinstance(node, (cst.FunctionDef, cst.ClassDef, cst.Lambda)):
            stack += node.children
    return False
