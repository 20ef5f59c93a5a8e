"""The format for people.

Each finding with the source it is about, where the other size came from, and what to write instead.
"""

from __future__ import annotations

from difflib import SequenceMatcher

from shapelint.report.findings import Finding, Report
from shapelint.report.formats.concise import headline
from shapelint.report.render.context import Context
from shapelint.report.render.paint import Paint
from shapelint.report.render.sanitize import sanitize
from shapelint.report.render.snippet import TAB, Label, snippets
from shapelint.report.render.summary import summary
from shapelint.source.marks import original
from shapelint.source.span import Edit, Location, Span
from shapelint.source.text import splice, split_lines

CELLS = True


def render(report: Report, context: Context) -> str:
    paint = Paint(context.color)
    lines: list[str] = []
    for finding in report.findings:
        lines += [*_finding(finding, context, paint), ""]
    if context.summary:
        lines += summary(report)
    return "".join(line + "\n" for line in lines)


def _finding(finding: Finding, context: Context, paint: Paint) -> list[str]:
    related = [Label(other.span, other.message) for other in finding.related]
    labels = [Label(finding.span, finding.label, finding.severity), *related]
    # A file may have been changed or deleted since it was checked: a label that is not in it has no source to show.
    visible = [label for label in labels if 0 < label.span.start.row <= len(context.lines(label.span.filename))]
    shown, width = snippets(visible, context, paint)
    result = [headline(finding, context, paint), *shown]
    if finding.picture:
        edge = f"{' ' * width} {paint.gutter('|')}"
        result += [f"{edge} {sanitize(line)}".rstrip() for line in finding.picture] + [edge]
    for label in related:
        if label not in visible:
            where = context.place_text(label.span.filename, label.span.start)
            result.append(f"  {sanitize(label.span.filename)}:{where}: {sanitize(label.text)}")
    margin = f"{' ' * width} {paint.gutter('=')}"
    if finding.help:
        result.append(f"{margin} {paint.strong('help')}: {sanitize(finding.help)}")
    if finding.fix:
        hint = "" if finding.fix.safe else " (--unsafe-fixes applies it)"
        result.append(f"{margin} {paint.strong('fix')}: {sanitize(finding.fix.message)}{hint}")
        result += _preview(finding.fix.edits, context, width, paint)
    if finding.confirmed:
        result.append(f"{margin} confirmed by {sanitize(finding.confirmed)}")
    return result


def _preview(edits: tuple[Edit, ...], context: Context, width: int, paint: Paint) -> list[str]:
    """The rows that a fix changes, before and after."""
    result: list[str] = []
    for filename in dict.fromkeys(edit.span.filename for edit in edits):
        ours = [edit for edit in edits if edit.span.filename == filename]
        # Only the rows around the edits: a whole file for each finding would be far too much.
        above = min(edit.span.start.row for edit in ours) - 1
        before = context.lines(filename)[above : max(edit.span.end.row for edit in ours)]
        try:
            after = split_lines(splice("\n".join(before), [_moved(edit, -above) for edit in ours]))
        except ValueError:  # the file is not any more what it was when it was checked
            continue
        for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if kind != "equal":
                removed = [(row, "-", paint.removed, before) for row in range(a, b)]
                added = [(row, "+", paint.added, after) for row in range(c, d)]
                for row, sign, color, lines in removed + added:
                    text = sanitize(original(lines[row]).expandtabs(TAB))
                    _, at = context.place(filename, Location(above + row + 1, 1))
                    result.append(f"{paint.gutter(f'{at.row:>{width}}')} {color(f'{sign} {text}'.rstrip())}")
    return result


def _moved(edit: Edit, rows: int) -> Edit:
    start, end = edit.span.start, edit.span.end
    moved = Span(edit.span.filename, Location(start.row + rows, start.column), Location(end.row + rows, end.column))
    return Edit(moved, edit.content)
