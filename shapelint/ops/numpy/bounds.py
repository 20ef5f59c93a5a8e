"""Numbers between bounds: searchsorted, digitize, bincount, histograms."""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.array_arguments import listed
from shapelint.ops.core.arrays import to_array
from shapelint.ops.core.declare import function
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.numpy.finding import unknown_count
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Array, ArrayLike, Tensor, Unknown


@function("numpy.searchsorted", "numpy.ndarray.searchsorted")
def searchsorted(a: Array, v, side="left", sorter=None) -> Tensor:
    """(n), (*) -> (*)"""
    need.rank(a, {1: "n"}, "a")
    return Tensor(to_array(v).shape, "int64")


@function("numpy.digitize")
def digitize(x: ArrayLike, bins: ArrayLike, right=False) -> Tensor:
    """(*), (n) -> (*)"""
    need.rank(bins, {1: "n"}, "bins")
    return Tensor(x.shape, "int64")


@function("numpy.bincount")
def bincount(x: ArrayLike, /, weights: Array | None = None, minlength=0) -> Tensor:
    """(n) -> (the largest + 1, or minlength)"""
    (count,) = need.rank(x, {1: "n"}, "x")
    least = need.whole(minlength, "minlength")
    need.at_least(least, 0, "invalid-size", actual_is="minlength", argument="minlength")
    if weights is not None:
        (size,) = need.rank(weights, {1: "n"}, "weights")
        need.same(
            size, count, "size-mismatch", actual_is="size of weights", expected_is="size of x", of=weights, axis=0,
            argument="weights",
        )  # fmt: skip
    return Tensor((unknown_count(),), "int64" if weights is None else "float64")


@function("numpy.histogram")
def histogram(a: ArrayLike, bins=10, range=None, density=None, weights=None) -> tuple[Tensor, Tensor]:
    """(*) -> (bins), (bins + 1)"""
    count = _bins(bins)
    return Tensor((count,), "int64" if weights is None and not density else None), Tensor((count + 1,))


@function("numpy.histogram_bin_edges")
def histogram_bin_edges(a: ArrayLike, bins=10, range=None, weights=None) -> Tensor:
    """(*) -> (bins + 1)"""
    return Tensor((_bins(bins) + 1,))


def _bins(bins: Any) -> Dim:
    bins = listed(bins)
    if isinstance(bins, (tuple, list)):
        return len(bins) - 1
    if isinstance(bins, (str, Unknown)):
        raise Undecided("how many bins there are is not known")
    count = need.whole(bins, "bins")
    need.at_least(count, 1, "invalid-size", actual_is="bins", argument="bins")
    return count


@function("numpy.histogram2d")
def histogram2d(x: ArrayLike, y: ArrayLike, bins=10, range=None, density=None, weights=None) -> tuple[Tensor, ...]:
    """(n), (n) -> (bins, bins), (bins + 1), (bins + 1)"""
    (count,), (other,) = need.rank(x, {1: "n"}, "x"), need.rank(y, {1: "n"}, "y")
    need.same(other, count, "size-mismatch", actual_is="size of y", expected_is="size of x", of=y, argument="y")
    if isinstance(bins, (tuple, list)) and len(bins) == 2:
        rows, columns = _bins(bins[0]), _bins(bins[1])
    else:
        rows = columns = _bins(bins)
    return Tensor((rows, columns), "float64"), Tensor((rows + 1,)), Tensor((columns + 1,))
