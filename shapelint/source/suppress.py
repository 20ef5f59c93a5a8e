"""Comments that silence findings.

    x = f(y)  # shapelint: ignore[SHP101, pad-order] why        this row
    # shapelint: ignore why                                     alone on its line: the statement below, every rule
    # shapelint: file-ignore[SHP301]                            alone on its line: the whole file
    x = f(y)  # noqa: SHP101                                    this row, as other linters write it

Comments come from Python's tokens, so that a string which looks like one is not taken for one. Which comments silenced
something is remembered: those that did not are findings themselves.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct

from shapelint.source.comments import Comment, read_comments
from shapelint.source.span import Edit, Location, Span
from shapelint.source.text import split_lines

_OURS = re.compile(
    r"#\s*shapelint\s*:\s*(?P<kind>file-ignore|ignore)(?![\w-])(?:\s*\[(?P<rules>[^\]]*)\])?", re.IGNORECASE
)
_NOQA = re.compile(r"#\s*noqa\b(?:\s*:\s*(?P<rules>[A-Z]+[0-9]+(?:[,\s]+[A-Z]+[0-9]+)*))?", re.IGNORECASE)
_CODE = re.compile(r"SHP[0-9]+$", re.IGNORECASE)
_WORD = re.compile(r"[^\s,]+")


class Suppression(Struct):
    """A rule that a comment silences in some rows.

    All rules, where `rule` is "".

    rows: first and last row it speaks for. span: the rule's name in the comment, or the whole directive.
    remove: the edit that takes it out. foreign: written for other linters too, so that it may be of use without us.
    """

    rule: str
    rows: tuple[int, int]
    span: Span
    remove: Edit
    reason: str = ""
    foreign: bool = False
    used: bool = False

    def silences(self, code: str, name: str) -> bool:
        """Whether it names this rule, by code or by name."""
        return not self.rule or self.rule.lower() in (code.lower(), name.lower())


class Suppressions(Struct):
    """The comments of one file."""

    items: list[Suppression] = []

    def silencer(self, span: Span, code: str, name: str) -> Suppression | None:
        """The comment that silences a finding, or None.

        It counts as used from then on.

        A comment counts on the finding's first and on its last row.
        """
        last = span.end.row if span.end.column > 1 or span.end.row == span.start.row else span.end.row - 1
        result = None
        for item in self.items:
            first_row, last_row = item.rows
            if (first_row <= span.start.row <= last_row or first_row <= last <= last_row) and item.silences(code, name):
                item.used = True
                result = result or item
        return result

    def unknown(self, known: Collection[str]) -> list[Suppression]:
        """Those that name a rule there is not.

        known: all codes and names.
        """
        lowered = {word.lower() for word in known}
        return [item for item in self.items if item.rule and item.rule.lower() not in lowered]

    def unused(self, checked: Collection[str]) -> list[Suppression]:
        """Those that silenced nothing, after all findings were asked for.

        checked: codes and names of the rules that ran; a comment about a rule that did not run may well be of use.
        """
        lowered = {word.lower() for word in checked}
        # A bare noqa may silence another linter.
        ours = (item for item in self.items if not item.used and (item.rule or not item.foreign))
        return [item for item in ours if not item.rule or item.rule.lower() in lowered]


def suppressions(filename: str, text: str) -> Suppressions:
    """The comments of a file that silence findings."""
    if not _may_silence(text):  # tokenizing is slow, and few files have such comments
        return Suppressions()
    comments, statements = read_comments(text)
    return from_comments(filename, split_lines(text), comments, statements)


def _may_silence(text: str) -> bool:
    """Whether a row may silence any of our rules.

    It has our name, or `noqa` of every rule or of one of ours.
    """
    folded = text.casefold()
    if "shapelint" in folded:
        return True
    if "noqa" not in folded:
        return False
    rules = (found["rules"] for line in split_lines(text) for found in _NOQA.finditer(line))
    return any(named is None or any(map(_CODE.match, _WORD.findall(named))) for named in rules)


def from_comments(
    filename: str, lines: Sequence[str], comments: Iterable[Comment], statements: Iterable[tuple[int, int]] = ()
) -> Suppressions:
    """The same, for one who has the comments.

    statements: first and last row of the statements that span several rows (of compound ones, their headers).
    """
    last_row = dict(statements)
    alone = {row for row, column, _ in comments if not lines[row - 1][: column - 1].strip()}
    below_of: dict[int, int] = {}  # the row that a comment alone on its own speaks for: it may be one of many
    for row in sorted(alone, reverse=True):
        below_of[row] = below_of.get(row + 1, row + 1)
    result = Suppressions()
    for row, column, text in comments:
        below = below_of.get(row, row)
        rows = (below, last_row.get(below, below)) if row in alone else (row, row)
        for found, foreign in ((_OURS.search(text), False), (_NOQA.search(text), True)):
            if found is None:
                continue
            is_file = not foreign and found.group("kind").lower() == "file-ignore"
            if is_file and row not in alone:
                continue
            scope = (1, len(lines)) if is_file else (row, row) if foreign else rows
            result.items += _read(
                found, text, scope, foreign, _Place(filename, row, column, lines[row - 1], row == len(lines))
            )
    return result


class _Place(Struct, frozen=True):
    """Where a comment stands."""

    filename: str
    row: int
    column: int
    line: str
    is_last: bool

    def span(self, start: int, end: int) -> Span:
        """Part of the comment, by offsets in its text."""
        return Span(self.filename, Location(self.row, self.column + start), Location(self.row, self.column + end))


def _read(found: re.Match[str], text: str, rows: tuple[int, int], foreign: bool, place: _Place) -> list[Suppression]:
    reason = text[found.end() :].strip().lstrip("#").strip() if not foreign else ""
    whole = place.span(found.start(), found.end())
    drop_all = _removal(found, text, place)
    if found.group("rules") is None:
        return [Suppression("", rows, whole, drop_all, reason, foreign)]
    start = found.start("rules")
    words = [(word.group(), start + word.start(), start + word.end()) for word in _WORD.finditer(found.group("rules"))]
    items = []
    for number, (word, begin, end) in enumerate(words):
        if foreign and not _CODE.match(word):
            continue
        drop = drop_all
        if len(words) > 1:  # with the comma on one side of it
            cut = (begin, words[number + 1][1]) if number + 1 < len(words) else (words[number - 1][2], end)
            drop = Edit(place.span(*cut), "")
        items.append(Suppression(word, rows, place.span(begin, end), drop, reason, foreign))
    return items


def _removal(found: re.Match[str], text: str, place: _Place) -> Edit:
    """Take out the directive.

    With its reason and the blanks before it, where the comment says nothing else.
    """
    end = found.end() if text[found.end() :].lstrip().startswith("#") else len(text)
    before = place.line[: place.column - 1]
    start = -(len(before) - len(before.rstrip())) if found.start() == 0 and end == len(text) else found.start()
    if (
        not before.strip() and start <= 0 and end == len(text)
    ):  # the comment is the line: with its line end, if it has one
        if place.is_last:
            return Edit(Span(place.filename, Location(place.row, 1), Location(place.row, len(place.line) + 1)), "")
        return Edit(Span(place.filename, Location(place.row, 1), Location(place.row + 1, 1)), "")
    return Edit(place.span(start, end), "")
