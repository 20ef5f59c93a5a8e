"""The programs under `tests/silent`, by topic, and their marks."""

from __future__ import annotations

import re
from pathlib import Path

SILENT = Path(__file__).parent / "silent"
MARK = re.compile(r"\s*# warning: \[([a-z-]+)\]$", re.MULTILINE)


def programs(topic: str, kind: str) -> list[str]:
    """The paths, below `tests/silent`, of a topic's programs of one kind ("bug", "ok")."""
    return sorted(p.relative_to(SILENT).as_posix() for p in (SILENT / topic).glob(f"*_{kind}.py"))


def unmarked(text: str) -> str:
    """The program as it was before it was marked; every line keeps its number."""
    return MARK.sub("", text)
