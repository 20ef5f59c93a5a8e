"""What happened in a run.

Its events, where it came by, and what went wrong in shapelint itself.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace

from shapelint.interpret.values.objects import Class
from shapelint.ops.core.trace import Event, Trace
from shapelint.report.faults import place_of
from shapelint.sizes.tensors import Reason, Tensor, Unknown
from shapelint.source.place import Place


@dataclass(eq=False)
class Built:
    """A module that was built, and what it was built with.

    Its class is read from source. whole: whether its constructor came to its end.
    """

    cls: Class
    args: list[object]
    kwargs: dict[str, object]
    whole: bool = False


@dataclass(eq=False, repr=False)
class Recorder:
    """The record of one run.

    trace: what rules, `trace` and messages read.
    quiet: above 0, nothing is added to the trace (a second look at a loop).
    orders: how many events there were.
    visited: the calls of the program's own functions and classes; `entered`, their definitions.
    passed: where something was executed and gave a value, known or not: torch refuses nothing there, as far as is known.
    faults: what went wrong inside shapelint, by its place there.
    built: the modules that no other module builds, where anybody asks for them.
    ended_early: whether an error or an assertion ended the run.
    """

    trace: Trace = field(default_factory=Trace)
    quiet: int = 0
    orders: int = 0
    visited: set[Place] = field(default_factory=set)
    entered: set[Hashable] = field(default_factory=set)
    passed: set[Place] = field(default_factory=set)
    faults: dict[str, Exception] = field(default_factory=dict)
    built: list[Built] | None = None
    ended_early: bool = False

    def fork(self, tensors: dict[Unknown, Tensor]) -> Recorder:
        """A record with the same beginning.

        tensors: those of the world that goes on with it.
        """
        told = self.trace
        return replace(
            self,
            trace=Trace(
                list(told.events), list(told.unresolved), list(told.named), list(told.bodies), tensors, list(told.revealed)
            ),
            visited=set(self.visited), entered=set(self.entered), passed=set(self.passed), faults=dict(self.faults),
        )  # fmt: skip

    def record(self, event: Event, caught: bool) -> None:
        """Add an event.

        caught: whether an error there would be caught or is expected.
        """
        if self.quiet:
            return
        event.order = self.orders
        self.orders += 1
        event.caught = caught
        self.trace.events.append(event)

    def apart(self) -> Apart:
        """Tell apart, in a `with`, what it comes by meanwhile."""
        return Apart(self)

    def unresolved(self, reason: Reason) -> None:
        """Note why something is not known, for `trace`."""
        if not self.quiet:
            self.trace.unresolved.append(reason)

    def fault(self, fault: Exception) -> None:
        """Something failed inside shapelint: it is told, once for each place."""
        self.faults.setdefault(place_of(fault), fault)


class Apart:
    """What `Recorder.apart` gives a `with`.

    The places and definitions come by in it, which then join the others.
    """

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self.visited: set[Place] = set()
        self.entered: set[Hashable] = set()
        self.passed: set[Place] = set()

    def __enter__(self) -> Apart:
        one = self._recorder
        self._before = one.visited, one.entered, one.passed
        one.visited, one.entered, one.passed = self.visited, self.entered, self.passed
        return self

    def __exit__(self, *error: object) -> None:
        one = self._recorder
        one.visited, one.entered, one.passed = self._before
        one.visited |= self.visited
        one.entered |= self.entered
        one.passed |= self.passed
