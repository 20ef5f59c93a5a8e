"""One line for each finding: `file:row:column: CODE name: message`."""

from __future__ import annotations

from shapelint.report.findings import Finding, Report
from shapelint.report.render.context import Context
from shapelint.report.render.paint import Paint
from shapelint.report.render.sanitize import sanitize
from shapelint.report.render.summary import summary

CELLS = True


def render(report: Report, context: Context) -> str:
    paint = Paint(context.color)
    lines = [headline(finding, context, paint) for finding in report.findings]
    if context.summary:
        lines += summary(report)
    return "".join(line + "\n" for line in lines)


def headline(finding: Finding, context: Context, paint: Paint) -> str:
    """`a.py:3:7: SHP101 channel-mismatch: conv2 takes 3 channels, it is given 64`"""
    filename = finding.span.filename
    place = f"{paint.strong(sanitize(filename))}:{context.place_text(filename, finding.span.start)}"
    fixable = "[*] " if finding.fix and finding.fix.safe else ""
    code = paint.severity(finding.severity, finding.code)
    return f"{place}: {code} {finding.name}: {fixable}{sanitize(finding.message)}"
