"""How long one file may take, and how much memory: whatever it says, it costs no other file anything."""

from __future__ import annotations

from shapelint.report.findings import Report
from shapelint.source.speed import limit_address_space

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
    limit_address_space(MEMORY)


def without_events(report: Report) -> Report:
    """What another process is told: not the events behind findings, on which all hangs that was examined."""
    from shapelint.ops.core.trace import Event

    report.findings = [one.with_(event=None) if isinstance(one.event, Event) else one for one in report.findings]
    report.suppressed = [(finding.with_(event=None), reason) for finding, reason in report.suppressed]
    return report
