"""What is known of a file before anything of it is lowered."""

from __future__ import annotations

from functools import lru_cache

import msgspec

Place = tuple[int, int, int, int]
"""Row, column, end row, end column; from 1, columns in code points, the end exclusive."""

MOST_DEPTH = 200
"""How deep expressions and blocks may nest, and how many terms or `elif` a chain may have. Lowering, and whoever walks
the IR, takes a few frames for each."""


class TooNested(Exception):
    """The file, or the definition, is nested too deeply to be read."""


class Record(msgspec.Struct):
    """Where one definition stands; rows from 1.

    kind: "module", "class" or "function".
    first_row: with decorators. row: that of `def` or `class`.
    parent, children: numbers of the definitions around it and directly in it.
    bases: of a class, as dotted text.
    """

    kind: str
    name: str
    qualname: str
    number: int
    first_row: int
    row: int
    last_row: int
    parent: int
    bases: tuple[str, ...] = ()
    children: list[int] = []


@lru_cache(maxsize=64)
def lines_of(text: str) -> list[str]:
    """The rows of a text with \n newlines, without these. Most files are only imported, and never asked for them."""
    return text.split("\n")
