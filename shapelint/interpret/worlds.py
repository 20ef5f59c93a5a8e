"""Running an entry once in each world: one for each way in which its unknown conditions may turn out."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from typing import Any

from shapelint.facts import Facts
from shapelint.interpret.project import Project, wire
from shapelint.interpret.run import MAX_STEPS, Run
from shapelint.interpret.signals import BudgetExceeded, PathEnd, PythonError, Signal
from shapelint.trace import Event
from shapelint.values import Reason

FIRST_WORLDS = 3
FIRST_STEPS = 200
"""An entry is looked at in a second world where the first took fewer steps than this, and in a third where both took
half of it: most choices are made in small blocks, and a large model pays for its whole construction again."""

MORE_WORLDS = 16
MORE_STEPS = 120_000

NEAR_WORLDS = 8
NEAR_STEPS = 300_000
"""What depends on a choice mostly depends on one of the last: these are looked at even where worlds are dear."""


class Exploration:
    """The worlds of one entry, explored in the order of how many choices they differ in from all defaults.

    A few worlds are explored at once, as many as are cheap and lead where no other did; `deepen` explores more, for
    where something was found and it matters whether it is found in every world.

    explored: what is known to be the run of the only world there is.
    runs: one a world.
    complete: every world was explored, and none ran out of its budget.
    """

    def __init__(
        self, project: Project, body: Callable[[Run], Any], max_steps: int = MAX_STEPS, explored: Run | None = None
    ) -> None:
        self.runs: list[Run] = []
        self.complete = True
        self._project, self._body, self._max_steps = project, body, max_steps
        self._queue: list[tuple[int, int, tuple[bool, ...]]] = [(0, 0, ())]
        self._count = 0
        if explored is not None:
            self.runs, self._queue = [explored], []
        self._explore(FIRST_WORLDS, FIRST_STEPS, self._is_new)

    @property
    def main(self) -> Run:
        """The first run that got through; the first of all where none did."""
        return next((run for run in self.runs if not run.ended_early), self.runs[0])

    @property
    def faults(self) -> list[Exception]:
        """What went wrong inside shapelint itself."""
        return [fault for run in self.runs for fault in run.faults.values()]

    def deepen(self, doubted: Iterable[Event] = ()) -> bool:
        """Explore more worlds, if there are any; whether there were.

        doubted: events of the runs that may depend on a choice: the last choices before them are changed first.
        """
        before = len(self.runs)
        orders = {id(event): event.order for event in doubted}
        near: list[tuple[int, tuple[bool, ...]]] = []
        for run in self.runs:
            for order in {orders[id(event)] for event in run.trace.events if id(event) in orders}:
                ages = ((order - run.decided[len(world) - 1], world) for world in run.open)
                near.extend((-age, world) for age, world in ages if age >= 0)
        waiting = {world for _, _, world in self._queue}
        chosen = [world for _, world in sorted(near, reverse=True) if world in waiting]
        for world in list(dict.fromkeys(chosen))[:NEAR_WORLDS]:
            if sum(run.steps for run in self.runs) > NEAR_STEPS:
                break
            self._queue = [one for one in self._queue if one[2] != world]
            heapq.heapify(self._queue)
            self._visit(1, world)
        self._explore(MORE_WORLDS, MORE_STEPS, lambda world: True)
        return len(self.runs) > before

    def _is_new(self, world: tuple[bool, ...]) -> bool:
        """Whether the world goes a way at some `if` that no world went before, as far as one can tell."""
        ways = [run.leads_to[world] for run in self.runs if world in run.leads_to]
        return not any(way in run.branches for way in ways for run in self.runs)

    def _explore(self, worlds: int, steps: int, wanted: Callable[[tuple[bool, ...]], bool]) -> None:
        spent = sum(run.steps for run in self.runs)
        later: list[tuple[int, int, tuple[bool, ...]]] = []
        while self._queue and len(self.runs) < worlds and (not self.runs or spent * len(self.runs) < steps):
            first = heapq.heappop(self._queue)
            flips, _, world = first
            if not wanted(world):
                later.append(first)
                continue
            spent += self._visit(flips, world).steps
        for one in later:
            heapq.heappush(self._queue, one)
        self.complete = not self._queue and not any(run.gave_up for run in self.runs)

    def _visit(self, flips: int, world: tuple[bool, ...]) -> Run:
        run = self._run(world)
        for other in run.open:
            self._count += 1
            heapq.heappush(self._queue, (flips + 1, self._count, other))
        return run

    def _run(self, world: tuple[bool, ...]) -> Run:
        heap = self._project.heap
        run = Run(world=world, project=self._project, facts=Facts(), max_steps=self._max_steps, heap=heap)
        wire(run)
        run.facts.refining = heap.refine
        run.trace.tensors = run.tensors
        with heap.undoing() as mark:
            self._perform(run)
            mark.stays = run.defines
        self.runs.append(run)
        return run

    def _perform(self, run: Run) -> None:
        try:
            self._body(run)
        except (BudgetExceeded, RecursionError) as why:
            run.gave_up = True
            run.trace.unresolved.append(Reason(f"the entry was given up: {why}"))
        except (PythonError, PathEnd) as why:
            run.ended_early = True
            run.trace.unresolved.append(Reason(f"the run ends early: {why or 'the program stops'}"))
        except Signal:
            pass
        except Exception as fault:  # noqa: BLE001 - a fault of shapelint's own is said aloud, and hides nothing else
            run.fault(fault)
