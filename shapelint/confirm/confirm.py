"""Letting torch judge the findings: each is replayed with numbers put in, in a process of its own.

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
from typing import TYPE_CHECKING

from shapelint.confirm.concrete import Call, NotConcrete, concrete
from shapelint.confirm.replay import Accepted, Answer, Inconclusive, Refused, replay
from shapelint.ops.core.trace import Event
from shapelint.report.findings import Finding

if TYPE_CHECKING:
    from pebble import ProcessFuture, ProcessPool

LIMIT = 60  # seconds for one replay, of which importing torch may take several on a busy machine


def confirm_findings(findings: Sequence[Finding]) -> tuple[list[Finding], list[str]]:
    """The findings that remain, confirmed where torch confirms them, and notes about those that it contradicts."""
    events = {id(finding.event): finding.event for finding in findings if _says_torch_refuses(finding)}
    if events and find_spec("torch") is None:
        return list(findings), ["torch is not installed, so that nothing was confirmed: pip install torch"]
    waiting = {key: _ask(event) for key, event in events.items()}
    answers = {key: _answer(future) for key, future in waiting.items()}
    remaining: list[Finding] = []
    notes: list[str] = []
    for finding in findings:
        answer, version = answers.get(id(finding.event), (Inconclusive("nothing to replay"), ""))
        if isinstance(answer, Accepted):
            notes.append(_disagreement(finding, version))
        elif isinstance(answer, Refused):
            remaining.append(finding.with_(confirmed=version))
        else:
            remaining.append(finding)
    return remaining, notes


def _says_torch_refuses(finding: Finding) -> bool:
    """Warnings about what runs, but not as meant, are none of torch's business."""
    return isinstance(finding.event, Event) and any(True for _ in finding.event.failures())


def _disagreement(finding: Finding, version: str) -> str:
    start = finding.span.start
    return (
        f"{finding.span.filename}:{start.row}:{start.column}: withdrawn {finding.code} ({finding.name}), which "
        f"{version} accepts; this is a mistake of shapelint's, please report it"
    )


# --- the worker -----------------------------------------------------------------------------------------------------

_Judged = tuple[Answer, str]


def _ask(event: object) -> ProcessFuture[_Judged] | None:
    """Start the replay of an event; None where there is nothing to replay."""
    assert isinstance(event, Event)
    try:
        call = concrete(event)
    except NotConcrete:
        return None
    return _pool().schedule(judge, args=[call], timeout=LIMIT)


def _answer(future: ProcessFuture[_Judged] | None) -> _Judged:
    from pebble import ProcessExpired

    if future is None:
        return Inconclusive("it cannot be replayed with plain numbers"), ""
    try:
        return future.result()
    except Overdue:
        return Inconclusive(f"torch was not done after {LIMIT} seconds"), ""
    except ProcessExpired as death:
        return Inconclusive(f"the process that asked torch died (exit code {death.exitcode})"), ""


def judge(call: Call) -> _Judged:
    """In the worker: the answer of torch or numpy, and which it is ("torch 2.13.0")."""
    import torch

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
    """One worker for the whole run, since importing torch takes seconds. Forked where that is possible: other ways of
    starting a process import the main module again, which may be the user's."""
    from pebble import ProcessPool

    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
    pool = ProcessPool(max_workers=1, context=multiprocessing.get_context(method))
    atexit.register(_close, pool)
    return pool


def _close(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()
