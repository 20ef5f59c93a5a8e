"""One run of an entry in one world."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from shapelint.interpret.state.budget import Budget
from shapelint.interpret.state.guesses import BATCHED, BATCHED_ALONE, CONDITION, RANK, RUN
from shapelint.interpret.state.heap import Heap
from shapelint.interpret.state.recorder import Built, Recorder
from shapelint.interpret.state.signals import Refusal
from shapelint.interpret.state.stack import Frame, Stack
from shapelint.interpret.state.world import World
from shapelint.interpret.values.held import Itself
from shapelint.interpret.values.objects import Class, SourceModule
from shapelint.ops.core.raising import classes_of
from shapelint.ops.core.trace import Event
from shapelint.sizes.tensors import Reason, Tensor, Unknown, UnknownNumber, UnknownShape
from shapelint.source.place import Place


def refusal_of(event: Event) -> Refusal | None:
    """The error that an operation raises which is refused."""
    need = event.failure
    if need is None:
        return None
    name = "" if event.operation is None else event.operation.name
    return Refusal(f"{event.name} is refused", classes_of(name, need))


@dataclass(eq=False)
class Calls:
    """Calls of functions that were made before (language/same_calls.py).

    kept: what they gave. vain: of which functions how many were looked at of which none came again.
    """

    kept: dict[Hashable, Any] = field(default_factory=dict)
    vain: dict[Any, int] = field(default_factory=dict)


class Files(Protocol):
    """What a run needs of files and libraries.

    The files are read together, and name the libraries.

    calls: those that all runs of the file at hand have made.
    """

    calls: Calls

    def import_module(self, run: Run, frame: Frame, dotted: str, level: int) -> Any:
        """What an import statement gives.

        That of `import dotted`, or the module of `from dotted import ...` with `level` leading dots.
        """

    def import_name(self, run: Run, frame: Frame, module: Any, name: str) -> Any:
        """`from module import name`"""

    def import_star(self, run: Run, frame: Frame, module: Any) -> None:
        """`from module import *`"""

    def module_attribute(self, run: Run, module: SourceModule, name: str) -> Any:
        """A global of a file, or a submodule of a package.

        MISSING where there is neither.
        """

    def module_named(self, run: Run, name: str) -> SourceModule | None:
        """The one module that has this `__name__`.

        Among those imported so far and those that are being executed.
        """

    def settings(self, path: str, near: str) -> str | None:
        """The text of a file of settings of the project.

        The file `near` names it; None where there is none.
        """

    def library_name(self, dotted: str) -> Any:
        """What a dotted name of a library is."""

    def library_has(self, library: str, name: str) -> bool:
        """Whether a library is known to have a name."""

    def builtin(self, name: str) -> Any:
        """A builtin of Python; MISSING where there is none of the name."""

    def unread_base(self, base: Any) -> Class:
        """The class that stands for a base of which nothing is known.

        The same one for the same base.
        """
        raise NotImplementedError


MOST_CASES = 4  # of an `if` with its `elif`s
OTHER_TYPES = re.compile(r"\bautocast\b|set_default_d?type|set_default_tensor_type")
"""Names of what makes other floats of those that a program names, or leaves unnamed."""


@dataclass
class Setting:
    """What holds for a run from its beginning.

    training: what `self.training` is; an Unknown where nobody says.
    alone: nobody says what the entry is given. What is not given may then be anything: None as a default says only
        that there is something else to give, and `*args` stands for unknown arguments.
    defines: whether what the run made is what importing its file makes, and stays.
    usual: whether what is read from the environment is what the program takes where it holds nothing.
    bare: whether the entry is a function that nobody calls.
    leaves: whether the run ends where it begins to build a module of a class that is read; `left`: whether it did.
    building: whether the entry is a builder, whose author says what it builds.
    adding: whether its users add keywords of which nothing is known.
    switches: what its file sets of modules from outside, by name; what a constructor said of these may change.
    """

    training: Any = True
    alone: bool = False
    defines: bool = False
    usual: bool = False
    bare: bool = False
    leaves: Callable[[Built], bool] | None = None
    left: bool = False
    building: bool = False
    adding: bool = False
    switches: dict[str, Any] = field(default_factory=dict)


@dataclass(eq=False)
class Memory:
    """Blocks that were seen before (language/memory.py).

    What they gave, which of them are alike, and what was built (language/same_objects.py).

    works: whether they are not entered again.
    """

    works: bool = True
    outputs: dict[Hashable, Any] = field(default_factory=dict)
    likenesses: dict[Hashable, Any] = field(default_factory=dict)
    built: dict[Hashable, tuple[Any, int]] = field(default_factory=dict)


@dataclass(eq=False, repr=False)
class Run:
    """One run, in its parts.

    The files that are read together and the history of their objects, which outlive it; what was decided, what
    happened, how long it may take, where it stands, what holds throughout, what need not be done again.
    """

    project: Files
    heap: Heap = field(default_factory=Heap)
    world: World = field(default_factory=World)
    recorder: Recorder = field(default_factory=Recorder)
    budget: Budget = field(default_factory=Budget)
    stack: Stack = field(default_factory=Stack)
    setting: Setting = field(default_factory=Setting)
    memory: Memory = field(default_factory=Memory)

    def fork(self) -> Run:
        """A copy of the run that goes its own way from here."""
        world = self.world.fork()
        return replace(
            self,
            world=world,
            recorder=self.recorder.fork(world.tensors),
            budget=Budget(self.budget.max_steps),
            stack=Stack(),
            setting=replace(self.setting),
            memory=Memory(self.memory.works, dict(self.memory.outputs), self.memory.likenesses),
        )

    def let_go(self) -> None:
        """Break the circles in which what the run made stands."""
        self.recorder.trace.let_go()
        self.memory.outputs.clear()
        self.memory.built.clear()
        self.world.facts.let_go()

    @contextmanager
    def glancing(self, steps: int) -> Iterator[None]:
        """A silent second look, which is broken off after so many steps.

        It teaches nothing: what is looked at need not come to pass. Raises Costly where it is broken off.
        """
        world = self.world
        choices, learned = dict(world.choices), dict(world.learned)
        self.recorder.quiet += 1
        try:
            with self.budget.limited(steps), world.facts.glancing(), self.heap.glancing():
                yield
        finally:
            self.recorder.quiet -= 1
            world.choices, world.learned = choices, learned

    def choose(self, key: Hashable, default: bool = True, forced: bool | None = None, asked: object = None) -> bool:
        """Decide an unknown condition.

        The same key decides the same way throughout the run.

        forced: the choice, where only one of them is worth a world. asked: the condition.
        """
        return self.world.choose(key, default, forced, self.recorder)

    def rank_of(self, shape: UnknownShape, ranks: Sequence[int]) -> int:
        """Which of several ranks a shape has.

        An input of unknown rank has the usual one, the first, for most code is for batches; what has more or fewer axes
        than such inputs, and what a function alone is given, is tried with another where something is found.
        """
        if len(ranks) == 1:
            return ranks[0]
        row = RANK if shape.moved else BATCHED_ALONE if self.setting.bare else BATCHED
        if row.otherwise != RUN:
            self.world.note(row, self.recorder)
            return ranks[0]
        for rank in ranks[:-1]:
            if self.world.guess(row, (Itself(shape), rank), True, self.recorder):
                return rank
        return ranks[-1]

    def refine(self, shape: UnknownShape) -> None:
        """More is about to be known of a shape.

        Perhaps by the way that an `if` of the same body went.
        """
        self.heap.refine(shape)
        if self.recorder.quiet or not self.stack.frames:
            return
        definition = self.stack.frame.definition
        for one in self.world.made[-MOST_CASES:]:
            if one.row is CONDITION and one.place is not None and one.place.definition is definition:
                self.world.ranking.add(one.place)

    def exact(self, event: Any, *tensors: Tensor) -> bool:
        """Whether the float types of tensors are what they seem to be.

        Those of a program whose files never speak of another default type or of autocast, as long as unread code has
        not had the layer or the tensors in its hands: it may have turned them into another type.
        """
        if self.setting.alone or self.stack.catchers or self._says(OTHER_TYPES):
            return False
        target = getattr(event, "target", None)
        held = [target] if target is not None else []
        return not any(one.escaped or getattr(one, "taint", None) is not None for one in (*held, *tensors))

    def _says(self, words: re.Pattern[str]) -> bool:
        """Whether a file that runs now, or one it imports, says something."""
        waiting: list[SourceModule | None] = [frame.module for frame in self.stack.frames]
        seen: set[int] = set()
        while waiting:
            module = waiting.pop()
            if module is None or id(module) in seen:
                continue
            seen.add(id(module))
            if module.file is not None and words.search(module.file.text):
                return True
            found = [*module.names.values()]
            waiting += [one if isinstance(one, SourceModule) else getattr(one, "module", None) for one in found]
        return False

    def unknown(self, text: str, place: Place | None = None, name: str = "") -> Unknown:
        """A fresh Unknown; its reason is kept for `trace`."""
        return Unknown(self._doubt(text, place), name)

    def unknown_of(self, value: object, text: str, place: Place | None = None) -> Unknown:
        """A fresh Unknown, made of one that is not known.

        It is of what is handed on where that is.
        """
        found = self.unknown(text, place)
        reason = getattr(value, "reason", None)
        if reason is None or not reason.handed_on:
            return found
        return Unknown(Reason(found.reason.text, place, handed_on=True))

    def number(self, text: str, place: Place | None = None, operands: tuple[Unknown, ...] = ()) -> UnknownNumber:
        """A fresh unknown value that is a number, where the operands are."""
        return UnknownNumber(self._doubt(text, place), operands=operands)

    def _doubt(self, text: str, place: Place | None) -> Reason:
        reason = Reason(text, place)
        self.stack.doubts += 1
        if not self.recorder.quiet:
            self.recorder.trace.unresolved.append(reason)
        return reason

    def settled(self, value: Any) -> Any:
        """The value, or what this world has learnt that it is."""
        if not isinstance(value, Unknown) or (type(value) is Unknown and value not in self.world.learned):
            return value
        return self.world.settled(value)

    def record(self, event: Event) -> None:
        """Add an event to the trace.

        Of what a library does inside, only what is refused is told.
        """
        frames = self.stack.frames
        if frames and frames[-1].seen_from is not None and event.failure is None:
            return
        self.recorder.record(event, self.is_caught(event))

    def is_caught(self, event: Event) -> bool:
        """Whether the program catches or expects what the event raises."""
        catchers = self.stack.catchers
        if not catchers:
            return False
        refusal = refusal_of(event)
        return refusal is None or self.stack.may_catch(refusal)

    @property
    def only_defines(self) -> bool:
        """Whether nothing was performed, decided or told.

        Functions and classes were defined, and that was all.
        """
        trace, world = self.recorder.trace, self.world
        return not (trace.events or trace.revealed or world.taken or world.choices or self.budget.gave_up)
