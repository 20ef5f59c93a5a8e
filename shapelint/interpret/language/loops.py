"""Loops over sequences of unknown length.

The body runs once as the first round would (an error there is certain wherever the loop runs at all). Then what the
rounds change is generalised: a name whose value differs from the one before the loop becomes what both have in
common, and the body runs again, silently, as any later round would, until nothing changes any more.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.interpret.language.rounds_change import (
    Attributes,
    forget_attributes,
    forget_growth,
    generalise,
    grow,
    settle_attributes,
    taint,
)
from shapelint.interpret.language.walking import assigned, may_leave
from shapelint.interpret.state.heap import Mark
from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.nodes import execute
from shapelint.interpret.state.rounds import after_rounds, in_common
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import BreakSignal, ContinueSignal, Costly, PythonError, ReturnSignal, Signal
from shapelint.interpret.state.stack import Frame
from shapelint.interpret.values.objects import MISSING
from shapelint.ops.core.trace import Revealed
from shapelint.sizes.tensors import Reason, Unknown

MAX_ROUNDS = 3
MAX_WAYS = 4
"""Ways through the body of a later round, by unknown conditions, that are followed."""

LATER_STEPS = 80
"""What all later rounds of a loop together may cost: nothing is known afterwards of what costlier ones assign."""

PROGRAM_STEPS = 1500
"""The same of the loops of a program, which collect what its models are given; they are few."""


def repeat_unknown(
    run: Run, frame: Frame, node: Any, begin: Callable[[bool], None], targets: list[str],
    end: Callable[[], None] | None = None,
) -> None:  # fmt: skip
    """Run a loop's body any number of times.

    node: a `for` or `while`; `begin(first)` binds its targets.

    end: binds them to the last element, where it is known that there is another one than the first: the last round is
        run as the first is, after those of which nothing is known but what all rounds have in common.
    """
    reason = Reason("it is assigned in a loop of unknown length", frame.places[node.at])
    revealed = run.recorder.trace.revealed
    told = len(revealed)
    names = frame.scope.names
    outside = before = dict(names)
    with run.heap.watching() as mark:
        signal = _round(run, frame, node, lambda: begin(True), first=True)
    first = revealed[told:]
    generalise(run, names, before, targets, reason)
    attributes = taint(run, mark.changed, reason)
    parted = False
    if signal is None or not signal.breaks:
        lists = [value for value in mark.changed if KINDS[type(value)].can_grow and value]
        limit = run.budget.steps + (LATER_STEPS if _is_within_model(run) else PROGRAM_STEPS)
        for round_ in range(MAX_ROUNDS):
            lengths = [len(value) for value in lists]
            run.stack.let_grow(lists)
            before = dict(names)
            again = _later_round(run, frame, node, lambda: begin(False), targets, reason, limit)
            grow(run, lists if again is not None else [], lengths, round_ == 0)
            run.stack.stop_growing(lists)
            parted |= again is None or again.parted
            if again is None:
                forget_growth(lists)
                _forget(run, frame, node, before, attributes, reason)
                revealed[told:] = _and_unknown(first)
                break
            signal = again.signal or signal
            if not settle_attributes(run, attributes, reason) and not again.changed:
                break
        else:
            forget_growth(lists)
            _forget(run, frame, node, before, attributes, reason)
            revealed[told:] = _and_unknown(first)
        if parted and not (run.world.seeks or run.recorder.quiet or _is_within_model(run)):
            _seek(run, frame, node, begin)
    for name, value in names.items():
        names[name] = after_rounds(run, value, reason)
    _leave_targets(run, frame, node, begin, targets, outside, reason)
    if end is not None and signal is None and not may_leave(node.body):
        _round(run, frame, node, end, first=True)
    if signal is not None and signal.returns and run.choose(("returns from a loop", frame.places[node.at]), False):
        raise signal
    if node.orelse and (signal is None or not signal.breaks):
        execute(run, frame, node.orelse)


def _leave_targets(
    run: Run, frame: Frame, node: Any, begin: Callable[[bool], None], targets: list[str], outside: dict[str, Any],
    reason: Reason,
) -> None:  # fmt: skip
    """Leave the targets as after an unknown last element.

    Known is what all elements have in common.
    """
    names = frame.scope.names
    if targets and assigned(node.body).isdisjoint(targets):
        begin(True)
        first = {name: names.get(name, MISSING) for name in targets}
        begin(False)
        for name in targets:
            common = in_common(run, first[name], names.get(name, MISSING), reason, name)
            names[name] = in_common(run, outside.get(name, MISSING), common, reason, name)
        return
    for name in targets:
        names[name] = Unknown(reason, name)


def _is_within_model(run: Run) -> bool:
    """Whether a method of a module leads to a loop."""
    receivers = (frame.receiver for frame in run.stack.frames)
    return any(KINDS[type(one)].is_object and one.is_module for one in receivers)


class _Again:
    """A later round.

    Whether it changed a name, whether an unknown condition parted its ways, and how it ended.
    """

    def __init__(self) -> None:
        self.changed = False
        self.parted = False
        self.signal: Signal | None = None


def _later_round(
    run: Run, frame: Frame, node: Any, begin: Callable[[], None], targets: list[str], reason: Reason, limit: int
) -> _Again | None:
    """Any round but the first, silently; every way through it.

    None where there are too many ways, or too long ones.
    """
    names = frame.scope.names
    again = _Again()
    ways: list[list[bool]] = [[]]
    followed = 0
    while ways:
        if followed == MAX_WAYS:
            return None
        followed += 1
        way = ways.pop()
        before = dict(names)
        chosen = len(run.world.wondered)
        outer, run.world.way = run.world.way, [*way]
        mark: Mark | None = None
        try:
            with run.glancing(limit - run.budget.steps), run.heap.watching() as mark:
                again.signal = _round(run, frame, node, begin) or again.signal
        except Costly:
            taint(run, [] if mark is None else mark.changed, reason)
            return None
        finally:
            run.world.way = outer
        again.changed |= generalise(run, names, before, targets, reason)
        taint(run, mark.changed, reason)
        taken = run.world.wondered[chosen:]
        del run.world.wondered[chosen:]
        ways += [[*taken[:index], not taken[index]] for index in range(len(way), len(taken))]
        if taken:
            again.parted = True
    return again


def _seek(run: Run, frame: Frame, node: Any, begin: Callable[[bool], None]) -> None:
    """Go through a later round on ways never taken.

    `if len(memory) >= 32: learn()` comes only later. What such a round changes or teaches does not stay.
    """
    names, world = frame.scope.names, run.world
    before, choices, learned = dict(names), dict(world.choices), dict(world.learned)
    revealed = run.recorder.trace.revealed
    told = len(revealed)
    world.seeks = True
    try:
        with run.heap.trying(), world.facts.glancing(), run.heap.glancing():
            begin(False)
            execute(run, frame, node.body)
    except (Signal, PythonError):
        pass
    finally:
        world.seeks = False
        world.choices, world.learned = choices, learned
        names.clear()
        names.update(before)
        known = {one.place for one in revealed[:told]}
        revealed[told:] = [one for one in revealed[told:] if one.place not in known]


def _round(run: Run, frame: Frame, node: Any, begin: Callable[[], None], first: bool = False) -> Signal | None:
    """Run one round of a loop.

    A `return` in it may happen or not: the loop goes on as if it had not.

    Raises PythonError where the first round does: nothing can be said of what follows a loop that cannot go round.
    """
    try:
        begin()
        execute(run, frame, node.body)
    except ContinueSignal:
        return None
    except (BreakSignal, ReturnSignal) as signal:
        return signal
    except PythonError:
        if first:
            raise
    return None


def _and_unknown(told: list[Revealed]) -> list[Revealed]:
    """What a first round told, and that other rounds are not known."""
    return [*told, *(Revealed(place, "?") for place in dict.fromkeys(one.place for one in told))]


def _forget(run: Run, frame: Frame, node: Any, before: dict[str, Any], attributes: Attributes, reason: Reason) -> None:
    """Nothing is known of what the loop assigns."""
    names = frame.scope.names
    for value, _ in attributes:
        if not value.is_module:
            forget_attributes(run, frame, value, reason)
    for name in {*assigned(node.body), *(n for n, value in names.items() if before.get(n, MISSING) is not value)}:
        if name in names:
            names[name] = Unknown(reason, name)
