"""Axes in another order, put in and taken out.

Those put in or taken out have size 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapelint.ops.core.arguments import number, spread, whole, wholes
from shapelint.ops.core.declare import function
from shapelint.ops.core.layout import become, in_place
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.formulas.axes import size_at
from shapelint.ops.formulas.partial import inserted, known_of, removed, swapped, unranked
from shapelint.sizes.dims import Dim, Expr
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Tensor, Unknown, like


def reordered(x: Tensor, order: Sequence[int]) -> Tensor:
    """The tensor with axis `order[i]` as its axis i."""
    shape = need.shape(x)
    strides = None if x.strides is None else tuple(x.strides[axis] for axis in order)
    return Tensor(tuple(shape[axis] for axis in order), x.dtype, strides)


def axes_of(values: Sequence[Any], rank: int, argument: str, x: Tensor) -> list[int]:
    """Several axes, no two alike."""
    axes = [need.axis(whole(one, argument), rank, argument) for one in values]
    if len(set(axes)) < len(axes):
        need.refuse("wrong-arguments", f"an axis stands twice in {argument}", argument=argument, of=x)
    return axes


def no_integer(value: Any, argument: str) -> None:
    """Refuse a bare integer where torch wants a sequence."""
    if isinstance(value, (int, Expr)):
        need.refuse("wrong-arguments", f"{argument} must be a sequence of integers", argument=argument)


def _permuted(x: Tensor, dims: Sequence[Any]) -> Tensor:
    shape = need.known(x)
    if shape is None:
        shape = need.refine(x, len(dims))
    if len(shape) != len(dims):
        need.refuse(
            "wrong-rank", f"dims names {len(dims)} axes, the input has {len(shape)}", actual=len(shape),
            expected=len(dims), argument="dims", of=x,
        )  # fmt: skip
    return reordered(x, axes_of(dims, len(shape), "dims", x))


@function("torch.Tensor.permute")
def permute_method(self: Tensor, *dims) -> Tensor:
    """(*sizes), order of axes -> the sizes in that order"""
    if not dims:
        need.refuse("wrong-arguments", "permute needs the order of the axes", argument="dims")
    return _permuted(self, spread(dims, "dims"))


@function("torch.permute")
def permute(input: Tensor, dims) -> Tensor:
    """(*sizes), order of axes -> the sizes in that order"""
    no_integer(dims, "dims")
    return _permuted(input, spread((dims,), "dims"))


def transposed(x: Tensor, dim0: Any, dim1: Any, names: tuple[str, str] = ("dim0", "dim1")) -> Tensor:
    shape = need.known(x)
    if shape is None:
        return unranked(x, swapped(known_of(x), number(dim0, names[0]), number(dim1, names[1])), axes=0)
    one, other = need.axis(dim0, len(shape), names[0]), need.axis(dim1, len(shape), names[1])
    order = list(range(len(shape)))
    if shape:
        order[one], order[other] = other, one
    return reordered(x, order)


@function("torch.transpose", "torch.Tensor.transpose", "torch.swapdims", "torch.Tensor.swapdims")
def transpose(input: Tensor, dim0, dim1) -> Tensor:
    """(*a, dim0, *b, dim1, *c) -> (*a, dim1, *b, dim0, *c)"""
    return transposed(input, dim0, dim1)


@function("torch.Tensor.transpose_", "torch.Tensor.swapdims_")
def transpose_(self: Tensor, dim0, dim1) -> Tensor:
    """transpose, in place"""
    with in_place(self):
        return become(self, transposed(self, dim0, dim1))


@function("torch.swapaxes", "torch.Tensor.swapaxes")
def swapaxes(input: Tensor, axis0, axis1) -> Tensor:
    """(*a, axis0, *b, axis1, *c) -> (*a, axis1, *b, axis0, *c)"""
    return transposed(input, axis0, axis1, ("axis0", "axis1"))


@function("torch.Tensor.swapaxes_")
def swapaxes_(self: Tensor, axis0, axis1) -> Tensor:
    """swapaxes, in place"""
    with in_place(self):
        return become(self, transposed(self, axis0, axis1, ("axis0", "axis1")))


def _matrix_transposed(x: Tensor) -> Tensor:
    shape = need.known(x)
    if shape is None:
        raise Undecided("the rank of the input is not known")
    if len(shape) > 2:
        need.refuse(
            "wrong-rank", f"t() takes a matrix, the input has {len(shape)} dimensions", actual=len(shape), expected=2,
            argument="input", of=x,
        )  # fmt: skip
    return reordered(x, range(len(shape))[::-1])


@function("torch.t", "torch.Tensor.t")
def t(input: Tensor) -> Tensor:
    """(n, m) -> (m, n); a vector and a number stay"""
    return _matrix_transposed(input)


@function("torch.Tensor.t_")
def t_(self: Tensor) -> Tensor:
    """t, in place"""
    with in_place(self):
        return become(self, _matrix_transposed(self))


@function("torch.Tensor.T")
def all_reversed(self: Tensor) -> Tensor:
    """The attribute T: the sizes backwards"""
    return reordered(self, range(len(need.shape(self)))[::-1])


@function("torch.Tensor.H")
def conjugate_transposed(self: Tensor) -> Tensor:
    """The attribute H: (n, m) -> (m, n)"""
    shape = need.shape(self)
    if len(shape) not in (0, 2):
        need.refuse(
            "wrong-rank", f"H is for matrices, this has {len(shape)} dimensions", actual=len(shape), expected=2, of=self
        )
    return reordered(self, range(len(shape))[::-1])


@function("torch.Tensor.mT", "torch.Tensor.mH", "torch.adjoint", "torch.Tensor.adjoint")
def last_two_swapped(self: Tensor) -> Tensor:
    """(*, n, m) -> (*, m, n)"""
    shape = need.known(self)
    if shape is not None and len(shape) < 2 and len(shape) != 0:
        need.refuse("wrong-rank", "a matrix is wanted, this has 1 dimension", actual=1, expected=2, of=self)
    return like(self) if shape == () else transposed(self, -2, -1)


@function("torch.movedim", "torch.Tensor.movedim", "torch.moveaxis", "torch.Tensor.moveaxis")
def movedim(input: Tensor, source, destination) -> Tensor:
    """(*sizes) -> axis source at the place destination, the others in their order"""
    kinds = {isinstance(one, (tuple, list)) for one in (source, destination) if not isinstance(one, Unknown)}
    if len(kinds) > 1:
        need.refuse("wrong-arguments", "source and destination must both be integers, or sequences", argument="source")
    given = wholes(source, "source"), wholes(destination, "destination")
    if len(given[0]) != len(given[1]):
        need.refuse(
            "wrong-arguments", f"source names {len(given[0])} axes, destination {len(given[1])}", actual=len(given[0]),
            expected=len(given[1]), argument="destination",
        )  # fmt: skip
    rank = len(need.shape(input))
    if rank == 0:
        for values, name in zip(given, ("source", "destination"), strict=False):
            axes_of(values, rank, name, input)
        return like(input)
    places = dict(
        zip(axes_of(given[1], rank, "destination", input), axes_of(given[0], rank, "source", input), strict=False)
    )
    rest = iter([axis for axis in range(rank) if axis not in places.values()])
    return reordered(input, [places[i] if i in places else next(rest) for i in range(rank)])


def _is_one(size: Dim) -> bool:
    verdict = need.facts.same(size, 1)
    if verdict is Verdict.UNKNOWN:
        raise Undecided(f"whether {size} is 1 decides the number of dimensions")
    return verdict is Verdict.YES


ALL = object()
"""squeeze() without dim"""


def _squeezed(x: Tensor, dim: Any) -> Tensor:
    shape = need.known(x)
    if isinstance(dim, Unknown):
        raise Undecided("dim is not known")
    if shape is None:
        if dim is ALL or isinstance(dim, (tuple, list)):
            raise Undecided("the rank of the input is not known")
        axis = number(dim, "dim")
        size = size_at(x, axis)
        if size is None:
            raise Undecided(f"whether axis {axis} has the size 1 is not known")
        return unranked(x, removed(known_of(x), axis), axes=-1) if _is_one(size) else like(x)
    if dim is ALL:
        axes = list(range(len(shape)))
    else:
        axes = axes_of(dim if isinstance(dim, (tuple, list)) else (dim,), len(shape), "dim", x)
        if not shape:
            return like(x)
    gone = {axis for axis in axes if _is_one(shape[axis])}
    return reordered(x, [axis for axis in range(len(shape)) if axis not in gone])


@function("torch.squeeze", "torch.Tensor.squeeze")
def squeeze(input: Tensor, *dim) -> Tensor:
    """(*sizes) -> without the axes of size 1 (among those given)"""
    return _squeezed(input, _squeeze_dim(dim))


@function("torch.Tensor.squeeze_")
def squeeze_(self: Tensor, *dim) -> Tensor:
    """squeeze, in place"""
    with in_place(self):
        return become(self, _squeezed(self, _squeeze_dim(dim)))


def _squeeze_dim(dim: tuple[Any, ...]) -> Any:
    return ALL if not dim else dim[0] if len(dim) == 1 else dim


def _unsqueezed(x: Tensor, dim: Any) -> Tensor:
    shape = need.known(x)
    if shape is None:
        return unranked(x, inserted(known_of(x), number(dim, "dim"), 1), axes=1)
    axis = need.axis(dim, len(shape), extra=1)
    strides = x.strides
    if strides is not None:
        stride = shape[axis] * strides[axis] if axis < len(shape) else 1
        strides = (*strides[:axis], stride, *strides[axis:])
    return Tensor((*shape[:axis], 1, *shape[axis:]), x.dtype, strides)


@function("torch.unsqueeze", "torch.Tensor.unsqueeze")
def unsqueeze(input: Tensor, dim) -> Tensor:
    """(*a, *b) -> (*a, 1, *b)"""
    return _unsqueezed(input, dim)


@function("torch.Tensor.unsqueeze_")
def unsqueeze_(self: Tensor, dim) -> Tensor:
    """unsqueeze, in place"""
    with in_place(self):
        return become(self, _unsqueezed(self, dim))
