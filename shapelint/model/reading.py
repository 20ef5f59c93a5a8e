"""What is known of a file before anything of it is lowered, and what can be asked of whoever read it.

Two read Python: its own `ast`, and libcst. `ast` is ten times faster, and reads what the Python that runs shapelint
reads; libcst reads newer grammar as well. Both say the same in the same IR, and tests compare them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

import msgspec

from shapelint.model import ir

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


class Reading(Protocol):
    """A file that was read.

    records: its definitions, by number: the module is 0, the others follow in source order. Functions, and classes in
        functions, hold no definitions of their own.
    """

    records: list[Record]

    def statements(self, number: int) -> list[ir.Statement]:
        """What a definition says. Raises TooNested."""
        ...

    def places(self, number: int) -> list[Place]:
        """Where the nodes of those statements stand, by their `at`. Raises TooNested."""
        ...
