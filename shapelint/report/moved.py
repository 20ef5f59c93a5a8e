"""Where something stands in a text after edits."""

from __future__ import annotations

from collections.abc import Iterable

from shapelint.source.span import Edit, Location, Span
from shapelint.source.text import Offsets


class Moved:
    """One file's edits, and where they put what stood there before."""

    def __init__(self, before: str, after: str, edits: Iterable[Edit]) -> None:
        self._before, self._after = Offsets(before), Offsets(after)
        self._edits = sorted(
            (self._before.of(edit.span.start), self._before.of(edit.span.end), len(edit.content)) for edit in edits
        )

    def span(self, span: Span) -> Span:
        """A span of the old text in the new one. What touches an edit at its edge holds all that the edit wrote."""
        start = self._offset(self._before.of(span.start), at_end=False)
        end = self._offset(self._before.of(span.end), at_end=True)
        return Span(span.filename, self._location(start), self._location(max(start, end)))

    def written(self) -> list[tuple[Location, Location]]:
        """The stretches of the new text that the edits wrote."""
        found = []
        moved = 0
        for start, end, size in self._edits:
            found.append((self._location(start + moved), self._location(start + moved + size)))
            moved += size - (end - start)
        return found

    def _offset(self, offset: int, at_end: bool) -> int:
        moved = 0
        for start, end, size in self._edits:
            if offset < start or (offset == start and not at_end):
                break
            if offset < end:  # within what was replaced
                return start + moved + (size if at_end else 0)
            moved += size - (end - start)
        return offset + moved

    def _location(self, offset: int) -> Location:
        return self._after.location(offset)
