"""What can still be read of a text that is being typed.

All of it but the statements that are not Python yet.
"""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Sequence

from shapelint.source.syntax.file import SourceFile, SourceSyntaxError, TooNested

ROUNDS = 4
"""Broken statements that are left out of one text; more of them and nothing is read."""

UNREAD = "_a_name_that_is_unread"
"""Nothing is known of it, so nothing is said of what it is given to."""

_NAME = re.compile(r"(?<![\w.])[A-Za-z_]\w*\b(?!\s*\()")  # what is called is not bound
_HEAD = re.compile(r"(?:async\s+)?(?:def|class)\s+(\w+)")
_IMPORTED = re.compile(r"^(?:from\s+\S+\s+)?import\s+(.*)")


def salvage(path: str, text: str, around: str = "") -> str | None:
    """The text without the statements that cannot be read.

    Each top-level one is replaced, row for row; None where too many cannot.

    The names that such a statement may bind are unknown from there on, so that nothing is judged by what they were.
    around: what else belongs to the program; what is imported and defined there is not bound by a broken statement.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    defined = {name for row in [*lines, *around.split("\n")] for name in _definitions(row)}
    for _ in range(ROUNDS):
        try:
            SourceFile(path, "\n".join(lines))
            return "\n".join(lines)
        except TooNested:
            return None
        except SourceSyntaxError as error:
            first, last = _statement(lines, error.row)
            blank = [""] * (last - first - 1)
            lines[first:last] = [_unknown(lines[first:last], defined), *blank]
    return None


def _statement(lines: Sequence[str], row: int) -> tuple[int, int]:
    """The rows of the top-level statement at a row.

    From 0, the end exclusive, with its decorators.
    """
    first = min(row, len(lines)) - 1
    while first > 0 and not _begins(lines[first]):
        first -= 1
    while first > 0 and lines[first - 1].startswith("@"):
        first -= 1
    last = max(first + 1, min(row, len(lines)))
    while last < len(lines) and not _begins(lines[last], ends=True):
        last += 1
    return first, last


def _begins(line: str, ends: bool = False) -> bool:
    """Whether a statement begins there, as far as its first letter tells."""
    if line.startswith(("else:", "elif ", "except", "finally:")):
        return False
    return bool(re.match(r"[A-Za-z_@]" if ends else r"[A-Za-z_@\"']", line))


def _unknown(rows: Sequence[str], defined: set[str]) -> str:
    """One row that makes all names unknown which the statement may bind."""
    head = next((_HEAD.match(row) for row in rows if not row.startswith("@")), None)
    if head is not None:
        return f"{head.group(1)} = {UNREAD}"
    names = {name for row in rows for name in _NAME.findall(row) if not name.startswith("__")}
    bound = sorted(names.difference(defined, keyword.kwlist, vars(builtins)))
    return "".join(f"{name} = " for name in bound) + UNREAD


def _definitions(row: str) -> list[str]:
    """What a row imports or defines.

    A statement that only uses it does not change what it is.
    """
    head, imported = _HEAD.match(row), _IMPORTED.match(row)
    if head is not None:
        return [head.group(1)]
    return [] if imported is None else _NAME.findall(imported.group(1))
