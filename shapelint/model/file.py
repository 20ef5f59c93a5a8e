"""A file of source text, its definitions, and their bodies, each lowered when it is first asked for.

libcst is imported only when something must be lowered.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Protocol

import msgspec

from shapelint.model import index, ir
from shapelint.model.comments import Comment, comments_of
from shapelint.model.index import Record, SourceSyntaxError, TooNested

__all__ = ["Cache", "ClassInfo", "Definition", "FunctionInfo", "SourceFile", "SourceSyntaxError", "TooNested"]


class Cache(Protocol):
    """Where lowered definitions are kept between runs."""

    def get(self, key: str) -> bytes | None: ...

    def put(self, key: str, value: bytes) -> None: ...


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

    text: decoded, newlines as they stand.
    Raises SourceSyntaxError where neither this Python nor libcst reads it, and TooNested.
    """

    def __init__(self, path: str, text: str, cache: Cache | None = None) -> None:
        self.path, self.text, self.cache = path, text, cache
        # Python and libcst count rows alike: by \n, \r\n and a bare \r. With \n alone nobody can disagree.
        plain = text[1:] if text.startswith("\ufeff") else text
        self._plain = re.sub("\r\n?", "\n", plain) if "\r" in plain else plain
        self.lines = self._plain.split("\n")
        self._index = _indexed(self._plain, self.lines)
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
                methods = {child.name: child.number for child in children if child.kind == "function"}
                found.append(ClassInfo(record.name, record.number, record.bases, methods, record.row))
        return found

    def functions(self) -> list[FunctionInfo]:
        """The functions of the module itself."""
        return [
            FunctionInfo(record.name, record.number, record.row)
            for record in self._index.records
            if record.kind == "function" and record.parent == 0
        ]

    def imports(self) -> list[tuple[str, int, list[str]]]:
        """What is imported anywhere in the file: (module, leading dots, names); no names for `import module`."""
        return self._index.imports

    def comments(self) -> list[Comment]:
        """Every comment: (row, column, text) from 1, text with its `#`."""
        if self._comments is None:
            self._comments = comments_of(self._plain)
        return self._comments

    def digest(self, definition: Definition) -> str:
        """A hash of the whole text of a definition, with everything inside it."""
        return _hash("\n".join(self.lines[definition.first_row - 1 : definition.last_row]))


class Definition:
    """A module body (number 0), a class or a function of a file. Rows from 1, `first_row` with decorators."""

    def __init__(self, file: SourceFile, record: Record) -> None:
        self.file, self._record = file, record
        self.number, self.kind = record.number, record.kind
        self.name, self.qualname = record.name, record.qualname
        self.first_row, self.last_row = record.first_row, record.last_row
        self._body: ir.Body | None = None
        self._places: list[tuple[int, int, int, int]] | None = None

    def __repr__(self) -> str:
        return f"<{self.kind} {self.qualname or self.file.path} {self.first_row}-{self.last_row}>"

    def body(self) -> ir.Body:
        """What it says; lowered on first use. A text that libcst cannot read is one OpaqueStatement."""
        if self._body is None:
            self._body = self._cached() or self._lower()
        return self._body

    def place(self, at: int) -> tuple[int, int, int, int]:
        """Where node number `at` of the body stands: (row, column, end row, end column) from 1, end exclusive."""
        if self._places is None:
            from shapelint.model.places import places

            try:
                piece, offset = self._piece()
                self._places = places(piece, self.kind, self._children(), offset)
            except ValueError:
                self._places = []
        return self._places[at] if at < len(self._places) else self._header_place()

    def comments(self) -> list[Comment]:
        """The comments that stand in it: (row, column, text), rows of the file."""
        return [one for one in self.file.comments() if self.first_row <= one[0] <= self.last_row]

    def _header_place(self) -> tuple[int, int, int, int]:
        row = self._record.row
        line = self.file.lines[row - 1]
        return row, len(line) - len(line.lstrip()) + 1, row, len(line.rstrip()) + 1

    def _children(self) -> list[tuple[int, bool]] | None:
        if self.kind == "function":
            return None
        records = self.file._index.records
        return [(number, records[number].is_generator) for number in self._record.children]

    def _piece(self) -> tuple[str, int]:
        """Its own text, the bodies of separate definitions in it blanked out, and how many rows of the file come
        before the first row of that text."""
        record, lines = self._record, self.file.lines
        own = lines[record.row - 1 : record.last_row]
        before = record.row - 1
        records = self.file._index.records
        for number in record.children:
            child = records[number]
            row, column = header_end(lines, child.header)
            own[row - 1 - before] = lines[row - 1][:column] + " pass"
            for blank in range(row, child.last_row):
                own[blank - before] = ""
        if self.kind != "module" and own[0][:1] in " \t\f":
            own.insert(0, "if 1:")  # keeps every column of an indented definition
            before -= 1
        return "\n".join(own) + "\n", before

    def _lower(self) -> ir.Body:
        from shapelint.model.lower import Unreadable, lower

        own_comments = [(row - self.first_row + 1, text) for row, _, text in self.comments()]
        try:
            statements = lower(self._piece()[0], self.kind, self._children())[0].copy()
        except (Unreadable, RecursionError) as fault:
            records = self.file._index.records
            binds = [records[number].name for number in self._record.children]
            return ir.Body([ir.OpaqueStatement(0, f"source that cannot be read ({fault})", binds)], own_comments)
        body = ir.Body(statements, own_comments)
        if self.file.cache is not None:
            self.file.cache.put(self._key(), encode(body))
        return body

    def _cached(self) -> ir.Body | None:
        if self.file.cache is None:
            return None
        kept = self.file.cache.get(self._key())
        return None if kept is None else decode(kept)

    def _key(self) -> str:
        """Decides the IR: its text, and the numbers by which it names the definitions in it."""
        return _hash(
            f"{ir.VERSION}|{self.kind}|{self._children()}|{self.first_row - self._record.row}|{self._piece()[0]}"
        )


def encode(body: ir.Body) -> bytes:
    return msgspec.msgpack.encode(body)


def decode(data: bytes) -> ir.Body | None:
    """None where the bytes are not a body."""
    try:
        return msgspec.msgpack.decode(data, type=ir.Body)
    except msgspec.MsgspecError:
        return None


def header_end(lines: list[str], place: tuple[int, int]) -> tuple[int, int]:
    """Just after the colon that ends a header, at or after `place` (row from 1, column from 0)."""
    row, column = place
    while True:
        code = lines[row - 1].split("#", 1)[0] if "#" in lines[row - 1][column:] else lines[row - 1]
        found = code.find(":", column)
        if found >= 0:
            return row, found + 1
        row, column = row + 1, 0


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _indexed(text: str, lines: list[str]) -> index.Index:
    try:
        return index.by_ast(index.parse(text), lines)
    except SyntaxError as fault:
        raise SourceSyntaxError(fault.msg, fault.lineno or 1, fault.offset or 1) from fault
    except ValueError as fault:
        raise SourceSyntaxError(str(fault), 1, 1) from fault
