"""Looking things up: sort, unique, nonzero, take, searchsorted, histogram, sets, indices of triangles."""

from __future__ import annotations

from typing import Any, NamedTuple

from shapelint.ops.core.array_arguments import axis_given, listed, shape_given, type_given
from shapelint.ops.core.arrays import to_array, together
from shapelint.ops.core.declare import function
from shapelint.ops.core.layout import laid_out
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.formulas.broadcasting import broadcast, broadcast_sizes, expands_to
from shapelint.ops.numpy.elementwise import indices_of_true
from shapelint.ops.numpy.joining import flat
from shapelint.ops.parts import index_within
from shapelint.sizes.dims import Dim, Expr, product
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Array, ArrayLike, Tensor, Unknown


def _rows(least: int = 0) -> Dim:
    """How many there are, which depends on the numbers."""
    return need.facts.fresh("n", at_least=least)


# --- the places of what is true -----------------------------------------------------------------------------------


@function("numpy.nonzero", "numpy.ndarray.nonzero")
def nonzero(a: Array) -> tuple[Tensor, ...]:
    """(*) -> (n) for each axis"""
    return indices_of_true(a)


@function("numpy.flatnonzero")
def flatnonzero(a: Array) -> Tensor:
    """(*) -> (n)"""
    return Tensor((_rows(),), "int64", (1,))


@function("numpy.argwhere")
def argwhere(a: Array) -> Tensor:
    """(*) -> (n, axes)"""
    return Tensor((_rows(), len(need.shape(a))), "int64")


# --- order --------------------------------------------------------------------------------------------------------


@function("numpy.sort")
def sort(a: Array, axis=-1, kind=None, order=None, *, stable=None) -> Tensor:
    """(*) -> (*); without an axis (elements)"""
    return Tensor(_ordered(a, axis), a.dtype)


@function("numpy.argsort", "numpy.ndarray.argsort")
def argsort(a: Array, axis=-1, kind=None, order=None, *, stable=None) -> Tensor:
    """(*) -> (*); without an axis (elements)"""
    return Tensor(_ordered(a, axis), "int64")


@function("numpy.partition")
def partition(a: Array, kth, axis=-1, kind="introselect", order=None) -> Tensor:
    """(*) -> (*); without an axis (elements)"""
    return Tensor(_parted(a, kth, axis), a.dtype)


@function("numpy.argpartition", "numpy.ndarray.argpartition")
def argpartition(a: Array, kth, axis=-1, kind="introselect", order=None) -> Tensor:
    """(*) -> (*); without an axis (elements)"""
    return Tensor(_parted(a, kth, axis), "int64")


def _ordered(x: Array, axis: Any) -> tuple[Dim, ...]:
    shape = need.shape(x)
    if axis is None:
        return (product(shape),)
    if not shape and axis in (-1, 0):
        raise Undecided("an array without axes is sorted by some versions")
    axis_given(axis, len(shape))
    return shape


def _parted(x: Array, kth: Any, axis: Any) -> tuple[Dim, ...]:
    shape = _ordered(x, axis)
    place = 0 if axis is None else axis_given(axis, len(shape))
    for one in kth if isinstance(kth, (tuple, list)) else (kth,):
        if isinstance(one, (int, Expr)) and need.facts.at_least(shape[place], 1) is Verdict.YES:
            index_within(one, shape[place], x, place, "kth")
    return shape


@function("numpy.ndarray.sort")
def sort_in_place(self: Array, axis=-1, kind=None, order=None, *, stable=None) -> None:
    """(*) -> (*), in place"""
    axis_given(axis, len(need.shape(self)))
    self.data = None


@function("numpy.ndarray.partition")
def partition_in_place(self: Array, kth, axis=-1, kind="introselect", order=None) -> None:
    """(*) -> (*), in place"""
    _parted(self, kth, axis)
    self.data = None


