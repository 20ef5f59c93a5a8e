"""The progress of a long check, on a terminal."""

from __future__ import annotations

import os
import shutil
import sys
import time

from shapelint.report.findings import Report

PATIENCE = 1.0  # seconds without a word
OFTEN = 0.1  # seconds from one word to the next


class Progress:
    """One line on standard error that is written over.

    It is gone at the end. total: how many files there are.
    """

    def __init__(self, total: int, quiet: bool) -> None:
        self._total, self._done, self._found = total, 0, 0
        self._on = not quiet and total > 1 and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._next = time.monotonic() + PATIENCE
        self._shown = False

    def seen(self, report: Report) -> None:
        self._done += 1
        self._found += len(report.findings)
        if self._on and time.monotonic() >= self._next:
            self._next = time.monotonic() + OFTEN
            self._shown = True
            found = f"{self._found:,} finding{'' if self._found == 1 else 's'} so far"
            text = f"{self._done:,} of {self._total:,} files, {found}"
            sys.stderr.write(f"\r{text[: shutil.get_terminal_size().columns - 1]}\x1b[K")
            sys.stderr.flush()

    def end(self) -> None:
        if self._shown:
            self._shown = False
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
