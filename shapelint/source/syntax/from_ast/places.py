"""Where nodes of `ast` stand.

Its columns count bytes of UTF-8; and of a few nodes it does not say what is wanted.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from typing import Any

from shapelint.source.syntax.from_ast.lowering import Where
from shapelint.source.syntax.reading import Place

Point = tuple[int, int]
"""Row from 1, column from 0 in code points."""

NAME = re.compile(r"(?:(?:async|def|class)(?:[ \t\f]|\\\n)+)+([^\s(:\[\\]+)")
FOR = re.compile(r"(?:\basync\s+)?\bfor\b")
CASE = re.compile(r"\bcase\b")
DEFS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def places(nodes: Sequence[Where], lines: list[str]) -> list[Place]:
    """The places of nodes in a file with these rows."""
    found = []
    for where in nodes:
        first, last = where if isinstance(where, tuple) else (where, where)
        if isinstance(first, DEFS):
            found.append(_name(first, lines))
        else:
            row, column = _start(first, lines)
            end_row, end_column = _end(last, lines)
            found.append((row, column + 1, end_row, end_column + 1))
    return found


def _point(row: int, offset: int, lines: list[str]) -> Point:
    if row > len(lines):  # before 3.12, Python may err about what stands in an f-string of several rows
        return len(lines), len(lines[-1])
    line = lines[row - 1]
    return row, offset if line.isascii() else len(line.encode()[:offset].decode(errors="replace"))


def _start(node: Any, lines: list[str]) -> Point:
    if isinstance(node, ast.comprehension):
        return _before(FOR, _start(node.target, lines), lines)
    if isinstance(node, ast.match_case):
        return _before(CASE, _start(node.pattern, lines), lines)
    return _point(node.lineno, node.col_offset, lines)


def _end(node: Any, lines: list[str]) -> Point:
    if isinstance(node, ast.comprehension):
        return _end(node.ifs[-1] if node.ifs else node.iter, lines)
    if isinstance(node, ast.match_case):
        return _end(node.body[-1], lines)
    return _point(node.end_lineno, node.end_col_offset, lines)


def _before(word: re.Pattern[str], point: Point, lines: list[str]) -> Point:
    """Where a keyword stands, the last one before that point."""
    row, column = point
    text = lines[row - 1][:column]
    while True:
        found = list(word.finditer(text))
        if found:
            return row, found[-1].start()
        if row == 1:
            return point
        row -= 1
        text = lines[row - 1]


def _name(node: Any, lines: list[str]) -> Place:
    """The name in the header of a definition."""
    row = node.lineno
    text = "\n".join(lines[row - 1 : row + 3])
    _, start = _point(row, node.col_offset, lines)
    found = NAME.match(text, start)
    first, last = found.span(1) if found else (start, start)
    before = text[:first]
    row += before.count("\n")
    column = first - (before.rfind("\n") + 1) + 1
    return row, column, row, column + last - first