@function("numpy.lexsort")
def lexsort(keys, axis=-1) -> Tensor:
    """(keys, *) -> (*)"""
    shape = need.shape(to_array(keys))
    if len(shape) < 2:
        raise Undecided("what is sorted by is not known")
    axis_given(axis, len(shape) - 1)
    return Tensor(shape[1:], "int64")


# --- sets ---------------------------------------------------------------------------------------------------------


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
        count = _rows()
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
            return _rows()
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
    made = Tensor((_rows(),), together((ar1, ar2), weakly=False))
    if need.flag(return_indices, "return_indices"):
        return made, Tensor(made.shape, "int64"), Tensor(made.shape, "int64")
    return made


@function("numpy.union1d")
def union1d(ar1: ArrayLike, ar2: ArrayLike) -> Tensor:
    """(*), (*) -> (n)"""
    return Tensor((_rows(),), together((ar1, ar2), weakly=False))


@function("numpy.setdiff1d", "numpy.setxor1d")
def setdiff1d(ar1: ArrayLike, ar2: ArrayLike, assume_unique=False) -> Tensor:
    """(*), (*) -> (n)"""
    return Tensor((_rows(),), ar1.dtype if ar1.dtype == ar2.dtype else None)


@function("numpy.isin")
def isin(element: ArrayLike, test_elements, assume_unique=False, invert=False, *, kind=None) -> Tensor:
    """(*) -> (*)"""
    return Tensor(element.shape, "bool")


@function("numpy.in1d")
def in1d(ar1: ArrayLike, ar2, assume_unique=False, invert=False, *, kind=None) -> Tensor:
    """(*) -> (elements)"""
    return Tensor((product(need.shape(ar1)),), "bool")


# --- chosen by indices --------------------------------------------------------------------------------------------


@function("numpy.take", "numpy.ndarray.take")
def take(a: Array, indices, axis=None, out=None, mode="raise") -> Tensor:
    """(*a, n, *b), (*i) -> (*a, *i, *b); without an axis (*i)"""
    places = need.shape(to_array(indices))
    if axis is None:
        return Tensor(places, a.dtype)
    shape = need.shape(a)
    place = axis_given(axis, len(shape))
    if isinstance(indices, int) and mode == "raise":
        index_within(indices, shape[place], a, place, "indices")
    return Tensor((*shape[:place], *places, *shape[place + 1 :]), a.dtype)


@function("numpy.take_along_axis")
def take_along_axis(arr: ArrayLike, indices: ArrayLike, axis=-1) -> Tensor:
    """(*a, n, *b), (*a, k, *b) -> (*a, k, *b)"""
    if axis is None:
        return Tensor(indices.shape, arr.dtype)
    shape, places = need.shape(arr), need.shape(indices)
    if len(shape) != len(places):
        need.refuse(
            "wrong-rank", f"indices must have {len(shape)} dimensions, it has {len(places)}", actual=len(places),
            expected=len(shape), of=indices, argument="indices",
        )  # fmt: skip
    place = axis_given(axis, len(shape))
    rest = broadcast_sizes(
        (*shape[:place], *shape[place + 1 :]), (*places[:place], *places[place + 1 :]), arguments=("arr", "indices")
    )
    return Tensor((*rest[:place], places[place], *rest[place:]), arr.dtype)


@function("numpy.compress")
def compress(condition: ArrayLike, a: ArrayLike, axis=None, out=None) -> Tensor:
    """(n), (*a, n, *b) -> (*a, k, *b)"""
    x = flat(a) if axis is None else a
    shape = need.shape(x)
    place = 0 if axis is None else axis_given(axis, len(shape))
    need.rank(condition, {1: "n"}, "condition")
    return Tensor((*shape[:place], _rows(), *shape[place + 1 :]), a.dtype)


@function("numpy.extract")
def extract(condition: ArrayLike, arr: ArrayLike) -> Tensor:
    """(*), (*) -> (n)"""
    return Tensor((_rows(),), arr.dtype)


