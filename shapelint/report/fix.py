"""Applying fixes.

Splices in the text, and nothing else in the file changes.

A fix is applied whole or not at all; one that would overlap another waits for the next run. What parsed before parses
afterwards, else the file stays as it is.
"""

from __future__ import annotations

import ast
import difflib
import os
import re
import stat
import tempfile
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from shapelint.report.findings import Finding, Fix
from shapelint.source.files import Unreadable, read
from shapelint.source.program import changed_file
from shapelint.source.span import Edit
from shapelint.source.text import Offsets, Undecodable, splice


class NotWritten(Exception):
    """A file could not be written, for the reason in the message.

    It is as it was.
    """


@dataclass
class Outcome:
    """What fixes make of the files.

    texts: the new content of each file that changes. applied: the findings whose fix is in it.
    refused: (filename, why) of files that were left alone although there was a fix.
    """

    texts: dict[str, str] = field(default_factory=dict)
    applied: list[Finding] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


def plan(findings: Iterable[Finding], text_of: Callable[[str], str], unsafe: bool = False) -> Outcome:
    """What applying the findings' fixes would make of the files.

    Nothing is written.

    text_of: a file's content. unsafe: also the fixes that a person should look at.
    """
    chosen: list[Finding] = []
    places = _Places(text_of)
    for finding in findings:
        if finding.fix is not None and finding.fix.edits and (finding.fix.safe or unsafe) and places.take(finding.fix):
            chosen.append(finding)
    outcome = Outcome()
    while True:
        edits = _edits(chosen)
        texts = {name: (text_of(name), splice(text_of(name), ours)) for name, ours in edits.items()}
        harm = {name: why for name, (before, after) in texts.items() if (why := _harm(before, after))}
        if not harm:
            break
        outcome.refused += harm.items()
        # Whole or not at all: what such a fix would do to other files is left as well.
        chosen = [finding for finding in chosen if not _files(finding) & harm.keys()]
    outcome.texts = {name: after for name, (before, after) in texts.items() if after != before}
    outcome.applied = chosen
    return outcome


def _files(finding: Finding) -> set[str]:
    return {edit.span.filename for edit in finding.fix.edits} if finding.fix else set()


def _edits(findings: Iterable[Finding]) -> dict[str, list[Edit]]:
    """The edits of fixes, by file.

    Two findings may have one mistake: the same edit is made once.
    """
    result: dict[str, dict[Edit, None]] = {}
    for finding in findings:
        for edit in finding.fix.edits if finding.fix else ():
            result.setdefault(edit.span.filename, {})[edit] = None
    return {name: list(edits) for name, edits in result.items()}


class _Places:
    """The places that are to be edited.

    Stretches of files, none of which overlap.
    """

    def __init__(self, text_of: Callable[[str], str]) -> None:
        self._text_of = text_of
        self._offsets: dict[str, Offsets] = {}
        self._taken: set[Edit] = set()
        self._places: dict[str, list[tuple[int, int]]] = {}  # in order

    def take(self, fix: Fix) -> bool:
        """Takes those of a fix, where all exist and are free.

        Two insertions at one place are in each other's way, as their order is open; an edit that is wanted already is
        not.
        """
        own: list[tuple[Edit, list[tuple[int, int]], tuple[int, int]]] = []
        for edit in dict.fromkeys(fix.edits):
            if edit in self._taken:
                continue
            places = self._places.setdefault(edit.span.filename, [])
            try:
                place = self._range(edit)
            except ValueError:
                place = 1, 0
            if not _is_free(place, places):
                for _, others, one in own:
                    others.remove(one)
                return False
            insort(places, place)
            own.append((edit, places, place))
        self._taken.update(edit for edit, _, _ in own)
        return True

    def _range(self, edit: Edit) -> tuple[int, int]:
        filename = edit.span.filename
        if filename not in self._offsets:
            self._offsets[filename] = Offsets(self._text_of(filename))
        return self._offsets[filename].of(edit.span.start), self._offsets[filename].of(edit.span.end)


def _is_free(place: tuple[int, int], places: Sequence[tuple[int, int]]) -> bool:
    """Whether a stretch overlaps none of those taken, which stand in order."""
    start, end = place
    at = bisect_left(places, (start,))
    before_it = places[at - 1][1] if at else 0
    after_it = places[at][0] if at < len(places) else end + 1
    return start <= end and before_it <= start != after_it and after_it >= end


def _harm(before: str, after: str) -> str:
    """Why the new text must not be written, or ""."""
    if not _parses(before):
        return "it does not parse as it is"
    return "" if _parses(after) else "its fixes together would break its syntax"


def _parses(text: str) -> bool:
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # ValueError: a NUL in the source
        return False
    return True


def diff(filename: str, before: str, after: str) -> str:
    """A unified diff that `patch` takes."""
    # Lines as patch knows them: only a line feed ends one.
    old, new = (re.findall(r"[^\n]*\n|[^\n]+", text) for text in (before, after))
    lines = difflib.unified_diff(old, new, fromfile=filename, tofile=filename)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def write(path: str, before: str, after: str) -> None:
    """Replace the file's content in one step.

    Keeps its encoding, mark, mode and owner. Raises NotWritten.

    before: the content that `after` was made from; a file that is not that any more is left alone.
    """
    new = encoded(path, before, after)
    try:
        _replace(path, new, os.stat(path))
    except OSError as error:
        raise NotWritten(error.strerror or str(error)) from None


def encoded(path: str, before: str, after: str) -> bytes:
    """What `write` would put into the file.

    Raises NotWritten where it would not.
    """
    if os.path.islink(path):
        raise NotWritten("it is a link; fix the file that it leads to")
    try:
        if os.stat(path).st_nlink > 1:
            raise NotWritten("it has another name (a hard link), under which it would stay as it is")
        return changed_file(path, read(path), before, after)
    except UnicodeEncodeError as error:
        raise NotWritten(f"its encoding has no {after[error.start : error.end]!r}") from None
    except (Unreadable, Undecodable, ValueError) as error:
        raise NotWritten(str(error)) from None
    except OSError as error:
        raise NotWritten(error.strerror or str(error)) from None


def _replace(path: str, data: bytes, status: os.stat_result) -> None:
    # Written beside it and moved over it: whoever reads the file meanwhile sees the old or the new content, whole.
    descriptor, temporary = tempfile.mkstemp(prefix=".shapelint-", dir=os.path.dirname(path) or os.curdir)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(descriptor)
        if hasattr(os, "chown"):
            try:
                os.chown(temporary, status.st_uid, status.st_gid)
            except PermissionError:
                raise NotWritten("it belongs to somebody else, and would belong to you") from None
        os.chmod(temporary, stat.S_IMODE(status.st_mode))
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
