"""A file of source text, its definitions, and their bodies in IR.

Python's own `ast` reads a file wherever the Python that runs shapelint knows its grammar, and libcst, ten times slower,
what is written for a newer one, and gives the same tree; libcst is imported only then.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from shapelint.source.looks import Looks
from shapelint.source.place import Places
from shapelint.source.syntax import ir
from shapelint.source.syntax.comments import Comment, comments_of
from shapelint.source.syntax.from_ast.reading import Reading
from shapelint.source.syntax.reading import Place, Record, TooNested, lines_of

__all__ = ["ClassInfo", "Definition", "FunctionInfo", "SourceFile", "SourceSyntaxError", "TooNested"]


class SourceSyntaxError(Exception):
    """The file is not Python.

    Row and column from 1, column in code points.
    """

    def __init__(self, message: str, row: int, column: int) -> None:
        super().__init__(message)
        self.message, self.row, self.column = message, row, column


@dataclass(frozen=True)
class ClassInfo:
    """bases: as dotted text. methods: name -> number; the last of several of one name."""

    name: str
    definition: int
    bases: tuple[str, ...]
    methods: dict[str, int]
    row: int


@dataclass(frozen=True)
class FunctionInfo:
    name: str
    definition: int
    row: int


class SourceFile:
    """One file: its text, indexed.

    text: decoded, newlines as they stand. lines: its rows without newlines, and without a byte order mark.
    looks: notes who looks into it: who asks for its text, or for what a function says, and not only for what the file
        defines.
    Raises SourceSyntaxError where neither this Python nor libcst reads it, and TooNested.
    """

    def __init__(self, path: str, text: str) -> None:
        self.path, self.at, self._text = path, os.path.abspath(path), text
        self.looks = Looks()
        plain = text.removeprefix("\ufeff")
        # With \n alone, all who read the text count the same rows.
        plain = re.sub("\r\n?", "\n", plain) if "\r" in plain else plain
        self._plain = plain
        self.reading = _read(plain)
        self._comments: list[Comment] | None = None
        self.definitions = [Definition(self, record) for record in self.reading.records]

    def __repr__(self) -> str:
        return f"SourceFile({self.path!r})"

    @property
    def file(self) -> SourceFile:
        """Itself, as `file` of a definition."""
        return self

    def look(self) -> None:
        """Note that somebody looks into it."""
        self.looks.into.add(self.at)

    @property
    def text(self) -> str:
        self.look()
        return self._text

    def says(self, text: str) -> bool:
        """Whether this is its text."""
        return self._text == text

    @property
    def is_script(self) -> bool:
        """Whether it asks if it is run as a program."""
        return "__main__" in self._text

    @property
    def lines(self) -> list[str]:
        self.look()
        return lines_of(self._plain)

    def classes(self) -> list[ClassInfo]:
        """Every class that is not inside a function."""
        records = self.reading.records
        found = []
        for record in records:
            if record.kind == "class":
                children = [records[number] for number in record.children]
                methods = {child.name: child.number for child in children if child.kind != "class"}
                found.append(ClassInfo(record.name, record.number, record.bases, methods, record.row))
        return found

    def functions(self) -> list[FunctionInfo]:
        """The functions of the module itself."""
        return [
            FunctionInfo(record.name, record.number, record.row)
            for record in self.reading.records
            if record.kind != "class" and record.parent == 0
        ]

    def find_places(self, definitions: Iterable[Definition]) -> None:
        """Find out where the nodes of these definitions stand.

        Together costs less than one by one.
        """
        wanted = [one for one in definitions if one._places is None]
        for one, places in zip(wanted, self.reading.places([one.number for one in wanted]) if wanted else ()):
            one._places = places

    def comments(self) -> list[Comment]:
        """Every comment: (row, column, text) from 1, text with its `#`."""
        self.look()
        if self._comments is None:
            self._comments = comments_of(self._plain)
        return self._comments


class Definition:
    """A module body (number 0), a class or a function.

    Of a file. Rows from 1, `first_row` with decorators.
    """

    def __init__(self, file: SourceFile, record: Record) -> None:
        self.file, self._record = file, record
        self.number = record.number
        self.kind = record.kind
        self.name, self.qualname = record.name, record.qualname
        self.marks = Places(self)
        self._body: ir.Body | None = None
        self._places: list[Place] | None = None

    def __repr__(self) -> str:
        return f"<{self.kind} {self.qualname or self.file.path} {self._record.first_row}-{self._record.last_row}>"

    @property
    def first_row(self) -> int:
        self.file.look()
        return self._record.first_row

    @property
    def last_row(self) -> int:
        self.file.look()
        return self._record.last_row

    @property
    def parent(self) -> Definition | None:
        """The definition around it; None for the module."""
        return None if self.number == 0 else self.file.definitions[self._record.parent]

    @property
    def children(self) -> list[Definition]:
        """The definitions directly in it."""
        return [self.file.definitions[number] for number in self._record.children]

    def body(self) -> ir.Body:
        """What it says. What is nested too deeply is one OpaqueStatement."""
        if self.kind == "function":
            self.file.look()
        if self._body is None:
            self._body = ir.Body(self._statements())
        return self._body

    def place(self, at: int) -> Place:
        """Where node number `at` of the body stands.

        (row, column, end row, end column) from 1, columns in code points, the end exclusive. The row of the header
        where nothing better is known.
        """
        self.file.look()
        if self._places is None:
            self._places = self.file.reading.places([self.number])[0]
        return self._places[at] if 0 <= at < len(self._places) else self.header()

    def comments(self) -> list[Comment]:
        """The comments that stand in it.

        (row, column, text), rows of the file. Those of other definitions in it, from their decorators to their last
        row, are theirs.
        """
        inner = [self.file.definitions[number] for number in self._record.children]
        every = self.file.comments()
        found = []
        position = bisect_left(every, (self.first_row,))
        for definition in inner:
            while position < len(every) and every[position][0] < definition.first_row:
                found.append(every[position])
                position += 1
            position = bisect_left(every, (definition.last_row + 1,), position)
        return found + every[position : bisect_left(every, (self.last_row + 1,), position)]

    def header(self) -> Place:
        """The row that it begins with: (row, column, end row, end column)."""
        row = self._record.row
        line = self.file.lines[row - 1]
        return row, len(line) - len(line.lstrip()) + 1, row, len(line.rstrip()) + 1

    def _statements(self) -> list[ir.Statement]:
        try:
            return self.file.reading.statements(self.number)
        except (TooNested, RecursionError):
            names = [definition.name for definition in self.children]
            return [ir.OpaqueStatement(0, "source that is nested too deeply", names)]


def _read(text: str) -> Reading:
    row = text.count("\n", 0, text.find("\0")) + 1 if "\0" in text else 0
    if row:
        raise SourceSyntaxError("source contains a null byte", row, lines_of(text)[row - 1].index("\0") + 1)
    try:
        text.encode()
    except UnicodeEncodeError as fault:
        row = text.count("\n", 0, fault.start) + 1
        column = fault.start - text.rfind("\n", 0, fault.start)
        raise SourceSyntaxError("source contains half of a surrogate pair", row, column) from fault
    try:
        return Reading(text)
    except SyntaxError as fault:
        from shapelint.source.syntax.to_ast.tree import Unreadable, tree_of

        try:
            return Reading(text, tree_of)
        except Unreadable:
            lines = lines_of(text)
            row = min(max(fault.lineno or 1, 1), len(lines))
            column = min(max(fault.offset or 1, 1), len(lines[row - 1]) + 1)
            raise SourceSyntaxError(fault.msg, row, column) from fault
