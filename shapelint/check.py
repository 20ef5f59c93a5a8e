"""The whole story: paths -> text -> index -> interpret -> trace -> rules -> findings -> confirm."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.config import Config
from shapelint.findings import Coverage, Finding, Location, Report, Span
from shapelint.source.files import Unreadable, mentions_torch, read
from shapelint.source.text import Undecodable, decode


def check_files(
    files: Sequence[str], config: Config, *, confirm: bool = False, jobs: int = 1, stdin: tuple[str, bytes] | None = None
) -> Report:  # fmt: skip
    """Check files, each by itself; what one of them imports is read as well. stdin: a name and its content."""
    report = Report()
    if stdin is not None:
        _add(report, check_bytes(stdin[1], stdin[0], config, confirm))
    if jobs > 1 and not confirm:
        from shapelint.parallel import check_in_processes

        for one in check_in_processes(files, config, jobs):
            _add(report, one)
    else:
        for path in files:
            _add(report, check_file(path, config, confirm))
    report.findings.sort(key=lambda finding: (finding.span, finding.code))
    return report


def check_file(path: str, config: Config, confirm: bool = False) -> Report:
    """Check one file. What cannot be read is a failure in the report, never an exception."""
    try:
        data = read(path)
    except Unreadable as error:
        return Report(failures=[(path, str(error))])
    return check_bytes(data, path, config, confirm)


def check_bytes(data: bytes, path: str, config: Config, confirm: bool = False) -> Report:
    """Check a file's content."""
    if not mentions_torch(data):
        return Report()
    try:
        text = decode(data).content
    except Undecodable as error:
        return Report([_syntax_error(path, error.row, 1, str(error))], Coverage(1))
    return check_text(text, path, config, confirm)


def check_source(text: str, path: str = "<string>", config: Config | None = None) -> list[Finding]:
    """The findings in a piece of source text."""
    return check_text(text, path, config or Config()).findings


def check_text(text: str, path: str, config: Config, confirm: bool = False) -> Report:
    """Index a file's text, interpret its entries, apply the rules to their traces, and keep what is asked for."""
    from shapelint.interpret.entries import examine
    from shapelint.interpret.project import Project
    from shapelint.judge import coverage_of, findings_of
    from shapelint.model.file import SourceFile, SourceSyntaxError, TooNested
    from shapelint.silence import silence

    try:
        file = SourceFile(path, text)
    except SourceSyntaxError as error:
        return Report([_syntax_error(path, error.row, error.column, str(error))], Coverage(1))
    except TooNested:
        return Report(notes=[f"{path}: nested too deeply to be read"], coverage=Coverage(1))
    project = Project()
    project.add(path, file)
    entries = list(examine(project, file))
    findings = findings_of(entries, lambda rule: config.selected(rule.code, rule.name, rule.default))
    report = Report(findings, coverage_of(entries))
    report.coverage.files = 1
    if confirm and findings:
        from shapelint.confirm.confirm import confirm_findings

        report.findings, notes = confirm_findings(findings)
        report.notes += notes
    return silence(report, path, text, config)


def _syntax_error(path: str, row: int, column: int, message: str) -> Finding:
    span = Span(path, Location(row, column), Location(row, column + 1))
    return Finding("SHP900", "syntax-error", span, f"this is not Python: {message}")


def _add(report: Report, other: Report) -> None:
    report.findings += other.findings
    report.failures += other.failures
    report.notes += other.notes
    report.suppressed += other.suppressed
    report.coverage += other.coverage
