"""reviewdog's diagnostic format. Its columns count UTF-8 bytes."""

from __future__ import annotations

import json
from typing import Any

from shapelint.report.findings import Finding, Report
from shapelint.report.render.context import Context
from shapelint.report.render.sanitize import encodable, sanitize
from shapelint.source.span import Location, Span


def render(report: Report, context: Context) -> str:
    result = {
        "source": {"name": "shapelint"},
        "severity": "WARNING" if all(one.severity == "warning" for one in report.findings) else "ERROR",
        "diagnostics": [_diagnostic(finding, context) for finding in report.findings],
    }
    return json.dumps(result, indent=2) + "\n"


def _diagnostic(finding: Finding, context: Context) -> dict[str, Any]:
    result: dict[str, Any] = {
        "message": f"{finding.name}: {sanitize(finding.message)}",
        "location": _place(finding.span, context),
        "severity": finding.severity.upper(),
        "code": {"value": finding.code},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"message": sanitize(other.message), "location": _place(other.span, context)} for other in finding.related
        ]
    # A suggestion is of the file that it is shown in.
    ours = [edit for edit in finding.fix.edits if edit.span.filename == finding.span.filename] if finding.fix else []
    if finding.fix and len(ours) == len(finding.fix.edits):
        result["suggestions"] = [
            {"range": _range(edit.span, context), "text": encodable(edit.content)} for edit in ours
        ]
    return result


def _place(span: Span, context: Context) -> dict[str, Any]:
    return {"path": sanitize(span.filename), "range": _range(span, context)}


def _range(span: Span, context: Context) -> dict[str, Any]:
    def position(location: Location) -> dict[str, int]:
        before = context.line(span.filename, location.row)[: location.column - 1]
        # Where the line is not there any more, its characters count as one byte each.
        more = max(location.column - 1 - len(before), 0)
        return {"line": location.row, "column": len(before.encode("utf-8", "replace")) + more + 1}

    return {"start": position(span.start), "end": position(span.end)}
