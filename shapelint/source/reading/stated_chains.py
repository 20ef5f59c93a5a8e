"""Comments that say what a row makes of a size: `# 224 -> 112`, `# 30x30 -> 32x32`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from msgspec import Struct

NUMBERS = r"\d{1,5}(?:\s*[x×]\s*\d{1,5}){0,2}"
CHAIN = re.compile(
    rf"#+\s*(?:size|length|spatial)?\s*:?\s*(?P<left>{NUMBERS})\s*(?:->|=>|→)\s*(?P<right>{NUMBERS})\.?\s*"
)


class Chain(Struct, frozen=True):
    """What is said on a row: its sizes on both sides of the arrow."""

    row: int
    column: int
    end_column: int
    text: str
    left: tuple[int, ...]
    right: tuple[int, ...]


@lru_cache(maxsize=64)
def chains_of(file: Any) -> dict[int, Chain]:
    """Row -> what the comment beside its code says."""
    found = {}
    for row, column, text in file.comments() if "->" in file.text or "→" in file.text or "=>" in file.text else ():
        match = CHAIN.fullmatch(text)
        if match is not None and file.lines[row - 1][: column - 1].strip():
            left, right = (tuple(map(int, re.findall(r"\d+", match[side]))) for side in ("left", "right"))
            found[row] = Chain(row, column, column + len(text), text.strip("# ").strip(), left, right)
    return found
