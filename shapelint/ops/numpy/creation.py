"""New arrays of given sizes, and of what is given.

Zeros, full, eye, array, asarray and their relatives.
"""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.arguments import whole
from shapelint.ops.core.array_arguments import shape_given, type_given
from shapelint.ops.core.arrays import to_array, unknown_array
from shapelint.ops.core.declare import function
from shapelint.ops.core.layout import laid_out
from shapelint.ops.core.need import Undecided, need
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Array, ArrayLike, Tensor, Unknown, contiguous_strides

DEFAULT = "float64"


@function("numpy.zeros", "numpy.ones", "numpy.empty")
def zeros(shape, dtype=None, order="C", *, device=None, like=None) -> Tensor:
    """shape -> (*shape)"""
    return made(shape, dtype, order)


def made(shape: Any, dtype: Any, order: Any = "C", otherwise: str | None = DEFAULT) -> Tensor:
    """A new array of that shape."""
    result = laid_out(*shape_given(shape), dtype=type_given(dtype, otherwise))
    if order != "C":
        result.strides = None
    return result


@function("numpy.full")
def full(shape, fill_value, dtype=None, order="C", *, device=None, like=None) -> Tensor:
    """shape -> (*shape)"""
    filled = to_array(fill_value)
    return made(shape, dtype, order, filled.dtype if filled.known_shape == () else None)


@function("numpy.zeros_like", "numpy.ones_like", "numpy.empty_like")
def zeros_like(a: ArrayLike, dtype=None, order="K", subok=True, shape=None, *, device=None) -> Tensor:
    """(*) -> (*)"""
    return _alike(a, dtype, shape)


@function("numpy.full_like")
def full_like(a: ArrayLike, fill_value, dtype=None, order="K", subok=True, shape=None, *, device=None) -> Tensor:
    """(*) -> (*)"""
    return _alike(a, dtype, shape)


def _alike(a: Array, dtype: Any, shape: Any) -> Tensor:
    if shape is not None:
        return made(shape, dtype, otherwise=a.dtype)
    known = need.known(a)
    return Tensor(a.shape, type_given(dtype, a.dtype), None if known is None or a.strides is None else a.strides)


@function("numpy.eye")
def eye(N, M=None, k=0, dtype=None, order="C", *, device=None, like=None) -> Tensor:
    """N, M -> (N, M), M = N where it is not given"""
    rows = _size(N, "N")
    columns = rows if M is None else _size(M, "M")
    return laid_out(rows, columns, dtype=type_given(dtype, DEFAULT))


@function("numpy.identity")
def identity(n, dtype=None, *, like=None) -> Tensor:
    """n -> (n, n)"""
    size = _size(n, "n")
    return laid_out(size, size, dtype=type_given(dtype, DEFAULT))


@function("numpy.tri")
def tri(N, M=None, k=0, dtype=None, *, like=None) -> Tensor:
    """N, M -> (N, M), M = N where it is not given"""
    if isinstance(N, float) or isinstance(M, float):
        raise Undecided("it takes some fractions for whole numbers")
    rows = _size(N, "N")
    columns = rows if M is None else _size(M, "M")
    return laid_out(rows, columns, dtype=type_given(dtype, DEFAULT))


def _size(value: Any, argument: str) -> Dim:
    size = whole(value, argument)
    need.at_least(size, 0, "invalid-size", actual_is=argument, argument=argument)
    return size


# --- of what is given ---------------------------------------------------------------------------------------------


@function("numpy.array")
def array(object, dtype=None, *, copy=True, order="K", subok=False, ndmin=0, like=None) -> Array:
    """A number, nested lists, an array -> its sizes"""
    result = _copied(object, dtype)
    least = whole(ndmin, "ndmin")
    shape = need.known(result)
    if least == 0:
        return result
    if shape is None or not isinstance(least, int):
        return unknown_array("how many axes it has is not known", dtype=result.dtype)
    sizes = (*(1,) * (least - len(shape)), *shape)
    return Array(sizes, result.dtype, contiguous_strides(sizes))


@function("numpy.copy")
def copy(a, order="K", subok=False) -> Array:
    """(*) -> (*)"""
    return _copied(a, None)


