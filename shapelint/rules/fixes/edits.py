"""Edits of arguments.

Replace a value, give other items of a tuple, add an argument to a call.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from shapelint.source.place import Place
from shapelint.source.reading.argument_text import source_at, span_of, value_place
from shapelint.source.span import Edit, Location, Span


def replace(place: Place | None, content: str) -> tuple[Edit, ...]:
    """The value of an argument becomes another.

    No edit where it is that already, or for no place.
    """
    place = value_place(place)
    if place is None or source_at(place) == content:
        return ()
    return (Edit(span_of(place), content),)


def reorder(items: Sequence[Place], texts: Sequence[str]) -> tuple[Edit, ...]:
    """The items of a tuple become these texts.

    Each in its own place where they are as many, else from the first to the last.
    """
    if not items:
        return ()
    if len(items) == len(texts):
        return tuple(edit for place, text in zip(items, texts, strict=True) for edit in replace(place, text))
    first, last = span_of(items[0]), span_of(items[-1])
    return (Edit(Span(first.filename, first.start, last.end), ", ".join(texts)),)


def add_argument(call: Place, content: str) -> tuple[Edit, ...]:
    """`name=value` behind the last argument of a call."""
    span = span_of(call)
    lines = call.definition.file.lines
    row, column = span.end.row, span.end.column - 1  # at the closing bracket
    if lines[row - 1][column - 1 : column] != ")":
        return ()
    before = lines[row - 1][: column - 1]
    while not before.strip() or before.lstrip().startswith("#"):
        row -= 1
        before = lines[row - 1]
    bare = before.rstrip()
    if "#" in bare:
        return ()
    joint = " " if bare.endswith(",") else "" if bare.endswith("(") else ", "
    at = Location(row, len(bare) + 1)
    return (Edit(Span(span.filename, at, at), joint + content),)


def is_number(text: str) -> bool:
    """Whether a text is a whole number, written out."""
    return re.fullmatch(r"\d+", text) is not None
