"""Blocks that were seen before: one that is built alike and called with inputs alike gives the same again.

Networks are made of repeated blocks; the second one says nothing that the first did not. Only calls that changed
nothing that outlives them and learnt nothing of their inputs are remembered. What one of them decided for want of
knowledge, those like it decide alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

from shapelint.interpret.state.held import Held, Itself, taint_of
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import Class, Function, Instance
from shapelint.interpret.values.sequences import remade
from shapelint.sizes.dims import Expr, symbols
from shapelint.sizes.tensors import DType, Tensor, Unknown, UnknownShape

PLAIN = (int, float, str, bool, type(None), DType, Expr)
MAX_DEPTH = 12
MAX_PARTS = 100
"""Of a list or dictionary that is looked into; a larger one is taken for another whenever anything changes."""
MAX_REACHED = 5_000
"""Objects that are looked at in search of one that a call changed."""


def remembered(run: Run, instance: Instance, args: list[Any], kwargs: dict[str, Any], body: Callable[[], Any]) -> Any:
    """What calling the module gives: from memory where a block like it was called so before, else by `body`."""
    if not run.memory.works:
        return body()
    inputs = _Inputs(run)
    given = tuple([inputs.likeness(value) for value in (*args, *kwargs.values())])
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
        and _can_be_copied(run, output, named)
    ):
        run.memory.outputs[key, run.recorder.quiet > 0] = _Output(output, inputs)
    return output


class _Inputs:
    """The inputs of one call.

    shapes: the unknown shapes among them, each once: which of them are the same counts, not which they are.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        self.shapes: list[UnknownShape] = []
        self._knew: list[int] = []
        self._unknowns: list[Unknown] = []

    def likeness(self, value: Any, depth: int = 0) -> Any:
        """What two inputs that make no difference have in common; None where that cannot be said."""
        value = self.run.settled(value)
        if isinstance(value, Unknown):
            tensor = self.run.world.tensors.get(value)
            if tensor is None:
                self._unknowns.append(value)
                return "unknown", value
            value = tensor
        if isinstance(value, Tensor):
            return None if value.data is not None else self._shape(value)
        if isinstance(value, PLAIN):
            return type(value).__name__, value
        if isinstance(value, (tuple, list)) and depth < MAX_DEPTH:
            parts = tuple([self.likeness(part, depth + 1) for part in value])
            return None if None in parts else (type(value).__name__, parts, taint_of(value))
        if isinstance(value, Instance):
            return "instance", likeness(self.run, value)
        if isinstance(value, (Function, Class)):
            return value
        return None

    def _shape(self, tensor: Tensor) -> Any:
        resolve = self.run.world.facts.resolve
        shape = tensor.known_shape
        if shape is not None:
            sizes = tuple(d if isinstance(d, int) else resolve(d) for d in shape)
            return tensor.owner, sizes, tensor.dtype, tensor.strides, tensor.role
        unknown = tensor.shape
        assert isinstance(unknown, UnknownShape)
        index = next((i for i, other in enumerate(self.shapes) if other is unknown), len(self.shapes))
        if index == len(self.shapes):
            self.shapes.append(unknown)
            self._knew.append(len(unknown.known))
        known = tuple(sorted((axis, resolve(size)) for axis, size in unknown.known.items())) if unknown.known else ()
        return tensor.owner, index, known, tensor.dtype, tensor.role

    def are_as_before(self) -> bool:
        """Whether the call has taught nothing about them: what it learns of the next ones must not be lost."""
        return not any(
            shape.resolved is not None or len(shape.known) != knew for shape, knew in zip(self.shapes, self._knew)
        ) and not any(one in self.run.world.tensors or one in self.run.world.learned for one in self._unknowns)


class _Output:
    """What a call gave, for inputs of these shapes: a copy, as what is learnt of it later is true of that one alone."""

    def __init__(self, value: Any, inputs: _Inputs) -> None:
        self.value = _copied(value, {id(shape): shape for shape in inputs.shapes})
        self.shapes = inputs.shapes

    def again(self, inputs: _Inputs) -> Any:
        """A result of its own, as the block would have made it of these inputs."""
        return _copied(self.value, {id(old): new for old, new in zip(self.shapes, inputs.shapes)})


def _copied(value: Any, shapes: dict[int, UnknownShape]) -> Any:
    """The value anew; `shapes` says which unknown shape stands for which, the others are replaced by new ones."""
    if isinstance(value, Tensor):
        shape = value.shape
        if isinstance(shape, UnknownShape):
            if id(shape) in shapes:
                shape = shapes[id(shape)]
            elif shape.resolved is not None:
                shape = shape.resolved
            else:
                shape = shapes[id(shape)] = UnknownShape(shape.reason, shape.known)
        return type(value)(shape, value.dtype, value.strides, value.data, "", value.source)
    if isinstance(value, (tuple, list)):
        return remade(value, [_copied(part, shapes) for part in value])
    return Unknown(value.reason, value.name) if type(value) is Unknown else value


def likeness(run: Run, instance: Instance) -> Likeness:
    """What two modules that behave alike have in common; as good as new until something changes."""
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


def _part(run: Run, value: Any, depth: int = 0) -> Any:
    if isinstance(value, Instance):
        return "instance", likeness(run, value)
    if isinstance(value, Tensor):
        shape = value.known_shape
        return (value.owner, Itself(value.shape) if shape is None else shape, value.dtype, value.role)
    if isinstance(value, PLAIN):
        return (type(value).__name__, value)
    if isinstance(value, Held):
        value.seen = True
    if isinstance(value, (tuple, list, dict)) and depth < MAX_DEPTH and len(value) <= MAX_PARTS:
        parts = tuple([_part(run, part, depth + 1) for part in value])
        held = tuple([_part(run, part, depth + 1) for part in value.values()]) if isinstance(value, dict) else ()
        return type(value).__name__, parts, held, taint_of(value)
    return Itself(value), run.heap.clock if isinstance(value, (list, dict, set)) else 0


def _is_lost(changed: list[Any], roots: list[Any]) -> bool:
    """Whether what was changed cannot be reached from here, nor from the modules in which the classes stand."""
    touched = {id(value) for value in changed}
    seen: set[int] = set()
    stack = list(roots)
    while stack:
        value = stack.pop()
        if id(value) in seen:
            continue
        if id(value) in touched or len(seen) > MAX_REACHED:
            return False
        seen.add(id(value))
        stack += _held(value)
    return True


def _held(value: Any) -> Iterator[Any]:
    """What an object holds that can change."""
    if isinstance(value, Instance):
        yield value.attributes
        yield from value.attributes.values()
        for cls in value.cls.mro:
            if cls.module is not None:
                yield from cls.namespace.values()
                yield from (one for one in cls.module.names.values() if isinstance(one, (list, dict, set, Instance)))
    elif isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, (list, tuple, set)):
        yield from value


def _can_be_copied(run: Run, value: Any, named: int) -> bool:
    """Whether a value can be made again: nothing of it is a size that this very call found."""
    if isinstance(value, Tensor):
        shape = value.known_shape
        sizes = shape if shape is not None else tuple(value.shape.known.values())  # type: ignore[union-attr]
        return not any(run.world.facts.is_newer(name, named) for size in sizes for name in symbols(size))
    if isinstance(value, (tuple, list)):
        return type(value) in (tuple, list) and all(_can_be_copied(run, part, named) for part in value)
    if isinstance(value, Expr):
        return not any(run.world.facts.is_newer(name, named) for name in symbols(value))
    return isinstance(value, PLAIN) or type(value) is Unknown
