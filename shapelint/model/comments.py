"""Comments, from Python's own tokens.

Tokens of a whole file cost a fifth of a parse by libcst. Only a row with a `#` can hold a comment; of those, most have
no quote before it, and so no string in which it could stand, unless the row is part of something longer.
"""

from __future__ import annotations

import io
import tokenize

Comment = tuple[int, int, str]
"""Row and column from 1, and the text with its `#`."""


def comments_of(lines: list[str], regions: list[tuple[int, int]] | None) -> list[Comment]:
    """Every comment of a file, in order.

    regions: as in Index; None where the file must be read by its tokens alone, up to the first fault.
    """
    if regions is None:
        return _tokens(lines, 0)[0]
    found: list[Comment] = []
    done = 0  # rows up to this one were read as part of a region
    inside = _Cover(regions)
    for row, line in enumerate(lines, 1):
        if row <= done or "#" not in line:
            continue
        region = inside.at(row)
        if region is not None:
            comments, complete = _tokens(lines[region[0] - 1 : region[1]], region[0] - 1)
            done = region[1]
        else:
            column = line.index("#")
            before = line[:column]
            if "'" not in before and '"' not in before:
                found.append((row, column + 1, line[column:]))
                continue
            comments, complete = _tokens([line.lstrip()], row - 1, len(line) - len(line.lstrip()))
        if not complete:
            return _tokens(lines, 0)[0]
        found += comments
    return found


class _Cover:
    """The region that holds a row; asked for growing rows."""

    def __init__(self, regions: list[tuple[int, int]]) -> None:
        self.regions = sorted(regions)
        self.next = 0

    def at(self, row: int) -> tuple[int, int] | None:
        while self.next < len(self.regions) and self.regions[self.next][1] < row:
            self.next += 1
        if self.next < len(self.regions) and self.regions[self.next][0] <= row:
            return self.regions[self.next]
        return None


def _tokens(lines: list[str], rows_before: int, columns_before: int = 0) -> tuple[list[Comment], bool]:
    """The comments among the tokens of some lines, and whether they could be read to the end."""
    found: list[Comment] = []
    try:
        for token in tokenize.generate_tokens(io.StringIO("\n".join(lines) + "\n").readline):
            if token.type == tokenize.COMMENT:
                row, column = token.start
                found.append((row + rows_before, column + columns_before + 1, token.string))
    except (tokenize.TokenError, SyntaxError):
        return found, False
    return found, True
