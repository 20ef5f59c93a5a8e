"""Transforms of functions: `torch.vmap`, whose function sees one sample of each batch."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.state.held import Dict, List, taint_of
from shapelint.interpret.state.kind import call
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import Native
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
        axes = list(into) if isinstance(into, tuple) else [into] * len(values)
        samples: list[Any] = []
        size: Dim | None = None
        for value, axis in zip(values, axes):
            shape = value.known_shape if isinstance(value, Tensor) else None
            if axis is None:
                samples.append(value)
                continue
            if shape is None or not isinstance(axis, int) or not -len(shape) <= axis < len(shape):
                return run.unknown("vmap over something unknown", place)
            if size is not None and run.world.facts.same(size, shape[axis]) is Verdict.NO:
                return run.unknown("vmap over batches of different sizes", place)
            size = shape[axis]
            rest = tuple(one for number, one in enumerate(shape) if number != axis % len(shape))
            samples.append(Tensor(rest, value.dtype, name=value.name))
        if size is None or kwargs or len(axes) != len(values):
            return run.unknown("vmap with other arguments", place)
        return _together(run, place, call(run, place, function, samples, {}), out, size)

    return Native("vmap", batched)


def _together(run: Run, place: Place, value: Any, axis: Any, size: Dim, depth: int = DEEPEST) -> Any:
    """What all samples together give, where each gives the value."""
    value = run.settled(value)
    if isinstance(value, Tensor) and value.known_shape is not None and isinstance(axis, int):
        rank = len(value.known_shape) + 1
        if -rank <= axis < rank:
            shape = list(value.known_shape)
            shape.insert(axis % rank, size)
            return Tensor(tuple(shape), value.dtype)
    elif isinstance(value, (tuple, list, dict)) and depth and taint_of(value) is None:
        if isinstance(value, dict):
            return Dict({key: _together(run, place, one, axis, size, depth - 1) for key, one in value.items()})
        axes = axis if isinstance(axis, tuple) and len(axis) == len(value) else [axis] * len(value)
        made = [_together(run, place, one, to, size, depth - 1) for one, to in zip(value, axes)]
        return tuple(made) if isinstance(value, tuple) else List(made)
    return run.unknown("what vmap makes of something unknown", place)
