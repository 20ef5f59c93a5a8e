"""Findings told on a terminal while the check still runs.

File by file, in order.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from shapelint.app.cli.texts import Texts
from shapelint.app.cli.write import Outputs
from shapelint.report.findings import Finding, Report
from shapelint.report.merge import merge


def is_told_at_once(options: argparse.Namespace, outputs: Outputs) -> bool:
    """Whether what is found is what will be shown.

    Nothing is fixed, confirmed or left out first.
    """
    changes = options.fix or options.fix_only or options.diff or options.add_ignore is not None
    later = changes or options.confirm or options.baseline is not None or options.update_baseline or options.statistics
    return not later and outputs.is_for_people and sys.stdout.isatty()


class Stream:
    """Tells each finding once, when its file has been checked."""

    def __init__(self, outputs: Outputs, texts: Texts, files: Sequence[str]) -> None:
        self._outputs, self._texts, self._files = outputs, texts, files
        self._told: set[tuple[str, str, object]] = set()

    def seen(self, report: Report) -> None:
        if report.findings:
            # Spoken of by the names that the user gave.
            self._tell(merge([Report(findings=report.findings)], self._files).findings)

    def rest(self, report: Report) -> Report:
        """The report with what was not told yet."""
        return Report(self._new(report.findings), report.coverage, report.failures, report.notes, report.suppressed)

    def _tell(self, findings: Sequence[Finding]) -> None:
        new = self._new(findings)
        self._told.update(map(_key, new))
        self._outputs.tell(Report(new), self._texts)

    def _new(self, findings: Sequence[Finding]) -> list[Finding]:
        return [one for one in findings if _key(one) not in self._told]


def _key(finding: Finding) -> tuple[str, str, object]:
    return finding.code, os.path.abspath(finding.span.filename), finding.span.start
