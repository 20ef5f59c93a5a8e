"""Where something stands in a text after edits."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from shapelint.source.span import Edit, Location, Span
from shapelint.source.text import Offsets


class Moved:
    """One file's edits, and where they put what stood there before."""

    def __init__(self, before: str, after: str, edits: Iterable[Edit]) -> None:
        self._before, self._after = Offsets(before), Offsets(after)
        self._edits = sorted(
            (self._before.of(edit.span.start), self._before.of(edit.span.end), len(edit.content)) for edit in edits
        )
        self._starts = [start for start, _, _ in self._edits]
        grown = (size - (end - start) for start, end, size in self._edits)
        self._moved = [0, *accumulate(grown)]  # by how much what stands before and after each edit moves

    def span(self, span: Span) -> Span:
        """A span of the old text in the new one.

        What touches an edit at its edge holds all that the edit wrote.
        """
        start = self._offset(self._before.of(span.start), at_end=False)
        end = self._offset(self._before.of(span.end), at_end=True)
        return Span(span.filename, self._location(start), self._location(max(start, end)))

    def back(self, span: Span) -> Span | None:
        """A span of the new text in the old one.

        None where it touches what the edits wrote.
        """
        ends = [self._back(self._after.of(one)) for one in (span.start, span.end)]
        if None in ends or ends[0] is None or ends[1] is None or ends[0][1] != ends[1][1]:
            return None
        return Span(span.filename, self._before.location(ends[0][0]), self._before.location(ends[1][0]))

    def _back(self, offset: int) -> tuple[int, int] | None:
        """The old offset, and how many edits stand before it."""
        for count, ((start, _, size), moved) in enumerate(zip(self._edits, self._moved, strict=False)):
            if offset < start + moved:
                return offset - moved, count
            if offset <= start + moved + size and (offset > start + moved or size):
                return None
        return offset - self._moved[-1], len(self._edits)

    def written(self) -> list[tuple[Location, Location]]:
        """The stretches of the new text that the edits wrote."""
        return [
            (self._location(start + moved), self._location(start + moved + size))
            for (start, _, size), moved in zip(self._edits, self._moved, strict=False)
        ]

    def _offset(self, offset: int, at_end: bool) -> int:
        passed = (bisect_right if at_end else bisect_left)(self._starts, offset)
        if passed:
            start, end, size = self._edits[passed - 1]
            if offset < end:  # within what was replaced
                return start + self._moved[passed - 1] + (size if at_end else 0)
        return offset + self._moved[passed]

    def _location(self, offset: int) -> Location:
        return self._after.location(offset)
