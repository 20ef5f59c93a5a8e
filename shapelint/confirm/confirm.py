"""torch asked about the findings.

Each is replayed with numbers put in, in a process of its own.

torch is imported in the worker only, and nothing of the checked program is imported anywhere. Where torch refuses, the
finding is confirmed. Where torch accepts what shapelint called impossible, shapelint is wrong: the finding is
withdrawn, and a note says so. Where torch cannot be asked, the finding stays as it is.
"""

from __future__ import annotations

import atexit
import multiprocessing
from collections.abc import Sequence
from concurrent.futures import TimeoutError as Overdue
from functools import lru_cache
from importlib.util import find_spec
from time import monotonic
from typing import TYPE_CHECKING

from shapelint.confirm.concrete import Call, NotConcrete, concrete
from shapelint.confirm.replay import Accepted, Answer, Inconclusive, Refused, replay
from shapelint.ops.core.trace import Event
from shapelint.report.faults import Faults, describe
from shapelint.report.findings import Finding, Report
from shapelint.source.speed import limit_address_space

if TYPE_CHECKING:
    from pebble import ProcessFuture, ProcessPool

LIMIT = 60  # seconds for one replay, of which importing torch may take several on a busy machine
SECONDS = 180.0  # for all replays of a run
MEMORY = 8 << 30  # bytes that torch may take, most of which it only maps


def with_questions(findings: Sequence[Finding]) -> list[Finding]:
    """The findings with questions for torch instead of events.

    Another process can be told these.
    """
    calls = {id(finding.event): _call(finding.event) for finding in findings}
    return [finding.with_(event=calls.get(id(finding.event))) for finding in findings]


def confirm_report(report: Report) -> Report:
    """The report without findings that torch contradicts.

    A fault in asking costs confirmation, and no finding.
    """
    faults = Faults()
    with faults.guarding("asking torch"):
        report.findings, notes = confirm_findings(report.findings)
        report.notes += notes
    report.failures += [("--confirm", message) for message in faults.messages]
    return report


def confirm_findings(findings: Sequence[Finding], seconds: float = SECONDS) -> tuple[list[Finding], list[str]]:
    """The findings that remain after torch was asked.

    Confirmed where torch confirms them; and notes about those that it contradicts.

    seconds: how long torch may take for all. What it has not answered then stays as it is.
    """
    asked = [finding.event for finding in with_questions(findings)]
    calls = {id(call): call for call in asked if call is not None}
    if calls and find_spec("torch") is None:
        return list(findings), ["torch is not installed, so that nothing was confirmed: pip install torch"]
    until = monotonic() + seconds
    waiting = {key: _pool().schedule(ask_torch, args=[call], timeout=LIMIT) for key, call in calls.items()}
    answers = {key: _answer(future, until) for key, future in waiting.items()}
    remaining: list[Finding] = []
    notes: list[str] = []
    for finding, call in zip(findings, asked, strict=True):
        answer, version = answers.get(id(call), (Inconclusive("it cannot be replayed with plain numbers"), ""))
        if isinstance(answer, Accepted):
            notes.append(_disagreement(finding, version))
        elif isinstance(answer, Refused):
            remaining.append(finding.with_(confirmed=version))
        else:
            remaining.append(finding)
    late = sum(answer is _LATE for answer, _ in answers.values())
    if late:
        notes.append(f"torch did not answer in {seconds:g} seconds about {late} of {len(answers)} places")
    return remaining, notes


def _disagreement(finding: Finding, version: str) -> str:
    start = finding.span.start
    return (
        f"{finding.span.filename}:{start.row}:{start.column}: withdrawn {finding.code} ({finding.name}), which "
        f"{version} accepts; this is a mistake of shapelint's, please report it"
    )


# --- the worker -----------------------------------------------------------------------------------------------------

_Answered = tuple[Answer, str]
_LATE = Inconclusive("torch was not done with all in time")


def _call(event: object) -> Call | None:
    """What torch is asked about an event.

    None where there is nothing to replay.
    """
    if isinstance(event, Call):
        return event
    if not isinstance(event, Event) or not any(True for _ in event.failures()):
        return None  # warnings about what runs, but not as meant, are none of torch's business
    try:
        return concrete(event)
    except NotConcrete:
        return None


def _answer(future: ProcessFuture[_Answered], until: float) -> _Answered:
    from pebble import ProcessExpired

    try:
        return future.result(timeout=max(0.0, until - monotonic()))
    except Overdue:
        if not future.done():
            future.cancel()
            return _LATE, ""
        return Inconclusive(f"torch was not done after {LIMIT} seconds"), ""
    except ProcessExpired as death:
        return Inconclusive(f"the process that asked torch died (exit code {death.exitcode})"), ""
    except Exception as fault:  # noqa: BLE001 - of torch, or of sending what it says: it costs no finding
        return Inconclusive(f"torch could not be asked: {describe(fault)}"), ""


_limited = False


def ask_torch(call: Call) -> _Answered:
    """The answer of torch or numpy, asked in the worker.

    Also which it is ("torch 2.13.0").
    """
    global _limited
    import torch

    if not _limited:
        limit_address_space(MEMORY)
        _limited = True
    torch.set_num_threads(1)  # the threads of a process that forked are not there any more
    answer = replay(call.name, call.build, call.args, call.kwargs, call.training)
    if isinstance(answer, Accepted) and call.guessed:
        answer = Inconclusive("torch accepts it with arguments that were guessed")
    if call.name.startswith("numpy."):
        import numpy

        return answer, f"numpy {numpy.__version__}"
    return answer, f"torch {torch.__version__.split('+')[0]}"


@lru_cache(maxsize=1)
def _pool() -> ProcessPool:
    """One worker for the whole run, since importing torch takes seconds.

    Forked where that is possible: other ways of starting a process import the main module again, which may be the
    user's.
    """
    from pebble import ProcessPool

    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
    pool = ProcessPool(max_workers=1, context=multiprocessing.get_context(method))
    atexit.register(_close, pool)
    return pool


def _close(pool: ProcessPool) -> None:
    pool.stop()
    pool.join()
