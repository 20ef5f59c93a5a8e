"""Functions of arrays that keep the shape.

Of one array, or of several that meet: exp, round, clip, where, isnan.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.ops.core.array_arguments import type_given
from shapelint.ops.core.arrays import floating, to_array, together
from shapelint.ops.core.declare import function
from shapelint.ops.core.dtypes import real
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.formulas.broadcasting import elementwise
from shapelint.ops.numpy.arithmetic import counted_type, met, pair_type
from shapelint.ops.parts import larger, smaller
from shapelint.sizes.dims import Expr
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Array, ArrayLike, Tensor, Unknown

Typed = Callable[[str | None], str | None]

FLOATING = """
    sqrt cbrt exp exp2 expm1 log log2 log10 log1p sin cos tan arcsin arccos arctan asin acos atan sinh cosh tanh arcsinh
    arccosh arctanh asinh acosh atanh rint fabs degrees radians deg2rad rad2deg spacing
"""
SAME = "negative positive sign floor ceil trunc conj conjugate square reciprocal invert bitwise_not bitwise_invert"
ASKING = "isnan isinf isfinite signbit logical_not"

DECLARED: list[Callable[..., Any]] = []
"""What the tables declare."""


def _same(dtype: str | None) -> str | None:
    return dtype


def _truth(dtype: str | None) -> str | None:
    return "bool"


def _mapped(x: Array, type_of: Typed, dtype: Any = None) -> Tensor:
    return Tensor(x.shape, type_given(dtype, type_of(x.dtype)), x.strides)


def _ufuncs(names: str, type_of: Typed) -> None:
    for name in names.split():

        @function(f"numpy.{name}")
        def of_one(
            x: Array, /, out=None, *, where=True, casting="same_kind", order="K", dtype=None, subok=True
        ) -> Tensor:
            """(*) -> (*)"""
            return _mapped(x, type_of, dtype)

        DECLARED.append(of_one)


def _functions(names: str, type_of: Typed) -> None:
    for name in names.split():

        @function(f"numpy.{name}")
        def of_one(x: Array, out=None) -> Tensor:
            """(*) -> (*)"""
            return _mapped(x, type_of)

        DECLARED.append(of_one)


_ufuncs(FLOATING, floating)
_ufuncs(SAME, _same)
_ufuncs("absolute abs", real)
_ufuncs(ASKING, _truth)
_functions("isposinf isneginf", _truth)


@function("numpy.isreal", "numpy.iscomplex")
def asked(x: Array) -> Tensor:
    """(*) -> (*)"""
    return _mapped(x, _truth)


@function("numpy.fix")
def fix(x: Array, out=None) -> Tensor:
    """(*) -> (*)"""
    return _mapped(x, lambda dtype: None)


@function("numpy.sinc", "numpy.i0", "numpy.unwrap")
def special(x: Array) -> Tensor:
    """(*) -> (*)"""
    return _mapped(x, lambda dtype: "float64" if dtype == "float64" else None)


@function("numpy.round", "numpy.around", "numpy.ndarray.round")
def round_(a: Array, decimals=0, out=None) -> Tensor:
    """(*) -> (*)"""
    return _mapped(a, lambda dtype: None if dtype == "bool" else dtype)


@function("numpy.real", "numpy.imag")
def part(val: Array) -> Tensor:
    """(*) -> (*)"""
    return _mapped(val, real)


@function("numpy.real_if_close")
def real_if_close(a: Array, tol=100) -> Tensor:
    """(*) -> (*)"""
    return _mapped(a, lambda dtype: None if dtype is None or dtype.startswith("complex") else dtype)


@function("numpy.angle")
def angle(z: Array, deg=False) -> Tensor:
    """(*) -> (*)"""
    return _mapped(z, lambda dtype: "float64" if dtype == "float64" else None)


@function("numpy.nan_to_num")
def nan_to_num(x: Array, copy=True, nan=0.0, posinf=None, neginf=None) -> Tensor:
    """(*) -> (*)"""
    return _mapped(x, _same)


@function("numpy.ndarray.conj", "numpy.ndarray.conjugate")
def conjugate(self: Array) -> Tensor:
    """(*) -> (*)"""
    return _mapped(self, _same)


@function("numpy.clip")
def clip(a: Array, a_min=None, a_max=None, out=None, *, min=None, max=None, dtype=None) -> Tensor:
    """The broadcast of the array and its bounds"""
    return _clipped(a, a_min if min is None else min, a_max if max is None else max)


@function("numpy.ndarray.clip")
def clip_method(self: Array, min=None, max=None, out=None) -> Tensor:
    """The broadcast of the array and its bounds"""
    return _clipped(self, min, max)


def _clipped(x: Array, low: Any, high: Any) -> Tensor:
    bounds = [to_array(one) for one in (low, high) if one is not None]
    result = elementwise(x, *bounds, arguments=("a", "min", "max"))
    result.dtype = together([x, *bounds]) if bounds else x.dtype
    return result


# --- several that meet --------------------------------------------------------------------------------------------


@function("numpy.where")
def where(condition: ArrayLike, x=None, y=None, /) -> Tensor | tuple[Tensor, ...]:
    """The broadcast of all three.

    Of the condition alone as many vectors of indices as it has axes.
    """
    if x is None and y is None:
        return indices_of_true(condition)
    if x is None or y is None:
        need.refuse("wrong-arguments", "either both x and y are given, or neither", argument="y")
    one, other = to_array(x), to_array(y)
    result = elementwise(condition, one, other, arguments=("condition", "x", "y"))
    result.dtype = together((one, other))
    return result


def indices_of_true(x: Tensor) -> tuple[Tensor, ...]:
    """For each axis the places of what is true."""
    shape = need.shape(x)
    if not shape:
        raise Undecided("older versions look for places in an array without axes, too")
    count = need.facts.fresh("n", at_least=0)
    return tuple(Tensor((count,), "int64", (1,)) for _ in shape)


@function("numpy.select")
def select(condlist, choicelist, default=0) -> Tensor:
    """The broadcast of all of them"""
    if not isinstance(condlist, (tuple, list)) or not isinstance(choicelist, (tuple, list)):
        raise Undecided("the conditions are not known")
    if len(condlist) != len(choicelist):
        need.refuse("wrong-arguments", "there must be as many choices as conditions", argument="choicelist")
    if not condlist:
        need.refuse("wrong-arguments", "there are no conditions", argument="condlist")
    given = [to_array(one) for one in (*condlist, *choicelist, default)]
    result = elementwise(*given, arguments=["choicelist"] * len(given))
    result.dtype = None
    return result


@function("numpy.divmod")
def divmod_(x1: Array, x2: Array, /, *, where=True, casting="same_kind", order="K", dtype=None) -> tuple[Tensor, ...]:
    """The broadcast of both, twice"""
    return met(x1, x2, counted_type, ("x1", "x2")), met(x1, x2, counted_type, ("x1", "x2"))


@function("numpy.modf")
def modf(x: Array, /, *, where=True, casting="same_kind", order="K", dtype=None) -> tuple[Tensor, ...]:
    """(*) -> (*), (*)"""
    return _mapped(x, floating), _mapped(x, floating)


@function("numpy.frexp")
def frexp(x: Array, /, *, where=True, casting="same_kind", order="K", dtype=None) -> tuple[Tensor, ...]:
    """(*) -> (*), (*)"""
    return _mapped(x, floating), _mapped(x, lambda _: "int32")


@function("numpy.isclose")
def isclose(a: Array, b: Array, rtol=1e-05, atol=1e-08, equal_nan=False) -> Tensor:
    """The broadcast of both"""
    return met(a, b, lambda one, other: "bool", ("a", "b"))


@function("numpy.allclose")
def allclose(a: Array, b: Array, rtol=1e-05, atol=1e-08, equal_nan=False) -> Any:
    """Both must broadcast"""
    met(a, b, pair_type, ("a", "b"))
    return Unknown("the numbers in arrays are not known")


@function("numpy.array_equal", "numpy.array_equiv")
def array_equal(a1: ArrayLike, a2: ArrayLike) -> Any:
    """Whether both have one shape and the same numbers"""
    return Unknown("the numbers in arrays are not known")


@function("numpy.interp")
def interp(x: Array, xp: Array, fp: Array, left=None, right=None, period=None) -> Tensor:
    """(*), (n), (n) -> (*)"""
    (points,), (values,) = need.rank(xp, {1: "n"}, "xp"), need.rank(fp, {1: "n"}, "fp")
    need.same(
        values, points, "size-mismatch", actual_is="size of fp", expected_is="size of xp", of=fp, axis=0, argument="fp"
    )
    complex_ = fp.dtype is None or fp.dtype.startswith("complex")
    return Tensor(x.shape, None if complex_ else "float64")


@function("numpy.cross")
def cross(a: ArrayLike, b: ArrayLike, axisa=-1, axisb=-1, axisc=-1, axis=None) -> Tensor:
    """(*, 3), (*, 3) -> (*, 3)"""
    one, other = need.shape(a), need.shape(b)
    if (axisa, axisb, axisc) != (-1, -1, -1) or axis not in (None, -1) or not one or not other:
        raise Undecided("axes other than the last are not modelled")
    for size, x, name in ((one[-1], a, "a"), (other[-1], b, "b")):
        if need.facts.same(size, 3) is Verdict.UNKNOWN or isinstance(size, Expr) or size == 2:
            raise Undecided("vectors of two coordinates are modelled by newer versions only")
        need.same(
            size, 3, "size-mismatch", actual_is=f"size of {name}", expected_is="three coordinates", of=x, axis=-1,
            argument=name,
        )  # fmt: skip
    return met(a, b, pair_type, ("a", "b"))


@function("numpy.convolve")
def convolve(a: ArrayLike, v: ArrayLike, mode="full") -> Tensor:
    """(n), (m) -> (n + m - 1), or max(n, m) with 'same', or max(n, m) - min(n, m) + 1 with 'valid'"""
    return _slid(a, v, mode)


@function("numpy.correlate")
def correlate(a: ArrayLike, v: ArrayLike, mode="valid") -> Tensor:
    """(n), (m) -> max(n, m) - min(n, m) + 1, or n + m - 1 with 'full', or max(n, m) with 'same'"""
    return _slid(a, v, mode)


def _slid(a: Array, v: Array, mode: Any) -> Tensor:
    if isinstance(mode, Unknown):
        raise Undecided("mode is not known")
    sizes = []
    for x, name in ((a, "a"), (v, "v")):
        shape = need.shape(x)
        if len(shape) > 1:
            says = f"{name} must have one dimension, it has {len(shape)}"
            need.refuse("wrong-rank", says, actual=len(shape), expected=1, of=x, argument=name)
        sizes.append(shape[0] if shape else 1)
    one, other = sizes
    for size, x in ((one, a), (other, v)):
        need.at_least(size, 1, "invalid-size", actual_is="elements of the array", of=x, axis=0)
    long, short = larger(one, other), smaller(one, other)
    lengths = {"full": one + other - 1, "same": long, "valid": long - short + 1}
    if mode not in lengths:
        raise Undecided("this mode is read by some versions only")
    return Tensor((lengths[mode],), together((a, v)))
