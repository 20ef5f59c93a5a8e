"""Numbers that are drawn of what is given: choice, permutation, shuffle."""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.array_arguments import axis_given, shape_given
from shapelint.ops.core.arrays import to_array
from shapelint.ops.core.declare import function
from shapelint.ops.core.layout import laid_out
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.numpy.random import NEW, a_number, older, sizes_given
from shapelint.ops.parts import larger
from shapelint.sizes.dims import Dim, product
from shapelint.sizes.tensors import Array, ArrayLike, Tensor, Unknown


@function(*older("choice"))
def choice(a, size=None, replace=True, p=None) -> Tensor | Unknown:
    """n or (n), size -> (*size)"""
    if isinstance(a, Unknown) and size is not None:
        return laid_out(*shape_given(size, "size"))
    return _chosen(a, size, replace, p, 0)


@function(f"{NEW}.choice")
def newer_choice(a, size=None, replace=True, p=None, axis=0, shuffle=True) -> Tensor | Unknown:
    """n or (*a, n, *b), size -> (*a, *size, *b)"""
    return _chosen(a, size, replace, p, axis)


def _chosen(a: Any, size: Any, replace: Any, p: Any, axis: Any) -> Tensor | Unknown:
    if isinstance(a, Unknown):
        if not need.facts.is_number(a):
            return Unknown("what is chosen from is not known")
        a = need.whole(a, "a")
    source = to_array(a)
    shape = need.shape(source)
    dtype = source.dtype
    if not shape:
        shape, dtype = (need.whole(a, "a"),), "int64"
    place = axis_given(axis, len(shape))
    sizes = sizes_given(size)
    if replace is False:
        need.at_most(
            product(sizes), shape[place], "size-mismatch", actual_is="numbers to draw", expected_is="all there are",
            of=source, argument="size",
        )  # fmt: skip
    if p is not None:
        _weighed(to_array(p), shape[place])
    left = (*shape[:place], *sizes, *shape[place + 1 :])
    return Tensor(left, dtype) if left or size is not None else a_number()


def _weighed(p: Array, count: Dim) -> None:
    (size,) = need.rank(p, {1: "n"}, "p")
    need.same(
        size, count, "size-mismatch", actual_is="size of p", expected_is="size of a", of=p, axis=0, argument="p"
    )  # fmt: skip


@function(*older("permutation"))
def permutation(x) -> Tensor:
    """n -> (n); (n, *) -> (n, *)"""
    return _permuted(x, 0)


@function(f"{NEW}.permutation")
def newer_permutation(x, axis=0) -> Tensor:
    """n -> (n); (*) -> (*)"""
    return _permuted(x, axis)


def _permuted(x: Any, axis: Any) -> Tensor:
    if isinstance(x, Unknown):
        raise Undecided("whether it is a number or an array is not known")
    source = to_array(x)
    shape = need.shape(source)
    if not shape:
        if isinstance(x, float):
            raise Undecided("a fraction is not permuted")
        size = need.whole(x, "x")
        return laid_out(larger(size, 0), dtype="int64")
    axis_given(axis, len(shape))
    return Tensor(source.shape, source.dtype)


@function(f"{NEW}.permuted")
def permuted(x: ArrayLike, /, *, axis=None, out=None) -> Tensor:
    """(*) -> (*)"""
    if axis is not None:
        axis_given(axis, len(need.shape(x)))
    return Tensor(x.shape, x.dtype)


@function(*older("shuffle"))
def shuffle(x) -> None:
    """(*) -> (*), in place"""
    _forget(x)


@function(f"{NEW}.shuffle")
def newer_shuffle(x, axis=0) -> None:
    """(*) -> (*), in place"""
    _forget(x)


def _forget(x: Any) -> None:
    if isinstance(x, Tensor):
        if need.known(x) == ():
            need.refuse("wrong-rank", "there is nothing to shuffle in an array without axes", of=x, argument="x")
        x.data = None
