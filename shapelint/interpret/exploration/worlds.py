"""Running an entry once in each world.

One for each way in which its unknown conditions may turn out.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from shapelint.interpret.exploration.asked import makers, symbols_asked, symbols_given
from shapelint.interpret.exploration.project import Project
from shapelint.interpret.state.budget import MAX_STEPS, Budget
from shapelint.interpret.state.guesses import CONDITION, NOT, RUN, Row
from shapelint.interpret.state.heap import KEPT
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import BudgetExceeded, PathEnd, PythonError, Signal
from shapelint.interpret.state.world import World
from shapelint.ops.core.trace import Event
from shapelint.sizes.tensors import Reason
from shapelint.source.place import Place

FIRST_WORLDS = 3
FIRST_STEPS = 200
"""An entry is looked at in a second world where the first took fewer steps than this, and in a third where both took
half of it: most choices are made in small blocks, and where nothing is found the others would cost time alone."""

MORE_WORLDS = 16
MORE_STEPS = 120_000

NEAR_WORLDS = 8
NEAR_STEPS = 300_000
"""What depends on a choice mostly depends on one of the last, or on one about the sizes that it has: these are looked at
even where worlds are dear."""


MOST_REPEATED = 8
"""Of the `if`s that several rounds ask, so many are tried the other way in all rounds.

