"""Running an entry once in each world: one for each way in which its unknown conditions may turn out."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from shapelint.facts import Facts
from shapelint.interpret.project import Project, wire
from shapelint.interpret.run import Run
from shapelint.interpret.signals import BudgetExceeded, PathEnd, PythonError, Signal
from shapelint.trace import Trace
from shapelint.values import Reason

MAX_WORLDS = 12
MAX_TOTAL_STEPS = 150_000


@dataclass
class Exploration:
    """What the worlds of one entry did.

    complete: every world was explored, and none ran out of its budget.
    """

    runs: list[Run] = field(default_factory=list)
    complete: bool = True
    results: list[Any] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)

    @property
    def traces(self) -> list[Trace]:
        return [run.trace for run in self.runs]


def explore(project: Project, body: Callable[[Run], Any], training: Any = True, max_worlds: int = MAX_WORLDS) -> Exploration:
    """Run `body` in the world of all defaults, then in those that differ from it in one choice, then in two, ..."""
    found = Exploration()
    queue: list[tuple[int, int, tuple[bool, ...]]] = [(0, 0, ())]
    count = 0
    steps = 0
    while queue:
        flips, _, world = heapq.heappop(queue)
        if len(found.runs) >= max_worlds or steps > MAX_TOTAL_STEPS:
            found.complete = False
            break
        run = Run(world=world, project=project, facts=Facts(), training=training)
        wire(run)
        result = None
        try:
            result = body(run)
        except (BudgetExceeded, RecursionError) as why:
            found.complete = False
            run.trace.unresolved.append(Reason(f"the entry was given up: {why}"))
        except (PythonError, PathEnd) as why:
            run.trace.unresolved.append(Reason(f"the run ends early: {why or 'the program stops'}"))
        except Signal:
            pass
        except Exception as fault:  # a fault of shapelint's own: said aloud, and the other entries are still examined
            found.faults.append(fault)
        steps += run.steps
        found.runs.append(run)
        found.results.append(result)
        for other in run.open:
            count += 1
            heapq.heappush(queue, (flips + 1, count, other))
    return found
