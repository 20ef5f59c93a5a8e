"""Reading what a test program says of itself in comments: `# error: [rule]`, `# warning: [rule]`, `# related`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from shapelint.report.findings import Finding

MARK = re.compile(r"#\s*(?:error|warning): \[([a-z-]+)\]")


@dataclass
class Expected:
    """marked: row -> rule name; related: rows that the finding may point at instead, naming the marked one."""

    marked: dict[int, str]
    related: set[int]


def expected(path: Path) -> Expected:
    marked: dict[int, str] = {}
    related: set[int] = set()
    for row, line in enumerate(path.read_text().splitlines(), 1):
        found = MARK.search(line)
        if found:
            marked[row] = found[1]
        elif re.search(r"#\s*related\b", line):
            related.add(row)
    return Expected(marked, related)


def rows_of(finding: Finding) -> set[int]:
    """Every row the finding points at."""
    spans = [finding.span, *(r.span for r in finding.related)]
    return {row for span in spans for row in range(span.start.row, span.end.row + 1)}


def found_where_marked(finding: Finding, wanted: Expected) -> bool:
    """Whether it is of the marked rule and points at the marked row, first or as a related place."""
    return any(finding.name == name and row in rows_of(finding) for row, name in wanted.marked.items())


def unmarked(text: str) -> str:
    """The program without its markers, which are comments and might be read as such. Rows stay what they are."""
    return "\n".join(MARK.sub("", line).rstrip() for line in text.split("\n"))
