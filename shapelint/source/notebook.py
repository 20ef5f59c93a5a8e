"""A notebook's file.

The code cells in it, and the same file with other code in some of them.

Only the text of a changed cell is written anew, in the style that it had; everything else stays byte for byte.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from msgspec import Struct

_BLANK = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()
PYTHON = ("python", "python3", "ipython", "")


class NotANotebook(Exception):
    """The file is not a notebook that can be read.

    The message says why.
    """


class Cell(Struct, frozen=True):
    """number: among all cells, from 1.

    source: its code. start, end: where the JSON value of it stands.
    """

    number: int
    source: str
    start: int
    end: int


def code_cells(text: str) -> list[Cell]:
    """The code cells of a notebook in Python, in order.

    None of one in another language. Raises NotANotebook.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotANotebook(f"not JSON: {error}") from None
    if not isinstance(content, dict) or not isinstance(content.get("cells"), list):
        raise NotANotebook("no cells are in it (notebooks of before version 4 are not read)")
    metadata = content.get("metadata")
    spec = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    info = metadata.get("language_info") if isinstance(metadata, dict) else None
    language = (isinstance(info, dict) and info.get("name")) or (isinstance(spec, dict) and spec.get("language")) or ""
    if str(language).lower() not in PYTHON:
        return []
    found = []
    begin = _member(text, _skip(text, 0), "cells")
    for number, (start, cell) in enumerate(zip(_items(text, begin), content["cells"], strict=True), 1):
        source = _source(cell)
        if source is not None:
            at = _member(text, start, "source")
            found.append(Cell(number, source, at, _value_end(text, at)))
    return found


def _source(cell: object) -> str | None:
    """The code of a cell; None of one that holds none."""
    if not isinstance(cell, dict) or cell.get("cell_type") != "code":
        return None
    source = cell.get("source")
    lines = [source] if isinstance(source, str) else source
    if not isinstance(lines, list) or not all(isinstance(one, str) for one in lines):
        return None
    return "".join(lines)


def with_sources(text: str, changed: dict[int, str]) -> str:
    """The file with other code in some cells, by their number.

    Raises NotANotebook.
    """
    for cell in reversed(code_cells(text)):
        if cell.number in changed and changed[cell.number] != cell.source:
            old = text[cell.start : cell.end]
            text = text[: cell.start] + _written(changed[cell.number], old, cell.source) + text[cell.end :]
    return text


def _written(source: str, old: str, before: str) -> str:
    """Code as a JSON value, as the old one was written.

    One text or a list of lines, its indent, its escapes.
    """
    plain = old.isascii() and not before.isascii()
    newline = "\r\n" if "\r\n" in before else "\n"
    source = source.replace("\n", newline)
    if old.startswith('"'):
        return json.dumps(source, ensure_ascii=plain)
    lines = [one for one in re.split(f"(?<={newline})", source) if one]
    texts = [json.dumps(one, ensure_ascii=plain) for one in lines]
    between = re.match(r"\[([ \t\r\n]*)", old)
    gap = between.group(1) if between else ""
    closing = re.search(r"([ \t\r\n]*)\]$", old)
    if not texts:
        return "[]"
    return f"[{gap}{(',' + (gap or ' ')).join(texts)}{closing.group(1) if closing else ''}]"


def _skip(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return at if found is None else found.end()


def _value_end(text: str, at: int) -> int:
    return int(_DECODER.raw_decode(text, at)[1])


def _member(text: str, at: int, name: str) -> int:
    """The position of a member's value in an object.

    The object stands at a place; of several members of one name it is the last, which counts.
    """
    found = at
    at = _skip(text, at + 1)
    while text[at] != "}":
        key, at = _DECODER.raw_decode(text, at)
        at = _skip(text, _skip(text, at) + 1)  # the colon
        if key == name:
            found = at
        at = _skip(text, _value_end(text, at))
        if text[at] == ",":
            at = _skip(text, at + 1)
    return found


def _items(text: str, at: int) -> Iterator[int]:
    """Where the elements of the array at a place begin."""
    at = _skip(text, at + 1)
    while text[at] != "]":
        yield at
        at = _skip(text, _value_end(text, at))
        if text[at] == ",":
            at = _skip(text, at + 1)
