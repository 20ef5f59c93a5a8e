"""Transforms of functions: `torch.vmap`, whose function sees one sample of each batch."""

from __future__ import annotations

from itertools import repeat
from typing import Any

from shapelint.interpret.state.arguments import whole
from shapelint.interpret.state.kind import KINDS, call
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.held import taint_of
from shapelint.sizes.dims import Dim
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Tensor
from shapelint.source.place import Place

DEEPEST = 6  # results within results


def vmap(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """torch.vmap(func, in_dims=0, out_dims=0)"""
    given = dict(zip(("func", "in_dims", "out_dims"), args)) | kwargs
    function, into, out = given.get("func"), run.settled(given.get("in_dims", 0)), run.settled(given.get("out_dims", 0))

    def batched(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
        values = [run.settled(value) for value in args]
        axes = _axes(into, len(values))
        samples: list[Any] = []
        size: Dim | None = None
        for value, axis in zip(values, axes):
            shape, at = value.known_shape if KINDS[type(value)].is_tensor else None, whole(run, axis)
            if axis is None:
                samples.append(value)
                continue
            if shape is None or at is None or not -len(shape) <= at < len(shape):
                return run.unknown("vmap over something unknown", place)
            if size is not None and run.world.facts.same(size, shape[at]) is Verdict.NO:
                return run.unknown("vmap over batches of different sizes", place)
            size = shape[at]
            rest = tuple(one for number, one in enumerate(shape) if number != at % len(shape))
            samples.append(Tensor(rest, value.dtype, name=value.name))
        if size is None or kwargs or len(axes) != len(values):
            return run.unknown("vmap with other arguments", place)
        return _together(run, place, call(run, place, function, samples, {}), out, size)

    return Native("vmap", batched)


def _together(run: Run, place: Place, value: Any, axis: Any, size: Dim, depth: int = DEEPEST) -> Any:
    """What all samples together give, where each gives the value."""
    value, at = run.settled(value), whole(run, axis)
    kind = KINDS[type(value)]
    if kind.is_tensor:
        shape = None if at is None else _with_axis(value.known_shape, at, size)
        if shape is not None:
            return Tensor(shape, value.dtype)
    elif depth and taint_of(value) is None:
        own = _axes(axis, len(value)) if kind.is_sequence else None
        axes = repeat(axis) if own is None or len(own) != len(value) else iter(own)
        made = kind.mapped(value, lambda one: _together(run, place, one, next(axes), size, depth - 1))
        if made is not NotImplemented:
            return made
    return run.unknown("what vmap makes of something unknown", place)


def _with_axis(shape: tuple[Dim, ...] | None, axis: int, size: Dim) -> tuple[Dim, ...] | None:
    """The shape with one axis more.

    None where it cannot have that one.
    """
    if shape is None or not -len(shape) - 1 <= axis <= len(shape):
        return None
    axis %= len(shape) + 1
    return (*shape[:axis], size, *shape[axis:])


def _axes(axis: Any, count: int) -> list[Any]:
    """An axis for each of so many values.

    A tuple has one for each.
    """
    kind = KINDS[type(axis)]
    return list(axis) if kind.is_sequence and not kind.holds_values else [axis] * count
