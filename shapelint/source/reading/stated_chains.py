"""Comments on sizes, one leading to another: `# decoder: 7 -> 14 -> 28`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from msgspec import Struct

from shapelint.source.looks import kept

_SIZES = r"(?:\d{1,5}(?:\s*[x×]\s*\d{1,5}){0,2}|\(\s*\d{1,5}(?:\s*,\s*\d{1,5}){1,2}\s*\))"
_ARROW = r"\s*(?:->|=>|→)\s*"
CHAIN = re.compile(
    rf"#+\s*(?P<label>(?:[A-Za-z]+[ \d]*){{0,3}}?:?\s*)(?P<chain>{_SIZES}(?:{_ARROW}{_SIZES})+)\.?\s*(?:[,;(].*)?"
)
DOUBT = re.compile(
    r"\b(?:roughly|about|approx\w*|nearly|almost|around|if|when|unless|not|e\.?g|channels?|features?|filters?|maps?|dims?|"
    r"hidden|units?|ch|classes|tokens?|was|instead)\b|[~?≈]",
    re.IGNORECASE,
)


class Chain(Struct, frozen=True):
    """What is said: the sizes from the first to the last.

    alone: the comment has its row for itself, above the code.
    """

    row: int
    column: int
    end_column: int
    text: str
    sizes: tuple[tuple[int, ...], ...]
    alone: bool = False


@kept(maxsize=64)
def chains_of(file: Any) -> dict[int, Chain]:
    """Row of the comment -> what it says."""
    found = {}
    for row, column, text in file.comments() if "->" in file.text or "→" in file.text or "=>" in file.text else ():
        match = CHAIN.fullmatch(text)
        if match is not None and not DOUBT.search(text):
            parts = re.split(_ARROW, match["chain"])
            sizes = tuple(tuple(map(int, re.findall(r"\d+", part))) for part in parts)
            alone = not file.lines[row - 1][: column - 1].strip()
            found[row] = Chain(row, column, column + len(text), text.strip("# ").strip(), sizes, alone)
    return found


IN_TEXT = re.compile(rf"(?<![\w.])\d{{1,5}}(?:{_ARROW}\d{{1,5}}){{3,}}(?!\w|\.\d)")


@lru_cache(maxsize=256)
def chain_of_text(text: str) -> tuple[str, tuple[int, ...]] | None:
    """The one chain of four sizes or more in a docstring."""
    found = [match[0] for line in text.splitlines() if not DOUBT.search(line) for match in IN_TEXT.finditer(line)]
    if len(found) != 1:
        return None
    return found[0], tuple(int(one) for one in re.findall(r"\d+", found[0]))
