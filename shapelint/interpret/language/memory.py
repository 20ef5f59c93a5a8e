"""Blocks that were seen before.

One that is built alike and called with inputs alike gives the same again.

Networks are made of repeated blocks; the second one says nothing that the first did not. Only calls that changed
nothing that outlives them and learnt nothing of their inputs are remembered. What one of them decided for want of
knowledge, those like it decide alike.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, cast

from shapelint.interpret.state.fingerprints import Inputs
from shapelint.interpret.state.heap import HOLD_NOTHING
from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.held import Itself, taint_of
from shapelint.interpret.values.objects import Instance
from shapelint.sizes.tensors import UnknownShape

MAX_DEPTH = 12
MAX_PARTS = 100
"""Of a list or dictionary that is looked into; a larger one is taken for another whenever anything changes."""
MAX_REACHED = 5_000
"""Objects that are looked at in search of one that a call changed."""


def remembered(run: Run, instance: Instance, args: list[Any], kwargs: dict[str, Any], body: Callable[[], Any]) -> Any:
    """What calling the module gives.

    From memory where a block like it was called so before, else by `body`.
    """
    if not run.memory.works:
        return body()
    inputs = Inputs(run)
    given = tuple([input_print(inputs, value) for value in (*args, *kwargs.values())])
    if None in given or not given:
        return body()
    key = (likeness(run, instance), given, tuple(kwargs))
    # What was first seen silently left nothing in the trace: it is not enough where the trace is written.
    kept = run.memory.outputs.get((key, False)) or (run.memory.outputs.get((key, True)) if run.recorder.quiet else None)
    if kept is not None:
        return kept.again(inputs)
    named = run.world.facts.symbols_made()
    with run.heap.watching() as mark:
        output = body()
    if (
        inputs.are_as_before()
        and (not mark.changed or _is_lost(mark.changed, [instance, *args, *kwargs.values()]))
        and can_be_again(run, output, named)
    ):
        run.memory.outputs[key, run.recorder.quiet > 0] = _Output(output, inputs)
    return output


class _Output:
    """What a call gave, for inputs of these shapes.

    A copy, as what is learnt of it later is true of that one alone.
    """

    def __init__(self, value: Any, inputs: Inputs) -> None:
        self.value = again(value, {id(shape): shape for shape in inputs.shapes})
        self.shapes = inputs.shapes

    def again(self, inputs: Inputs) -> Any:
        """A new result, as the block would make it.

        Of these inputs.
        """
        return again(self.value, {id(old): new for old, new in zip(self.shapes, inputs.shapes)})


def input_print(inputs: Inputs, value: object, depth: int = 0) -> Hashable | None:
    """What two inputs have in common that make no difference.

    None where that cannot be said.
    """
    value = inputs.run.settled(value)
    return KINDS[type(value)].input_print(inputs, value, depth)


def again(value: object, shapes: dict[int, UnknownShape]) -> object:
    """A new value like a remembered one.

    `shapes` says which unknown shape stands for which, the others are replaced by new ones.
    """
    return KINDS[type(value)].again(value, shapes)


def can_be_again(run: Run, value: object, named: int) -> bool:
    """Whether a value can be made again.

    Nothing of it is a size that this very call found.
    """
    return KINDS[type(value)].can_be_again(run, value, named)


def likeness(run: Run, instance: Instance) -> Likeness:
    """What two modules that behave alike have in common.

    As good as new until something changes.
    """
    cached = instance.likeness
    if cached is not None and cached[0] is run.memory.likenesses and cached[1] == run.heap.clock:
        return cast("Likeness", cached[2])
    # For what it holds that holds it:
    instance.likeness = run.memory.likenesses, run.heap.clock, Likeness()
    parts = tuple([(name, _part(run, value)) for name, value in instance.attributes.items()])
    items = None if instance.items is None else _part(run, instance.items)
    # A class that is read from source says itself where its layers stand; torch's own are told apart by it.
    place = instance.place if instance.cls.module is None else None
    made: Likeness = run.memory.likenesses.setdefault(
        (instance.cls, place, parts, items, instance.group, instance.taint), Likeness()
    )
    instance.likeness = run.memory.likenesses, run.heap.clock, made
    return made


class Likeness:
    """What modules that behave alike share: one object for all of them."""


def _part(run: Run, value: object, depth: int = 0) -> Hashable:
    return KINDS[type(value)].part_print(run, value, depth)


def contents(run: Run, value: Any, keys: Iterable[object], values: Iterable[object], depth: int) -> Hashable:
    """What two lists, tuples or dictionaries have in common.

    A change of them counts from now on.
    """
    if depth >= MAX_DEPTH or len(value) > MAX_PARTS:
        return by_itself(run, value)
    look_into(value)
    parts = tuple([_part(run, part, depth + 1) for part in keys])
    return type(value).__name__, parts, tuple([_part(run, part, depth + 1) for part in values]), taint_of(value)


def by_itself(run: Run, value: object) -> Hashable:
    """The key of a value that is only like itself.

    And only as long as nothing changes.
    """
    look_into(value)
    return Itself(value), run.heap.clock


def look_into(value: Any) -> None:
    """Let a change of the value count.

    Something is concluded from what it holds.
    """
    if not getattr(value, "seen", True):
        value.seen = True


def _is_lost(changed: list[Any], roots: list[Any]) -> bool:
    """Whether changed objects are out of reach.

    They cannot be reached from here, nor from the modules in which the classes stand.
    """
    touched = {id(value) for value in changed}
    seen: set[int] = set()
    left = MAX_REACHED
    stack = list(roots)
    while stack:
        value = stack.pop()
        key = id(value)
        if key in seen:
            continue
        if key in touched or left < 0:
            return False
        seen.add(key)
        left -= 1
        if type(value) not in HOLD_NOTHING:
            stack += KINDS[type(value)].reached(value)
    return True


def decided(run: Run) -> tuple[int, ...]:
    """How much was decided, named and remembered by now."""
    world = run.world
    return (
        len(world.taken), len(world.choices), len(world.made), len(world.learned), len(world.tensors),
        world.facts.symbols_made(), run.heap.refined, len(run.recorder.trace.revealed), len(run.recorder.built or ()),
        len(run.memory.outputs), len(run.recorder.faults),
    )  # fmt: skip
