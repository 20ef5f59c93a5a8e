"""What a renderer may know besides the report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from shapelint.report.findings import Severity
from shapelint.source.files import NOTEBOOK
from shapelint.source.marks import cell_of
from shapelint.source.span import Location
from shapelint.source.text import split_lines
from shapelint.version import __version__


class Rule(Protocol):
    """What renderers need of a rule's metadata."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def explanation(self) -> str: ...
    @property
    def severity(self) -> Severity: ...
    @property
    def default(self) -> bool: ...


def _no_text(filename: str) -> str | None:
    return None


@dataclass
class Context:
    """rules: the metadata of all rules.

    text_of: a file's content, or None where it cannot be read any more. root: the absolute folder that relative file
    names are relative to. color: with ANSI escapes. summary: with the last lines about what was found and covered.
    """

    rules: Sequence[Rule] = ()
    text_of: Callable[[str], str | None] = _no_text
    root: str = "/"
    color: bool = False
    summary: bool = True
    version: str = __version__
    _lines: dict[str, list[str]] = field(default_factory=dict, repr=False)

    def lines(self, filename: str) -> list[str]:
        """The lines of a file; none where it cannot be read."""
        if filename not in self._lines:
            text = self.text_of(filename)
            self._lines[filename] = [] if text is None else split_lines(text)
        return self._lines[filename]

    def place(self, filename: str, location: Location) -> tuple[int | None, Location]:
        """The cell of a notebook and the place in it.

        None and the place as it is in any other file.
        """
        found = cell_of(self.lines(filename), location.row) if filename.endswith(NOTEBOOK) else None
        return (None, location) if found is None else (found[0], Location(found[1], location.column))

    def place_text(self, filename: str, location: Location) -> str:
        """`3:7`, in a notebook `cell 2:3:7`."""
        cell, there = self.place(filename, location)
        return f"{'' if cell is None else f'cell {cell}:'}{there.row}:{there.column}"

    def line(self, filename: str, row: int) -> str:
        """One line, from 1; "" where it is not there."""
        lines = self.lines(filename)
        return lines[row - 1] if 0 < row <= len(lines) else ""
