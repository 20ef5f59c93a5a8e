"""Two readings of one text, side by side: what `ast` and libcst make of it, node by node."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

import msgspec

from shapelint.model import ir
from shapelint.model.from_ast.reading import AstReading
from shapelint.model.from_libcst.reading import LibcstReading
from shapelint.model.reading import Place, TooNested

Nodes = tuple[ir.Node, ir.Node]


class Differs(AssertionError):
    """The two do not say the same."""


def readings(text: str) -> tuple[AstReading, LibcstReading]:
    """Raises SyntaxError, TooNested, and shapelint.model.from_libcst.reading.Unreadable."""
    return AstReading(text), LibcstReading(text)


def agree(text: str) -> Iterator[tuple[int, list[Nodes]]]:
    """The number of each definition, and its nodes in pairs. Raises Differs where the definitions, or what one of them
    says, are not the same but for the numbers of nodes and the spacing of annotations."""
    one, other = readings(text)
    if one.records != other.records:
        raise Differs(f"{one.records}\n{other.records}")
    for record in one.records:
        try:
            statements = one.statements(record.number)
        except TooNested:
            continue
        pairs: list[Nodes] = []
        for _ in _pairs(statements, other.statements(record.number), pairs):
            pass
        yield record.number, pairs


def _pairs(one: Any, other: Any, found: list[Nodes]) -> Iterator[None]:
    if type(one) is not type(other):
        raise Differs(f"{one!r}\n{other!r}")
    if isinstance(one, list):
        if len(one) != len(other):
            raise Differs(f"{one!r}\n{other!r}")
        for a, b in zip(one, other, strict=True):
            yield from _pairs(a, b, found)
    elif isinstance(one, msgspec.Struct):
        assert isinstance(one, ir.Node)
        found.append((one, other))
        for name in one.__struct_fields__:
            a, b = getattr(one, name), getattr(other, name)
            if name == "annotation_text" and a and b:
                a, b = _annotation(a), _annotation(b)
            if name != "at":
                yield from _pairs(a, b, found)
    elif repr(one) != repr(other):  # not ==: 1 is no True, and a float may be no number
        raise Differs(f"{one!r}\n{other!r}")


def _annotation(text: str) -> str:
    inside = text.strip()
    return ast.dump(ast.parse(f"x[{inside}]" if inside.startswith("*") else inside, mode="eval"))


def places(text: str) -> Iterator[tuple[ir.Node, Place, Place]]:
    """Every node of a text, and where `ast` and libcst say that it stands."""
    one, other = readings(text)
    for number, pairs in agree(text):
        here, there = one.places(number), other.places(number)
        for a, b in pairs:
            yield a, here[a.at], there[b.at]
