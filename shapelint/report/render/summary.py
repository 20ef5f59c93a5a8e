"""The last lines of a run.

How much was found, and how much was really checked.
"""

from __future__ import annotations

from shapelint.report.findings import Report


def summary(report: Report) -> list[str]:
    """Two lines about the whole run.

    The last one tells what the silence of the others is worth.
    """
    return [found(report), covered(report)]


def found(report: Report) -> str:
    """The line that counts findings.

    `Found 2 errors and 1 warning in 2 files (1 fixable with --fix).`
    """
    if not report.findings:
        return "No shape bugs found." if not report.failures else f"{_count(len(report.failures), 'file')} failed."
    errors = sum(finding.severity == "error" for finding in report.findings)
    warnings = len(report.findings) - errors
    words = " and ".join(_count(n, what) for n, what in ((errors, "error"), (warnings, "warning")) if n)
    files = len({finding.span.filename for finding in report.findings})
    safe = sum(finding.fix is not None and finding.fix.safe for finding in report.findings)
    fixable = f" ({safe} fixable with --fix)" if safe else ""
    return f"Found {words} in {_count(files, 'file')}{fixable}."


def covered(report: Report) -> str:
    """The line that counts what was checked.

    `Checked 4 files, 7 modules, 61 operations; the shapes of 93 % are known.`
    """
    coverage = report.coverage
    counts = (coverage.files, "file"), (coverage.modules, "module"), (coverage.operations, "operation")
    text = f"Checked {', '.join(_count(n, what) for n, what in counts)}"
    if coverage.operations:
        # Rounded down: 100 % is said only where it is true.
        text += f"; the shapes of {100 * coverage.known // coverage.operations} % are known"
    return text + "."


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
