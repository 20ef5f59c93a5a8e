"""A finding as the plain data that JSON formats print: ruff's names, and ours beside them."""

from __future__ import annotations

from typing import Any

from shapelint.report.findings import Finding, Fix, Report
from shapelint.report.render.context import Context
from shapelint.report.render.fingerprint import fingerprints
from shapelint.report.render.sanitize import encodable, sanitize
from shapelint.source.span import Location, Span


def rows(report: Report, context: Context) -> list[dict[str, Any]]:
    """One mapping for each finding, in order."""
    marks = fingerprints(report.findings, context)
    return [_row(finding, mark) for finding, mark in zip(report.findings, marks, strict=True)]


def _row(finding: Finding, fingerprint: str) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "message": sanitize(finding.message),
        "severity": finding.severity,
        **_span(finding.span),
        "help": _or_null(finding.help),
        "fix": _fix(finding.fix) if finding.fix else None,
        "url": None,
        "related": [{**_span(other.span), "message": sanitize(other.message)} for other in finding.related],
        "expected": _or_null(finding.expected),
        "actual": _or_null(finding.actual),
        "confirmed": _or_null(finding.confirmed),
        "fingerprint": fingerprint,
    }


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "applicability": "safe" if fix.safe else "unsafe",
        "message": sanitize(fix.message),
        # The content must be exact; JSON escapes what is in it.
        "edits": [{"content": encodable(edit.content), **_span(edit.span)} for edit in fix.edits],
    }


def _span(span: Span) -> dict[str, Any]:
    return {
        "filename": sanitize(span.filename),
        "location": _location(span.start),
        "end_location": _location(span.end),
    }


def _location(location: Location) -> dict[str, int]:
    return {"row": location.row, "column": location.column}


def _or_null(text: str) -> str | None:
    return sanitize(text) if text else None
