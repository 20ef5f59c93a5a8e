"""A finding as the plain data that JSON formats print.

Ruff's names, and ours beside them.
"""

from __future__ import annotations

from typing import Any

from shapelint.report.findings import Finding, Fix, Report
from shapelint.report.render.context import Context
from shapelint.report.render.fingerprint import fingerprints
from shapelint.report.render.sanitize import encodable, sanitize
from shapelint.source.span import Location, Span
from shapelint.version import rule_url


def rows(report: Report, context: Context) -> list[dict[str, Any]]:
    """One mapping for each finding, in order."""
    marks = fingerprints(report.findings, context)
    return [_row(finding, mark, context) for finding, mark in zip(report.findings, marks, strict=True)]


def _row(finding: Finding, fingerprint: str, context: Context) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "message": sanitize(finding.message),
        "severity": finding.severity,
        **_span(finding.span, context),
        "help": _or_null(finding.help),
        "fix": _fix(finding.fix, context) if finding.fix else None,
        "url": rule_url(finding.name),
        "related": [{**_span(other.span, context), "message": sanitize(other.message)} for other in finding.related],
        "expected": _or_null(finding.expected),
        "actual": _or_null(finding.actual),
        "confirmed": _or_null(finding.confirmed),
        "fingerprint": fingerprint,
    }


def _fix(fix: Fix, context: Context) -> dict[str, Any]:
    return {
        "applicability": "safe" if fix.safe else "unsafe",
        "message": sanitize(fix.message),
        # The content must be exact; JSON escapes what is in it.
        "edits": [{"content": encodable(edit.content), **_span(edit.span, context)} for edit in fix.edits],
    }


def _span(span: Span, context: Context) -> dict[str, Any]:
    """In a notebook with the cell, and the place in it."""
    cell, start = context.place(span.filename, span.start)
    return {
        "filename": sanitize(span.filename),
        **({} if cell is None else {"cell": cell}),
        "location": _location(start),
        "end_location": _location(context.place(span.filename, span.end)[1]),
    }


def _location(location: Location) -> dict[str, int]:
    return {"row": location.row, "column": location.column}


def _or_null(text: str) -> str | None:
    return sanitize(text) if text else None
