"""One file: text -> IR -> interpret -> trace -> rules -> findings -> confirm."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from shapelint.report.faults import Faults
from shapelint.report.findings import Coverage, Finding, Report
from shapelint.source.span import Location, Span
from shapelint.source.speed import collecting_rarely, with_room

if TYPE_CHECKING:
    from shapelint.interpret.exploration.entries import Entry
    from shapelint.interpret.exploration.project import Project
    from shapelint.lint.config import Config

STEPS = 350_000
"""For all entries of a file, some eight seconds. The most that any public file is known to take is 283,000."""
THOROUGH_STEPS = 10 * STEPS
"""Where all its builders are called."""


def new_project(texts: Mapping[str, str] | None = None) -> Project:
    """A project for files that are checked together.

    They share what is read of imported files.
    """
    from shapelint.interpret.exploration.project import Project

    return Project().again(texts)


def check_file(path: str, config: Config, confirm: bool = False, project: Project | None = None) -> Report:
    """Check one file.

    What cannot be read is a failure in the report, never an exception.
    """
    from shapelint.source.files import Unreadable, read

    try:
        data = read(path)
    except Unreadable as error:
        return Report(failures=[(path, str(error))])
    return check_bytes(data, path, config, confirm, project)


def check_bytes(
    data: bytes, path: str, config: Config, confirm: bool = False, project: Project | None = None
) -> Report:
    """Check a file's content."""
    from shapelint.source.files import mentions_torch
    from shapelint.source.program import program
    from shapelint.source.text import Undecodable

    if not mentions_torch(data):
        return Report()
    changed = None if project is None else project.texts.get(os.path.abspath(path))
    try:
        read = program(path, data)
    except Undecodable as error:
        return Report([syntax_error(path, error.row, 1, str(error))], Coverage(1))
    report = check_text(read.content if changed is None else changed, path, config, confirm, project)
    if read.errors and config.selected("SHP900", "syntax-error"):
        report.findings = sorted([*report.findings, *(syntax_error(path, *error) for error in read.errors)], key=_place)
    return report


def _place(finding: Finding) -> Span:
    return finding.span


def check_source(text: str, path: str = "<string>", config: Config | None = None) -> list[Finding]:
    """The findings in a piece of source text."""
    from shapelint.lint.config import Config

    return check_text(text, path, config or Config()).findings


@with_room
@collecting_rarely()
def check_text(
    text: str,
    path: str,
    config: Config,
    confirm: bool = False,
    project: Project | None = None,
    try_fixes: bool = True,
    see: Callable[[list[Entry]], None] | None = None,
) -> Report:
    """Check a file's text.

    Interpret its entries, apply the rules to their traces, and keep what is asked for.

    What shapelint itself fails on is a failure in the report, never an exception, and costs nothing else.
    try_fixes: offer only fixes that were shown to help; False leaves them as the rules propose them.
    see: is given the entries once they are explored.
    """
    project = project or new_project()
    faults, report, found = Faults(), Report(coverage=Coverage(1)), list[Finding]()
    with faults.guarding("the file"):
        report, found = _check_text(text, path, config, confirm, project, faults, see)
    report.failures += [(path, message) for message in faults.messages]
    if try_fixes and any(finding.fix is not None for finding in report.findings):
        tried = Faults()
        with tried.guarding("trying its fixes"):
            return _with_proven_fixes(report, found, text, path, config, project)
        report.findings = [finding.with_(fix=None) for finding in report.findings]
        report.failures += [(path, message) for message in tried.messages]
    return report


def _check_text(
    text: str, path: str, config: Config, confirm: bool, project: Project, faults: Faults,
    see: Callable[[list[Entry]], None] | None,
) -> tuple[Report, list[Finding]]:  # fmt: skip
    """The report, and what was found before anything was silenced.

    By comments or the configuration.
    """
    from shapelint.interpret.exploration.entries import examine
    from shapelint.lint.certain import coverage_of, findings_of
    from shapelint.lint.suppression import silence
    from shapelint.source.syntax.file import SourceSyntaxError, TooNested

    project.use_stand_ins(config.stand_in_folders)
    project.use_environment(config.follow_imports, config.interpreter)
    try:
        file = project.add(path, text)
    except SourceSyntaxError as error:
        return Report([syntax_error(path, error.row, error.column, str(error))], Coverage(1)), []
    except TooNested:
        return Report(notes=[f"{path}: nested too deeply to be read"], coverage=Coverage(1)), []
    entries: list[Entry] = []
    steps, most = 0, THOROUGH_STEPS if config.thorough else STEPS
    with project.reads.looks.apart() as looked:
        with faults.guarding("the search for what else it defines"):
            for entry in examine(project, file, lambda name: config.inputs_of(path, name), config.thorough):
                entries.append(entry)
                steps += entry.exploration.steps
                if steps > most:
                    break
        if see is not None:
            see(entries)
        findings = findings_of(entries, lambda rule: config.selected(rule.code, rule.name, rule.default), faults)
    if config.explain and findings:
        from shapelint.layers.explaining.findings import pictured

        with faults.guarding("drawing"):
            findings = pictured(findings)
    report = Report(findings, Coverage(1))
    if steps > most:
        report.notes.append(
            f"{path}: more than {most:,} steps, and so what follows {entries[-1].words} is not examined"
        )
    if findings and project.followed:
        report.notes.append(f"{path}: read as it is installed: {', '.join(sorted(project.followed))}")
    with faults.guarding("counting its operations"):
        report.coverage += coverage_of(entries)
    if confirm and findings:
        from shapelint.confirm.confirm import with_questions

        with faults.guarding("putting numbers in for torch"):
            report.findings = with_questions(findings)
    if see is None and not findings:
        for entry in entries:
            entry.exploration.let_go()
    if not config.stand_ins:  # what else stands in their folders is not asked about
        # What is found names rows of other files, and its fixes were tried on their texts.
        report.reads = project.rests_on(path, looked, whole=bool(findings))
    return silence(report, path, text, config, steps <= most), findings


def _with_proven_fixes(
    report: Report, found: list[Finding], text: str, path: str, config: Config, project: Project
) -> Report:
    from shapelint.lint.trial import keep_proven_fixes

    def text_of(name: str) -> str:
        file = None if name == path else project.file(name)
        return text if name == path else "" if file is None else file.text

    def examine(texts: Mapping[str, str]) -> Report:
        changed = project.again(texts)
        return check_text(texts.get(path, text), path, config, project=changed, try_fixes=False)

    return keep_proven_fixes(report, found, text_of, examine)


def syntax_error(path: str, row: int, column: int, message: str) -> Finding:
    """The finding that a file is not Python."""
    span = Span(path, Location(row, column), Location(row, column + 1))
    return Finding("SHP900", "syntax-error", span, f"this is not Python: {message}")
