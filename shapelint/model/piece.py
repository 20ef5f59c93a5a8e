"""The text of one definition by itself, as libcst is given it, and which row of the file each of its rows is.

What belongs to other definitions is left out: the header of a class or function says what the enclosing definition
evaluates, and stays there; the bodies of the definitions inside are read when they are entered. Every row that is
kept stands in its own columns.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from shapelint.model.index import Record


@dataclass
class Piece:
    """rows: the row in the file of each row of `text`. shifts: by how many columns some of them were moved left."""

    text: str
    rows: list[int]
    shifts: dict[int, int] = field(default_factory=dict)

    def in_file(self, row: int, column: int) -> tuple[int, int]:
        """A place of the text (row from 1, column from 0) in the file, both from 1."""
        there = self.rows[min(row, len(self.rows)) - 1]
        return there, column + 1 + self.shifts.get(there, 0)


def piece(records: list[Record], number: int, lines: list[str]) -> Piece:
    """The piece of definition `number`."""
    record = records[number]
    out: list[str] = []
    rows: list[int] = []
    if record.kind == "module":
        row = 1
    else:
        end, column = header_end(lines, record.header)
        if lines[end - 1][column:].split("#", 1)[0].strip(" \t\f\\"):  # the body starts beside the header
            out += (
                ["if 1:", *lines[record.row - 1 : end]]
                if lines[record.row - 1][:1] in " \t\f"
                else lines[record.row - 1 : end]
            )
            rows += [record.row] * (len(out) - (end - record.row + 1)) + list(range(record.row, end + 1))
            row = end + 1
        else:
            out.append({"class": "class C:", "function": "def f():", "async function": "async def f():"}[record.kind])
            rows.append(record.row)
            row = end + 1
    for inner in record.children:
        child = records[inner]
        end, column = header_end(lines, child.header)
        out += lines[row - 1 : end]
        out[-1] = lines[end - 1][:column] + " pass"
        rows += range(row, end + 1)
        row = child.last_row + 1
    out += lines[row - 1 : record.last_row]
    rows += range(row, record.last_row + 1)
    text = "\n".join(out) + "\n"
    made = Piece(text, rows)
    return _without_form_feeds(made) if "\f" in text else made


def header_end(lines: list[str], place: tuple[int, int]) -> tuple[int, int]:
    """Just after the colon that ends a header; from `place` on (row from 1, column from 0), which is after its last
    expression, only brackets, commas and comments come before that colon."""
    row, column = place
    while True:
        line = lines[row - 1]
        comment = line.find("#", column)
        colon = line.find(":", column)
        if colon >= 0 and (comment < 0 or colon < comment):
            return row, colon + 1
        row, column = row + 1, 0


def _without_form_feeds(piece: Piece) -> Piece:
    """Python starts counting the indentation anew after a form feed; libcst loses it, and one column with it."""
    out = []
    for row, line in zip(piece.rows, piece.text.split("\n"), strict=False):
        start = len(line) - len(line.lstrip(" \t\f"))
        shift = line.rfind("\f", 0, start) + 1
        if shift:
            piece.shifts[row] = shift
        out.append(line[shift:])
    return Piece("\n".join(out) + "\n", piece.rows, piece.shifts)