Those that told the rank of something first, then the last."""


class Exploration:
    """The worlds of one entry, from the most to the least usual.

    In the order of how many choices differ from all defaults.

    A few worlds are explored at once, as many as are cheap and lead where no other did; `deepen` explores more, for
    where something was found and it matters whether it is found in every world.

    body: what a run does; `use`: what it goes on to do with what the body gave. A later world that differs in `use`
        alone begins there, with what the body made, where `use` leaves that as it was.
    explored: what is known to be the run of the only world there is.
    begin: the choices of the first world, which the others share.
    runs: one a world.
    complete: every world was explored, and none ran out of its budget.
    """

    def __init__(
        self, project: Project, body: Callable[[Run], Any], max_steps: int = MAX_STEPS, explored: Run | None = None,
        use: Callable[[Run, Any], Any] | None = None, begin: tuple[bool, ...] = (),
    ) -> None:  # fmt: skip
        self.runs: list[Run] = []
        self.complete = True
        self._project, self._body, self._use, self._max_steps = project, body, use, max_steps
        self._half: tuple[Run, Any] | None = None  # a run that has done the body alone, and what that gave
        self._deepened = False
        self._spent = 0  # steps of all worlds; after the first look, each from where a later one can begin
        self._saved = 0  # steps that a world spares by beginning in the middle
        self._queue: list[tuple[int, int, tuple[bool, ...]]] = [(0, 0, begin)]
        self._guesses: list[tuple[int, int, tuple[bool, ...]]] = []  # worlds that only a doubt leads to
        self._unknown: dict[Row, tuple[bool, ...]] = {}  # worlds with something unknown in place of what is guessed
        self._witnesses: dict[Row, list[Run]] = {}
        self._count = 0
        self._explored = explored
        if explored is not None:
            self.runs, self._queue = [explored], []
        self._explore(FIRST_WORLDS, FIRST_STEPS, self._is_new)
        self._spent -= self._saved

    @property
    def main(self) -> Run:
        """The first run that got through.

        The first of all where none did.
        """
        return next((run for run in self.runs if not run.recorder.ended_early), self.runs[0])

    @property
    def steps(self) -> int:
        """What all its worlds took."""
        return sum(run.budget.steps for run in self.runs)

    @property
    def faults(self) -> list[Exception]:
        """What went wrong inside shapelint itself."""
        return [fault for run in self.runs for fault in run.recorder.faults.values()]

    def let_go(self) -> None:
        """Let Python free what the worlds made, without looking for it.

        Nothing can be asked of them any more. What importing the file made stays.
        """
        for run in self.runs:
            if run is not self._explored and not run.setting.defines:
                run.let_go()

    def deepen(self, doubted: Iterable[Event] = ()) -> bool:
        """Explore more worlds, if there are any; whether there were.

        doubted: events of the runs that may depend on a choice: the last choices before them are changed first.
        """
        before = len(self.runs)
        self._queue = list(heapq.merge(self._queue, self._guesses))
        heapq.heapify(self._queue)
        self._guesses.clear()
        self._deepened = True
        doubted = list(doubted)
        orders = {id(event): event.order for event in doubted}
        self._visit_throughout(orders)
        near: list[tuple[int, tuple[bool, ...]]] = []
        for run in self.runs:
            for order in {orders[id(event)] for event in run.recorder.trace.events if id(event) in orders}:
                others = (*run.world.open, *(world for row, world in run.world.guesses if row.otherwise == RUN))
                ages = ((order - run.world.decided[len(world) - 1], world) for world in others)
                near.extend((-age, world) for age, world in ages if age >= 0)
        waiting = {world for _, _, world in self._queue}
        chosen = [world for _, world in sorted(near, reverse=True) if world in waiting]
        making = self._making(doubted)
        asking = self._asking(doubted) | making
        about = [world for world in chosen if world in asking]
        self._visit_near(dict.fromkeys([*about[:NEAR_WORLDS], *chosen[:NEAR_WORLDS]]))
        self._visit_near(self._beside(doubted, making)[:NEAR_WORLDS])
        self._explore(MORE_WORLDS, MORE_STEPS, lambda world: True)
        return len(self.runs) > before

    def _visit_near(self, worlds: Iterable[tuple[bool, ...]]) -> None:
        for world in worlds:
            if self._spent > NEAR_STEPS:
                break
            self._queue = [one for one in self._queue if one[2] != world]
            heapq.heapify(self._queue)
            self._visit(1, world)

    def _beside(self, doubted: Iterable[Event], making: set[tuple[bool, ...]]) -> list[tuple[bool, ...]]:
        """The worlds that bring other tensors to a doubted place.

        There another `if` may go another way, and so pass the place by: the last ones first.
        """
        there = {event.place.definition for event in doubted}
        opened = [
            (world, run.world.leads_to.get(world))
            for run in self.runs
            if run.world.plan in making
            for world in run.world.open
        ]
        return [world for world, way in reversed(opened) if way is not None and way[0].definition in there]

    def _asking(self, doubted: Iterable[Event]) -> set[tuple[bool, ...]]:
        """The worlds that answer otherwise what is asked of these sizes."""
        sizes: set[str] = set()
        for event in doubted:
            sizes |= symbols_given(event)
        asked = ((world, key) for run in self.runs for world, key in run.world.asked.items())
        return {world for world, key in asked if not sizes.isdisjoint(symbols_asked(key))}

    def _making(self, doubted: Iterable[Event]) -> set[tuple[bool, ...]]:
        """The worlds that go another way where the tensors given were made."""
        made = {definition for event in doubted for definition in makers(event)}
        ways = ((world, way[0]) for run in self.runs for world, way in run.world.leads_to.items())
        return {world for world, place in ways if place.definition in made}

    def _visit_throughout(self, orders: dict[int, int]) -> None:
        """Visit worlds in which one `if` always goes the same way.

        Those of an `if` that several rounds ask, and one before what is doubted.
        """
        repeated: dict[Place, bool] = {}
        ranking: set[Place] = set()
        for run in self.runs:
            last = max((orders[id(event)] for event in run.recorder.trace.events if id(event) in orders), default=-1)
            asked = [one for one in run.world.made if one.row is CONDITION]
            times = Counter(one.place for one in asked)
            for one in asked:
                if one.order <= last and one.place is not None and times[one.place] > 1:
                    repeated[one.place] = not one.holds
            ranking |= run.world.ranking
        last_first = list(reversed(repeated))
        chosen = sorted(last_first, key=lambda place: place not in ranking)[:MOST_REPEATED]
        worlds = [{place: repeated[place]} for place in chosen]
        for always in [*worlds, repeated] if len(worlds) > 1 else worlds:
            if self._spent <= NEAR_STEPS:
                self._perform_whole(World(always=always))

    def witnesses(self, row: Row) -> list[Run]:
        """The worlds with something unknown in place of what is guessed.

        None where nothing of the sort was.
        """
        found = self._witnesses.get(row)
        if found is None:
            begin = self._unknown.get(row)
            found = self._witnesses[row] = []
            if begin is not None:
                there = Exploration(self._project, self._body, self._max_steps, use=self._use, begin=begin)
                if row.otherwise != NOT:
                    there.deepen()
                found += there.runs
        return found

    def guard(self, run: Run, other: Run) -> Place | None:
        """The `if` at which the worlds of two runs part.

        Where one of them was opened there and does as the other does before; None where they part elsewhere, and where
        it asks for the numbers in a tensor.
        """
        for one, two in ((run, other), (other, run)):
            plan = two.world.plan
            if plan and one.world.taken[: len(plan)] == [*plan[:-1], not plan[-1]]:
                ways = (each.world.leads_to.get(plan) for each in self.runs)
                place = next((way[0] for way in ways if way is not None), None)
                return None if place in run.world.by_numbers else place
        return None

    def _is_new(self, world: tuple[bool, ...]) -> bool:
        """Whether a world may go a way that none went before.

        As far as one can tell.
        """
        ways = [run.world.leads_to[world] for run in self.runs if world in run.world.leads_to]
        return not any(way in run.world.branches for way in ways for run in self.runs)

    def _explore(self, worlds: int, steps: int, wanted: Callable[[tuple[bool, ...]], bool]) -> None:
        later: list[tuple[int, int, tuple[bool, ...]]] = []
        while self._queue and len(self.runs) < worlds and (not self.runs or self._spent * len(self.runs) < steps):
            first = heapq.heappop(self._queue)
            flips, _, world = first
            if not wanted(world):
                later.append(first)
                continue
            self._visit(flips, world)
        for one in later:
            heapq.heappush(self._queue, one)
        self.complete = not self._queue and not any(run.budget.gave_up for run in self.runs)

    def _visit(self, flips: int, world: tuple[bool, ...]) -> Run:
        run = self._run(world)
        doubted = self._queue if self._deepened else self._guesses
        tried = [world for row, world in run.world.guesses if row.otherwise == RUN]
        for row, world in run.world.guesses:
            if row.otherwise != RUN:
                self._unknown.setdefault(row, world)
        for queue, others in ((self._queue, run.world.open), (doubted, tried)):
            for other in others:
                self._count += 1
                heapq.heappush(queue, (flips + 1, self._count, other))
        return run

    def _run(self, world: tuple[bool, ...]) -> Run:
        heap = self._project.heap
        if self._half is not None and world[: len(self._half[0].world.taken)] == tuple(self._half[0].world.taken):
            run, made = self._half[0].fork(), self._half[1]
            run.world.plan = world
            run.world.facts.refining, run.world.facts.ranking = run.refine, run.rank_of
            run.world.facts.exact = run.exact
            with heap.undoing():
                before = heap.touched
                self._perform(run, lambda: self._use(run, made) if self._use else None)
            if heap.touched != before:
                self._half = None
            self.runs.append(run)
            self._spent += run.budget.steps
            return run
        return self._perform_whole(World(world))

    def _perform_whole(self, world: World) -> Run:
        heap = self._project.heap
        run = Run(self._project, heap, world, budget=Budget(self._max_steps))
        run.world.facts.refining, run.world.facts.ranking = run.refine, run.rank_of
        run.world.facts.exact = run.exact
        run.recorder.trace.tensors = run.world.tensors
        with heap.undoing() as mark:
            self._perform(run, lambda: self._whole(run))
            mark.stays = run.setting.defines
        self.runs.append(run)
        self._spent += run.budget.steps
        return run

    def _whole(self, run: Run) -> None:
        heap = self._project.heap
        before = heap.touched
        made = self._body(run)
        if self._use is None or made is None:
            return
        steps = 0
        half = run.fork() if heap.touched == before and not run.world.always else None  # others go their own ways
        if half is not None:
            heap.share(made, *run.world.tensors, *run.world.tensors.values(), *run.world.learned.values(), whose=KEPT)
            steps = run.budget.steps
        before = heap.touched
        try:
            self._use(run, made)
        finally:
            if half is not None and heap.touched == before:
                self._half = half, made
                self._saved += steps

    def _perform(self, run: Run, body: Callable[[], Any]) -> None:
        try:
            body()
        except (BudgetExceeded, RecursionError) as why:
            run.budget.gave_up = True
            run.recorder.trace.unresolved.append(Reason(f"the entry was given up: {why}"))
        except (PythonError, PathEnd) as why:
            run.recorder.ended_early = True
            run.recorder.trace.unresolved.append(Reason(f"the run ends early: {why or 'the program stops'}"))
        except Signal:
            pass
        except Exception as fault:  # noqa: BLE001 - a fault of shapelint's own is said aloud, and hides nothing else
            run.recorder.fault(fault)
