"""A world: one way the unknown conditions may turn out.

And what that teaches.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace

from shapelint.interpret.state.guesses import Made, Row
from shapelint.interpret.state.late import LateName
from shapelint.interpret.state.recorder import Recorder
from shapelint.interpret.values.objects import MISSING, Scope
from shapelint.sizes.facts import Facts
from shapelint.sizes.tensors import Tensor, Unknown, unknown_tensor
from shapelint.source.place import Place

Branch = tuple[Place, bool]
"""The one or the other way of an `if`."""

MOST_NAMES = 100  # that stand for one another


@dataclass(eq=False, repr=False)
class World:
    """The choices of a run and what they taught.

    plan: the choices to make, in the order in which unknown conditions turn up; beyond its end the default is chosen
        and the other choice remembered in `open`.
    taken: the choices made; `choices`: the same by condition; `decided`: for each, how many events there were by then.
    guesses: as `open`, of what is no condition of the program but a guess of ours, with its row: looked at only where
        it matters whether a finding rests on it.
    made: the guesses, in order, as far as a finding can rest on them or has to name them.
    branches: which way each `if` went; `leads_to`: the way of an `if` that a world of `open` was opened for.
    asked: the conditions that the worlds of `open` answer the other way.
    by_numbers: the `if`s that ask for the numbers in a tensor, which no size depends on.
    ranking: the `if`s right after which, in the same body, more became known of the rank of a shape.
    always: which way `if`s go throughout, whatever they ask each time.
    learned: what a condition taught about an Unknown; `tensors`: which tensor an Unknown turned out to be.
    facts: what is known of sizes.
    swayed: names (of a scope) that count on only where an unknown condition holds: what stands at that index of a list
        of layers depends on how all of these conditions turn out, and worlds are too few for that.
    asked_for: where the program asked whether a file is there, by what was answered; `there`: those places where this
        world took it to be there.
    collectors: what code that is not read may call at any time, as often as it likes.
    wondered: the choices made on a silent second look; `way`: those to make next there.
    seeks: whether an unknown `if` takes the way that no round took before.
    """

    plan: tuple[bool, ...] = ()
    facts: Facts = field(default_factory=Facts)
    taken: list[bool] = field(default_factory=list)
    open: list[tuple[bool, ...]] = field(default_factory=list)
    guesses: list[tuple[Row, tuple[bool, ...]]] = field(default_factory=list)
    made: list[Made] = field(default_factory=list)
    choices: dict[Hashable, bool] = field(default_factory=dict)
    decided: list[int] = field(default_factory=list)
    branches: set[Branch] = field(default_factory=set)
    leads_to: dict[tuple[bool, ...], Branch] = field(default_factory=dict)
    asked: dict[tuple[bool, ...], Hashable] = field(default_factory=dict)
    by_numbers: set[Place] = field(default_factory=set)
    ranking: set[Place] = field(default_factory=set)
    always: dict[Place, bool] = field(default_factory=dict)
    learned: dict[Unknown, object] = field(default_factory=dict)
    tensors: dict[Unknown, Tensor] = field(default_factory=dict)
    swayed: set[tuple[Scope, str]] = field(default_factory=set)
    asked_for: dict[Unknown, Place] = field(default_factory=dict)
    there: set[Place] = field(default_factory=set)
    collectors: list[object] = field(default_factory=list)
    wondered: list[bool] = field(default_factory=list)
    way: list[bool] = field(default_factory=list)
    seeks: bool = False

    def fork(self) -> World:
        """A copy of the world that goes its own way from here."""
        return replace(
            self, facts=self.facts.fork(), taken=list(self.taken), open=[], guesses=[], made=list(self.made), choices=dict(self.choices),
            decided=list(self.decided), branches=set(self.branches), leads_to={}, asked={}, by_numbers=set(self.by_numbers), ranking=set(self.ranking),
            learned=dict(self.learned),
            tensors=dict(self.tensors), swayed=set(self.swayed), asked_for=dict(self.asked_for), there=set(self.there), collectors=list(self.collectors),
        )  # fmt: skip

    def choose(self, key: Hashable, default: bool, forced: bool | None, recorder: Recorder) -> bool:
        """Decide an unknown condition.

        The same key decides the same way throughout the run.

        forced: the choice, where only one of them is worth a world.
        """
        if key in self.choices:
            return self.choices[key]
        if forced is not None:
            self.choices[key] = forced
            return forced
        if recorder.quiet:  # on a second look, which leads to no other world
            choice = self.choices[key] = self.way.pop(0) if self.way else default
            self.wondered.append(choice)
            return choice
        return self._take(key, default, self.open, recorder)

    def guess(self, row: Row, key: Hashable, default: bool, recorder: Recorder) -> bool:
        """Decide what is not known and no condition of the program.

        On a silent second look, always by default.
        """
        key = row, key
        if key in self.choices:
            return self.choices[key]
        if recorder.quiet:
            self.choices[key] = default
            return default
        others: list[tuple[bool, ...]] = []
        choice = self._take(key, default, others, recorder)
        self.guesses += [(row, other) for other in others]
        self.note(row, recorder, choice is default)
        return choice

    def note(self, row: Row, recorder: Recorder, holds: bool = True, place: Place | None = None) -> None:
        """A guess was made."""
        if not recorder.quiet:
            self.made.append(Made(row, recorder.orders, holds, place))

    def _take(self, key: Hashable, default: bool, others: list[tuple[bool, ...]], recorder: Recorder) -> bool:
        index = len(self.taken)
        if index < len(self.plan):
            choice = self.plan[index]
        else:
            choice = default
            others.append((*self.taken, not default))
            self.asked[others[-1]] = key
        self.taken.append(choice)
        self.choices[key] = choice
        self.decided.append(recorder.orders)
        return choice

    def sought(self, place: Place) -> bool | None:
        """The way of an `if` that was never taken.

        None where none is sought.
        """
        ways = [way for way in (True, False) if (place, way) not in self.branches] if self.seeks else ()
        return ways[0] if len(ways) == 1 else None

    @property
    def is_planned(self) -> bool:
        """Whether the next choice is one that the plan makes."""
        return len(self.taken) < len(self.plan)

    def branch(self, place: Place, taken: bool, opened: int) -> None:
        """Note which way an `if` went.

        opened: from where on the worlds of `open` may go the other way.
        """
        self.branches.add((place, taken))
        for other in self.open[opened:]:
            self.leads_to.setdefault(other, (place, not taken))

    def learn(self, unknown: object, value: object) -> None:
        """The Unknown is that value in this world."""
        unknown, value = self.settled(unknown), self.settled(value)
        if unknown is value or not isinstance(unknown, Unknown):
            return  # two unknowns that are the same value must not stand for each other in a circle
        self.learned[unknown] = value

    def settled(self, value: object) -> object:
        """The value, or what this world has learnt that it is.

        Names that modules import from each other in a circle stand for nothing at all.
        """
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

    def tensor_of(self, unknown: Unknown) -> Tensor:
        """The tensor that an Unknown turned out to be.

        The same one whenever it is asked for.
        """
        found = self.tensors.get(unknown)
        if found is None:
            found = self.tensors[unknown] = unknown_tensor(unknown.reason)
            found.name = unknown.name
        return found
