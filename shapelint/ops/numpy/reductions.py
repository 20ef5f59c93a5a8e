"""Reductions of arrays: axes go, or stay with size 1.

And sums that run along an axis.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.ops.core.array_arguments import axes_given, axis_given, row_of, type_given
from shapelint.ops.core.arrays import KINDS, floating, to_array
from shapelint.ops.core.declare import function
from shapelint.ops.core.dtypes import real
from shapelint.ops.core.layout import laid_out
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.formulas.broadcasting import expands_to
from shapelint.ops.reductions import reduced as reduced_unranked
from shapelint.sizes.dims import product
from shapelint.sizes.tensors import Array, Shape, Tensor, Unknown

DECLARED: list[Callable[..., Any]] = []
"""What the tables declare."""


def reduced(
    x: Array, axis: Any, keepdims: Any, *, several: bool = True, filled: bool = False, numbers: bool = True
) -> Shape:
    """The shape that is left after a reduction.

    axis: one, several, or None for all.

    several: more than one may be named. filled: an axis of no elements has no largest one, and is refused.
    numbers: a number may be reduced over an axis that it does not have.
    """
    keep = need.flag(keepdims, "keepdims")
    shape = need.known(x)
    if shape is None:
        return x.shape if axis == () else reduced_unranked(x, axis, keepdims)
    if numbers and not shape and axis in (0, -1):
        return ()
    gone = axes_given(axis, len(shape), several=several)
    left = tuple(size for place, size in enumerate(shape) if place not in gone)
    if filled and any(shape[place] == 0 for place in gone):
        need.refuse("invalid-size", "an axis without elements has no largest one", of=x, argument="axis")
    return tuple(1 if place in gone else size for place, size in enumerate(shape)) if keep else left


def summed(dtype: str | None) -> str | None:
    """The type of a sum.

    Of small integers it is a wide one.
    """
    kind = KINDS.get(dtype or "")
    return "int64" if kind in (0, 2) else "uint64" if kind == 1 else dtype


def averaged(dtype: str | None) -> str | None:
    """The type of a mean: of integers the widest floating one."""
    kind = KINDS.get(dtype or "")
    return dtype if kind is None or kind >= 3 else "float64"


def _spread(dtype: str | None) -> str | None:
    return real(averaged(dtype))


def _totals(functions: str, methods: str) -> None:
    """Sums and products."""
    names = [*(f"numpy.{name}" for name in functions.split()), *(f"numpy.ndarray.{name}" for name in methods.split())]
    for name in names:

        @function(name)
        def total(
            a: Array, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=True
        ) -> Tensor:  # fmt: skip
            """(*) -> what is left of it"""
            return Tensor(reduced(a, axis, keepdims), type_given(dtype, summed(a.dtype)))

        DECLARED.append(total)


def _means(functions: str, methods: str, type_of: Callable[[str | None], str | None], numbers: bool = False) -> None:
    names = [*(f"numpy.{name}" for name in functions.split()), *(f"numpy.ndarray.{name}" for name in methods.split())]
    for name in names:
        if "mean" in name:

            @function(name)
            def mean(a: Array, axis=None, dtype=None, out=None, keepdims=False, *, where=True) -> Tensor:
                """(*) -> what is left of it"""
                return Tensor(reduced(a, axis, keepdims, numbers=numbers), type_given(dtype, type_of(a.dtype)))

            DECLARED.append(mean)
            continue

        @function(name)
        def spread(
            a: Array, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None, correction=None
        ) -> Tensor:  # fmt: skip
            """(*) -> what is left of it"""
            return Tensor(reduced(a, axis, keepdims, numbers=numbers), type_given(dtype, type_of(a.dtype)))

        DECLARED.append(spread)


_totals("sum prod nansum nanprod", "sum prod")
_means("mean", "mean", averaged)
_means("nanmean", "", averaged, numbers=True)
_means("std var", "std var", _spread)
_means("nanstd nanvar", "", _spread, numbers=True)


def _extremes(*names: str) -> None:
    for name in names:

        @function(name)
        def extreme(a: Array, axis=None, out=None, keepdims=False, initial=None, where=True) -> Tensor:
            """(*) -> what is left of it"""
            return Tensor(reduced(a, axis, keepdims, filled=initial is None), a.dtype)

        DECLARED.append(extreme)


_extremes(
    "numpy.max", "numpy.min", "numpy.amax", "numpy.amin", "numpy.nanmax", "numpy.nanmin", "numpy.ndarray.max",
    "numpy.ndarray.min",
)  # fmt: skip


@function("numpy.ptp")
def ptp(a: Array, axis=None, out=None, keepdims=False) -> Tensor:
    """(*) -> what is left of it"""
    return Tensor(reduced(a, axis, keepdims, filled=True), a.dtype)


@function("numpy.all", "numpy.any", "numpy.ndarray.all", "numpy.ndarray.any")
def holds(a: Array, axis=None, out=None, keepdims=False, *, where=True) -> Tensor:
    """(*) -> what is left of it"""
    return Tensor(reduced(a, axis, keepdims), "bool")


@function("numpy.argmax", "numpy.argmin", "numpy.ndarray.argmax", "numpy.ndarray.argmin")
def argmax(a: Array, axis=None, out=None, *, keepdims=False) -> Tensor:
    """(*) -> what is left of it"""
    return _place(a, axis, keepdims)


@function("numpy.nanargmax", "numpy.nanargmin")
def nanargmax(a: Array, axis=None, out=None, *, keepdims=False) -> Tensor:
    """(*) -> what is left of it"""
    return _place(a, axis, keepdims)


def _place(a: Array, axis: Any, keepdims: Any) -> Tensor:
    return Tensor(reduced(a, axis, keepdims, several=False, filled=True), "int64")


@function("numpy.count_nonzero")
def count_nonzero(a: Array, axis=None, *, keepdims=False) -> Any:
    """(*) -> what is left of it"""
    if axis is None and keepdims is False:
        return Unknown("the numbers in an array are not known")
    return Tensor(reduced(a, axis, keepdims), "int64")


@function("numpy.median", "numpy.nanmedian")
def median(a: Array, axis=None, out=None, overwrite_input=False, keepdims=False) -> Tensor:
    """(*) -> what is left of it"""
    return Tensor(reduced(a, axis, keepdims, numbers=False), averaged(a.dtype))


@function("numpy.percentile", "numpy.nanpercentile", "numpy.quantile", "numpy.nanquantile")
def percentile(
    a: Array, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False, *, weights=None,
    interpolation=None,
) -> Tensor:  # fmt: skip
    """(*), q -> q's axes, and what is left of it"""
    asked = need.shape(to_array(q))
    shape = reduced(a, axis, keepdims)
    if not isinstance(shape, tuple):
        raise Undecided("the rank of the array is not known")
    return Tensor((*asked, *shape), "float64" if a.dtype in ("float64", "int64") else None)