@function("numpy.asarray", "numpy.asanyarray")
def asarray(a, dtype=None, order=None, *, device=None, copy=None, like=None) -> Array:
    """A number, nested lists, an array -> its sizes"""
    return _given(a, dtype)


@function("numpy.require")
def require(a, dtype=None, requirements=None, *, like=None) -> Array:
    """(*) -> (*)"""
    found = _given(a, dtype)
    return Array(found.shape, found.dtype, None, found.data)


@function("numpy.ascontiguousarray")
def ascontiguousarray(a, dtype=None, *, like=None) -> Array:
    """(*) -> (*), in one piece; a number -> (1)"""
    found = _given(a, dtype)
    shape = (1,) if need.known(found) == () else need.known(found)
    return Array(found.shape if shape is None else shape, found.dtype, shape and contiguous_strides(shape))


@function("numpy.asfortranarray")
def asfortranarray(a, dtype=None, *, like=None) -> Array:
    """(*) -> (*), its columns one after the other in memory; a number -> (1)"""
    found = _given(a, dtype)
    shape = need.known(found)
    if shape == ():
        return Array((1,), found.dtype, (1,))
    strides = None if shape is None else contiguous_strides(shape[::-1])[::-1]
    return Array(found.shape, found.dtype, strides, found.data)


def _given(value: Any, dtype: Any) -> Array:
    """What is given as an array of that type.

    Lists of any lengths may be objects in one, where that is asked for.
    """
    if isinstance(value, (list, tuple)) and (isinstance(dtype, Unknown) or type_given(dtype, "float64") is None):
        return unknown_array("what the elements of the array are is not known", {0: len(value)})
    if isinstance(value, (list, tuple)) and type_given(dtype) == "object":
        return unknown_array("an array of objects", {0: len(value)}, "object")
    return typed(to_array(value), dtype)


def typed(x: Array, dtype: Any) -> Array:
    """The array with the type that is asked for."""
    wanted = type_given(dtype, x.dtype)
    if isinstance(dtype, Unknown):
        wanted = None
    return Array(x.shape, wanted, x.strides, x.data if wanted == x.dtype else _converted(x.data, wanted))


def _converted(data: Any, dtype: str | None) -> Any:
    """The numbers as integers or floats."""
    make = {"i": int, "f": float}.get((dtype or "?")[0])
    if data is None or make is None:
        return None
    try:
        return _each(make, data)
    except (TypeError, ValueError, OverflowError):
        return None


def _each(make: Any, data: Any) -> Any:
    return [_each(make, one) for one in data] if isinstance(data, list) else make(data)


def _copied(value: Any, dtype: Any) -> Array:
    """A copy that lies in one piece.

    It keeps the order of the axes in memory.
    """
    found = _given(value, dtype)
    shape = need.known(found)
    in_order = shape is not None and not isinstance(value, Tensor)
    plain = shape is not None and (in_order or found.strides == contiguous_strides(shape))
    backwards = shape is not None and found.strides is not None and any(_is_negative(one) for one in found.strides)
    strides = contiguous_strides(shape) if shape is not None and plain else None
    if backwards and shape is not None:
        strides = None
    return Array(found.shape, found.dtype, strides, found.data)


def _is_negative(stride: Dim) -> bool:
    return isinstance(stride, int) and stride < 0


@function("numpy.frombuffer")
def frombuffer(buffer, dtype=None, count=-1, offset=0, *, like=None) -> Tensor:
    """-> (n)"""
    number = whole(count, "count")
    size = number if isinstance(number, int) and number >= 0 else need.facts.fresh("n", at_least=0)
    return laid_out(size, dtype=type_given(dtype, DEFAULT))


@function("numpy.fromiter")
def fromiter(iter, dtype, count=-1, *, like=None) -> Tensor:
    """-> (n)"""
    number = whole(count, "count")
    if isinstance(number, int) and number >= 0:
        return laid_out(number, dtype=type_given(dtype))
    if isinstance(iter, (list, tuple)):
        return laid_out(len(iter), dtype=type_given(dtype))
    raise Undecided("how many elements there are is not known")
