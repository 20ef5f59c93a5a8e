"""How long one file may take, and how much memory.

Whatever it says, it costs no other file anything.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

from shapelint.report.findings import Report
from shapelint.source.speed import collect_rarely, limit_address_space

LIMIT = 60  # seconds of the processor for one file, far above what the interpreter's budgets allow
THOROUGH = 10
"""How many times as much a file may take where all its builders are called."""
PATIENCE = 10
"""How many times as long a file may take by the clock on the wall: what waits, or shares its processor with many, is
no runaway."""
MEMORY = 2 << 30  # bytes for all files of a process, beyond what it has when it begins


def seconds_for(thorough: bool) -> float:
    """The limit for one file, by whether all its builders are called."""
    return LIMIT * THOROUGH if thorough else LIMIT


def overdue(seconds: float) -> str:
    return f"not done after {seconds:g} seconds"


def on_the_wall(seconds: float) -> float:
    """The limit for a file by the clock on the wall.

    Where there is a clock of the processor besides.
    """
    return seconds * PATIENCE if hasattr(signal, "ITIMER_PROF") else seconds


@contextmanager
def clocks(seconds: float) -> Iterator[None]:
    """The system's clocks for one file.

    Each ends the process, wherever it then is. Without them, nothing happens.
    """
    if not hasattr(signal, "ITIMER_PROF"):
        yield
        return
    for number in CLOCKS:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, CLOCKS)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, on_the_wall(seconds))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)


CLOCKS = [getattr(signal, name) for name in ("SIGPROF", "SIGALRM") if hasattr(signal, name)]
"""What the clocks send."""


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
    """Runs first in a worker.

    From here on, what takes too much raises MemoryError there. Garbage of one file may wait for that of the next.
    """
    limit_address_space(MEMORY)
    collect_rarely()


def without_events(report: Report) -> Report:
    """What another process is told.

    Not the events behind findings, on which all hangs that was examined.
    """
    from shapelint.ops.core.trace import Event

    report.findings = [one.with_(event=None) if isinstance(one.event, Event) else one for one in report.findings]
    report.suppressed = [(finding.with_(event=None), reason) for finding, reason in report.suppressed]
    return report
