"""Arrays as sets of numbers: unique, union1d, isin."""

from __future__ import annotations

from typing import Any, NamedTuple

from shapelint.ops.core.array_arguments import axis_given
from shapelint.ops.core.arrays import together
from shapelint.ops.core.declare import function
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.numpy.finding import unknown_count
from shapelint.sizes.dims import Dim, product
from shapelint.sizes.tensors import Array, ArrayLike, Tensor


@function("numpy.unique")
def unique(
    ar: ArrayLike, return_index=False, return_inverse=False, return_counts=False, axis=None, *, equal_nan=True,
    sorted=True,
) -> Any:  # fmt: skip
    """(*) -> (n), the places of the first ones (n), of all (*), and how many (n)"""
    shape = need.shape(ar)
    index, inverse, counts = (
        need.flag(one, name)
        for one, name in (
            (return_index, "return_index"), (return_inverse, "return_inverse"), (return_counts, "return_counts"),
        )
    )  # fmt: skip
    if axis is None:
        count = _distinct(ar)
        results = [Tensor((count,), ar.dtype)]
    else:
        place = axis_given(axis, len(shape))
        count = unknown_count()
        results = [Tensor((*shape[:place], count, *shape[place + 1 :]), ar.dtype)]
    if index:
        results.append(Tensor((count,), "int64"))
    if inverse:
        if axis is not None or len(shape) != 1:
            raise Undecided("the shape of the inverse depends on the version")
        results.append(Tensor(shape, "int64"))
    if counts:
        results.append(Tensor((count,), "int64"))
    return results[0] if len(results) == 1 else tuple(results)


def _distinct(x: Array) -> Dim:
    """How many different numbers there are."""
    found: set[Any] = set()
    waiting = [x.data]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, (bool, int, float)):
            found.add(one)
        else:
            return unknown_count()
    return len(found)


class UniqueCounts(NamedTuple):
    values: Tensor
    counts: Tensor


@function("numpy.unique_values")
def unique_values(x: ArrayLike, /) -> Tensor:
    """(*) -> (n)"""
    return Tensor((_distinct(x),), x.dtype)


@function("numpy.unique_counts")
def unique_counts(x: ArrayLike, /) -> UniqueCounts:
    """(*) -> (n), (n)"""
    count = _distinct(x)
    return UniqueCounts(Tensor((count,), x.dtype), Tensor((count,), "int64"))


@function("numpy.intersect1d")
def intersect1d(ar1: ArrayLike, ar2: ArrayLike, assume_unique=False, return_indices=False) -> Any:
    """(*), (*) -> (n)"""
    made = Tensor((unknown_count(),), together((ar1, ar2), weakly=False))
    if need.flag(return_indices, "return_indices"):
        return made, Tensor(made.shape, "int64"), Tensor(made.shape, "int64")
    return made


@function("numpy.union1d")
def union1d(ar1: ArrayLike, ar2: ArrayLike) -> Tensor:
    """(*), (*) -> (n)"""
    return Tensor((unknown_count(),), together((ar1, ar2), weakly=False))


@function("numpy.setdiff1d", "numpy.setxor1d")
def setdiff1d(ar1: ArrayLike, ar2: ArrayLike, assume_unique=False) -> Tensor:
    """(*), (*) -> (n)"""
    return Tensor((unknown_count(),), ar1.dtype if ar1.dtype == ar2.dtype else None)


@function("numpy.isin")
def isin(element: ArrayLike, test_elements, assume_unique=False, invert=False, *, kind=None) -> Tensor:
    """(*) -> (*)"""
    return Tensor(element.shape, "bool")


@function("numpy.in1d")
def in1d(ar1: ArrayLike, ar2, assume_unique=False, invert=False, *, kind=None) -> Tensor:
    """(*) -> (elements)"""
    return Tensor((product(need.shape(ar1)),), "bool")
