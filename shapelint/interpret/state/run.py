"""One run of an entry in one world: what is known, what was decided, what happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, NoReturn

from shapelint.interpret.state.heap import Heap
from shapelint.interpret.state.held import List
from shapelint.interpret.state.late import LateName
from shapelint.interpret.state.signals import BudgetExceeded, Costly
from shapelint.interpret.values.objects import MISSING, Class, Function, Scope, SourceModule, Thing
from shapelint.ops.core.trace import Event, Trace
from shapelint.report.faults import place_of
from shapelint.sizes.facts import Facts
from shapelint.sizes.tensors import Reason, Tensor, Unknown, unknown_tensor
from shapelint.source.place import Place

Branch = tuple[Place, bool]
"""The one or the other way of an `if`."""

MAX_STEPS = 60_000
MAX_DEPTH = 60
MOST_NAMES = 100  # that stand for one another


class Frame(Thing, eq=False):
    """A body that is being executed. `definition` is what its node numbers belong to; `chosen`, how many unknown
    conditions were decided when it began."""

    definition: Any
    scope: Scope
    module: SourceModule
    function: Function | None = None
    owner: Class | None = None
    receiver: Any = None
    yields: list[Any] | None = None
    chosen: int = 0
    at_yield: Callable[[Any], None] | None = None  # the body of the `with` whose manager the function makes

    def place(self, node: Any) -> Place:
        """The place of a node: the same object whenever it is asked for."""
        at = node.at
        marks: dict[int, Place] = self.definition.marks
        found = marks.get(at)
        if found is None:
            found = marks[at] = Place(self.definition, at)
        return found


@dataclass(eq=False, repr=False)
class Run:
    """The state of one run.

    world: the choices to make, in the order in which unknown conditions turn up; beyond its end the default is
        chosen and the other choice remembered in `open`.
    branches: which way each `if` went; `leads_to`: the way of an `if` that a world of `open` was opened for;
        `decided`: for each choice taken, how many events there were by then.
    learned: what a condition taught about an Unknown; `tensors`: which tensor an Unknown turned out to be.
    swayed: names (of a scope) that count on only where an unknown condition holds: what stands at that index of a list
        of layers depends on how all of these conditions turn out, and worlds are too few for that.
    visited: the calls of the program's own functions and classes; `entered`, their definitions.
    passed: where something was executed and gave a value, known or not: torch refuses nothing there, as far as is known.
    heap: the history of all objects, through which they are changed; one for the project.
    collectors: what code that is not read may call at any time, as often as it likes.
    growing: the lists that the loops at hand may let grow.
    wondered: the choices made while quiet; `way`: those to make next, where a later round of a loop is looked at.
    quiet: above 0, events are not recorded (a second look at a loop).
    catching: above 0, an error would be caught or is expected; `expecting`: it is expected (pytest.raises).
    remembers: blocks that were seen before are not entered again; `memory` and `kinds` serve that (memory.py).
    alone: nobody says what the entry is given. What is not given may then be anything: None as a default says only
        that there is something else to give, and `*args` stands for arguments nobody knows.
    supposes: whether an input that may be left out is taken to be given.
    defines: whether what the run made is what importing its file makes, and stays.
    usual: whether what is read from the environment is what the program takes where it holds nothing.
    training: what `self.training` is; an Unknown where nobody says.
    faults: what went wrong inside shapelint itself, by its place there.
    """

    world: tuple[bool, ...] = ()
    project: Any = None
    facts: Facts = field(default_factory=Facts)
    trace: Trace = field(default_factory=Trace)
    training: Any = True
    supposes: bool = False
    alone: bool = False
    gave_up: bool = False
    defines: bool = False
    usual: bool = False
    ended_early: bool = False
    heap: Heap = field(default_factory=Heap)
    swayed: set[tuple[Scope, str]] = field(default_factory=set)
    max_steps: int = MAX_STEPS
    taken: list[bool] = field(default_factory=list)
    open: list[tuple[bool, ...]] = field(default_factory=list)
    branches: set[Branch] = field(default_factory=set)
    leads_to: dict[tuple[bool, ...], Branch] = field(default_factory=dict)
    decided: list[int] = field(default_factory=list)
    choices: dict[Any, bool] = field(default_factory=dict)
    learned: dict[Unknown, Any] = field(default_factory=dict)
    collectors: list[Any] = field(default_factory=list)
    growing: list[List] = field(default_factory=list)
    way: list[bool] = field(default_factory=list)
    wondered: list[bool] = field(default_factory=list)
    tensors: dict[Unknown, Tensor] = field(default_factory=dict)
    frames: list[Frame] = field(default_factory=list)
    stack: list[Place] = field(default_factory=list)
    visited: set[Place] = field(default_factory=set)
    passed: set[Place] = field(default_factory=set)
    entered: set[Any] = field(default_factory=set)
    remembers: bool = True
    memory: dict[Any, Any] = field(default_factory=dict)
    kinds: dict[Any, Any] = field(default_factory=dict)
    steps: int = 0
    quiet: int = 0
    catching: int = 0
    expecting: int = 0
    orders: int = 0
    faults: dict[str, Exception] = field(default_factory=dict)

    def fork(self) -> Run:
        """A run that has done what this one did so far, and goes its own way from here."""
        made = replace(
            self, facts=self.facts.fork(), open=[], leads_to={}, taken=list(self.taken), branches=set(self.branches),
            decided=list(self.decided), choices=dict(self.choices), learned=dict(self.learned),
            tensors=dict(self.tensors), collectors=list(self.collectors), swayed=set(self.swayed),
            visited=set(self.visited), passed=set(self.passed), entered=set(self.entered), memory=dict(self.memory),
            frames=[], stack=[], faults=dict(self.faults), steps=0,
        )  # fmt: skip
        told = self.trace
        made.trace = Trace(
            list(told.events),
            list(told.unresolved),
            list(told.named),
            list(told.bodies),
            made.tensors,
            list(told.revealed),
        )
        return made

    def step(self) -> None:
        self.steps += 1
        if self.steps > self.max_steps:
            self.give_up()

    @contextmanager
    def glancing(self, steps: int) -> Iterator[None]:
        """A silent second look, which is broken off after so many steps. Raises Costly then."""
        limit = self.max_steps
        self.max_steps = min(limit, self.steps + steps)
        self.quiet += 1
        try:
            yield
        except BudgetExceeded as why:
            if self.steps > limit:
                raise
            raise Costly from why
        finally:
            self.max_steps = limit
            self.quiet -= 1

    def fault(self, fault: Exception) -> None:
        """Something failed inside shapelint: it is told, once for each place."""
        self.faults.setdefault(place_of(fault), fault)

    def give_up(self) -> NoReturn:
        """The entry has had all the steps it may take."""
        raise BudgetExceeded(f"more than {self.max_steps} steps")

    # --- choices ------------------------------------------------------------------------------------------------

    def choose(self, key: Any, default: bool = True, forced: bool | None = None, asked: Any = None) -> bool:
        """Decide an unknown condition: the same key decides the same way throughout the run.

        forced: the choice, where only one of them is worth a world. asked: the condition.
        """
        if key in self.choices:
            return self.choices[key]
        if forced is not None:
            self.choices[key] = forced
            return forced
        if self.quiet:  # on a second look, which leads to no other world
            choice = self.choices[key] = self.way.pop(0) if self.way else default
            self.wondered.append(choice)
            return choice
        index = len(self.taken)
        if index < len(self.world):
            choice = self.world[index]
        else:
            choice = default
            self.open.append((*self.taken, not default))
        self.taken.append(choice)
        self.choices[key] = choice
        self.decided.append(self.orders)
        return choice

    def branch(self, place: Place, taken: bool, opened: int) -> None:
        """An `if` went this way, the worlds of `open` from `opened` on being those in which it may go the other."""
        if not self.quiet:
            self.branches.add((place, taken))
            for world in self.open[opened:]:
                self.leads_to.setdefault(world, (place, not taken))

    # --- unknowns -----------------------------------------------------------------------------------------------

    def unknown(self, text: str, place: Place | None = None, name: str = "") -> Unknown:
        """A fresh Unknown; its reason is kept for `trace`."""
        reason = Reason(text, place)
        if not self.quiet:
            self.trace.unresolved.append(reason)
        return Unknown(reason, name)

    def learn(self, unknown: Unknown, value: Any) -> None:
        """The Unknown is that value in this world."""
        unknown, value = self.settled(unknown), self.settled(value)
        if unknown is value or not isinstance(unknown, Unknown):
            return  # two unknowns that are the same value must not stand for each other in a circle
        self.learned[unknown] = value

    def settled(self, value: Any) -> Any:
        """The value, or what this world has learnt that it is. Names that modules import from each other in a circle
        stand for nothing at all."""
        passed = 0
        while isinstance(value, Unknown) and passed < MOST_NAMES:
            passed += 1
            found = self.learned.get(value, MISSING)
            if found is MISSING and isinstance(value, LateName):
                found = value.found()
            if found is MISSING:
                break
            value = found
        return value

    def let_grow(self, lists: list[List]) -> None:
        """Let the loop at hand add to these lists and leave what is known of them."""
        self.growing += lists
        for one in lists:
            one.grows = True

    def stop_growing(self, lists: list[List] | None = None) -> None:
        """The loop is done with these lists, or something unknown has changed any of those that grow."""
        for one in self.growing if lists is None else lists:
            one.grows = False
        self.growing = [one for one in self.growing if one.grows]

    def tensor_of(self, unknown: Unknown) -> Tensor:
        """The tensor that an Unknown turned out to be: the same one whenever it is asked for."""
        found = self.tensors.get(unknown)
        if found is None:
            found = self.tensors[unknown] = unknown_tensor(unknown.reason)
            found.name = unknown.name
        return found

    # --- events -------------------------------------------------------------------------------------------------

    def record(self, event: Event) -> None:
        if self.quiet:
            return
        event.order = self.orders
        self.orders += 1
        event.caught = self.catching > 0
        self.trace.events.append(event)

    @property
    def only_defines(self) -> bool:
        """Whether nothing was performed, decided or told: functions and classes were defined, and that was all."""
        return not (self.trace.events or self.trace.revealed or self.taken or self.choices or self.gave_up)

    @property
    def frame(self) -> Frame:
        return self.frames[-1]
