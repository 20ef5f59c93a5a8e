"""Programs that say what shapelint should know of them: `reveal_shape(x)  # (1, 8, H//2, W//2)`.

On one row, `a; b` are the texts of one run in their order (each told once), `a or b` those of its worlds. A program that
begins with `# symbolic` has no numbers for torch to run it with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from shapelint.interpret.entries import examine
from shapelint.interpret.project import Project

MARK = re.compile(r"^\s*(?:\w+ = |return )?reveal_shape\(.*\)  # (?P<text>.+)$")


def stated(text: str) -> dict[int, str]:
    """Row -> what the comment says."""
    rows = {row: MARK.match(line) for row, line in enumerate(text.splitlines(), 1)}
    return {row: found["text"] for row, found in rows.items() if found}


def revealed(path: Path) -> dict[int, str]:
    """Row -> what shapelint knows there. Raises what went wrong inside shapelint."""
    project = Project()
    file = project.file(str(path))
    assert file is not None, f"{path} cannot be read"
    rows: dict[int, list[str]] = {}
    for entry in examine(project, file):
        if entry.kind == "symbolic":  # a second look with symbols at what the program gives numbers to
            continue
        for fault in entry.exploration.faults:
            raise fault
        for run in entry.exploration.runs:
            texts: dict[int, list[str]] = {}
            for place, text in run.trace.revealed:
                if place.definition.file is file:
                    texts.setdefault(place.definition.place(place.at)[0], []).append(text)
            for row, every in texts.items():
                rows.setdefault(row, []).append("; ".join(once(every)))
    return {row: " or ".join(once(texts)) for row, texts in rows.items()}


def once(texts: Iterable[str]) -> list[str]:
    """Each text where it comes first."""
    return list(dict.fromkeys(texts))