@function("numpy.choose")
def choose(a: ArrayLike, choices, out=None, mode="raise") -> Tensor:
    """(*), several that broadcast with it -> (*)"""
    if not isinstance(choices, (tuple, list)):
        raise Undecided("the choices are not known")
    given = [to_array(one) for one in choices]
    shape = broadcast(a, *given, arguments=["choices"] * (len(given) + 1))
    return Tensor(shape, together(given, weakly=False))


@function("numpy.ndarray.fill")
def fill(self: Array, value) -> None:
    """(*) -> (*), in place"""
    self.data = None


@function("numpy.copyto")
def copyto(dst: Array, src: ArrayLike, casting="same_kind", where=True) -> None:
    """(*), one that broadcasts to it -> (*), in place"""
    expands_to(src, dst, "src")
    dst.data = None


@function("numpy.fill_diagonal")
def fill_diagonal(a: Array, val, wrap=False) -> None:
    """(n, m) -> (n, m), in place"""
    shape = need.shape(a)
    if len(shape) < 2:
        says = "the array must have at least 2 dimensions"
        need.refuse("wrong-rank", says, actual=len(shape), expected=2, of=a, argument="a")
    for axis, size in enumerate(shape[1:], 1) if len(shape) > 2 else ():
        need.same(
            size, shape[0], "size-mismatch", actual_is=f"size of axis {axis}", expected_is="size of axis 0", of=a,
            axis=axis, argument="a",
        )  # fmt: skip
    a.data = None


# --- between bounds -----------------------------------------------------------------------------------------------


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
    return Tensor((_rows(),), "int64" if weights is None else "float64")


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


# --- places -------------------------------------------------------------------------------------------------------


@function("numpy.triu_indices", "numpy.tril_indices")
def triu_indices(n, k=0, m=None) -> tuple[Tensor, Tensor]:
    """n -> (elements of the triangle), twice"""
    count = _rows()
    return Tensor((count,), "int64"), Tensor((count,), "int64")


@function("numpy.diag_indices")
def diag_indices(n, ndim=2) -> tuple[Tensor, ...]:
    """n -> (n) for each axis"""
    count = need.whole(ndim, "ndim")
    if not isinstance(count, int) or not 0 <= count <= 32:
        raise Undecided("ndim is not known")
    return tuple(laid_out(need.whole(n, "n"), dtype="int64") for _ in range(count))


@function("numpy.indices")
def indices(dimensions, dtype=None, sparse=False) -> Any:
    """dimensions -> (axes, *dimensions)"""
    sizes = shape_given(dimensions, "dimensions")
    kind = type_given(dtype, "int64")
    if need.flag(sparse, "sparse"):
        return tuple(
            Tensor(tuple(size if place == axis else 1 for place, size in enumerate(sizes)), kind)
            for axis in range(len(sizes))
        )
    return laid_out(len(sizes), *sizes, dtype=kind)


@function("numpy.unravel_index")
def unravel_index(indices, shape, order="C") -> Any:
    """(*) -> (*) for each axis of shape"""
    sizes = shape_given(shape)
    places = to_array(indices)
    return tuple(Tensor(places.shape, "int64") for _ in sizes)


@function("numpy.ravel_multi_index")
def ravel_multi_index(multi_index, dims, mode="raise", order="C") -> Tensor:
    """(*) for each axis -> (*)"""
    if not isinstance(multi_index, (tuple, list)):
        raise Undecided("the indices are not known")
    given = [to_array(one) for one in multi_index]
    sizes = shape_given(dims, "dims")
    if len(given) != len(sizes):
        says = f"there are {len(given)} indices for {len(sizes)} axes"
        need.refuse("wrong-arguments", says, actual=len(given), expected=len(sizes), argument="multi_index")
    return Tensor(broadcast(*given, arguments=["multi_index"] * len(given)), "int64")
