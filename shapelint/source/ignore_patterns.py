"""One pattern of `.gitignore`, as git reads it.

In time that grows with the lengths of pattern and path.

A regular expression for the whole path, as libraries have it, takes exponential time for `*a*a*b` and `**/a/**/a/**/b`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Union

from msgspec import Struct

Part = Union[str, re.Pattern[str], None]
"""What one name of a path must be; None stands for any number of folders."""


class Pattern(Struct, frozen=True):
    """takes_back: it starts with `!`. only_folders: it ends with a slash."""

    parts: tuple[Part, ...]
    takes_back: bool
    only_folders: bool

    def covers(self, names: Sequence[str], is_folder: bool, or_inside: bool = False) -> bool:
        """Whether it stands for a path.

        or_inside: or for a folder that the path is in.
        """
        if not or_inside:
            if self.only_folders and not is_folder:
                return False
            if len(self.parts) == 2 and self.parts[0] is None:
                return _fits(self.parts[1], names[-1])
        last = len(self.parts)
        at = self._with_none_between({0})
        for passed, name in enumerate(names, 1):
            further = set()
            for place in at:
                if place < last and self.parts[place] is None:
                    further |= {place, place + 1} if place + 1 == last else {place}
                elif place < last and _fits(self.parts[place], name):
                    further.add(place + 1)
            at = self._with_none_between(further)
            is_whole = passed == len(names)
            if last in at and (is_whole or or_inside) and (not is_whole or is_folder or not self.only_folders):
                return True
        return False

    def _with_none_between(self, places: set[int]) -> set[int]:
        """The places, and those behind `**`.

        It also stands for no folder, but not at the end.
        """
        for place in sorted(places):
            while place + 1 < len(self.parts) and self.parts[place] is None:
                place += 1
                places.add(place)
        return places


def _fits(part: Part, name: str) -> bool:
    return part == name if isinstance(part, str) else part is None or part.fullmatch(name) is not None


@lru_cache(maxsize=10_000)
def parse(line: str) -> Pattern | None:
    """A line of `.gitignore`.

    None for an empty one, a comment, and what git passes over (`!`, `a\\`, `[a`).
    """
    line = line.rstrip("\r")
    while line.endswith(" ") and not _is_escaped(line, len(line) - 1):
        line = line[:-1]
    if line.startswith("#") or (line.endswith("\\") and not _is_escaped(line, len(line) - 1)):
        return None
    takes_back = line.startswith("!")
    line = line[takes_back:]
    only_folders = line.endswith("/")
    line = line[: len(line) - only_folders]
    names = line.removeprefix("/").split("/")
    if "" in names:
        return None
    try:
        parts = tuple(None if name == "**" else _part(name) for name in names)
    except (ValueError, IndexError, re.error):
        return None
    return Pattern(parts if "/" in line else (None, *parts), takes_back, only_folders)


def _is_escaped(line: str, at: int) -> bool:
    before = line[:at]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _part(name: str) -> str | re.Pattern[str]:
    """One part of a pattern, ready to match.

    Raises ValueError, IndexError (it ends behind a backslash) or re.error for what matches nothing.
    """
    if not any(one in name for one in "*?[\\"):
        return name
    pieces = [""]
    at = 0
    while at < len(name):
        one = name[at]
        if one == "*":
            pieces.append("")
        elif one == "?":
            pieces[-1] += "."
        elif one == "[":
            text, at = _class(name, at + 1)
            pieces[-1] += text
            continue
        else:
            at += one == "\\"
            pieces[-1] += re.escape(name[at])
        at += 1
    first, *rest = pieces
    if not rest:
        return re.compile(first, re.DOTALL)
    # Where a piece is found first it may stay: the groups keep `re` from trying later places again.
    middle = "".join(f"(?=(?P<g{number}>.*?{piece}))(?P=g{number})" for number, piece in enumerate(rest[:-1]) if piece)
    return re.compile(f"{first}{middle}.*{rest[-1]}", re.DOTALL)


_NAMED = {
    "alnum": "a-zA-Z0-9", "alpha": "a-zA-Z", "digit": "0-9", "lower": "a-z", "upper": "A-Z", "xdigit": "0-9a-fA-F",
    "space": r"\s",
}  # fmt: skip


def _class(name: str, at: int) -> tuple[str, int]:
    """The class of characters behind a bracket.

    And where it ends.
    """
    start = at
    text = ""
    at += name[at : at + 1] in ("!", "^")
    negated = at > start
    start = at
    while at < len(name) and (name[at] != "]" or at == start):
        if name.startswith("[:", at):
            end = name.index(":]", at)
            text += _NAMED.get(name[at + 2 : end]) or _unknown()
            at = end + 2
            continue
        if name[at] == "\\":
            at += 1
        one = name[at]
        text += "-" if one == "-" and name[at - 1] != "\\" and at > start else re.escape(one)
        at += 1
    if at >= len(name):
        raise ValueError("the bracket is never closed")
    return f"[{'^' if negated else ''}{text}]", at + 1


def _unknown() -> str:
    raise ValueError("there is no such class")
