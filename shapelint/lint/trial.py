"""Fixes tried in memory before anybody sees them.

A fix is offered only where the changed files, examined again, show that its finding is gone and that nothing is found
which was not found before. What cannot be shown in time is not offered; the finding keeps its help.
"""

from __future__ import annotations

import os
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from time import monotonic

from shapelint.report.findings import Finding, Fix, Report
from shapelint.report.fix import plan
from shapelint.report.moved import Moved
from shapelint.source.span import Edit, Location, Span

SECONDS = 10.0
"""How long the fixes of one file are tried."""

FURTHER = 2
"""How often a fix may go on with what it uncovers: a view that keeps the batch, and the Linear behind it."""

Examine = Callable[[Mapping[str, str]], Report]
"""The report of the same file once other texts stand in the files named."""


def keep_proven_fixes(
    report: Report, known: Iterable[Finding], text_of: Callable[[str], str], examine: Examine, seconds: float = SECONDS
) -> Report:
    """The report with those fixes that do what they say.

    They were tried.

    known: what is no news where a trial finds it. text_of: the content of a file by the name that spans give it.
    """
    report.suppressed = [(finding.with_(fix=None), reason) for finding, reason in report.suppressed]
    known = [*known, *report.findings]
    until = monotonic() + seconds
    tried: dict[tuple[Edit, ...], tuple[Fix, Trial] | None] = {}
    # There may be thousands of comments to take out.
    shorter = [
        one for one in report.findings if one.fix is not None and not any(edit.content for edit in one.fix.edits)
    ]
    shorter = plan(shorter, text_of, unsafe=True).applied  # some stand in each other's way
    together = _try(shorter, report, known, text_of, examine, 0) if len(shorter) > 1 else None
    if together is not None and not any(map(together[1].has, shorter)):
        tried = {one.fix.edits: (one.fix, together[1]) for one in shorter if one.fix}
    for finding in report.findings:
        edits = finding.fix.edits if finding.fix else ()
        if edits and edits not in tried:
            if monotonic() < until:
                tried[edits] = _try([finding], report, known, text_of, examine, FURTHER)
            else:
                tried[edits] = report.reads = None  # another run may have the time
    report.findings = [
        one if one.fix is None else one.with_(fix=_proven(tried.get(one.fix.edits), one)) for one in report.findings
    ]
    return report


def _try(
    findings: list[Finding], report: Report, known: list[Finding], text_of: Callable[[str], str], examine: Examine,
    further: int,
) -> tuple[Fix, Trial] | None:  # fmt: skip
    """What becomes of the files with fixes.

    None where they cannot be offered, whichever findings they are for.
    further: how often what is found then may be mended as well, for both together to be one fix.
    """
    outcome = plan(findings, text_of, unsafe=True)
    if not outcome.texts or len(outcome.applied) < len(findings):
        return None
    texts = outcome.texts
    after = examine(texts)
    unread = after.failures != report.failures or after.notes != report.notes
    # Where less is known than before, that nothing is found says nothing.
    if unread or after.coverage.known < report.coverage.known:
        return None
    edits = dict.fromkeys(edit for one in findings if one.fix for edit in one.fix.edits)
    trial = Trial(edits, text_of, texts, after.findings)
    fix = findings[0].fix
    assert fix is not None
    if not trial.brings(known):
        return (fix, trial) if not trial.is_wanted_again() else None
    both = trial.with_further(fix, known) if further and len(findings) == 1 else None
    if both is None:
        return None
    return _try([findings[0].with_(fix=both)], report, known, text_of, examine, further - 1)


def _proven(tried: tuple[Fix, Trial] | None, finding: Finding) -> Fix | None:
    return tried[0] if tried is not None and not tried[1].has(finding) else None


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
            _whole(name): (name, Moved(text_of(name), texts[name], own))
            for name, own in by_file.items()
            if name in texts
        }
        self._after = list(after)
        self._found = {_key(one.code, one.span) for one in self._after}

    def moved(self, span: Span) -> Span:
        """Where a span stands now."""
        file = self._moved.get(_whole(span.filename))
        return span if file is None else file[1].span(span)

    def has(self, finding: Finding) -> bool:
        """Whether it is still found."""
        return _key(finding.code, self.moved(finding.span)) in self._found

    def brings(self, known: Iterable[Finding]) -> bool:
        """Whether anything is found that is not known."""
        return not self._found <= {_key(one.code, self.moved(one.span)) for one in known}

    def with_further(self, fix: Fix, known: Iterable[Finding]) -> Fix | None:
        """The fix with those of what is found after it.

        None where these have none, or would change what the fix has just written.
        """
        before = {_key(one.code, self.moved(one.span)) for one in known}
        news = [one for one in self._after if _key(one.code, one.span) not in before]
        edits = dict.fromkeys(fix.edits)
        for one in news:
            if one.fix is None:
                return None
            for edit in one.fix.edits:
                file = self._moved.get(_whole(edit.span.filename))
                span = edit.span if file is None else file[1].back(edit.span)
                if span is None:
                    return None
                edits[Edit(span if file is None else Span(file[0], span.start, span.end), edit.content)] = None
        messages = dict.fromkeys([fix.message, *(one.fix.message for one in news if one.fix)])
        return Fix(", and ".join(messages), tuple(edits), safe=False)

    def written(self) -> list[Span]:
        """The stretches that the edits wrote."""
        return [Span(name, start, end) for name, file in self._moved.values() for start, end in file.written()]

    def is_wanted_again(self) -> bool:
        """Whether two findings pull at one number.

        A fix of what is left would change what was just written.
        """
        written = Stretches(one for one in self.written() if one.start != one.end)  # what is gone cannot be wanted back
        return any(written.touched_by(finding) for finding in self._after)


def _key(code: str, span: Span) -> tuple[str, str, Location, Location]:
    """A finding, whatever its file is called.

    One that is imported goes by its whole path.
    """
    return code, _whole(span.filename), span.start, span.end


def _whole(filename: str) -> str:
    return _joined(os.getcwd(), filename)


@lru_cache(maxsize=64)
def _joined(folder: str, filename: str) -> str:
    return os.path.normpath(os.path.join(folder, filename))


class Stretches:
    """Stretches of files, none of which overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._places: dict[str, list[tuple[Location, Location, str]]] = {}
        for one in spans:
            self._places.setdefault(_whole(one.filename), []).append((one.start, one.end, one.filename))
        for places in self._places.values():
            places.sort()

    def touched_by(self, finding: Finding) -> set[str]:
        """The files with a stretch that the finding's fix edits."""
        return {name for edit in (finding.fix.edits if finding.fix else ()) for name in self._touching(edit.span)}

    def _touching(self, span: Span) -> Iterator[str]:
        places = self._places.get(_whole(span.filename), [])
        for at in range(bisect_right(places, (span.end, Location(sys.maxsize, 0))) - 1, -1, -1):
            _, end, name = places[at]
            if end < span.start:
                return
            yield name
