"""Other shapes for the same elements.

Reshape, ravel, transpose, axes that are put in, taken out or moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapelint.ops.core.array_arguments import axes_given, axis_given, row_of, sequence_given
from shapelint.ops.core.declare import function
from shapelint.ops.core.layout import laid_out
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.reshape import reshaped
from shapelint.sizes.dims import Dim, product
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Array, ArrayLike, Tensor, Unknown


@function("numpy.reshape")
def reshape(a: Array, /, shape=None, order="C", *, newshape=None, copy=None) -> Tensor:
    """(*old), shape -> (*shape), as many elements"""
    given = newshape if shape is None else shape
    return _reshaped(a, sequence_given((given,), "shape"), order)


@function("numpy.ndarray.reshape")
def reshape_method(self: Array, *shape, order="C", copy=None) -> Tensor:
    """(*old), *shape -> (*shape), as many elements"""
    return _reshaped(self, sequence_given(shape, "shape"), order)


def _reshaped(x: Array, wanted: Any, order: Any) -> Tensor:
    sizes = wanted if isinstance(wanted, (tuple, list)) else (wanted,)
    result = reshaped(x, sizes, "shape")
    if order != "C":
        return Tensor(result.shape, result.dtype)
    result.data = x.data if x.data is not None and need.known(result) == need.known(x) else None
    return result


@function("numpy.ravel", "numpy.ndarray.ravel", "numpy.ndarray.flatten")
def ravel(a: Array, order="C") -> Tensor:
    """(*) -> (elements)"""
    if isinstance(order, int):
        need.refuse("wrong-arguments", f"order must be one of 'C', 'F', 'A', 'K', it is {order}", argument="order")
    return laid_out(product(need.shape(a)), dtype=a.dtype)


# --- the order of axes --------------------------------------------------------------------------------------------


@function("numpy.transpose", "numpy.permute_dims")
def transpose(a: Array, axes=None) -> Tensor:
    """(*) -> (*), the axes in that order, or turned around"""
    return _ordered(a, axes)


@function("numpy.ndarray.transpose")
def transpose_method(self: Array, *axes) -> Tensor:
    """(*) -> (*), the axes in that order, or turned around"""
    given = sequence_given(axes, "axes") if axes and axes != (None,) else None
    return _ordered(self, given)


@function("numpy.ndarray.T")
def T(self: Array) -> Tensor:
    """(*) -> (*), the axes turned around"""
    return _ordered(self, None)


def _ordered(x: Array, axes: Any) -> Tensor:
    shape = need.shape(x)
    if axes is None:
        return moved(x, tuple(range(len(shape)))[::-1])
    if isinstance(axes, Unknown):
        raise Undecided("axes is not known")
    if not isinstance(axes, (tuple, list)):
        axes = (axes,)
    if len(axes) != len(shape):
        need.refuse(
            "wrong-arguments", f"axes names {len(axes)} axes, the array has {len(shape)}", actual=len(axes),
            expected=len(shape), argument="axes", of=x,
        )  # fmt: skip
    return moved(x, axes_given(axes, len(shape), "axes"))


def moved(x: Tensor, order: Sequence[int]) -> Tensor:
    """The axes of `x` in that order."""
    shape = need.shape(x)
    strides = None if x.strides is None else tuple(x.strides[axis] for axis in order)
    data = x.data if tuple(order) == tuple(range(len(shape))) else None
    return Tensor(tuple(shape[axis] for axis in order), x.dtype, strides, data)


@function("numpy.swapaxes", "numpy.ndarray.swapaxes")
def swapaxes(a: Array, axis1, axis2) -> Tensor:
    """(*) -> (*), two axes exchanged"""
    shape = need.shape(a)
    one, other = axis_given(axis1, len(shape), "axis1"), axis_given(axis2, len(shape), "axis2")
    order = list(range(len(shape)))
    order[one], order[other] = other, one
    return moved(a, order)


@function("numpy.matrix_transpose", "numpy.ndarray.mT")
def matrix_transpose(x: Array, /) -> Tensor:
    """(*, n, m) -> (*, m, n)"""
    shape = need.shape(x)
    if len(shape) < 2:
        need.refuse("wrong-rank", "the array must have at least 2 dimensions", actual=len(shape), expected=2, of=x)
    return moved(x, (*range(len(shape) - 2), len(shape) - 1, len(shape) - 2))


@function("numpy.moveaxis")
def moveaxis(a: Array, source, destination) -> Tensor:
    """(*) -> (*), the axes of source at destination"""
    shape = need.shape(a)
    from_, to = axes_given(source, len(shape), "source"), axes_given(destination, len(shape), "destination")
    if len(from_) != len(to):
        need.refuse(
            "wrong-arguments", "source and destination must name as many axes", actual=len(from_), expected=len(to),
            argument="destination",
        )  # fmt: skip
    order = [axis for axis in range(len(shape)) if axis not in from_]
    for place, axis in sorted(zip(to, from_, strict=True)):
        order.insert(place, axis)
    return moved(a, order)


@function("numpy.rollaxis")
def rollaxis(a: Array, axis, start=0) -> Tensor:
    """(*) -> (*), an axis before another"""
    rank = len(need.shape(a))
    from_, to = axis_given(axis, rank), rank if start == rank else axis_given(start, rank, "start")
    order = [one for one in range(rank) if one != from_]
    order.insert(to - (from_ < to), from_)
    return moved(a, order)


# --- axes of size 1 -----------------------------------------------------------------------------------------------


@function("numpy.expand_dims")
def expand_dims(a: ArrayLike, axis) -> Tensor:
    """(*) -> (*), with axes of size 1"""
    shape = need.shape(a)
    count = len(axis) if isinstance(axis, (tuple, list)) else 1
    places = axes_given(axis, len(shape) + count)
    rest, strides = iter(shape), iter(a.strides or ())
    sizes = [1 if place in places else next(rest) for place in range(len(shape) + count)]
    laid = None if a.strides is None else tuple(1 if place in places else next(strides) for place in range(len(sizes)))
    return Tensor(tuple(sizes), a.dtype, laid)


@function("numpy.squeeze", "numpy.ndarray.squeeze")
def squeeze(a: Array, axis=None) -> Tensor:
    """(*) -> (*), without axes of size 1"""
    shape = need.shape(a)
    if axis is None:
        ones = [_is_one(size) for size in shape]
        if None in ones:
            raise Undecided("which axes have size 1 is not known")
        gone = [place for place, one in enumerate(ones) if one]
    else:
        gone = list(axes_given(axis, len(shape if isinstance(axis, tuple) else row_of(shape))))
        for place in gone if shape else ():
            need.same(
                shape[place], 1, "size-mismatch", actual_is=f"size of axis {place}",
                expected_is="what squeeze takes away", of=a, axis=place, argument="axis",
            )  # fmt: skip
    return without(a, gone if shape else [])


def _is_one(size: Dim) -> bool | None:
    verdict = need.facts.same(size, 1)
    return None if verdict is Verdict.UNKNOWN else verdict is Verdict.YES


def without(x: Tensor, axes: Sequence[int]) -> Tensor:
    """The array without these axes, each of size 1."""
    shape = need.shape(x)
    kept = [place for place in range(len(shape)) if place not in axes]
    strides = None if x.strides is None else tuple(x.strides[place] for place in kept)
    return Tensor(tuple(shape[place] for place in kept), x.dtype, strides)
