"""Bytes to text and back, as Python reads source.

PEP 263 cookies, byte order marks, UTF-8 otherwise.

Nothing is normalised: line ends stay what they are, so that `encode(decode(data)) == data`.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterable

from msgspec import Struct

from shapelint.source.span import Edit, Location

# PEP 263: in the first two lines; the second counts only where the first is blank or a comment.
_COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_BLANK = re.compile(rb"^[ \t\f]*(?:#.*)?$")
_LINE = re.compile(r"\r\n|\r|\n")


def has_any(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words stands in a text.

    However it goes on: to be asked before a costly pattern.
    """
    return any(word in text for word in words)


class Undecodable(Exception):
    """The bytes are not text in the encoding they claim.

    The message says why; `row` is where, from 1.
    """

    def __init__(self, message: str, row: int = 1) -> None:
        super().__init__(message)
        self.row = row


class Text(Struct, frozen=True):
    """A file's content, and how it was written down."""

    content: str
    encoding: str = "utf-8"
    bom: bool = False

    def encode(self, content: str) -> bytes:
        """Other content in the same encoding.

        Raises UnicodeEncodeError where that cannot hold it.
        """
        return (codecs.BOM_UTF8 if self.bom else b"") + content.encode(self.encoding)


def decode(data: bytes) -> Text:
    """The text of a Python file. Raises Undecodable."""
    bom = data.startswith(codecs.BOM_UTF8)
    body = data[len(codecs.BOM_UTF8) :] if bom else data
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Undecodable("the file is UTF-16, which Python does not read; save it as UTF-8")
    encoding = _cookie(body)
    if bom and encoding is not None and encoding != "utf-8":
        raise Undecodable(f"the file starts with a UTF-8 mark, but its coding comment says {encoding}")
    encoding = encoding or "utf-8"
    try:
        return Text(body.decode(encoding), encoding, bom)
    except LookupError:  # rot13, base64 and the like turn text into text or bytes into bytes
        raise Undecodable(f"{encoding} is not a text encoding") from None
    except UnicodeDecodeError as error:
        row = _LINE.sub("\n", body[: error.start].decode("latin-1")).count("\n") + 1
        byte = f"byte 0x{body[error.start]:02x}" if error.start < len(body) else "its end"
        hint = "; save it as UTF-8, or name its encoding in a `# coding:` comment" if encoding == "utf-8" else ""
        raise Undecodable(f"not {encoding}: {byte} in line {row} ({error.reason}){hint}", row) from None
    except UnicodeError as error:
        raise Undecodable(f"not {encoding}: {error}") from None


def _cookie(body: bytes) -> str | None:
    """The encoding that a coding comment names.

    Under the name Python has for it.
    """
    for row, line in enumerate(re.split(rb"\r\n|\r|\n", body[:4096], maxsplit=2)[:2], 1):
        found = _COOKIE.match(line)
        if found:
            name = found.group(1).decode("latin-1")
            try:
                codec = codecs.lookup(name)
            except LookupError:
                raise Undecodable(f"unknown encoding: {name}", row) from None
            return "utf-8" if codec.name in ("utf-8", "utf-8-sig") else codec.name
        if not _BLANK.match(line):
            break
    return None


def split_lines(text: str) -> list[str]:
    r"""The lines without their ends, numbered as Python numbers them.

    Only \n, \r\n and \r end a line (str.splitlines also splits at form feeds and Unicode separators). A final line end
    begins one more, empty line.
    """
    return _LINE.split(text)


class Offsets:
    """Where in the text a row and column (both from 1) is."""

    def __init__(self, text: str) -> None:
        self._size = len(text)
        self._starts = [0, *(found.end() for found in _LINE.finditer(text))]

    def of(self, location: Location) -> int:
        """The offset in code points.

        Raises ValueError for a place that is not in the text.
        """
        if not 1 <= location.row <= len(self._starts):
            raise ValueError(f"row {location.row} is not in the text")
        offset = self._starts[location.row - 1] + location.column - 1
        end = self._starts[location.row] if location.row < len(self._starts) else self._size
        if location.column < 1 or offset > end:
            raise ValueError(f"column {location.column} is not in row {location.row}")
        return offset

    def location(self, offset: int) -> Location:
        """The row and column of an offset."""
        row = bisect_right(self._starts, offset)
        return Location(row, offset - self._starts[row - 1] + 1)


def splice(text: str, edits: Iterable[Edit]) -> str:
    """The text with every edit's span replaced by its content.

    Raises ValueError where edits overlap or lie outside.
    """
    offsets = Offsets(text)
    spans = sorted((offsets.of(edit.span.start), offsets.of(edit.span.end), edit.content) for edit in edits)
    parts: list[str] = []
    position = 0
    for start, end, content in spans:
        if end < start or start < position:
            raise ValueError("edits overlap")
        parts += (text[position:start], content)
        position = end
    return "".join([*parts, text[position:]])
