"""Elements in another order along axes.

The axes stay where they are; and axes put in to reach a rank.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapelint.ops.axes_moves import axes_of, no_integer, transposed
from shapelint.ops.core.arguments import spread, whole, wholes
from shapelint.ops.core.declare import function
from shapelint.ops.core.need import Undecided, need
from shapelint.sizes.tensors import Tensor, Unknown, like, tensor


def _along(x: Tensor, dims: Sequence[Any]) -> Tensor:
    shape = need.known(x)
    if shape is not None:
        axes_of(dims, len(shape), "dims", x)
    return like(x)


@function("torch.flip")
def flip(input: Tensor, dims) -> Tensor:
    """(*) -> (*)"""
    no_integer(dims, "dims")
    return _along(input, spread((dims,), "dims"))


@function("torch.Tensor.flip")
def flip_method(self: Tensor, *dims) -> Tensor:
    """(*) -> (*)"""
    if not dims:
        need.refuse("wrong-arguments", "flip needs axes", argument="dims")
    return _along(self, spread(dims, "dims"))


def _of_rank(x: Tensor, least: int, what: str) -> Tensor:
    shape = need.known(x)
    if shape is not None and len(shape) < least:
        need.refuse(
            "wrong-rank", f"{what} needs at least {least} dimensions, the input has {len(shape)}", actual=len(shape),
            expected=least, argument="input", of=x,
        )  # fmt: skip
    return like(x)


@function("torch.fliplr", "torch.Tensor.fliplr")
def fliplr(input: Tensor) -> Tensor:
    """(n, m, *) -> (n, m, *)"""
    return _of_rank(input, 2, "fliplr")


@function("torch.flipud", "torch.Tensor.flipud")
def flipud(input: Tensor) -> Tensor:
    """(n, *) -> (n, *)"""
    return _of_rank(input, 1, "flipud")


@function("torch.roll", "torch.Tensor.roll")
def roll(input: Tensor, shifts, dims=None) -> Tensor:
    """(*) -> (*)"""
    moved, axes = wholes(shifts, "shifts"), () if dims is None else wholes(dims, "dims")
    if not moved:
        need.refuse("wrong-arguments", "shifts is empty", argument="shifts")
    if len(moved) != len(axes) and not (len(moved) == 1 and not axes):
        need.refuse(
            "wrong-arguments", f"there are {len(moved)} shifts for {len(axes)} dims", actual=len(moved),
            expected=len(axes), argument="shifts",
        )  # fmt: skip
    shape = need.known(input)
    for axis in axes if shape is not None else ():
        if not shape:
            need.refuse("axis-out-of-range", "a tensor without axes has none to roll along", argument="dims", of=input)
        need.axis(axis, len(shape), "dims")
    return like(input)


@function("torch.rot90", "torch.Tensor.rot90")
def rot90(input: Tensor, k=1, dims=(0, 1)) -> Tensor:
    """(*a, n, *b, m, *c) -> n and m swapped where k is odd"""
    turns, given = whole(k, "k"), wholes(dims, "dims")
    if len(given) != 2:
        need.refuse(
            "wrong-arguments",
            f"dims must name 2 axes, it names {len(given)}",
            actual=len(given),
            expected=2,
            argument="dims",
        )
    shape = need.shape(_of_rank(input, 2, "rot90"))
    one, other = axes_of(given, len(shape), "dims", input)
    if not isinstance(turns, int):
        raise Undecided("k is not known")
    return transposed(input, one, other) if turns % 2 else like(input)


def _at_least_nd(tensors: tuple[Any, ...], rank: int) -> Tensor | tuple[Tensor, ...]:
    if len(tensors) == 1 and isinstance(tensors[0], Tensor):
        return padded_rank(tensors[0], rank)
    given = spread(tensors, "tensors")
    if not all(isinstance(one, (Tensor, Unknown)) for one in given):
        raise Undecided("not all tensors are known to be tensors")
    return tuple(padded_rank(one, rank) if isinstance(one, Tensor) else _vague() for one in given)


def _vague() -> Tensor:
    raise Undecided("a tensor is not known")


def padded_rank(x: Tensor, rank: int) -> Tensor:
    """At least `rank` axes, as atleast_1d, atleast_2d and atleast_3d put them in."""
    shape = need.shape(x)
    if len(shape) >= rank:
        return like(x)
    if rank == 3 and shape:
        return tensor(*(1,) * (2 - len(shape)), *shape, 1, dtype=x.dtype)
    return tensor(*(1,) * (rank - len(shape)), *shape, dtype=x.dtype)


@function("torch.atleast_1d")
def atleast_1d(*tensors) -> Tensor | tuple[Tensor, ...]:
    """() -> (1); others stay"""
    return _at_least_nd(tensors, 1)


@function("torch.atleast_2d")
def atleast_2d(*tensors) -> Tensor | tuple[Tensor, ...]:
    """() -> (1, 1); (n) -> (1, n); others stay"""
    return _at_least_nd(tensors, 2)


@function("torch.atleast_3d")
def atleast_3d(*tensors) -> Tensor | tuple[Tensor, ...]:
    """() -> (1, 1, 1); (n) -> (1, n, 1); (n, m) -> (n, m, 1); others stay"""
    return _at_least_nd(tensors, 3)
