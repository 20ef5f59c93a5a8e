"""A notebook's code cells as one program, and back.

Each cell follows a row that begins it; what is not Python (magics, shell lines, cells in other languages, statements
that cannot be read) stands behind a mark in a comment, with code before it that makes unknown what it may bind. So
every row of a cell is one row of the program, at the same columns, and a changed program gives the cells back.
"""

from __future__ import annotations

import ast
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from shapelint.source.marks import BEGIN, MARK, original
from shapelint.source.syntax.salvage import UNREAD, salvage

_MAGIC = re.compile(r"(?P<indent>\s*)(?P<names>(?:[A-Za-z_][\w, ]*=\s*)?)(?P<sign>[%!])")
_HELP = re.compile(r"(?P<indent>\s*)(?:\?{1,2}\s*[\w.]+|[\w.]+\s*\?{1,2})\s*$")
_PYTHON_MAGICS = ("%%time", "%%timeit", "%%capture", "%%prun", "%%memit", "%%mprun", "%%py3", "%%python3", "%%debug")
_LINES = re.compile(r"\r\n|\r|\n")


class Cells:
    """Code cells in order.

    sources: their texts; numbers: what each is called, from 1 (as an editor counts cells).

    text: the program. errors: (row of the program, column, message) of the cells that are not Python.
    """

    def __init__(self, sources: Sequence[str], numbers: Sequence[int] | None = None) -> None:
        self.numbers = list(numbers or range(1, len(sources) + 1))
        self.errors: list[tuple[int, int, str]] = []
        self._first: list[int] = []  # the row of each cell's beginning
        rows: list[str] = []
        around = "\n".join(sources)
        for number, source in zip(self.numbers, sources, strict=True):
            self._first.append(len(rows) + 1)
            rows.append(f"{BEGIN}{number}")
            rows += self._read(source, len(rows), around)
        self.text = "\n".join(rows)

    def _read(self, source: str, above: int, around: str) -> list[str]:
        rows = _LINES.split(source)
        masked = rows if _is_python(source) else list(_without_magics(rows))
        text = "\n".join(masked)
        if _is_python(text):
            return masked
        from shapelint.source.syntax.file import SourceFile, SourceSyntaxError, TooNested

        try:
            SourceFile("cell", text)
            return masked
        except SourceSyntaxError as error:
            self.errors.append((above + error.row, error.column, error.message))
        except TooNested:
            pass
        kept = salvage("cell", text, around)
        read = [""] * len(masked) if kept is None else kept.split("\n")
        return [_marked(new, row) if new != row else row for new, row in zip(read, masked, strict=True)]

    def place(self, row: int) -> tuple[int, int]:
        """The cell that a row of the program is in.

        Its index (from 0), and the row in it, from 1.
        """
        index = max(bisect_right(self._first, row) - 1, 0)
        return index, max(row - self._first[index], 1)

    def row(self, index: int, row: int) -> int:
        """The row of the program that is a row of a cell."""
        return self._first[index] + row

    def number(self, row: int) -> int:
        """The number of the cell with this row."""
        return self.numbers[self.place(row)[0]]

    def sources(self, text: str) -> list[str]:
        """The cells of a changed program, line ends as `\\n`.

        Raises ValueError where it has other cells.
        """
        cells: list[list[str]] = []
        for row in _LINES.split(text):
            if row.startswith(BEGIN):
                cells.append([])
            elif cells:
                cells[-1].append(original(row))
            else:
                raise ValueError("a row before the first cell")
        if len(cells) != len(self.numbers):
            raise ValueError("there are other cells than before")
        return ["\n".join(rows) for rows in cells]


def _is_python(text: str) -> bool:
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _marked(code: str, row: str) -> str:
    """A row with other code in its place.

    What was marked before keeps its one mark.
    """
    return f"{code}{'  ' if code else ''}{MARK}{original(row)}"


def _without_magics(rows: Sequence[str]) -> Iterator[str]:
    """The rows with IPython's own lines behind a mark.

    What it reads before Python does.
    """
    first = next((row.strip() for row in rows if row.strip()), "")
    foreign = first.startswith("%%") and not first.startswith(_PYTHON_MAGICS)
    goes_on = False
    for row in rows:
        magic = _MAGIC.match(row) or _HELP.match(row)
        if foreign or goes_on:
            yield _marked("", row)
        elif magic is None:
            yield row
        elif row.lstrip().startswith("%%"):
            yield _marked("", row)
        else:
            names = magic.groupdict().get("names")
            yield _marked(magic["indent"] + (f"{names}{UNREAD}" if names else "pass"), row)
        goes_on = (magic is not None or goes_on) and row.endswith("\\")


# --- Markdown -------------------------------------------------------------------------------------------------------

_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})\s*(?:\{?\.?(?P<language>[A-Za-z0-9_+-]*))")
_PYTHON = ("python", "py", "python3", "torch", "pytorch")


def of_markdown(text: str) -> str:
    """The Python code blocks of a Markdown file as one program.

    Every other row stands behind a mark, where it was.
    """
    rows: list[str] = []
    block: list[str] = []
    fence = ""
    is_python = False
    for row in [*_LINES.split(text), ""]:
        found = _FENCE.match(row)
        if not fence and found:
            fence, is_python = found["fence"], found["language"].lower() in _PYTHON
            rows.append(_marked("", row))
        elif fence and row.rstrip() == fence:
            rows += [*_block(block, text), _marked("", row)]
            block, fence = [], ""
        elif fence and is_python:
            block.append(row)
        else:
            rows.append(_marked("", row) if row else row)
    return "\n".join([*rows, *(_marked("", row) for row in block)][: text.count("\n") + 1])


def _block(rows: Sequence[str], around: str) -> list[str]:
    """One code block.

    What cannot be read of it (a prompt, an ellipsis in place of code) is left out.
    """
    if not rows:
        return []
    text = "\n".join(_without_magics(rows)) if not _is_python("\n".join(rows)) else "\n".join(rows)
    kept = text if _is_python(text) else salvage("block", text, around)
    read = [""] * len(rows) if kept is None else kept.split("\n")
    return [_marked(new, row) if new != row else row for new, row in zip(read, text.split("\n"), strict=True)]


def unmarked(text: str) -> str:
    """The text that a marked program was made from."""
    return "\n".join(original(row) for row in text.split("\n"))
