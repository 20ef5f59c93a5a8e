"""What one run of an entry did.

The operations in the order in which they finished. Rules read nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeVar

from msgspec import Struct

from shapelint.ops.core.declare import Operation
from shapelint.ops.core.need import Requirement
from shapelint.sizes.facts import Facts, Verdict
from shapelint.sizes.tensors import Reason, Tensor, Unknown
from shapelint.source.place import Place

T = TypeVar("T")


class Named(NamedTuple):
    """A value that a body named, returned ("return") or saw refuted ("assert").

    Where and when (`Event.order`).

    frame: the activation of the body; the same object for all of one call, and for no other.
    of: the tensor and the axis (from the first, or negative from the last) whose size it is, where the code says so:
        `b, c = x.shape`, `n = x.size(0)`.
    """

    place: Place
    name: str
    value: Any
    frame: Any
    order: int
    of: tuple[Any, int] | None = None


class Body(NamedTuple):
    """A function read from source was entered.

    Its arguments by name, the call, and when.
    """

    frame: Any
    given: dict[str, Any]
    place: Place
    order: int


class Revealed(NamedTuple):
    """A call of `reveal_shape`, and what was then known of its argument."""

    place: Place
    text: str


class Inner(NamedTuple):
    """A call between torch's own layers.

    One made of a layer that it holds. depth: how deep within the event.
    """

    module: Any
    arguments: dict[str, Any]
    output: Any
    depth: int


class Event(Struct, eq=False):
    """One operation built or called, or one composite module called.

    kind: "build" (a layer's constructor), "call" (a layer, function or method), "module" (a composite nn.Module).
    target: the instance that was built or called, None for functions and methods.
    arguments: every parameter with its value, under torch's names ("module": positional under "0", "1", ...).
    place: the call in the source; stack: the calls that led to it, outermost first.
    where: finds the place of an argument in the call, None where it is not written there.
    facts: what was known then, for replay.
    caught: the call stands where the code catches or expects the error. as_method: it is written `x.relu()`.
    inner: the calls that a layer made of layers made, in the order of completion.
    steps: what rules found out about where the axes of its results come from, by id of the result and axis.
    given: the tensors among its arguments, once a rule has asked for them.
    """

    kind: str
    operation: Operation | None
    target: Any
    arguments: dict[str, Any]
    output: Any
    requirements: list[Requirement]
    place: Place
    stack: tuple[Place, ...]
    where: Callable[[str], Place | None]
    facts: Facts
    reason: str = ""
    caught: bool = False
    as_method: bool = False
    order: int = 0
    inner: list[Inner] = []
    steps: dict[tuple[int, int], Any] = {}
    given: list[Tensor] | None = None

    __repr__ = object.__repr__  # not of all that led to it

    @property
    def name(self) -> str:
        """What a reader calls the operation.

        `Conv2d`, `cat`, `view`, or the class of a composite module.
        """
        if self.operation is not None:
            return self.operation.short
        return str(self.target.cls.name)

    @property
    def bare(self) -> str:
        """The same without the library: `stack` for `np.stack`."""
        return self.name if self.operation is None else self.operation.bare

    @property
    def build(self) -> Event | None:
        """The event that built the layer called here."""
        found = getattr(self.target, "built_by", None)
        return found if isinstance(found, Event) else None

    def tensors(self) -> Iterator[Tensor]:
        """The tensors that it was given, those in lists too."""
        for value in self.arguments.values():
            for one in value if isinstance(value, (list, tuple)) else (value,):
                if isinstance(one, Tensor):
                    yield one

    def note(self, module: Any, arguments: dict[str, Any], output: Any, depth: int) -> None:
        """A call made within this one.

        `ops` cannot name the classes of this file.
        """
        self.inner.append(Inner(module, arguments, output, depth))

    def failures(self) -> Iterator[Requirement]:
        for requirement in self.requirements:
            if requirement.verdict is Verdict.NO:
                yield requirement

    @property
    def failure(self) -> Requirement | None:
        """The first requirement to fail.

        Asked of every event, of which few have one.
        """
        for requirement in self.requirements:
            if requirement.verdict is Verdict.NO:
                return requirement
        return None


class Trace(Struct):
    """One world of one entry.

    `events` in order, `unresolved` what could not be known and why.

    named, bodies: what the code calls its values, for rules that compare a value with what is said of it.
    tensors: what the Unknowns among them turned out to be, by id; `tensor` asks it.
    revealed: what the program asks to be told.
    """

    events: list[Event] = []
    unresolved: list[Reason] = []
    named: list[Named] = []
    bodies: list[Body] = []
    tensors: dict[Unknown, Tensor] = {}
    revealed: list[Revealed] = []
    _once: dict[Any, tuple[int, Any]] = {}

    def once(self, make: Callable[[Trace], T]) -> T:
        """The result of `make`, worked out once.

        It reads the whole trace, for all rules that ask for it.
        """
        found = self._once.get(make)
        if found is None or found[0] != len(self.events):
            found = self._once[make] = len(self.events), make(self)
        made: T = found[1]
        return made

    def let_go(self) -> None:
        """Empty the trace and its events, which hold each other."""
        for event in self.events:
            event.target = event.output = None
            event.arguments, event.inner, event.steps, event.given = {}, [], {}, None
        self.events, self.named, self.bodies, self.unresolved, self.tensors, self._once = [], [], [], [], {}, {}

    def called(self) -> dict[str, list[Event]]:
        """Every call of an operation by its name, in order.

        A rule that looks for few of them need not look at all.
        """
        return self.once(_called)

    def tensor(self, value: Any) -> Tensor | None:
        """The tensor that a value is, or turned out to be."""
        return value if isinstance(value, Tensor) else self.tensors.get(value) if isinstance(value, Unknown) else None

    def failures(self, *rules: str) -> Iterator[tuple[Event, Requirement]]:
        """Every event whose first requirement to fail is of those rules.

        What torch would complain of there.
        """
        for event, first in self.once(_failing):
            if first.rule in rules:
                yield event, first


def _called(trace: Trace) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = {}
    for event in trace.events:
        if event.kind == "call" and event.operation is not None:
            found.setdefault(event.operation.short, []).append(event)
    return found


def _failing(trace: Trace) -> list[tuple[Event, Requirement]]:
    failures = ((event, event.failure) for event in trace.events if event.kind != "module" and not event.caught)
    return [(event, first) for event, first in failures if first is not None]
