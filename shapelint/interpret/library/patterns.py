"""`re` on texts that are known.

Patterns that may take for ever, and long texts, are left unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from shapelint.interpret.state.arguments import text
from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import Class, Instance
from shapelint.source.place import Place

MAX_TEXT = 200
EXPLOSIVE = re.compile(r"\([^)]*[+*}][^)]*\)\s*[+*{]")  # a repeated group with a repetition in it

Body = Callable[[Run, Place, list[Any], dict[str, Any]], Any]


def _function(name: str) -> Body:
    def body(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
        values = [run.settled(a) for a in args] or [None]
        is_compiled = KINDS[type(values[0])].is_object
        pattern = values[0].attributes.get("pattern") if is_compiled else values[0]
        texts = [text(run, one) for one in (pattern, *values[1:])]
        plain = all(one is not None and len(one) <= MAX_TEXT for one in texts)
        if not plain or kwargs or EXPLOSIVE.search(str(pattern)):
            return run.unknown(f"re.{name} of unknown texts", place)
        try:
            found = getattr(re, name)(*texts)
        except (re.error, TypeError, IndexError):
            return run.unknown(f"re.{name} fails", place)
        return _match(found) if name in MATCHING and found is not None else found

    return body


def _match(found: re.Match[str]) -> Instance:
    """A match, with what model code asks of one."""
    return Instance(MATCH, {"_match": found})


def _of_match(name: str) -> Body:
    def body(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
        self, *rest = args
        try:
            return getattr(self.attributes["_match"], name)(*(run.settled(a) for a in rest))
        except (IndexError, TypeError, re.error):
            return run.unknown(f"{name}() of a match fails", place)

    return body


def _compile(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    pattern = text(run, args[0])
    return run.unknown("an unknown pattern", place) if pattern is None else Instance(PATTERN, {"pattern": pattern})


MATCHING = ("match", "fullmatch", "search")
NAMES = (*MATCHING, "split", "findall", "sub")
MATCH = Class(
    "Match", namespace={n: Native(n, _of_match(n)) for n in ("group", "groups", "groupdict", "start", "end", "span")}
)
PATTERN = Class("Pattern", namespace={n: Native(n, _function(n)) for n in NAMES})
PATTERNS = {
    **{f"re.{n}": Native(n, _function(n), real=f"re.{n}") for n in NAMES},
    "re.compile": Native("compile", _compile),
}
