"""The pictures of a layer as one SVG.

A ruler for each axis, and the grid of two.
"""

from __future__ import annotations

from shapelint.layers.picture.cells import INPUT, PADDING, Cells
from shapelint.layers.picture.grid import contents, fits, uses
from shapelint.layers.picture.ruler import description, shown
from shapelint.layers.picture.svg import Drawing, lines_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapelint.layers.axis import Axis

CELL = 24
LANE = 11
LEFT = 14
MOST_CELLS = 40
"""Beyond, an axis is drawn to scale."""

SCALE = 900


def svg_of(title: str, words: Sequence[str], axes: Sequence[Axis], names: Sequence[tuple[Axis, str]], mode: str) -> str:
    """words: what is said, which stands above the pictures.

    names: the axes that differ, with their names.
    """
    drawing = Drawing(title, "\n".join(words))
    y = lines_of(drawing, LEFT, 24, words)
    for axis, name in names:
        y = _ruler(drawing, y + 10, Cells(axis), name)
    if fits(axes):
        _grid(drawing, y + 16, axes[0], axes[1], mode)
    return drawing.render()


def _ruler(drawing: Drawing, y: float, cells: Cells, name: str) -> float:
    y = lines_of(drawing, LEFT, y + 8, [f"{name}: {description(cells)}"])
    return _by_cells(drawing, y, cells) if cells.count <= MOST_CELLS else _to_scale(drawing, y, cells)


def _by_cells(drawing: Drawing, y: float, cells: Cells) -> float:
    axis = cells.axis
    unused = [cell for cell in range(cells.count) if not cells.uses(cell)]
    for cell in range(cells.count):
        x = LEFT + cell * CELL
        drawing.box(_kind(cells, cell, cell in unused), x, y, CELL - 2, CELL - 2)
        label = cells.label(cell)
        drawing.text(x + CELL / 2 - 1, y + 15, "" if label == "." else label, "middle small")
    y += CELL + 2
    for window in shown(cells):
        if window is None:
            drawing.text(LEFT, y + 9, f"... {cells.windows - 4} more ...", "small faint")
        else:
            start = LEFT + cells.start(window) * CELL
            drawing.box("reach", start, y + 3, axis.reach * CELL - 2, LANE - 6)
            for tap in range(0, axis.reach, axis.dilation):
                drawing.box("window", start + tap * CELL, y, CELL - 2, LANE - 3)
        y += LANE if window is not None else LANE + 3
    if cells.is_transposed:
        for cell in range(cells.count):
            drawing.text(LEFT + cell * CELL + CELL / 2 - 1, y + 10, str(cells.uses(cell)), "middle small")
        y = lines_of(drawing, LEFT, y + 24, ["how many windows add to each" + _marked(unused, "nothing but the bias")])
    elif unused:
        y = lines_of(drawing, LEFT, y + 12, ["never read: marked red"], "small loud")
    return y


def _marked(unused: Sequence[int], words: str) -> str:
    return f"; red: {words}" if unused else ""


def _kind(cells: Cells, cell: int, is_unused: bool) -> str:
    if is_unused:
        return "unread"
    kind = cells.kind(cell)
    return kind if kind in (PADDING, INPUT, "cut") else INPUT


def _to_scale(drawing: Drawing, y: float, cells: Cells) -> float:
    """The axis as one bar.

    Windows at their places, no thinner than can be seen.
    """
    axis, unit = cells.axis, SCALE / cells.count

    def bar(kind: str, start: float, length: float, top: float, height: float) -> None:
        drawing.box(kind, LEFT + round(start * unit, 1), top, max(round(length * unit, 1), 2), height)

    outside = "cut" if cells.is_transposed else "padding"
    bar(outside, 0, cells.before, y, 20) if cells.before else None
    bar("input", cells.before, cells.inside, y, 20)
    bar(outside, cells.before + cells.inside, cells.after, y, 20) if cells.after else None
    if not cells.is_transposed and axis.tail:
        bar("unread", cells.count - axis.tail, axis.tail, y, 20)
    drawing.text(LEFT + SCALE / 2, y + 14, f"0 to {cells.inside - 1}", "middle small")
    y += 26
    for window in shown(cells):
        if window is None:
            drawing.text(LEFT, y + 9, f"... {cells.windows - 4} more ...", "small faint")
            y += LANE + 3
            continue
        first = cells.start(window)
        bar("window", first, axis.reach, y, LANE - 3)
        words = f"window {window + 1}: {first - cells.before} to {first - cells.before + axis.reach - 1}"
        right = first > cells.count / 2
        x = first * unit - 7 - 6.1 * len(words) if right else (first + axis.reach) * unit + 7
        drawing.text(LEFT + max(round(x, 1), 0), y + 8, words, "small faint")
        y += LANE + 3
    if not cells.is_transposed and axis.tail:
        y = lines_of(
            drawing, LEFT, y + 10, [f"the last {axis.tail} of {axis.padded} are never read (red)"], "small loud"
        )
    return y


def _grid(drawing: Drawing, y: float, rows: Axis, columns: Axis, mode: str) -> None:
    tall, wide = Cells(rows), Cells(columns)
    transposed = rows.kind == "transposed"
    values = uses(rows, columns) if transposed else contents(rows, columns, mode, ascii=False)
    read = uses(rows, columns)
    what = "the padded input, its elements numbered from 1; outlined: the first window"
    if transposed:
        what = "the result: how many windows add to each element; grey: cut off by padding"
    if any("0" in row for row in read):
        what += "; red: nothing but the bias" if transposed else "; red: never read"
    top = lines_of(drawing, LEFT, y + 8, [what])
    for row in range(tall.count):
        for column in range(wide.count):
            inside = {tall.kind(row), wide.kind(column)}
            kind = "cut" if "cut" in inside else PADDING if PADDING in inside else INPUT
            kind = "unread" if read[row][column] == "0" else kind
            x = LEFT + column * CELL
            drawing.box(kind, x, top + row * CELL, CELL - 2, CELL - 2)
            drawing.text(x + CELL / 2 - 1, top + row * CELL + 15, values[row][column], "middle small")
    if not transposed:
        drawing.box("first", LEFT - 1, top - 1, columns.reach * CELL, rows.reach * CELL)
