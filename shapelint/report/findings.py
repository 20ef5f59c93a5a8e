"""What shapelint reports: plain data, which every output format renders."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from shapelint.source.reads import Read
from shapelint.source.span import Edit, Span

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Related:
    """Another place that a finding speaks of.

    And what is said of it.
    """

    span: Span
    message: str


@dataclass(frozen=True)
class Fix:
    """Edits that mend a finding.

    `safe`: the program surely does what was meant; else a person should look.
    """

    message: str
    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True)
class Finding:
    """One mistake.

    span: what to look at, at the argument that is wrong where there is one.
    message: one or two sentences that say what meets what. `label` is the short form shown under the snippet.
    help: what to write instead.
    expected, actual: the two sizes, as text, where there are two.
    picture: lines that show it, where they were asked for.
    confirmed: "torch 2.13.0" once torch itself refused the operation; "" before.
    event: the trace event it came from, for confirmation; no output shows it.
    """

    code: str
    name: str
    span: Span
    message: str
    severity: Severity = "error"
    label: str = ""
    help: str = ""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    expected: str = ""
    actual: str = ""
    confirmed: str = ""
    picture: tuple[str, ...] = ()
    event: object = field(default=None, repr=False, compare=False)

    def with_(self, **changes: object) -> Finding:
        """A copy with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass
class Coverage:
    """How much was really checked."""

    files: int = 0
    modules: int = 0
    operations: int = 0
    known: int = 0  # operations whose result's shape is known

    def __iadd__(self, other: Coverage) -> Coverage:
        self.files += other.files
        self.modules += other.modules
        self.operations += other.operations
        self.known += other.known
        return self


@dataclass
class Report:
    """The outcome of one run.

    Findings in order of place, what was covered, what failed.

    failures: files that could not be analysed because of a fault of shapelint's own or of the system, as
        (filename, message). notes: things worth saying once (an empty folder, a file too large).
    suppressed: what a comment silences, with the reason given there; no format but SARIF shows it.
    reads: what the report on one file rests on besides that file; None where the report is not to be kept.
    """

    findings: list[Finding] = field(default_factory=list)
    coverage: Coverage = field(default_factory=Coverage)
    failures: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    suppressed: list[tuple[Finding, str]] = field(default_factory=list)
    reads: list[Read] | None = None
