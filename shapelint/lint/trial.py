"""Fixes tried in memory before anybody sees them.

A fix is offered only where the changed files, examined again, show that its finding is gone and that nothing is found
which was not found before. What cannot be shown in time is not offered; the finding keeps its help.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from time import monotonic

from shapelint.report.findings import Finding, Report
from shapelint.report.fix import plan
from shapelint.report.moved import Moved
from shapelint.source.span import Edit, Location, Span

SECONDS = 10.0
"""How long the fixes of one file are tried."""

Examine = Callable[[Mapping[str, str]], Report]
"""The report of the same file once other texts stand in the files named."""


def keep_proven_fixes(
    report: Report, known: Iterable[Finding], text_of: Callable[[str], str], examine: Examine, seconds: float = SECONDS
) -> Report:
    """The report with those fixes only that were tried and do what they say.

    known: what is no news where a trial finds it. text_of: the content of a file by the name that spans give it.
    """
    report.suppressed = [(finding.with_(fix=None), reason) for finding, reason in report.suppressed]
    known = [*known, *report.findings]
    until = monotonic() + seconds
    tried: dict[tuple[Edit, ...], Trial | None] = {}
    for finding in report.findings:
        edits = finding.fix.edits if finding.fix else ()
        if edits and edits not in tried:
            if monotonic() < until:
                tried[edits] = _try(finding, report, known, text_of, examine)
            else:
                tried[edits] = report.reads = None  # another run may have the time
    report.findings = [
        finding if finding.fix is None or _proves(tried.get(finding.fix.edits), finding) else finding.with_(fix=None)
        for finding in report.findings
    ]
    return report


def _try(
    finding: Finding, report: Report, known: list[Finding], text_of: Callable[[str], str], examine: Examine
) -> Trial | None:
    """What becomes of the files with a fix; None where it cannot be offered, whichever finding it is for."""
    texts = plan([finding], text_of, unsafe=True).texts
    if not texts or finding.fix is None:
        return None
    after = examine(texts)
    unread = after.failures != report.failures or after.notes != report.notes
    # Where less is known than before, that nothing is found says nothing.
    if unread or after.coverage.known < report.coverage.known:
        return None
    trial = Trial(finding.fix.edits, text_of, texts, after.findings)
    return trial if not trial.brings(known) and not trial.is_wanted_again() else None


def _proves(trial: Trial | None, finding: Finding) -> bool:
    return trial is not None and not trial.has(finding)


class Trial:
    """What is found after edits, set against what was found before.

    texts: the files that changed, as they are afterwards.
    """

    def __init__(
        self,
        edits: Iterable[Edit],
        text_of: Callable[[str], str],
        texts: Mapping[str, str],
        after: Iterable[Finding],
    ) -> None:
        by_file: dict[str, list[Edit]] = {}
        for edit in edits:
            by_file.setdefault(edit.span.filename, []).append(edit)
        self._moved = {
            os.path.abspath(name): (name, Moved(text_of(name), texts[name], own))
            for name, own in by_file.items()
            if name in texts
        }
        self._after = list(after)
        self._found = {_key(one.code, one.span) for one in self._after}

    def moved(self, span: Span) -> Span:
        """Where a span stands now."""
        file = self._moved.get(os.path.abspath(span.filename))
        return span if file is None else file[1].span(span)

    def has(self, finding: Finding) -> bool:
        """Whether it is still found."""
        return _key(finding.code, self.moved(finding.span)) in self._found

    def brings(self, known: Iterable[Finding]) -> bool:
        """Whether anything is found that is not known."""
        return not self._found <= {_key(one.code, self.moved(one.span)) for one in known}

    def written(self) -> list[Span]:
        """The stretches that the edits wrote."""
        return [Span(name, start, end) for name, file in self._moved.values() for start, end in file.written()]

    def is_wanted_again(self) -> bool:
        """Whether a fix of what is left would change what was just written: then two findings pull at one number."""
        written = self.written()
        return any(touches(finding, written) for finding in self._after)


def _key(code: str, span: Span) -> tuple[str, str, Location, Location]:
    """A finding, whatever its file is called: one that is imported goes by its whole path."""
    return code, os.path.abspath(span.filename), span.start, span.end


def touches(finding: Finding, spans: Iterable[Span]) -> bool:
    """Whether a finding's fix edits any of these stretches."""
    edited = [edit.span for edit in finding.fix.edits] if finding.fix else []
    return any(
        one.start <= other.end
        and other.start <= one.end
        and os.path.abspath(one.filename) == os.path.abspath(other.filename)
        for one in edited
        for other in spans
    )
