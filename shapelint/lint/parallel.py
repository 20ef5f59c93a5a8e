"""Files checked side by side in worker processes.

One that crashes or hangs costs its own file only.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import TimeoutError as Overdue
from typing import TYPE_CHECKING

from shapelint.lint import limits
from shapelint.lint.config import Config
from shapelint.lint.longest import longest_first
from shapelint.report.faults import describe
from shapelint.report.findings import Report

if TYPE_CHECKING:
    from pebble import ProcessFuture

    from shapelint.interpret.exploration.project import Project


def check_in_processes(
    files: Sequence[str],
    config: Config,
    jobs: int,
    texts: Mapping[str, str] | None = None,
    seen: Callable[[Report], None] = lambda report: None,
    confirm: bool = False,
) -> list[Report]:
    """The report of each file, in order.

    texts: what files are taken to say, whatever stands on disk. seen: is given each report as it comes. confirm: torch
    will be asked about the findings.
    """
    from pebble import ProcessPool

    from shapelint.lint.safe_start import away

    limits.prepare()
    seconds = limits.seconds_for(config.thorough)
    with away() as folder:
        pool = ProcessPool(max_workers=jobs, initializer=_begin, initargs=[folder, dict(texts or {})])
        try:
            started = {
                at: pool.schedule(_check, args=[files[at], config, confirm], timeout=limits.on_the_wall(seconds))
                for at in longest_first(files)
            }
            reports = []
            for at, path in enumerate(files):
                reports.append(_outcome(path, started[at], seconds))
                seen(reports[-1])
            return reports
        finally:
            pool.stop()
            pool.join()


def _outcome(path: str, future: ProcessFuture[Report], seconds: float) -> Report:
    from pebble import ProcessExpired

    try:
        return future.result()
    except Overdue:
        why = limits.overdue(seconds)
    except ProcessExpired as death:
        why = (
            limits.overdue(seconds) if -death.exitcode in limits.CLOCKS else limits.died(f"exit code {death.exitcode}")
        )
    except Exception as fault:  # noqa: BLE001 - of sending the report: it costs no other
        why = f"shapelint failed {describe(fault)}; please report it"
    return Report(failures=[(path, why)])


_project: Project | None = None
"""What this process has read of imported files, for all the files that it checks."""


def _begin(folder: str, texts: dict[str, str]) -> None:
    """Runs first in the process."""
    global _project
    from shapelint.lint.one_file import new_project

    os.chdir(folder)
    limits.limit_memory()
    _project = new_project(texts)


def _check(path: str, config: Config, confirm: bool) -> Report:
    from shapelint.lint.one_file import check_file

    with limits.clocks(limits.seconds_for(config.thorough)):
        return limits.without_events(check_file(path, config, confirm, _project))
