"""Hand-made reports, for what is tested without an analysis."""

from __future__ import annotations

from dataclasses import dataclass

from shapelint.report.findings import Coverage, Finding, Fix, Related, Report, Severity
from shapelint.report.render.context import Context
from shapelint.source.span import Edit, Location, Span

SOURCE = """\
import torch.nn as nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 3)
        self.conv2 = nn.Conv2d(32, 64, 3)

    def forward(self, x):
        return self.conv2(self.conv1(x))
"""


@dataclass(frozen=True)
class Rule:
    code: str
    name: str
    summary: str = "A layer is given another number of channels than it takes."
    explanation: str = "What: it reports it."
    severity: Severity = "error"
    default: bool = True
    bad: str = "BUG"
    good: str = "OK"
    check: None = None


RULES = (Rule("SHP101", "channel-mismatch"), Rule("SHP301", "pad-order", severity="warning"))


def span(row: int, column: int, end_column: int, filename: str = "net.py", end_row: int | None = None) -> Span:
    return Span(filename, Location(row, column), Location(end_row or row, end_column))


def finding(**changes: object) -> Finding:
    """conv2 of SOURCE takes 32 channels and is given 64."""
    return Finding(
        code="SHP101",
        name="channel-mismatch",
        span=span(8, 32, 34),
        message="conv2 takes 32 channels, it is given Nx64x26x26",
        label="takes 32",
        help="write nn.Conv2d(64, 64, 3)",
        related=(Related(span(7, 35, 37), "64 channels come from here"),),
        fix=Fix("take the 64 channels there are", (Edit(span(8, 32, 34), "64"),)),
        expected="32",
        actual="64",
        confirmed="torch 2.13.0",
    ).with_(**changes)


def report(*findings: Finding, **changes: object) -> Report:
    made = Report(list(findings), Coverage(files=1, modules=3, operations=8, known=7))
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def context(texts: dict[str, str] | None = None, **changes: object) -> Context:
    known = {"net.py": SOURCE} if texts is None else texts
    return Context(rules=RULES, text_of=known.get, root="/project", **changes)  # type: ignore[arg-type]


HOSTILE_NAME = "a\n::error::b\x1b[31m\u202e\udcff.py"
HOSTILE = "see \x1b]0;x\x07\r\n::error::forged\u2028[/x] [batch] \ud800 100% a:b,c"


def hostile() -> tuple[Report, Context]:
    """A report of a tree whose author wishes us ill: escapes, forged lines, characters that no encoding has."""
    place = span(1, 5, 9, HOSTILE_NAME)
    bad = finding(
        span=place,
        message=HOSTILE,
        label=HOSTILE,
        help=HOSTILE,
        related=(Related(span(1, 1, 2, HOSTILE_NAME), HOSTILE),),
        fix=Fix(HOSTILE, (Edit(place, HOSTILE),)),
        expected=HOSTILE,
        actual=HOSTILE,
    )
    made = report(bad, failures=[(HOSTILE_NAME, HOSTILE)], notes=[HOSTILE], suppressed=[(bad, HOSTILE)])
    return made, context({HOSTILE_NAME: f"x = \x1b[2Jy\u202e  # {HOSTILE}\n"})
