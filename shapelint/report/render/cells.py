"""Findings in notebooks, for formats whose readers know rows of files only."""

from __future__ import annotations

from shapelint.report.findings import Finding, Related, Report
from shapelint.report.render.context import Context
from shapelint.source.files import NOTEBOOK
from shapelint.source.span import Location, Span

TOP = Location(1, 1)


def at_files(report: Report, context: Context) -> Report:
    """The report with places in cells put into words.

    Each place in a notebook's cell is then at the top of its file.
    """
    if not any(_is_notebook(span) for one in report.findings for span in _spans(one)):
        return report
    findings = [_at_file(one, context) for one in report.findings]
    suppressed = [(_at_file(one, context), reason) for one, reason in report.suppressed]
    return Report(findings, report.coverage, report.failures, report.notes, suppressed)


def _spans(finding: Finding) -> list[Span]:
    return [finding.span, *(other.span for other in finding.related)]


def _is_notebook(span: Span) -> bool:
    return span.filename.endswith(NOTEBOOK)


def _at_file(finding: Finding, context: Context) -> Finding:
    related = tuple(Related(_top(one.span), _said(one.message, one.span, context)) for one in finding.related)
    fix = finding.fix
    if fix is not None and any(_is_notebook(edit.span) for edit in fix.edits):
        fix = None
    message = _said(finding.message, finding.span, context)
    return finding.with_(span=_top(finding.span), message=message, related=related, fix=fix)


def _top(span: Span) -> Span:
    return Span(span.filename, TOP, TOP) if _is_notebook(span) else span


def _said(message: str, span: Span, context: Context) -> str:
    return f"{context.place_text(span.filename, span.start)}: {message}" if _is_notebook(span) else message
