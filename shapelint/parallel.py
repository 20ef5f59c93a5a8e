"""Files checked side by side in worker processes: one that crashes or hangs costs its own file only."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import TimeoutError as Overdue
from typing import TYPE_CHECKING

from shapelint.config import Config
from shapelint.findings import Report

if TYPE_CHECKING:
    from pebble import ProcessFuture

    from shapelint.interpret.project import Project

LIMIT = 120  # seconds for one file, far above what the interpreter's budgets allow


def check_in_processes(
    files: Sequence[str], config: Config, jobs: int, texts: Mapping[str, str] | None = None
) -> list[Report]:
    """The report of each file, in order. texts: what files are taken to say, whatever stands on disk."""
    from pebble import ProcessPool

    # What every worker needs is read before they are forked off, where the platform forks.
    import shapelint.interpret.entries
    import shapelint.judge  # noqa: F401
    from shapelint.ops.catalog import operations
    from shapelint.rules.catalog import rules
    from shapelint.safe_start import away

    operations(), rules()

    with away() as folder:
        pool = ProcessPool(max_workers=jobs, initializer=_begin, initargs=[folder, dict(texts or {})])
        try:
            started = [pool.schedule(_check, args=[path, config], timeout=LIMIT) for path in files]
            return [_outcome(path, future) for path, future in zip(files, started, strict=True)]
        finally:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()


def _outcome(path: str, future: ProcessFuture[Report]) -> Report:
    from pebble import ProcessExpired

    try:
        report = future.result()
    except Overdue:
        return Report(failures=[(path, f"not done after {LIMIT} seconds")])
    except ProcessExpired as death:
        return Report(failures=[(path, f"the process that checked it died (exit code {death.exitcode})")])
    return report


_project: Project | None = None
"""What this process has read of imported files, for all the files that it checks."""


def _begin(folder: str, texts: dict[str, str]) -> None:
    """Runs first in the process."""
    global _project
    from shapelint.check import new_project

    os.chdir(folder)
    _project = new_project(texts)


def _check(path: str, config: Config) -> Report:
    from shapelint.check import check_file

    report = check_file(path, config, project=_project)
    # The events behind findings serve confirmation only, which happens in the process that made them.
    report.findings = [finding.with_(event=None) for finding in report.findings]
    report.suppressed = [(finding.with_(event=None), reason) for finding, reason in report.suppressed]
    return report
