"""Calls of functions that were made before.

A function that is given plain values alone, and whose call did nothing but make a plain value of them, gives the same
again: `_make_divisible(24, 8)`, the settings that a text or a list of numbers spells out. It is not entered again by any
run of a file, but counts as many steps as the first call did, and leaves the same in the trace.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from copy import copy
from typing import Any, NamedTuple, cast

from shapelint.interpret.language.memory import decided
from shapelint.interpret.language.plain_values import CONTAINERS, MOST_DEEP, MOST_HELD, is_known, prints, value_print
from shapelint.interpret.state.heap import HOLD_NOTHING, OWN, SHARED, Mark
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.held import Dict, List
from shapelint.interpret.values.objects import Function
from shapelint.ops.core.trace import Body, Named
from shapelint.source.place import Place

MOST_VAIN, FAILED = 400, 25
"""Calls of a function of which none came again, after which nobody looks any more; one that cannot be remembered counts
as so many."""


class Again(NamedTuple):
    """What a call gave, and what it left behind.

    touched: how often shared objects had changed by then: what it read of them holds until the next time.
    """

    touched: int
    value: Any
    steps: int
    visited: set[Place]
    entered: set[Hashable]
    passed: set[Place]
    bodies: list[Body]
    named: list[Named]


def called(run: Run, place: Place, func: Function, args: list[Any], kwargs: dict[str, Any], body: Callable[[], Any]) -> Any:  # fmt: skip
    """What calling the function gives: from memory, else by `body`."""
    held: set[int] = set()
    given = prints((*args, *kwargs.values()), held)
    if given is None:
        return body()
    key = func, given, tuple(kwargs)
    kept = cast("Again | None", run.project.calls.kept.get(key))
    if kept is not None and kept.touched == run.heap.touched:
        run.project.calls.vain[func] = -MOST_VAIN
        run.budget.take(kept.steps)
        _leave(run, place, kept)
        return _fresh(run, kept.value)
    return _looked_at(run, place, key, held, body)


def may_be_again(run: Run, func: Function) -> bool:
    """Whether a function reads only what is given or shared.

    And whether it is worth a look.
    """
    return (
        run.setting.alone
        and func.owner is None
        and run.memory.works
        and not run.recorder.quiet
        and not run.stack.catchers
        and func.module.shared == SHARED
        and func.scope.names is func.module.names
        and not func.node.is_lambda
        and not func.node.is_generator
        and run.project.calls.vain.get(func, 0) < MOST_VAIN
    )


def _looked_at(run: Run, place: Place, key: Any, held: set[int], body: Callable[[], Any]) -> Any:
    recorder, touched = run.recorder, run.heap.touched
    told = recorder.trace
    before = _done(run)
    steps, bodies, named = run.budget.steps, len(told.bodies), len(told.named)
    vain = run.project.calls.vain
    vain[key[0]] = vain.get(key[0], 0) + FAILED
    with recorder.apart() as apart, run.heap.watching() as mark:
        value = body()
    if run.heap.touched == touched and _done(run) == before and _is_own(mark, held) and _is_plain(value, held):
        run.project.calls.kept[key] = Again(
            touched, _fresh(run, value), run.budget.steps - steps, apart.visited - {place}, apart.entered, apart.passed,
            told.bodies[bodies:], told.named[named:],
        )  # fmt: skip
        vain[key[0]] += 1 - FAILED
    return value


def _done(run: Run) -> tuple[object, ...]:
    """All that a call may have done but make a value."""
    return decided(run), run.recorder.orders, len(run.recorder.trace.unresolved), run.stack.doubts


def _leave(run: Run, place: Place, kept: Again) -> None:
    """What the call leaves in the trace, as if it were made."""
    recorder = run.recorder
    recorder.visited.add(place)
    recorder.visited |= kept.visited
    recorder.entered |= kept.entered
    recorder.passed |= kept.passed
    told, order = recorder.trace, recorder.orders
    frames: dict[int, Any] = {}  # each is of one call alone
    for at, one in enumerate(kept.bodies):
        frame = frames[id(one.frame)] = copy(one.frame)
        told.bodies.append(Body(frame, one.given, one.place if at else place, order))
    for name in kept.named:
        frame = frames.get(id(name.frame)) or frames.setdefault(id(name.frame), copy(name.frame))
        told.named.append(Named(name.place, name.name, name.value, frame, order, name.of))


def _is_own(mark: Mark, held: set[int]) -> bool:
    """Whether all that changed was the call's own."""
    return all(getattr(one, "shared", SHARED) == OWN and id(one) not in held for one in mark.changed)


def _is_plain(value: Any, held: set[int], depth: int = 0) -> bool:
    """Whether a value can be made anew.

    None of its lists and dictionaries was given or is shared, and it holds nothing but plain values.
    """
    if type(value) not in CONTAINERS:
        return value_print(value) is not None
    if depth > MOST_DEEP or len(value) > MOST_HELD or not is_known(value):
        return False
    if type(value) is not tuple:
        if value.shared != OWN or id(value) in held:
            return False
        held.add(id(value))  # and none stands in it twice
    if type(value) is Dict and not HOLD_NOTHING.issuperset(map(type, value)):
        return False
    return all(_is_plain(one, held, depth + 1) for one in (value.values() if type(value) is Dict else value))


def _fresh(run: Run, value: Any) -> Any:
    """The value, with lists and dictionaries of its own."""
    kind = type(value)
    if kind is Dict:
        return Dict({name: _fresh(run, one) for name, one in value.items()})
    if kind is List:
        made = List([_fresh(run, one) for one in value])
        run.heap.stamp(made)
        return made
    return tuple([_fresh(run, one) for one in value]) if kind is tuple else value
