"""Writing comments that silence findings, where Python lets a comment stand."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence

from shapelint.source.comments import read_comments
from shapelint.source.suppress import from_comments

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_OWN = re.compile(r"(#\s*shapelint\s*:\s*ignore\s*\[[^\]]*)\]")


class CannotIgnore(Exception):
    """There is no place for a comment; the message says why."""


def add_ignore_comments(filename: str, text: str, wanted: Iterable[tuple[int, str]], reason: str = "") -> str:
    """The text with a comment for each (row, code) that it silences.

    Raises CannotIgnore.

    The program stays the same: a comment that would become part of a string is put above the statement instead.
    """
    codes: dict[int, list[str]] = {}
    for row, code in wanted:
        if code not in codes.setdefault(row, []):
            codes[row].append(code)
    before = _meaning(text)
    if before is None:
        raise CannotIgnore("it does not parse, so there is no telling where a comment may stand")
    lines: list[str] = _LINES.findall(text)
    _, statements = read_comments(text)
    # From the bottom up, so that a new line does not move what is still to come.
    for row in sorted(codes, reverse=True):
        if row > len(lines):
            raise CannotIgnore(f"there is no line {row}")
        for candidate in _candidates(lines, row, statements, codes[row], reason):
            if _silences(filename, candidate, row + len(candidate) - len(lines), codes[row]) and before == _meaning(
                "".join(candidate)
            ):
                lines = candidate
                break
        else:
            raise CannotIgnore(f"there is no place for a comment about line {row}")
    return "".join(lines)


def _candidates(
    lines: Sequence[str], row: int, statements: Iterable[tuple[int, int]], codes: Sequence[str], reason: str
) -> Iterator[list[str]]:
    """The lines with the comment, at the places to try in turn."""
    line = lines[row - 1]
    body = line.rstrip("\r\n")
    end = line[len(body) :]
    listed = ", ".join(codes)
    if _OWN.search(body):
        yield [*lines[: row - 1], _OWN.sub(rf"\1, {listed}]", body, count=1) + end, *lines[row:]]
    comment = " ".join(f"# shapelint: ignore[{listed}] {reason}".split())
    yield [*lines[: row - 1], f"{body.rstrip()}  {comment}{end}", *lines[row:]]
    first = next((start for start, last in statements if start <= row <= last), row)
    above = lines[first - 1]
    indent = above[: len(above) - len(above.lstrip())]
    yield [*lines[: first - 1], f"{indent}{comment}{end or chr(10)}", *lines[first - 1 :]]


def _silences(filename: str, lines: Sequence[str], row: int, codes: Iterable[str]) -> bool:
    comments, statements = read_comments("".join(lines))
    found = from_comments(filename, [line.rstrip("\r\n") for line in lines], comments, statements)
    return all(
        any(item.silences(code, code) and item.rows[0] <= row <= item.rows[1] for item in found.items) for code in codes
    )


def _meaning(text: str) -> str | None:
    try:
        return ast.dump(ast.parse(text))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
