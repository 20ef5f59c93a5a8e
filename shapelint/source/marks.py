"""The marks in a notebook's program, beside its code.

Of a notebook or a Markdown file.
"""

from __future__ import annotations

from collections.abc import Sequence

MARK = "#\u2063ipython "
"""Between the code that stands for a row and the row itself; no program has this invisible character by chance."""

BEGIN = "#\u2063cell "
"""Begins the row before a cell; its number follows."""


def original(row: str) -> str:
    """The row as its author wrote it."""
    return row.partition(MARK)[2] if MARK in row else row


def cell_of(lines: Sequence[str], row: int) -> tuple[int, int] | None:
    """The cell and the row in it, of a program's row.

    Both from 1; None where the lines are no notebook's.
    """
    if not lines or not lines[0].startswith(BEGIN):
        return None
    begin = min(row, len(lines)) - 1
    while begin > 0 and not lines[begin].startswith(BEGIN):
        begin -= 1
    return int(lines[begin][len(BEGIN) :]), max(row - begin - 1, 1)
