"""How long one file may take, and how much memory: whatever it says, it costs no other file anything."""

from __future__ import annotations

import os

from shapelint.report.findings import Report

LIMIT = 60  # seconds for one file, far above what the interpreter's budgets allow
MEMORY = 2 << 30  # bytes for all files of a process, beyond what it has when it begins


def overdue() -> str:
    return f"not done after {LIMIT:g} seconds"


def died(how: object) -> str:
    return f"the process that checked it died ({how})"


def prepare() -> None:
    """Imports what every worker needs, before they are forked off."""
    import shapelint.interpret.exploration.entries
    import shapelint.lint.certain
    import shapelint.lint.suppression  # noqa: F401
    from shapelint.ops.core.catalog import operations
    from shapelint.rules.catalog import rules

    operations(), rules()


def limit_memory() -> None:
    """Runs first in a worker: from here on, what takes too much raises MemoryError there."""
    try:
        import resource

        with open("/proc/self/statm", encoding="ascii") as file:
            taken = int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        limits = [limit for limit in (soft, hard, taken + MEMORY) if limit != resource.RLIM_INFINITY]
        resource.setrlimit(resource.RLIMIT_AS, (min(limits), hard))
    except (ImportError, OSError, ValueError):
        pass  # not on this system


def without_events(report: Report) -> Report:
    """What another process is told: the events behind findings serve confirmation only, in the process they are of."""
    report.findings = [finding.with_(event=None) for finding in report.findings]
    report.suppressed = [(finding.with_(event=None), reason) for finding, reason in report.suppressed]
    return report
