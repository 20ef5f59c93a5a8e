"""The same elements several times: expand, broadcast_to, repeat, tile, repeat_interleave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapelint.ops.axes_moves import no_integer
from shapelint.ops.core.arguments import number, spread, whole, wholes
from shapelint.ops.core.declare import function
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.formulas.axes import size_at
from shapelint.ops.formulas.partial import known_of, replaced, unranked
from shapelint.sizes.dims import Dim, product
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Tensor, Unknown, tensor

RULE = "broadcast-mismatch"
KEPT = -1


def _expanded(x: Tensor, wanted: Sequence[Any], argument: str) -> Tensor:
    shape = need.known(x)
    sizes = [whole(one, argument) for one in wanted]
    lead = 0 if shape is None else len(sizes) - len(shape)
    if shape is not None and lead < 0:
        need.refuse(
            "wrong-rank", f"{argument} has {len(sizes)} sizes for an input of {len(shape)} dimensions",
            actual=len(shape), expected=len(sizes), of=x, argument=argument,
        )  # fmt: skip
    made: list[Dim] = []
    strides: list[Dim] | None = None if x.strides is None or shape is None else []
    for axis, size in zip(range(-len(sizes), 0), sizes, strict=False):
        exists = shape is None or axis >= -len(shape)
        if isinstance(size, int) and size < (KEPT if exists else 0):
            need.refuse(
                "invalid-size", f"{size} is no size for axis {axis + len(sizes)}"
                + ("" if exists else ", which the input does not have"), actual=size, argument=argument, of=x,
            )  # fmt: skip
        there = size_at(x, axis) if exists else 1
        made.append(_met(there, size, x, axis if shape is None else axis + len(shape), argument))
        if strides is not None and x.strides is not None and there is not None:
            kept = exists and need.facts.same(there, made[-1]) is Verdict.YES
            if kept or need.facts.same(there, 1) is Verdict.YES:
                strides.append(x.strides[axis] if kept else 0)
            else:
                strides = None
    return Tensor(tuple(made), x.dtype, None if strides is None else tuple(strides))


def _met(there: Dim | None, size: Dim, x: Tensor, axis: int, argument: str) -> Dim:
    """The size of an axis after it was asked for one.

    `size`, or -1: to keep its own.
    """
    facts = need.facts
    about: dict[str, Any] = {"of": x, "axis": axis, "argument": argument, "actual_is": f"size of axis {axis}"}
    about["expected_is"] = "size asked for"
    if size == KEPT:
        return facts.fresh("n", at_least=0) if there is None else there
    may_keep = facts.at_least(size, 0) is not Verdict.YES
    if there is None:
        return facts.fresh("n", at_least=0) if may_keep else size
    if facts.same(there, 1) is Verdict.YES:
        return size
    if facts.same(there, 1) is Verdict.NO:
        if not may_keep or (facts.same(there, size) is Verdict.NO and facts.same(size, KEPT) is Verdict.NO):
            need.same(there, size, RULE, **about)
        return there
    if may_keep:
        return facts.fresh("n", at_least=0)
    if facts.same(size, 1) is Verdict.YES or facts.same(there, size) is Verdict.NO:
        need.same(there, 1, RULE, **about)
    return size


@function("torch.Tensor.expand")
def expand(self: Tensor, *size, implicit=False) -> Tensor:
    """(*sizes), *size -> (*size): axes of size 1 become any size, -1 keeps one, new axes come first"""
    if not size:
        need.refuse("wrong-arguments", "expand needs sizes", argument="size")
    return _expanded(self, spread(size, "size"), "size")


@function("torch.Tensor.broadcast_to")
def broadcast_to_method(self: Tensor, *size) -> Tensor:
    """(*sizes), *size -> (*size)"""
    if not size:
        need.refuse("wrong-arguments", "broadcast_to needs sizes", argument="size")
    return _expanded(self, spread(size, "size"), "size")


@function("torch.broadcast_to")
def broadcast_to(input: Tensor, size) -> Tensor:
    """(*sizes), size -> (*size)"""
    no_integer(size, "size")
    return _expanded(input, spread((size,), "size"), "size")


@function("torch.Tensor.expand_as")
def expand_as(self: Tensor, other: Tensor) -> Tensor:
    """(*sizes), (*size) -> (*size)"""
    shape = need.known(other)
    return Tensor(other.shape, self.dtype) if shape is None else _expanded(self, shape, "other")


def _repeated(x: Tensor, times: Sequence[Dim], argument: str) -> Tensor:
    for one in times:
        need.at_least(one, 0, "invalid-size", actual_is="how often to repeat", argument=argument)
    if need.known(x) is None:
        sizes = [size_at(x, axis) for axis in range(-len(times), 0)]
        fresh = need.facts.fresh
        return tensor(
            *(fresh("n", 0) if s is None else s * t for s, t in zip(sizes, times, strict=False)), dtype=x.dtype
        )
    shape = need.shape(x)
    shape = (*(1,) * (len(times) - len(shape)), *shape)
    return tensor(*(size * often for size, often in zip(shape, times, strict=False)), dtype=x.dtype)


@function("torch.Tensor.repeat")
def repeat(self: Tensor, *repeats) -> Tensor:
    """(*sizes), *repeats -> each size times its repeat; new axes come first"""
    if not repeats:
        need.refuse("wrong-arguments", "repeat needs numbers", argument="repeats")
    times = wholes(list(spread(repeats, "repeats")), "repeats")
    shape = need.known(self)
    if shape is not None and len(times) < len(shape):
        need.refuse(
            "wrong-rank", f"repeats has {len(times)} numbers for an input of {len(shape)} dimensions",
            actual=len(shape), expected=len(times), of=self, argument="repeats",
        )  # fmt: skip
    return _repeated(self, times, "repeats")


def _tiled(x: Tensor, dims: Sequence[Any]) -> Tensor:
    times = wholes(list(dims), "dims")
    shape = need.shape(x)
    return _repeated(x, (*(1,) * (len(shape) - len(times)), *times), "dims")


@function("torch.Tensor.tile")
def tile_method(self: Tensor, *dims) -> Tensor:
    """(*sizes), *dims -> each size times its repeat, missing ones count as 1"""
    if not dims:
        need.refuse("wrong-arguments", "tile needs numbers", argument="dims")
    return _tiled(self, spread(dims, "dims"))


@function("torch.tile")
def tile(input: Tensor, dims) -> Tensor:
    """(*sizes), dims -> each size times its repeat, missing ones count as 1"""
    no_integer(dims, "dims")
    return _tiled(input, spread((dims,), "dims"))


MISSING = ()
"""repeat_interleave(repeats) has no input but its repeats"""


@function("torch.repeat_interleave", "torch.Tensor.repeat_interleave")
def repeat_interleave(input: Tensor, repeats=MISSING, dim=None, *, output_size=None) -> Tensor:
    """(*a, n, *b), repeats -> (*a, n * repeats, *b); with no dim the input is flattened first"""
    if repeats == MISSING:
        return _indices(input, output_size)
    if isinstance(repeats, (tuple, list)):
        need.refuse("wrong-arguments", "repeats must be an integer or a tensor", argument="repeats")
    if isinstance(dim, Unknown):
        raise Undecided("dim is not known")
    if dim is not None and need.known(input) is None:
        axis = number(dim, "dim")
        size = size_at(input, axis)
        given = None if isinstance(repeats, Tensor) or size is None else size * whole(repeats, "repeats")
        return unranked(input, replaced(known_of(input), axis, given))
    shape: tuple[Dim, ...] = need.shape(input)
    if dim is None:
        shape, axis = (product(shape),), 0
    else:
        if not shape:
            need.refuse("axis-out-of-range", "a tensor without axes has none to repeat along", argument="dim", of=input)
        axis = need.axis(dim, len(shape))
    made = _interleaved(input, shape[axis], axis, repeats, output_size)
    return tensor(*shape[:axis], made, *shape[axis + 1 :], dtype=input.dtype)


def _interleaved(x: Tensor, size: Dim, axis: int, repeats: Any, output_size: Any) -> Dim:
    """The new size of the axis."""
    if not isinstance(repeats, Tensor):
        often = whole(repeats, "repeats")
        need.at_least(often, 0, "invalid-size", actual_is="repeats", argument="repeats")
        return size * often
    shape = need.known(repeats)
    if shape is not None and len(shape) > 1:
        need.refuse(
            "wrong-rank", f"repeats must be a number or a vector, it has {len(shape)} dimensions", actual=len(shape),
            expected=1, of=repeats, argument="repeats",
        )  # fmt: skip
    if shape and need.facts.same(shape[0], 1) is Verdict.NO:
        need.same(
            shape[0], size, "size-mismatch", actual_is="length of repeats", expected_is=f"size of axis {axis}",
            of=repeats, axis=0, argument="repeats",
        )  # fmt: skip
    if isinstance(repeats.data, int):
        return size * repeats.data
    if isinstance(repeats.data, list) and all(isinstance(one, int) for one in repeats.data):
        total = sum(repeats.data)
        return size * total if len(repeats.data) == 1 else total
    return need.facts.fresh("n", at_least=0) if output_size is None else whole(output_size, "output_size")


def _indices(repeats: Tensor, output_size: Any) -> Tensor:
    shape = need.rank(repeats, {1: "n"}, "repeats")
    return tensor(_interleaved(repeats, shape[0], 0, repeats, output_size), dtype="int64")
