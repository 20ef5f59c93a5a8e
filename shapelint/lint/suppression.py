"""Comments and settings that silence findings.

They are taken out of the report, and comments that silence nothing are added.
"""

from __future__ import annotations

from shapelint.lint.config import Config
from shapelint.report.findings import Finding, Fix, Report
from shapelint.rules.catalog import rules
from shapelint.source.files import Unreadable, read
from shapelint.source.program import program
from shapelint.source.suppress import Suppression, Suppressions, suppressions
from shapelint.source.text import Undecodable


def silence(report: Report, path: str, text: str, config: Config, is_whole: bool = True) -> Report:
    """Take out the findings that a comment silences.

    Findings may lie in files that `path` imports: the comments there count as well.

    is_whole: whether all of the file was examined, so that comments which silence nothing can be told.
    """
    comments = {path: suppressions(path, text)}
    kept: list[Finding] = []
    for finding in report.findings:
        filename = finding.span.filename
        if filename not in comments:
            comments[filename] = _of_other(filename)
        by = comments[filename].silencer(finding.span, finding.code, finding.name)
        if by is not None:
            report.suppressed.append((finding, by.reason))
        elif not config.ignored_in(filename, finding.code, finding.name):
            kept.append(finding)
    report.findings = kept + (_useless(comments[path], path, config) if is_whole else [])
    return report


def _of_other(filename: str) -> Suppressions:
    try:
        return suppressions(filename, program(filename, read(filename)).content)
    except (Unreadable, Undecodable):
        return Suppressions()


def _useless(comments: Suppressions, path: str, config: Config) -> list[Finding]:
    if not comments.items:
        return []
    rule = next(r for r in rules() if r.code == "SHP901")
    if not config.selected(rule.code, rule.name, rule.default) or config.ignored_in(path, rule.code, rule.name):
        return []
    known = {word for r in rules() for word in (r.code, r.name)}
    ran = {word for r in rules() if config.selected(r.code, r.name, r.default) for word in (r.code, r.name)}
    unknown = comments.unknown(known)
    made = [_finding(one, f"there is no rule {one.rule}") for one in unknown]
    for one in comments.unused(ran):
        what = one.rule or "any rule"
        made.append(_finding(one, f"this comment silences nothing: {what} finds nothing here"))
    return made


def _finding(one: Suppression, message: str) -> Finding:
    fix = Fix("take the comment out", (one.remove,))
    return Finding("SHP901", "unused-suppression", one.span, message, "warning", fix=fix)
