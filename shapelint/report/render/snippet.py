"""Source lines with a gutter, and marks under spans.

   |
12 |         self.conv1 = nn.Conv2d(3, 64, 3)
   |                                   -- 64 channels come from here
...
14 |         self.conv2 = nn.Conv2d(32, 64, 3)
   |                                ^^ takes 32
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from shapelint.report.findings import Severity
from shapelint.report.render.context import Context
from shapelint.report.render.paint import Paint
from shapelint.report.render.sanitize import sanitize
from shapelint.source.marks import cell_of, original
from shapelint.source.span import Span

TAB = 4
WIDEST = 160  # columns of source shown of a longer line
TALLEST = 6  # rows of a span that are shown of a higher one


@dataclass(frozen=True)
class Label:
    """What is said of a span.

    `severity` is set where it is the finding itself, None where it is a related place.
    """

    span: Span
    text: str
    severity: Severity | None = None


def snippets(labels: Sequence[Label], context: Context, paint: Paint) -> tuple[list[str], int]:
    """The lines for all labels, and the gutter's width.

    One file after the other, that of the first label first.
    """
    by_file: dict[str, list[Label]] = {}
    for label in labels:
        by_file.setdefault(label.span.filename, []).append(label)
    width = len(str(max((label.span.end.row for label in labels), default=1)))
    result: list[str] = []
    for filename, ours in by_file.items():
        if result:  # another file: say which
            where = context.place_text(filename, ours[0].span.start)
            result.append(f"{' ' * width}{paint.gutter('::: ')}{sanitize(filename)}:{where}")
        result += _file(ours, context.lines(filename), width, paint)
    return result, width


def _file(labels: Sequence[Label], lines: Sequence[str], width: int, paint: Paint) -> list[str]:
    edge = f"{' ' * width} {paint.gutter('|')}"
    by_row: dict[int, list[_Mark]] = {}
    for label in labels:
        for mark in _marks(label, lines):
            by_row.setdefault(mark.row, []).append(mark)
    result = [edge]
    previous = 0
    for row in sorted(by_row):
        cell, _ = _place(lines, row)
        if previous and cell != _place(lines, previous)[0]:
            result.append(paint.gutter(f"::: cell {cell}"))
        elif row == previous + 2 and previous:
            result.append(_source(row - 1, lines, width, paint, ())[0])
        elif row > previous + 1 and previous:
            result.append(paint.gutter("..."))
        result += _source(row, lines, width, paint, by_row[row])
        previous = row
    return [*result, edge]


def _place(lines: Sequence[str], row: int) -> tuple[int, int]:
    """The cell and the row as their author counts them.

    The cell of a notebook, 0 in any other file.
    """
    return cell_of(lines, row) or (0, row)


@dataclass(frozen=True)
class _Mark:
    """The part of a span that lies in one row.

    Columns from 0, `end` not included. Text stands under the last part.
    """

    row: int
    start: int
    end: int
    label: Label
    text: str


def _marks(label: Label, lines: Sequence[str]) -> Iterator[_Mark]:
    first, last = label.span.start, label.span.end
    last_row = min(last.row if last.column > 1 or last.row == first.row else last.row - 1, len(lines))
    if last_row - first.row >= TALLEST:  # its head, and its last row
        rows = [*range(first.row, first.row + TALLEST - 2), last_row]
    else:
        rows = list(range(first.row, last_row + 1))
    for row in rows:
        line = lines[row - 1]
        start = first.column - 1 if row == first.row else len(line) - len(line.lstrip())
        end = last.column - 1 if row == last.row else len(line.rstrip())
        start = min(start, len(line))
        yield _Mark(row, start, max(min(end, len(line)), start), label, label.text if row == rows[-1] else "")


def _source(row: int, lines: Sequence[str], width: int, paint: Paint, marks: Iterable[_Mark]) -> list[str]:
    """A row of source, and rows of marks below it.

    One for each label in it, the rightmost first, so that texts stand clear.
    """
    ordered = sorted(marks, key=lambda mark: (mark.label.severity is None, -mark.start))
    shown, column = _shown(original(lines[row - 1]), [(mark.start, mark.end) for mark in ordered])
    result = [f"{paint.gutter(f'{_place(lines, row)[1]:>{width}} |')} {shown}".rstrip()]
    for mark in ordered:
        start, end = column(mark.start), column(mark.end)
        severity = mark.label.severity
        line = ("^" if severity else "-") * max(end - start, 1)
        text = f"{line} {sanitize(mark.text)}".rstrip()
        painted = paint.severity(severity, text) if severity else paint.second(text)
        result.append(f"{' ' * width} {paint.gutter('|')} {' ' * start}{painted}")
    return result


def _shown(line: str, spans: Sequence[tuple[int, int]]) -> tuple[str, Callable[[int], int]]:
    """The line as it is printed, and its columns there.

    Tabs are wide, control characters escaped, very long lines cut; the columns are those of each of its characters.
    """
    cells: list[str] = []
    columns = [0]
    for character in line:
        cell = " " * (TAB - columns[-1] % TAB) if character == "\t" else sanitize(character)
        cells.append(cell)
        columns.append(columns[-1] + sum(map(_width, cell)))
    if columns[-1] <= WIDEST or not spans:
        return _cut(cells, columns, 0)
    first = min(start for start, _ in spans)
    # With some of what stands before it, and as much after it as there is room for.
    begin = next(i for i in range(len(columns)) if columns[i] >= max(columns[first] - WIDEST // 4, 0))
    return _cut(cells, columns, begin)


def _cut(cells: Sequence[str], columns: Sequence[int], begin: int) -> tuple[str, Callable[[int], int]]:
    head = "…" if begin else ""
    end = begin
    while end < len(cells) and columns[end + 1] - columns[begin] <= WIDEST:
        end += 1
    text = head + "".join(cells[begin:end]) + ("…" if end < len(cells) else "")

    def column(index: int) -> int:
        return len(head) + columns[min(max(index, begin), end)] - columns[begin]

    return text, column


def _width(character: str) -> int:
    """How many columns of a terminal a character takes."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
