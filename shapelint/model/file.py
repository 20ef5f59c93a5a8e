"""A file of source text, its definitions, and their bodies, each lowered when it is first asked for.

libcst is imported only when something must be lowered.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Any, Protocol

import msgspec

from shapelint.model import ir
from shapelint.model.comments import Comment, comments_of
from shapelint.model.index import Index, Record, TooNested, indexed
from shapelint.model.piece import Piece, piece

__all__ = ["Cache", "ClassInfo", "Definition", "FunctionInfo", "SourceFile", "SourceSyntaxError", "TooNested"]


class Cache(Protocol):
    """Where lowered definitions are kept between runs."""

    def get(self, key: str) -> bytes | None: ...

    def put(self, key: str, value: bytes) -> None: ...


class SourceSyntaxError(Exception):
    """The file is not Python. Row and column from 1, column in code points."""

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
    cache: where lowered definitions are kept, if anywhere.
    Raises SourceSyntaxError where neither this Python nor libcst reads it, and TooNested.
    """

    def __init__(self, path: str, text: str, cache: Cache | None = None) -> None:
        self.path, self.text, self.cache = path, text, cache
        plain = text.removeprefix("\ufeff")
        # With \n alone, Python and libcst cannot disagree about rows.
        plain = re.sub("\r\n?", "\n", plain) if "\r" in plain else plain
        self.lines = plain.split("\n")
        self._index = _index(plain, self.lines)
        self._comments: list[Comment] | None = None
        self.definitions = [Definition(self, record) for record in self._index.records]

    def __repr__(self) -> str:
        return f"SourceFile({self.path!r})"

    def classes(self) -> list[ClassInfo]:
        """Every class that is not inside a function."""
        records = self._index.records
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
            for record in self._index.records
            if record.kind != "class" and record.parent == 0
        ]

    def imports(self) -> list[tuple[str, int, list[str]]]:
        """What is imported anywhere in the file: (module, leading dots, names); no names for `import module`."""
        return self._index.imports

    def comments(self) -> list[Comment]:
        """Every comment: (row, column, text) from 1, text with its `#`."""
        if self._comments is None:
            self._comments = comments_of(self.lines, self._index.regions)
        return self._comments

    def digest(self, definition: Definition) -> str:
        """A hash of the whole text of a definition, with everything inside it."""
        return _hash("\n".join(self.lines[definition.first_row - 1 : definition.last_row]))


class Definition:
    """A module body (number 0), a class or a function of a file. Rows from 1, `first_row` with decorators."""

    def __init__(self, file: SourceFile, record: Record) -> None:
        self.file, self._record = file, record
        self.number = record.number
        self.kind = record.kind.removeprefix("async ")
        self.name, self.qualname = record.name, record.qualname
        self.first_row, self.last_row = record.first_row, record.last_row
        self.marks: dict[int, Any] = {}
        """For whoever speaks of its nodes by number: one object for each."""
        self._body: ir.Body | None = None
        self._places: list[tuple[int, int, int, int]] | None = None

    def __repr__(self) -> str:
        return f"<{self.kind} {self.qualname or self.file.path} {self.first_row}-{self.last_row}>"

    @property
    def parent(self) -> Definition | None:
        """The definition around it; None for the module."""
        return None if self.number == 0 else self.file.definitions[self._record.parent]

    @property
    def children(self) -> list[Definition]:
        """The definitions directly in it."""
        return [self.file.definitions[number] for number in self._record.children]

    def body(self) -> ir.Body:
        """What it says; lowered on first use. A text that libcst cannot read is one OpaqueStatement."""
        if self._body is None:
            comments = [(row - self.first_row + 1, text) for row, _, text in self.comments()]
            self._body = ir.Body(self._statements(), comments)
        return self._body

    def place(self, at: int) -> tuple[int, int, int, int]:
        """Where node number `at` of the body stands: (row, column, end row, end column) from 1, columns in code
        points, the end exclusive. The row of the header where nothing better is known."""
        if self._places is None:
            self._places = self._find_places()
        return self._places[at] if 0 <= at < len(self._places) else self._header_place()

    def comments(self) -> list[Comment]:
        """The comments that stand in it: (row, column, text), rows of the file. Those of other definitions in it, from
        their decorators to their last row, are theirs."""
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

    def _header_place(self) -> tuple[int, int, int, int]:
        row = self._record.row
        line = self.file.lines[row - 1]
        return row, len(line) - len(line.lstrip()) + 1, row, len(line.rstrip()) + 1

    def _children(self) -> list[tuple[int, bool]] | None:
        """What lowering must know of the definitions in it: their numbers, and which are generators."""
        if self.kind == "function":
            return None
        records = self.file._index.records
        return [(number, records[number].is_generator) for number in self._record.children]

    def _piece(self) -> Piece:
        return piece(self.file._index.records, self.number, self.file.lines)

    def _statements(self) -> list[ir.Statement]:
        if self._record.too_nested:
            return self._opaque("source that is nested too deeply")
        text, children, cache = self._piece().text, self._children(), self.file.cache
        key = ""
        if cache is not None:
            key = _hash(f"{ir.VERSION} {self.kind} {children} {text}")  # the IR names definitions by their numbers
            kept = cache.get(key)
            statements = None if kept is None else decode(kept)
            if statements is not None:
                return statements
        from shapelint.model.lower import Unreadable, lower

        try:
            statements = lower(text, self.kind, children)
        except (Unreadable, RecursionError):
            return self._opaque("source that libcst cannot read")
        if cache is not None:
            cache.put(key, encode(statements))
        return statements

    def _opaque(self, what: str) -> list[ir.Statement]:
        records = self.file._index.records
        return [ir.OpaqueStatement(0, what, [records[number].name for number in self._record.children])]

    def _find_places(self) -> list[tuple[int, int, int, int]]:
        if self._record.too_nested:
            return []
        from shapelint.model.lower import Unreadable
        from shapelint.model.places import places

        try:
            return places(self._piece(), self.kind, self._children())
        except (Unreadable, RecursionError):
            return []


def encode(statements: list[ir.Statement]) -> bytes:
    """Statements as msgpack."""
    return _encoder.encode(statements)


def decode(data: bytes) -> list[ir.Statement] | None:
    """None where the bytes are no statements: a cache may hold anything."""
    try:
        return _decoder.decode(data)
    except msgspec.MsgspecError:
        return None


_encoder = msgspec.msgpack.Encoder()
_decoder: msgspec.msgpack.Decoder[list[ir.Statement]] = msgspec.msgpack.Decoder(list[ir.Statement])


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _index(text: str, lines: list[str]) -> Index:
    row = text.count("\n", 0, text.find("\0")) + 1 if "\0" in text else 0
    if row:
        raise SourceSyntaxError("source contains a null byte", row, lines[row - 1].index("\0") + 1)
    try:
        text.encode()
    except UnicodeEncodeError as fault:
        row = text.count("\n", 0, fault.start) + 1
        column = fault.start - text.rfind("\n", 0, fault.start)
        raise SourceSyntaxError("source contains half of a surrogate pair", row, column) from fault
    try:
        return indexed(text, lines)
    except SyntaxError as fault:
        from shapelint.model.reread import reread

        index = reread(text, lines)
        if index is not None:
            return index
        row = min(max(fault.lineno or 1, 1), len(lines))
        column = min(max(fault.offset or 1, 1), len(lines[row - 1]) + 1)
        raise SourceSyntaxError(fault.msg, row, column) from fault
