"""Files checked one after the other in a forked child.

One that kills it or hangs costs its own report only.

The child sends each report as it is made. The system's clock ends it where a file takes too long, wherever it then is;
another child goes on with the next file.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

from shapelint.lint import limits
from shapelint.report.findings import Report

Task = tuple[str, Callable[[], Report]]
"""The name of a file, and what checks it."""


def can_fork() -> bool:
    """Whether this process can fork.

    There is fork, and no other thread, which it would leave behind with whatever it holds.
    """
    threading = sys.modules.get("threading")
    return hasattr(os, "fork") and (threading is None or threading.active_count() == 1)


def check_in_child(tasks: Sequence[Task], seen: Callable[[Report], None], seconds: float) -> list[Report]:
    """The report of each task, in order.

    seen: is given each as it comes. seconds: the limit for each.
    """
    reports: list[Report] = []
    while len(reports) < len(tasks):
        # The first child imports what it needs itself, as a process that is small is forked in no time. Where there
        # are more of them (one for each file that a program asks about), they find it here.
        if _forked:
            limits.prepare()
        reports += _one_child(tasks[len(reports) :], seen, seconds)
        _forked.append(True)
    return reports


_forked: list[bool] = []


def _one_child(tasks: Sequence[Task], seen: Callable[[Report], None], seconds: float) -> list[Report]:
    """The reports that one child makes.

    Of as many tasks as it lives for, and of the one it dies of.
    """
    source, sink = os.pipe()
    child = os.fork()
    if not child:
        os.close(source)
        _work(tasks, sink, seconds)
    os.close(sink)
    reports: list[Report] = []
    try:
        with open(source, "rb") as pipe:
            for report in _received(pipe):
                reports.append(report)
                seen(report)
    except BaseException:
        os.kill(child, signal.SIGKILL)
        raise
    finally:
        _, status = os.waitpid(child, 0)
    if len(reports) < len(tasks):
        reports.append(Report(failures=[(tasks[len(reports)][0], _end(status, seconds))]))
    return reports


def _work(tasks: Sequence[Task], sink: int, seconds: float) -> None:
    """What the child does.

    It does not return: what is left of the program is its parent's business.
    """
    import pickle

    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        limits.limit_memory()
        with open(sink, "wb") as pipe:
            for _, task in tasks:
                with limits.clocks(seconds):
                    data = pickle.dumps(limits.without_events(task()))
                pipe.write(len(data).to_bytes(8, "big") + data)
                pipe.flush()
        code = 0
    finally:
        os._exit(code)


def _received(pipe: BinaryIO) -> Iterator[Report]:
    import pickle

    while len(head := pipe.read(8)) == 8:
        size = int.from_bytes(head, "big")
        data = pipe.read(size)
        if len(data) < size:
            return
        report = pickle.loads(data)
        assert isinstance(report, Report)
        yield report


def _end(status: int, seconds: float) -> str:
    """What a child died of."""
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        return limits.overdue(seconds) if number in limits.CLOCKS else limits.died(signal.Signals(number).name)
    return limits.died(f"exit code {os.WEXITSTATUS(status)}")
