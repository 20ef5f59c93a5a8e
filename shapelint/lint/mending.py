"""The fixes of a whole run, made in memory.

Round after round, until nothing more can be fixed.

Fixes that help one by one may harm each other, or a file that was not looked at when they were tried. So whatever is
applied together is examined together, over all files, before a byte is written. What a run wrote it does not write
again: no number is changed twice.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from shapelint.lint.trial import Stretches, Trial
from shapelint.report.findings import Finding, Report
from shapelint.report.fix import plan
from shapelint.source.span import Span

ROUNDS = 10
"""Each may uncover what another fix had to wait for; this many are never needed."""


class Analyse(Protocol):
    """The report of all files, some with other texts.

    Those say something else than on disk.
    """

    def __call__(self, changed: Mapping[str, str] = ..., /) -> Report: ...


@dataclass
class Mended:
    """What the fixes made of the files.

    report: what is found in them then. texts: the new content of each file that changes. applied: the findings whose
    fix is in it. refused: by file, why it was left alone although there was a fix. settled: the stretches that fixes
    wrote.
    """

    report: Report
    texts: dict[str, str] = field(default_factory=dict)
    applied: list[Finding] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    settled: list[Span] = field(default_factory=list)


def mend(
    report: Report, text_of: Callable[[str], str], analyse: Analyse, unsafe: bool, without: Collection[str] = ()
) -> Mended:
    """Applies all fixes that go together.

    unsafe: also those that a person should look at. without: these files stay as they are.
    """
    left_alone = set(without)
    while True:
        state = Mended(report)
        for _ in range(ROUNDS):
            further = _Round(state, text_of, analyse, unsafe, left_alone).run()
            if further is None:
                return state
            state = further
            torn = set().union(*map(Stretches(state.settled).touched_by, _wanted(state, unsafe)))
            if torn:
                break
        else:
            return state
        # Their fixes would go on for ever: such a file is left as it was.
        left_alone |= torn


def _wanted(state: Mended, unsafe: bool) -> list[Finding]:
    return [one for one in state.report.findings if one.fix is not None and (one.fix.safe or unsafe)]


class _Round:
    """The fixes that are offered in one state of the files."""

    def __init__(
        self, state: Mended, text_of: Callable[[str], str], analyse: Analyse, unsafe: bool, without: Collection[str]
    ) -> None:
        self._state, self._analyse, self._unsafe, self._without = state, analyse, unsafe, without
        self._original = text_of
        self._tried: dict[tuple[int, ...], Mended | None] = {}

    def _text_of(self, name: str) -> str:
        return self._state.texts[name] if name in self._state.texts else self._original(name)

    def run(self) -> Mended | None:
        """The state with as many of them as go together.

        None where that is none.
        """
        files = self._without
        wanted = [
            one
            for one in _wanted(self._state, self._unsafe)
            if one.fix and not any(edit.span.filename in files for edit in one.fix.edits)
        ]
        outcome = plan(wanted, self._text_of, self._unsafe)
        self._state.refused.update(outcome.refused)
        return self._together(self._most([], outcome.applied)) if outcome.texts else None

    def _most(self, kept: list[Finding], more: list[Finding]) -> list[Finding]:
        """Those kept, with as many more as go together with them.

        All, or of each half as many as do.
        """
        if self._together([*kept, *more]) is not None:
            return [*kept, *more]
        if len(more) < 2:
            return kept
        half = len(more) // 2
        return self._most(self._most(kept, more[:half]), more[half:])

    def _together(self, findings: list[Finding]) -> Mended | None:
        """The state with these fixes.

        None where one does not help then, or something new is found.
        """
        key = tuple(map(id, findings))
        if key not in self._tried:
            self._tried[key] = self._apply(findings)
        return self._tried[key]

    def _apply(self, findings: list[Finding]) -> Mended | None:
        state = self._state
        outcome = plan(findings, self._text_of, self._unsafe)
        if not outcome.texts or len(outcome.applied) < len(findings):
            return None
        texts = state.texts | outcome.texts
        report = self._analyse(texts)
        edits = dict.fromkeys(edit for one in findings if one.fix for edit in one.fix.edits)
        trial = Trial(edits, self._text_of, outcome.texts, report.findings)
        if trial.brings(state.report.findings) or any(map(trial.has, findings)):
            return None
        settled = [*map(trial.moved, state.settled), *trial.written()]
        return Mended(report, texts, [*state.applied, *findings], state.refused, settled)
