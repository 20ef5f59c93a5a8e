"""How an argument is spelt in the source.

Its exact text, the items of a tuple, its words, the comments beside it.
"""

from __future__ import annotations

import re
from typing import Any

from shapelint.source.place import Place
from shapelint.source.reading.number_origins import assigned, node_at
from shapelint.source.span import Location, Span
from shapelint.source.syntax import ir

WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def span_of(place: Place) -> Span:
    """Row and column of a place."""
    row, column, end_row, end_column = place.definition.place(place.at)
    return Span(place.definition.file.path, Location(row, column), Location(end_row, end_column))


def value_place(place: Place | None) -> Place | None:
    """The place of an argument's value, without the `name=` before it."""
    node = None if place is None else node_at(place)
    return Place(place.definition, node.value.at) if place is not None and isinstance(node, ir.Keyword) else place


def source_at(place: Place | None) -> str:
    """The exact text of an argument's value; "" for no place."""
    place = value_place(place)
    if place is None:
        return ""
    row, column, end_row, end_column = place.definition.place(place.at)
    lines = list(place.definition.file.lines[row - 1 : end_row])
    if not lines:
        return ""
    lines[-1] = lines[-1][: end_column - 1]
    lines[0] = lines[0][column - 1 :]
    return "\n".join(lines)


def items_at(place: Place | None) -> list[Place]:
    """The places of the items of a tuple or list.

    One that is written out as an argument, or is the only value of the name that is written there. None of them where
    an item is starred.
    """
    for _ in range(2):
        place = value_place(place)
        node: Any = None if place is None else node_at(place)
        if place is None:
            return []
        if isinstance(node, (ir.TupleExpr, ir.ListExpr)):
            if any(isinstance(item, ir.Starred) for item in node.items):
                return []
            return [Place(place.definition, item.at) for item in node.items]
        place = assigned(place)
    return []


def is_sequence(place: Place | None) -> bool:
    """Whether a tuple or list is written out as the very argument."""
    place = value_place(place)
    return place is not None and isinstance(node_at(place), (ir.TupleExpr, ir.ListExpr))


def is_literal(place: Place) -> bool:
    """Whether a number or another constant is written at a place."""
    return isinstance(node_at(place), ir.Const)


def computed_at(place: Place) -> Place | None:
    """Where the first name in an expression is given its only value.

    Where `rows` of `rows // 2` comes from.
    """
    pending: list[Any] = [node_at(place)]
    while pending:
        node = pending.pop(0)
        if isinstance(node, list):
            pending = [*node, *pending]
        elif isinstance(node, ir.Name):
            found = assigned(Place(place.definition, node.at))
            if found is not None and found.definition is place.definition:
                return found
        elif isinstance(node, ir.Node):
            pending = [*(getattr(node, name) for name in node.__struct_fields__), *pending]
    return None


def formula_at(place: Place | None) -> str:
    """The text of an argument.

    Of a name, the text of its only value, as far as two names lead.
    """
    for _ in range(3):
        place = value_place(place)
        further = None if place is None else assigned(place)
        if further is None:
            return source_at(place)
        place = further
    return source_at(place)


def words(text: str) -> list[str]:
    """The words that names are made of, in lower case.

    `pad_h` and `padH` are pad and h.
    """
    return [word.lower() for word in WORD.findall(text)]


# --- comments -------------------------------------------------------------------------------------------------------


def comments_beside(place: Place) -> list[tuple[int, str]]:
    """The comments on the rows of a place: (row, text)."""
    row, _, end_row, _ = place.definition.place(place.at)
    return [(at, text) for at, _, text in place.definition.file.comments() if row <= at <= end_row]


def comments_above(place: Place) -> list[tuple[int, str]]:
    """The comments that stand alone on the rows directly above the statement.

    (row, text).
    """
    row = place.definition.place(place.at)[0]
    lines = place.definition.file.lines
    alone = {
        at: text for at, column, text in place.definition.file.comments() if not lines[at - 1][: column - 1].strip()
    }
    found: list[tuple[int, str]] = []
    while row - 1 in alone:
        row -= 1
        found.append((row, alone[row]))
    return found


def comments_heading(place: Place) -> list[tuple[int, str]]:
    """The comments above the rows of code around a place.

    They stand alone, with no empty row between.
    """
    row = place.definition.place(place.at)[0]
    lines = place.definition.file.lines
    alone = {
        at: text for at, column, text in place.definition.file.comments() if not lines[at - 1][: column - 1].strip()
    }
    indent = len(lines[row - 1]) - len(lines[row - 1].lstrip())
    while row > 1 and lines[row - 2].strip() and row - 1 not in alone:
        row -= 1
        own = len(lines[row - 1]) - len(lines[row - 1].lstrip())
        if own < indent and lines[row - 1].rstrip().endswith(":"):
            return []
    found: list[tuple[int, str]] = []
    while row - 1 in alone:
        row -= 1
        found.append((row, alone[row]))
    return found


def docstring_of(definition: Any) -> str:
    """The text of a definition's docstring; "" where there is none."""
    first = _docstring(definition)
    return "" if first is None else str(first.value)


def docstring_row(definition: Any) -> int:
    """The row on which the docstring begins."""
    first = _docstring(definition)
    return int(definition.place(first.at)[0]) if first is not None else int(definition.first_row)


def _docstring(definition: Any) -> ir.Const | None:
    statements = definition.body().statements
    first = statements[0] if statements else None
    if isinstance(first, ir.ExprStatement) and isinstance(first.value, ir.Const) and isinstance(first.value.value, str):
        return first.value
    return None
