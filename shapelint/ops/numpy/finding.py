"""Looking up elements of arrays.

Nonzero, sort, take, choose, and the indices of what is looked up.
"""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.array_arguments import axis_given, row_of, shape_given, type_given
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
from shapelint.sizes.tensors import Array, ArrayLike, Tensor


def unknown_count(least: int = 0) -> Dim:
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
    return Tensor((unknown_count(),), "int64", (1,))


@function("numpy.argwhere")
def argwhere(a: Array) -> Tensor:
    """(*) -> (n, axes)"""
    return Tensor((unknown_count(), len(need.shape(a))), "int64")


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


# --- chosen by indices --------------------------------------------------------------------------------------------


@function("numpy.take", "numpy.ndarray.take")
def take(a: Array, indices, axis=None, out=None, mode="raise") -> Tensor:
    """(*a, n, *b), (*i) -> (*a, *i, *b); without an axis (*i)"""
    places = need.shape(to_array(indices))
    if axis is None:
        return Tensor(places, a.dtype)
    shape = row_of(need.shape(a))
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
def compress(condition: ArrayLike, a: Array, axis=None, out=None) -> Tensor:
    """(n), (*a, n, *b) -> (*a, k, *b)"""
    x = flat(a) if axis is None else a
    shape = row_of(need.shape(x))
    place = 0 if axis is None else axis_given(axis, len(shape))
    need.rank(condition, {1: "n"}, "condition")
    return Tensor((*shape[:place], unknown_count(), *shape[place + 1 :]), a.dtype)


@function("numpy.extract")
def extract(condition: ArrayLike, arr: ArrayLike) -> Tensor:
    """(*), (*) -> (n)"""
    return Tensor((unknown_count(),), arr.dtype)


@function("numpy.choose")
def choose(a: Array, choices, out=None, mode="raise") -> Tensor:
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


# --- places -------------------------------------------------------------------------------------------------------


@function("numpy.triu_indices", "numpy.tril_indices")
def triu_indices(n, k=0, m=None) -> tuple[Tensor, Tensor]:
    """n -> (elements of the triangle), twice"""
    count = unknown_count()
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
