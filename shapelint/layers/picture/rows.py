"""Shapes as lines of text, one axis below the other.

x            [ 1][ 16][ 30][ 30]
in_channels      [  8]
                  ^^^
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

MARGIN = "  "


class Row(Struct, frozen=True):
    """One line: a name, sizes by column, and words behind them."""

    name: str
    sizes: Mapping[int, str]
    words: str = ""


def beside(name: str, shape: Sequence[object], last: bool, words: str = "") -> Row:
    """The row of a shape.

    last: its last axes stand below those of other rows, else its first ones.
    """
    first = -len(shape) if last else 0
    return Row(name, {first + index: str(size) for index, size in enumerate(shape)}, words)


def drawn(rows: Sequence[Row], marks: Collection[int], width: int, said: str = "") -> list[str]:
    """The rows as text, with marks below some columns.

    said: what stands beside the marks. No lines where they are too wide.
    """
    columns = sorted({column for row in rows for column in row.sizes} | set(marks))
    if not columns:
        return []
    names = max(len(row.name) for row in rows)
    columns = list(range(columns[0], columns[-1] + 1))
    widths = {one: max([len(row.sizes.get(one, "")) for row in rows] + [1]) for one in columns}
    lines = [f"{row.name:<{names}}{MARGIN}{''.join(_cells(row, widths))}".rstrip() + _behind(row) for row in rows]
    if marks:
        under = "".join(f" {('^' if one in marks else ' ') * size} " for one, size in widths.items()).rstrip()
        lines.append(f"{' ' * names}{MARGIN}{under} {said}".rstrip())
    return lines if max(map(len, lines)) <= width else []


def _cells(row: Row, widths: Mapping[int, int]) -> Iterator[str]:
    for column, width in widths.items():
        size = row.sizes.get(column)
        yield " " * (width + 2) if size is None else f"[{size:>{width}}]"


def _behind(row: Row) -> str:
    return f" {row.words}" if row.words else ""
