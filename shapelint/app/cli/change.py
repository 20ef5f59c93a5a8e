"""What `--fix`, `--diff` and `--add-ignore` do to files."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence

from shapelint.app.cli.texts import STDIN, Texts
from shapelint.app.cli.usage import UsageError
from shapelint.lint.mending import Analyse, mend
from shapelint.report.findings import Finding, Report
from shapelint.report.fix import NotWritten, diff, encoded, write
from shapelint.report.render.context import Context
from shapelint.report.render.paint import Paint
from shapelint.report.render.sanitize import sanitize
from shapelint.source.files import MARKDOWN, NOTEBOOK, Unreadable, read
from shapelint.source.ignore_comments import CannotIgnore, add_ignore_comments
from shapelint.source.program import changed_file


def apply_fixes(report: Report, texts: Texts, options: argparse.Namespace, analyse: Analyse) -> Report:
    """Fix the files until nothing more can be fixed.

    Gives the report of what is left.
    """
    if texts.has_stdin:
        return _fix_stdin(report, texts, options, analyse)
    stuck: dict[str, str] = {}  # files that must not be written
    while True:
        mended = mend(report, lambda name: texts.get(name) or "", analyse, options.unsafe_fixes, stuck)
        failed = _unwritable(mended.texts, texts)
        if not failed:
            break
        # What is left must be right without these files.
        stuck.update(failed)
    written, unwritten = _write(mended.texts, texts)
    fixed = sum(all(edit.span.filename in written for edit in one.fix.edits) for one in mended.applied if one.fix)
    left = analyse() if unwritten else mended.report
    left.failures += [*stuck.items(), *unwritten.items(), *mended.refused.items()]
    if fixed and not options.quiet:
        print(f"shapelint: fixed {fixed} finding{'' if fixed == 1 else 's'}", file=sys.stderr)
    if options.show_fixes:
        _tell_fixes(mended.applied)
    return left


def _tell_fixes(applied: Sequence[Finding]) -> None:
    """What was changed, where it stood before."""
    for one in applied:
        start, what = one.span.start, one.fix.message if one.fix else ""
        text = f"{one.span.filename}:{start.row}:{start.column}: {one.code} {one.name}: {what}"
        print(f"  {sanitize(text)}", file=sys.stderr)


def _fix_stdin(report: Report, texts: Texts, options: argparse.Namespace, analyse: Analyse) -> Report:
    """Print what standard input is to become.

    On standard error what is left; files are not written.
    """
    name = texts.stdin_name
    if any(path != STDIN for path in options.paths):
        raise UsageError("--fix takes standard input alone, or files")
    mended = mend(report, lambda name: texts.get(name) or "", analyse, options.unsafe_fixes)
    before = texts.get(name) or ""
    after = mended.texts.get(name, before)
    data = texts.stdin if after == before else changed_file(name, texts.stdin, before, after)
    sys.stdout.write(data.decode(errors="surrogateescape"))
    if options.show_fixes:
        _tell_fixes(mended.applied)
    if not options.fix_only:
        from shapelint.report.formats import concise

        text_of = texts.with_changed({name: after}).get
        told = concise.render(mended.report, Context(text_of=text_of, root=os.getcwd(), summary=not options.quiet))
        print(told, end="", file=sys.stderr)
    return mended.report


def show_diff(report: Report, texts: Texts, options: argparse.Namespace, analyse: Analyse, color: bool) -> bool:
    """Prints what `--fix` would change; whether that is anything."""
    mended = mend(report, lambda name: texts.get(name) or "", analyse, options.unsafe_fixes)
    report.failures += mended.refused.items()
    for filename, after in mended.texts.items():
        text = diff(sanitize(filename), *_as_files(filename, texts.get(filename) or "", after))
        # On a terminal it is looked at, elsewhere it is a patch, and must be exact.
        print(_shown(text, Paint(color)) if sys.stdout.isatty() else text, end="")
    return bool(mended.texts)


def _as_files(filename: str, before: str, after: str) -> tuple[str, str]:
    """Both texts as they stand in the file.

    A notebook's file is more than its program.
    """
    if not filename.endswith((NOTEBOOK, *MARKDOWN)):
        return before, after
    try:
        data = read(filename)
        return data.decode(errors="replace"), changed_file(filename, data, before, after).decode(errors="replace")
    except (Unreadable, ValueError):
        return before, after


def add_ignores(report: Report, texts: Texts, options: argparse.Namespace, analyse: Analyse) -> Report:
    """Silence every finding with a comment.

    Gives the report of what is left.
    """
    _refuse_stdin(texts, "--add-ignore")
    by_file: dict[str, list[Finding]] = {}
    for finding in report.findings:
        by_file.setdefault(finding.span.filename, []).append(finding)
    changed: dict[str, str] = {}
    failed: dict[str, str] = {}
    for filename, findings in by_file.items():
        wanted = [(finding.span.start.row, finding.code) for finding in findings]
        try:
            changed[filename] = add_ignore_comments(filename, texts.get(filename) or "", wanted, options.add_ignore)
        except CannotIgnore as error:
            failed[filename] = str(error)
    written, unwritten = _write(changed, texts)
    if written:
        report = analyse()
    report.failures += [*failed.items(), *unwritten.items()]
    return report


def _unwritable(changed: Mapping[str, str], texts: Texts) -> dict[str, str]:
    """Which files could not be written, and why."""
    failed: dict[str, str] = {}
    for filename, after in changed.items():
        try:
            encoded(filename, texts.get(filename) or "", after)
        except NotWritten as error:
            failed[filename] = f"not changed: {error}"
    return failed


def _write(changed: Mapping[str, str], texts: Texts) -> tuple[set[str], dict[str, str]]:
    """Which files were written, and why others were not."""
    failed: dict[str, str] = {}
    for filename, after in changed.items():
        try:
            write(filename, texts.get(filename) or "", after)
        except NotWritten as error:
            failed[filename] = f"not changed: {error}"
    texts.forget()
    return changed.keys() - failed.keys(), failed


def _refuse_stdin(texts: Texts, option: str) -> None:
    if texts.has_stdin:
        raise UsageError(f"{option} changes files, and standard input is none; --diff shows what it would change")


def _shown(text: str, paint: Paint) -> str:
    color = {"+": paint.added, "-": paint.removed, "@": paint.second}
    lines = [sanitize(line) for line in text.split("\n")[:-1]]
    return "".join(f"{color.get(line[:1], str)(line)}\n" for line in lines)