@function("numpy.average")
def average(a: Array, axis=None, weights=None, returned=False, *, keepdims=False) -> Any:
    """(*) -> what is left of it; with `returned` the sum of the weights too"""
    shape = reduced(a, axis, keepdims)
    if weights is not None:
        _weighted(a, axis, to_array(weights))
    result = Tensor(shape, averaged(a.dtype) if weights is None else None)
    return (result, Tensor(shape)) if need.flag(returned, "returned") else result


def _weighted(a: Array, axis: Any, weights: Array) -> None:
    """Demand weights of the array's shape.

    Or that of the axes that are averaged over.
    """
    own, theirs = need.known(a), need.known(weights)
    if own is None or theirs is None:
        return
    if len(own) == len(theirs):
        wanted = own
    elif axis is None:
        need.refuse("wrong-rank", "weights must have the shape of the array", actual=len(theirs), expected=len(own))
    else:
        wanted = tuple(own[place] for place in axes_given(axis, len(own)))
    if len(theirs) != len(wanted):
        need.refuse("wrong-rank", "weights must have the shape of the array", actual=len(theirs), expected=len(wanted))
    for place, (size, expected) in enumerate(zip(theirs, wanted)):
        need.same(
            size, expected, "size-mismatch", actual_is="size of weights", expected_is="size of the array", of=weights,
            axis=place, argument="weights",
        )  # fmt: skip


