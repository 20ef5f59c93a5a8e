"""Commands that GitHub Actions turns into annotations: `::error title=...,file=...,line=...::message`."""

from __future__ import annotations

from shapelint.report.findings import Finding, Report
from shapelint.report.render.context import Context
from shapelint.report.render.sanitize import sanitize


def render(report: Report, context: Context) -> str:
    failures = (
        f"::error title=shapelint,file={_property(filename)}::{_data(message)}\n"
        for filename, message in report.failures
    )
    return "".join([*map(_finding, report.findings), *failures])


def _finding(finding: Finding) -> str:
    start, end = finding.span.start, finding.span.end
    properties = {
        "title": f"shapelint ({finding.code})",
        "file": finding.span.filename,
        "line": str(start.row),
        "col": str(start.column),
        "endLine": str(end.row),
        "endColumn": str(end.column),
    }
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    place = f"{finding.span.filename}:{start.row}:{start.column}"
    text = f"{place}: {finding.code} {finding.name}: {finding.message}"
    if finding.help:
        text += f" (help: {finding.help})"
    return f"::{finding.severity} {listed}::{_data(text)}\n"


def _data(text: str) -> str:
    # Sanitized text has no line ends left; what GitHub would decode again is quoted all the same.
    return sanitize(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
