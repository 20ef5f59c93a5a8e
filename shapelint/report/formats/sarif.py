"""SARIF 2.1.0, which code scanning services and editors read."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

from shapelint.report.findings import Finding, Fix, Report
from shapelint.report.render.context import Context, Rule
from shapelint.report.render.fingerprint import fingerprints
from shapelint.report.render.sanitize import encodable, sanitize
from shapelint.source.span import Span

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "SRCROOT"


def render(report: Report, context: Context) -> str:
    index = {rule.code: number for number, rule in enumerate(context.rules)}
    silenced = [finding for finding, _ in report.suppressed]
    # Both in one go, so that what is silenced does not change the fingerprints of what is not.
    marks = fingerprints([*report.findings, *silenced], context)
    results = [_result(finding, mark, index) for finding, mark in zip(report.findings, marks, strict=False)]
    for (finding, reason), mark in zip(report.suppressed, marks[len(report.findings) :], strict=True):
        suppression = {"kind": "inSource", **({"justification": sanitize(reason)} if reason else {})}
        results.append({**_result(finding, mark, index), "suppressions": [suppression]})
    run = {
        "tool": {
            "driver": {
                "name": "shapelint",
                "version": context.version,
                "rules": [_rule(rule) for rule in context.rules],
            }
        },
        "originalUriBaseIds": {ROOT: {"uri": Path(context.root).as_uri().rstrip("/") + "/"}},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report)],
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.explanation},
        "help": {"text": rule.explanation, "markdown": rule.explanation},
        "defaultConfiguration": {"level": rule.severity, "enabled": rule.default},
    }


def _result(finding: Finding, fingerprint: str, index: dict[str, int]) -> dict[str, Any]:
    text = sanitize(finding.message) + (f" (help: {sanitize(finding.help)})" if finding.help else "")
    facts = {"expected": finding.expected, "actual": finding.actual, "confirmed": finding.confirmed}
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": finding.severity,
        "message": {"text": text},
        "locations": [{"physicalLocation": _place(finding.span)}],
        "partialFingerprints": {"shapelint/v1": fingerprint},
        "properties": {key: sanitize(value) for key, value in facts.items() if value},
    }
    if finding.code in index:
        result["ruleIndex"] = index[finding.code]
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, "physicalLocation": _place(other.span), "message": {"text": sanitize(other.message)}}
            for number, other in enumerate(finding.related)
        ]
    if finding.fix:
        result["fixes"] = [_fix(finding.fix)]
    return result


def _fix(fix: Fix) -> dict[str, Any]:
    names = dict.fromkeys(edit.span.filename for edit in fix.edits)
    return {
        "description": {"text": sanitize(fix.message)},
        "artifactChanges": [
            {
                "artifactLocation": _artifact(name),
                "replacements": [
                    {"deletedRegion": _region(edit.span), "insertedContent": {"text": encodable(edit.content)}}
                    for edit in fix.edits
                    if edit.span.filename == name
                ],
            }
            for name in names
        ],
    }


def _place(span: Span) -> dict[str, Any]:
    return {"artifactLocation": _artifact(span.filename), "region": _region(span)}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.start.row,
        "startColumn": span.start.column,
        "endLine": span.end.row,
        "endColumn": span.end.column,
    }


def _artifact(filename: str) -> dict[str, Any]:
    """The URI of a file.

    Percent signs keep every byte of a file name, the strangest too.
    """
    path = quote(filename.replace(os.sep, "/").encode("utf-8", "surrogateescape"))
    if os.path.isabs(filename):
        return {"uri": f"file://{path if path.startswith('/') else '/' + path}"}
    return {"uri": path, "uriBaseId": ROOT}


def _invocation(report: Report) -> dict[str, Any]:
    def notification(level: str, text: str, filename: str | None = None) -> dict[str, Any]:
        place = {"locations": [{"physicalLocation": {"artifactLocation": _artifact(filename)}}]} if filename else {}
        return {"level": level, "message": {"text": sanitize(text)}, **place}

    notes = [notification("error", message, filename) for filename, message in report.failures]
    notes += [notification("note", text) for text in report.notes]
    return {"executionSuccessful": not report.failures, "toolExecutionNotifications": notes}