# --- along an axis ------------------------------------------------------------------------------------------------


@function(
    "numpy.cumsum", "numpy.cumprod", "numpy.nancumsum", "numpy.nancumprod", "numpy.ndarray.cumsum",
    "numpy.ndarray.cumprod",
)  # fmt: skip
def cumsum(a: Array, axis=None, dtype=None, out=None) -> Tensor:
    """(*) -> (*), or (elements) without an axis"""
    kind = type_given(dtype, summed(a.dtype))
    if axis is None:
        return laid_out(product(need.shape(a)), dtype=kind)
    shape = need.known(a)
    if shape is None:
        return Tensor(a.shape, kind)
    shape = row_of(shape)
    axis_given(axis, len(shape))
    return Tensor(shape, kind)


@function("numpy.diff")
def diff(a: Array, n=1, axis=-1, prepend=None, append=None) -> Tensor:
    """(*a, k, *b) -> (*a, k - n, *b)"""
    times = need.whole(n, "n")
    need.at_least(times, 0, "invalid-size", actual_is="n", argument="n")
    if times == 0:
        return a
    shape = need.shape(a)
    place = axis_given(axis, len(shape))
    size = shape[place]
    for one in (prepend, append):
        if one is not None:
            other = need.shape(to_array(one))
            size = size + (other[place] if len(other) == len(shape) else 1)
    length = size - times
    if isinstance(length, int):
        length = max(length, 0)
    elif not isinstance(need.facts.resolve(length), int):
        need.at_least(size, 1, "invalid-size", actual_is="size of the axis", of=a, axis=place)
        length = need.facts.fresh("n", at_least=0) if times != 1 else length
    return Tensor((*shape[:place], length, *shape[place + 1 :]), a.dtype)


@function("numpy.ediff1d")
def ediff1d(ary: Array, to_end=None, to_begin=None) -> Tensor:
    """(*) -> (elements - 1)"""
    if to_end is not None or to_begin is not None:
        raise Undecided("what is put before or after is not modelled")
    count = product(need.shape(ary))
    if not isinstance(count, int):
        raise Undecided("how many elements there are is not known")
    return Tensor((max(count - 1, 0),), ary.dtype)


@function("numpy.gradient")
def gradient(f: Array, *varargs, axis=None, edge_order=1) -> Any:
    """(*) -> (*), for each axis"""
    shape = need.shape(f)
    axes = axes_given(axis, len(shape))
    for place in axes:
        need.at_least(
            shape[place], 2, "invalid-size", actual_is=f"size of axis {place}", expected_is="two at least", of=f,
            axis=place, argument="f",
        )  # fmt: skip
    results = tuple(Tensor(f.shape, averaged(f.dtype)) for _ in axes)
    return results[0] if len(axes) == 1 else results


def _spaced_by(x: Array, y: Array, axis: int) -> None:
    """The points of an integral.

    A vector along the axis, or as many as the values.
    """
    points, shape = need.shape(x), need.shape(y)
    if len(points) == 1:
        need.same(
            points[0], shape[axis], "size-mismatch", actual_is="size of x", expected_is=f"size of axis {axis} of y",
            of=x, axis=0, argument="x",
        )  # fmt: skip
    elif len(points) == len(shape):
        expands_to(x, y, "x")
    else:
        raise Undecided("how the points lie is not modelled")


@function("numpy.trapezoid", "numpy.trapz")
def trapezoid(y: Array, x=None, dx=1.0, axis=-1) -> Tensor:
    """(*a, n, *b) -> (*a, *b)"""
    shape = need.shape(y)
    place = axis_given(axis, len(shape))
    if x is not None:
        _spaced_by(to_array(x), y, place)
    return Tensor((*shape[:place], *shape[place + 1 :]), floating(y.dtype) if y.dtype in ("float64", "int64") else None)
