"""Quick fixes: what an editor offers at a finding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lsprotocol import types

from shapelint.app.editor.documents import Program, to_range
from shapelint.app.editor.shown import Lines
from shapelint.report.findings import Finding, Fix
from shapelint.report.render.sanitize import sanitize
from shapelint.source.ignore_comments import CannotIgnore, add_ignore_comments
from shapelint.source.span import Edit, Location, Span
from shapelint.source.text import split_lines

FIX_ALL = "source.fixAll.shapelint"
QUICK_FIX = types.CodeActionKind.QuickFix
EXPLAIN = "shapelint.explain"
_HEADER = re.compile(r"#!|#.*?coding[:=]")


def actions(
    program: Program, uri: str, findings: Sequence[Finding], diagnostics: Sequence[types.Diagnostic], lines: Lines
) -> Iterator[types.CodeAction]:
    """The quick fixes for the findings where the editor asks.

    diagnostics: what it shows there.
    """
    for finding in findings:
        about = [one for one in diagnostics if one.code == finding.code and _same(program, finding, one)] or None
        if finding.fix is not None:
            look = "" if finding.fix.safe else " (look at it)"
            yield types.CodeAction(
                sanitize(finding.fix.message + look), QUICK_FIX, about, is_preferred=finding.fix.safe or None,
                edit=workspace_edit(program, finding.fix, lines),
            )  # fmt: skip
    for finding in findings:
        about = [one for one in diagnostics if one.code == finding.code and _same(program, finding, one)] or None
        document, row = _row_in_document(program, finding.span.start.row)
        if finding.code[:4] != "SHP9":
            for title, text in (
                (f"Ignore {finding.code} here", _ignored_here(program.path, document, row, finding.code)),
                (f"Ignore {finding.code} in this file", ignored_in_file(document, finding.code)),
            ):
                if text is not None:
                    edit = types.WorkspaceEdit({uri: [whole(document, text, program)]})
                    yield types.CodeAction(title, QUICK_FIX, about, edit=edit)
        command = types.Command(f"Explain {finding.code}", EXPLAIN, arguments=[finding.code])
        yield types.CodeAction(f"Explain {finding.code} ({finding.name})", QUICK_FIX, about, command=command)


def _same(program: Program, finding: Finding, diagnostic: types.Diagnostic) -> bool:
    return program.range(finding.span)[1] == diagnostic.range


def workspace_edit(program: Program, fix: Fix, lines: Lines) -> types.WorkspaceEdit:
    changes: dict[str, list[types.TextEdit]] = {}
    for edit in fix.edits:
        uri, where = _where(program, edit, lines)
        changes.setdefault(uri, []).append(types.TextEdit(where, edit.content))
    return types.WorkspaceEdit(changes)


def _where(program: Program, edit: Edit, lines: Lines) -> tuple[str, types.Range]:
    if edit.span.filename == program.path:
        return program.range(edit.span)
    uri, rows = lines(edit.span.filename)
    return uri, to_range(edit.span.start, edit.span.end, program.codec, rows)


def _row_in_document(program: Program, row: int) -> tuple[str, int]:
    """The text of the document, and the row in it."""
    if program.cells is None:
        return program.documents[0].source, row
    index, inside = program.cells.place(row)
    return program.documents[index].source, inside


def _ignored_here(path: str, text: str, row: int, code: str) -> str | None:
    try:
        return add_ignore_comments(path, text, [(row, code)])
    except CannotIgnore:
        return None


def ignored_in_file(text: str, code: str) -> str:
    """With a comment at the top, behind what must stand first."""
    rows = text.splitlines(keepends=True)
    count = 0
    while count < len(rows) and count < 2 and _HEADER.match(rows[count]):
        count += 1
    end = "\r\n" if rows and rows[0].endswith("\r\n") else "\n"
    return "".join([*rows[:count], f"# shapelint: file-ignore[{code}]{end}", *rows[count:]])


def whole(before: str, after: str, program: Program) -> types.TextEdit:
    """The edit of the rows in which two texts differ."""
    old, new = split_lines(before), split_lines(after)
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    end = "\r\n" if "\r\n" in before else "\n"
    content = end.join(new[first : len(new) - last])
    if last:
        if len(new) - last > first:
            content += end
        span = Span("", Location(first + 1, 1), Location(len(old) - last + 1, 1))
    else:
        span = Span("", Location(first + 1, 1), Location(len(old), len(old[-1]) + 1))
    return types.TextEdit(to_range(span.start, span.end, program.codec, old), content)
