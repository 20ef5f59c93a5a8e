"""Two axes as a grid of numbers.

What stands in each cell, with a line around what is no padding.

 6 |  5  6  7  8 |  7
---+-------------+---
 2 |  1  2  3  4 |  3
"""

from __future__ import annotations

from shapelint.layers.picture.cells import Cells, source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shapelint.layers.axis import Axis

LARGEST = 24
MARGIN = "    "


def fits(axes: Sequence[Axis]) -> bool:
    """Whether a grid is drawn at all."""
    return len(axes) == 2 and all(isinstance(axis.size, int) and Cells(axis).count <= LARGEST for axis in axes)


def contents(rows: Axis, columns: Axis, mode: str, ascii: bool) -> list[list[str]]:
    """The content of each cell of the padded input.

    Its elements are 1, 2, 3 ... row by row.
    """
    tall, wide = Cells(rows), Cells(columns)
    assert isinstance(columns.size, int)
    outside = ("-inf" if ascii else "-∞") if rows.kind == "maxpool" else "0"
    return [
        [
            outside if row is None or column is None else str(row * wide.inside + column + 1)
            for column in (source(cell - wide.before, wide.inside, mode) for cell in range(wide.count))
        ]
        for row in (source(cell - tall.before, tall.inside, mode) for cell in range(tall.count))
    ]


def uses(rows: Axis, columns: Axis) -> list[list[str]]:
    """How many windows read each cell.

    Of a transposed convolution: add to it.
    """
    tall, wide = Cells(rows), Cells(columns)
    return [
        [str(tall.uses(row) * wide.uses(column)) for column in range(wide.count)] for row in range(tall.count)
    ]  # fmt: skip


def seen(rows: Axis, columns: Axis) -> list[list[str]]:
    """How many elements of the input each output sees, "b" for none.

    With zeros around, that output is the bias.
    """
    tall, wide = Cells(rows), Cells(columns)
    counts = [[tall.inputs(row) * wide.inputs(column) for column in range(wide.windows)] for row in range(tall.windows)]
    return [[str(count) if count else "b" for count in row] for row in counts]


def drawn(values: Sequence[Sequence[str]], rows: Cells | None, columns: Cells | None, width: int) -> list[str] | None:
    """The lines, None where they are wider than `width`.

    rows, columns: where the line around the input stands.
    """
    widest = max(len(value) for row in values for value in row)
    lines = []
    for index, row in enumerate(values):
        if rows is not None and index in _edges(rows):
            lines.append(_rule(len(row), widest, columns))
        lines.append(MARGIN + _row([f"{value:>{widest}}" for value in row], columns))
    return lines if max(map(len, lines)) <= width else None


def _edges(cells: Cells) -> set[int]:
    """Before which cells a line is drawn."""
    return {edge for edge in (cells.before, cells.before + cells.inside) if 0 < edge < cells.count}


def _row(values: Sequence[str], columns: Cells | None) -> str:
    edges = set() if columns is None else _edges(columns)
    return " ".join(("| " if index in edges else "") + value for index, value in enumerate(values))


def _rule(count: int, widest: int, columns: Cells | None) -> str:
    text = _row(["-" * widest] * count, columns)
    return MARGIN + text.replace(" | ", "-+-").replace(" ", "-")


def plain_rows(values: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """The same numbers row by row, to be copied.

    `6 5 6 7 8 7 | 2 1 2 3 4 3`.
    """
    line = ""
    for row in values:
        text = " ".join(row)
        if line and len(line) + 3 + len(text) > width - len(MARGIN):
            yield MARGIN + line
            line = ""
        line = f"{line} | {text}" if line else text
    yield MARGIN + line
