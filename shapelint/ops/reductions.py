"""Reductions: axes go, or stay with size 1.

`reduced` is the one place that knows how axes are named (one, several, all) and what is left of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.ops.core.arguments import dtype_given
from shapelint.ops.core.declare import function
from shapelint.ops.core.dtypes import floats, is_floating, real
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.core.results import MinMax, ValuesIndices
from shapelint.ops.formulas.broadcasting import elementwise
from shapelint.sizes.dims import Dim, Expr
from shapelint.sizes.tensors import Shape, Tensor, Unknown, UnknownShape, contiguous_strides, like


def reduced(input: Tensor, dim: Any, keepdim: Any, *, single: bool = False, filled: bool = False) -> Shape:
    """The shape that is left after a reduction.

    dim: one axis, several; None or none for all.

    single: only one axis may be named. filled: torch refuses to reduce an axis of size 0 (it has no largest element).
    """
    keep = need.flag(keepdim, "keepdim")
    axes = named_axes(input, dim, single)
    shape = need.known(input)
    if shape is None:
        return _of_unknown_rank(input, axes, keep)
    gone = set(range(len(shape)) if axes is None else axes)
    if filled:
        for axis in gone:
            if shape and shape[axis] == 0:
                need.refuse("invalid-size", f"dimension {axis} has no elements", of=input, axis=axis, argument="input")
    if keep:
        return tuple(1 if axis in gone else size for axis, size in enumerate(shape))
    return tuple(size for axis, size in enumerate(shape) if axis not in gone)


def named_axes(input: Tensor, dim: Any, single: bool = False) -> list[int] | None:
    """The axes that `dim` names, None for all.

    Non-negative where the rank is known.
    """
    if dim is None:
        return None
    if isinstance(dim, (Unknown, Tensor)):
        raise Undecided("dim is not known")
    if isinstance(dim, (tuple, list)) and single:
        need.refuse("wrong-arguments", "dim must be one number", argument="dim")
    if isinstance(dim, (str, float, dict)):
        need.refuse("wrong-arguments", "dim must be a number or a tuple of numbers", argument="dim")
    numbers = need.sizes(dim, "dim")
    if not numbers:
        return None
    shape = need.known(input)
    axes: list[int] = []
    for number in numbers:
        if not isinstance(number, int):
            raise Undecided("dim is not known")
        axis = number if shape is None else need.axis(number, len(shape))
        if axis in axes:
            need.refuse("wrong-arguments", f"dim names dimension {axis} twice", argument="dim", of=input)
        axes.append(axis)
    return axes


def _of_unknown_rank(input: Tensor, axes: list[int] | None, keep: bool) -> Shape:
    shape = input.shape
    assert isinstance(shape, UnknownShape)
    if axes is None:
        if keep:
            return UnknownShape(shape.reason)
        return ()
    from_end = {axis: size for axis, size in shape.known.items() if axis < 0}
    if any(axis >= 0 for axis in axes):
        return UnknownShape(shape.reason)
    if keep:
        return UnknownShape(shape.reason, {**from_end, **dict.fromkeys(axes, 1)})
    left = {axis + sum(axis < gone for gone in axes): size for axis, size in from_end.items() if axis not in axes}
    return UnknownShape(shape.reason, left)


# --- one axis, several, or all ----------------------------------------------------------------------------------


def _summed(*names: str) -> Callable[..., Tensor]:
    @function(*names)
    def summed(input: Tensor, dim=None, keepdim=False, *, dtype=None, out=None) -> Tensor:
        """(*) -> (*) without the axes dim, or with 1 in their place"""
        kept = input.dtype if is_floating(input.dtype) else "int64" if input.dtype else None
        return Tensor(reduced(input, dim, keepdim), dtype_given(dtype, kept))

    return summed


total = _summed("torch.sum", "torch.Tensor.sum")
nansum = _summed("torch.nansum", "torch.Tensor.nansum")


@function("torch.mean", "torch.Tensor.mean", "torch.nanmean", "torch.Tensor.nanmean")
def mean(input: Tensor, dim=None, keepdim=False, *, dtype=None, out=None) -> Tensor:
    """(*) -> (*) without the axes dim, or with 1 in their place"""
    if dtype is None:
        floats(input)
    return Tensor(reduced(input, dim, keepdim), dtype_given(dtype, input.dtype))


@function("torch.prod", "torch.Tensor.prod")
def prod(input: Tensor, dim=None, keepdim=False, *, dtype=None, out=None) -> Tensor:
    """(*) -> (*) without the axis dim, or with 1 in its place"""
    kept = input.dtype if is_floating(input.dtype) else "int64" if input.dtype else None
    return Tensor(reduced(input, dim, keepdim, single=True), dtype_given(dtype, kept))


@function("torch.amax", "torch.Tensor.amax", "torch.amin", "torch.Tensor.amin")
def amax(input: Tensor, dim=(), keepdim=False, *, out=None) -> Tensor:
    """(*) -> (*) without the axes dim, or with 1 in their place"""
    return Tensor(reduced(input, dim, keepdim, filled=True), input.dtype)


@function("torch.all", "torch.Tensor.all", "torch.any", "torch.Tensor.any")
def holds_for_all(input: Tensor, dim=None, keepdim=False, *, out=None) -> Tensor:
    """(*) -> (*) without the axes dim, or with 1 in their place; an empty tuple names no axis here, not all"""
    if isinstance(dim, (tuple, list)) and not dim:
        return like(input, "bool")
    return Tensor(reduced(input, dim, keepdim), "uint8" if input.dtype == "uint8" else "bool")


@function("torch.logsumexp", "torch.Tensor.logsumexp", "torch.special.logsumexp")
def logsumexp(input: Tensor, dim, keepdim=False, *, out=None) -> Tensor:
    """(*) -> (*) without the axes dim, or with 1 in their place"""
    return Tensor(reduced(input, dim, keepdim), input.dtype if is_floating(input.dtype) else None)


@function("torch.count_nonzero", "torch.Tensor.count_nonzero")
def count_nonzero(input: Tensor, dim=None) -> Tensor:
    """(*) -> (*) without the axes dim"""
    return Tensor(reduced(input, dim, False), "int64")


@function("torch.argmax", "torch.Tensor.argmax", "torch.argmin", "torch.Tensor.argmin")
def argmax(input: Tensor, dim=None, keepdim=False, *, out=None) -> Tensor:
    """(*) -> (*) without the axis dim, or with 1 in its place"""
    return Tensor(reduced(input, dim, keepdim, single=True, filled=True), "int64")


def _spread(input: Tensor, dim: Any, keepdim: Any) -> Tensor:
    """`std(False)` says `unbiased`, not an axis."""
    floats(input)
    axes = None if isinstance(dim, bool) else dim
    return Tensor(reduced(input, axes, keepdim), real(input.dtype))


@function("torch.std", "torch.Tensor.std", "torch.var", "torch.Tensor.var")
def std(input: Tensor, dim=None, unbiased=True, keepdim=False, *, correction=None, out=None) -> Tensor:
    """(*) -> (*) without the axes dim, or with 1 in their place"""
    return _spread(input, dim, keepdim)


@function("torch.std_mean", "torch.var_mean")
def std_mean(input: Tensor, dim=None, unbiased=True, keepdim=False, *, correction=None) -> tuple[Tensor, Tensor]:
    """(*) -> deviation and mean, each (*) without the axes dim, or with 1 in their place"""
    return _spread(input, dim, keepdim), Tensor(_spread(input, dim, keepdim).shape, input.dtype)


def _norm(input: Tensor, p: Any, dim: Any, keepdim: Any, dtype: Any) -> Tensor:
    """Vector norms over any axes.

    "nuc", and "fro" over named ones, want one or two.
    """
    matrix = p == "nuc" or (p == "fro" and isinstance(dim, (tuple, list)) and len(dim) > 0)
    shape = need.known(input)
    axes = named_axes(input, dim)
    count = len(axes) if axes is not None else None if shape is None else len(shape)
    if matrix and count is not None and count != 2 and not (p == "fro" and count == 1):
        need.refuse("wrong-arguments", f"the {p!r} norm is of two dimensions, not of {count}", argument="dim", of=input)
    return Tensor(reduced(input, dim, keepdim), dtype_given(dtype, real(input.dtype)))


@function("torch.norm")
def norm(input: Tensor, p="fro", dim=None, keepdim=False, out=None, dtype=None) -> Tensor:
    """(*) -> (*) without the axes dim, or with 1 in their place"""
    return _norm(input, p, dim, keepdim, dtype)


@function("torch.Tensor.norm")
def tensor_norm(input: Tensor, p="fro", dim=None, keepdim=False, dtype=None) -> Tensor:
    """(*) -> (*) without the axes dim, or with 1 in their place"""
    return _norm(input, p, dim, keepdim, dtype)


# --- values with their indices ----------------------------------------------------------------------------------


def _with_indices(input: Tensor, dim: Any, keepdim: Any) -> ValuesIndices:
    shape = reduced(input, dim, keepdim, single=True, filled=True)
    return ValuesIndices(Tensor(shape, input.dtype), Tensor(shape, "int64"))


@function("torch.max", "torch.Tensor.max", "torch.min", "torch.Tensor.min")
def largest(input: Tensor, dim=None, keepdim=False, *, other: Tensor | None = None, out=None) -> Any:
    """(*) -> (); with dim, values and indices without that axis; with a second tensor, the broadcast of both"""
    second = dim if isinstance(dim, Tensor) else other
    if second is not None:
        return elementwise(input, second)
    if dim is None:
        return Tensor(reduced(input, None, False, filled=True), input.dtype)
    return _with_indices(input, dim, keepdim)


@function("torch.median", "torch.Tensor.median", "torch.nanmedian", "torch.Tensor.nanmedian")
def median(input: Tensor, dim=None, keepdim=False, *, out=None) -> Any:
    """(*) -> (); with dim, values and indices without that axis"""
    return Tensor((), input.dtype) if dim is None else _with_indices(input, dim, keepdim)


@function("torch.mode", "torch.Tensor.mode")
def mode(input: Tensor, dim=-1, keepdim=False, *, out=None) -> ValuesIndices:
    """(*) -> values and indices without the axis dim"""
    return _with_indices(input, dim, keepdim)


@function("torch.kthvalue", "torch.Tensor.kthvalue")
def kthvalue(input: Tensor, k, dim=-1, keepdim=False, *, out=None) -> ValuesIndices:
    """(*) -> values and indices without the axis dim; k counts from 1"""
    _within(input, k, dim, least=1)
    return _with_indices(input, dim, keepdim)


@function("torch.topk", "torch.Tensor.topk")
def topk(input: Tensor, k, dim=-1, largest=True, sorted=True, *, out=None) -> ValuesIndices:
    """(*) -> values and indices, k of them along the axis dim"""
    _within(input, k, dim, least=0)
    shape, number = need.known(input), need.whole(k, "k")
    left: Shape
    if shape is None:
        left = reduced(input, dim, True)
        assert isinstance(left, UnknownShape)
        left.known = {axis: number if axis == dim else size for axis, size in left.known.items()}
    else:
        axis = need.axis(dim, len(shape))
        left = tuple(number if at == axis else size for at, size in enumerate(shape))
    strides = contiguous_strides(left) if isinstance(left, tuple) else None
    return ValuesIndices(Tensor(left, input.dtype, strides), Tensor(left, "int64", strides))


def _within(input: Tensor, k: Any, dim: Any, least: int) -> None:
    """k must not exceed the number of elements along the axis."""
    number: Dim = need.whole(k, "k")
    need.at_least(number, least, "index-out-of-range", actual_is="k", argument="k")
    shape = need.known(input)
    if shape is not None:
        axis = need.axis(dim, len(shape))
        size = shape[axis] if shape else 1
        need.at_most(
            number, size, "index-out-of-range", actual_is="k", expected_is=f"size of dimension {axis}", argument="k",
            of=input, axis=axis,
        )  # fmt: skip


@function("torch.aminmax", "torch.Tensor.aminmax")
def aminmax(input: Tensor, *, dim=None, keepdim=False, out=None) -> MinMax:
    """(*) -> smallest and largest, without the axis dim"""
    shape = reduced(input, dim, keepdim, single=True, filled=True)
    return MinMax(Tensor(shape, input.dtype), Tensor(shape, input.dtype))


@function("torch.quantile", "torch.Tensor.quantile", "torch.nanquantile", "torch.Tensor.nanquantile")
def quantile(input: Tensor, q, dim=None, keepdim=False, *, interpolation="linear", out=None) -> Tensor:
    """(*) -> (*) without the axis dim; several q come first, as an axis of their own"""
    left = reduced(input, dim, keepdim, single=True)
    if isinstance(q, (tuple, list)):
        need.refuse("wrong-arguments", "q must be a number or a tensor", argument="q")
    if isinstance(q, (int, float, Expr)):
        return Tensor(left, input.dtype)
    if not isinstance(q, Tensor):
        raise Undecided("whether q is a number is not known")
    count = need.shape(q)
    if len(count) > 1:
        says = "q must have at most one dimension"
        need.refuse("wrong-rank", says, actual=len(count), expected=1, of=q, argument="q")
    if isinstance(left, UnknownShape):
        return Tensor(UnknownShape(left.reason, left.known), input.dtype)
    return Tensor((*count, *left), input.dtype)
