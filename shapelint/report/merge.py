"""One report from those of several files.

A file that is checked itself may be imported by others: its mistakes are found several times, and under another name
for it (imports are followed by absolute paths).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from shapelint.report.findings import Finding, Fix, Related, Report
from shapelint.source.span import Edit, Span


def merge(reports: Iterable[Report], files: Sequence[str] = ()) -> Report:
    """All reports in one.

    Each finding once, in order of place, each file under one name.

    files: the names that the user gave, which are used for these files; others are relative to the current folder
        where they are in it.
    """
    names = _Names(files)
    merged = Report()
    findings: dict[tuple[str, Span], Finding] = {}
    suppressed: dict[tuple[str, Span], tuple[Finding, str]] = {}
    for report in reports:
        for finding in map(names.of_finding, report.findings):
            same = findings.setdefault((finding.code, finding.span), finding)
            if finding.fix is None and same.fix is not None:  # it helps one of the files, and not the other
                findings[finding.code, finding.span] = finding
        for finding, reason in report.suppressed:
            renamed = names.of_finding(finding)
            suppressed.setdefault((renamed.code, renamed.span), (renamed, reason))
        merged.failures += [one for one in report.failures if one not in merged.failures]
        merged.notes += [one for one in report.notes if one not in merged.notes]
        merged.coverage += report.coverage
    merged.findings = sorted(findings.values(), key=lambda finding: (finding.span, finding.code))
    merged.suppressed = sorted(suppressed.values(), key=lambda one: (one[0].span, one[0].code))
    return merged


class _Names:
    """The name under which a file is spoken of."""

    def __init__(self, files: Iterable[str]) -> None:
        self._here = os.path.join(os.getcwd(), "")
        self._known = {os.path.abspath(file): file for file in files}

    def of(self, filename: str) -> str:
        if not os.path.isabs(filename):
            return filename
        return self._known.get(filename, filename.removeprefix(self._here))

    def of_span(self, span: Span) -> Span:
        return Span(self.of(span.filename), span.start, span.end)

    def of_finding(self, finding: Finding) -> Finding:
        fix = finding.fix
        if fix is not None:
            edits = tuple(Edit(self.of_span(edit.span), edit.content) for edit in fix.edits)
            fix = Fix(fix.message, edits, fix.safe)
        related = tuple(Related(self.of_span(other.span), other.message) for other in finding.related)
        return finding.with_(span=self.of_span(finding.span), related=related, fix=fix)
