"""One axis as lines of text.

The elements with what is added, where each window stands, what none reads.

rows: 10 = 2 + 6 + 2, kernel 5, stride 2: 3 windows
     .  .  0  1  2  3  4  5  .  .
    [============]
          [============]
                [============]
                                ^ never read
"""

from __future__ import annotations

from shapelint.layers.picture.cells import Cells

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapelint.layers.axis import Axis

MARGIN = "    "
MOST_WINDOWS = 12
MOST_CELLS = 200
NUMBERED = 2
"""Windows that are shown at each end where there are more."""


def ruler(axis: Axis, width: int = 80, name: str = "") -> Iterator[str]:
    """The picture of windows along an axis.

    Where it is too wide, the places of the first and last windows in numbers.
    """
    cells = Cells(axis)
    yield f"{name or axis.name}: {description(cells)}"
    if cells.count > MOST_CELLS:
        yield from _numbers(cells)
        return
    drawn = [line.rstrip() for line in _drawn(cells)]
    yield from drawn if max(map(len, drawn)) <= width else _numbers(cells)


def description(cells: Cells) -> str:
    axis = cells.axis
    words = [cells.arithmetic, f"kernel {axis.kernel}"]
    if axis.dilation != 1:
        words.append(f"dilation {axis.dilation}")
    words.append(f"stride {axis.stride}")
    count = max(cells.windows, 0)
    many = f"{count} window{'s' if count != 1 else ''}"
    return f"{', '.join(words)}: {many}"


def shown(cells: Cells) -> list[int | None]:
    """The windows to be drawn, None for those left out."""
    if cells.windows <= MOST_WINDOWS:
        return list(range(cells.windows))
    last = range(cells.windows - NUMBERED, cells.windows)
    return [*range(NUMBERED), None, *last]


def _drawn(cells: Cells) -> Iterator[str]:
    labels = [cells.label(cell) for cell in range(cells.count)]
    widest = max(map(len, labels))
    yield MARGIN + "".join(f" {label:>{widest}} " for label in labels)
    for window in shown(cells):
        if window is None:
            yield f"{MARGIN}... {cells.windows - 2 * NUMBERED} more ..."
        else:
            yield MARGIN + " " * (cells.start(window) * (widest + 2)) + bar(cells.axis, widest)
    if cells.windows < 1:
        yield f"{MARGIN}{bar(cells.axis, widest)} does not fit"
    elif cells.is_transposed:
        yield from _sums(cells, widest)
    else:
        yield from _unread(cells, widest)


def bar(axis: Axis, widest: int) -> str:
    """A window: `[============]`, with gaps where a dilated one leaves elements out."""
    step = widest + 2
    if axis.dilation == 1 or axis.kernel == 1:
        return f"[{'=' * ((axis.reach - 1) * step + widest - 1)}]"
    taps = ["=" * widest] * axis.kernel
    return f"[{(' ' * (axis.dilation * step - widest)).join(taps)}]"


def _unread(cells: Cells, widest: int) -> Iterator[str]:
    marks = ["^" if not cells.uses(cell) else "" for cell in range(cells.count)]
    if any(marks):
        yield MARGIN + "".join(f" {mark:>{widest}} " for mark in marks).rstrip() + " never read"


def _sums(cells: Cells, widest: int) -> Iterator[str]:
    """How many windows add to each element of the result."""
    uses = [cells.uses(cell) for cell in range(cells.count)]
    yield MARGIN + "".join(f" {count:>{widest}} " for count in uses).rstrip() + " windows add here"
    if 0 in uses:
        marks = ["^" if not count else "" for count in uses]
        yield MARGIN + "".join(f" {mark:>{widest}} " for mark in marks).rstrip() + " nothing but the bias"
    cut = ["x" if cells.label(cell) == "x" else "" for cell in range(cells.count)]
    if any(cut):
        yield f"{MARGIN}x: cut off by padding"


def _numbers(cells: Cells) -> Iterator[str]:
    """Places counted from the first element of the input.

    Of a transposed convolution, of what is kept.
    """
    axis = cells.axis
    kept = "result" if cells.is_transposed else "input"
    for window in shown(cells):
        if window is None:
            yield f"{MARGIN}... {cells.windows - 2 * NUMBERED} more ..."
            continue
        first = cells.start(window) - cells.before
        last = first + axis.reach - 1
        step = "" if axis.dilation == 1 or axis.kernel == 1 else f", every {axis.dilation}"
        outside = sum(not 0 <= at < cells.inside for at in (first, last))
        beyond = f" (the {kept} is 0 to {cells.inside - 1})" if outside else ""
        yield f"{MARGIN}window {window + 1}: {axis.many} {first} to {last}{step}{beyond}"
    if not cells.is_transposed and axis.tail:
        yield f"{MARGIN}the last {axis.tail} of {axis.padded} are never read"
