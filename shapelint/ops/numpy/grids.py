"""Arrays that are made by subscripts.

Mgrid, ogrid, r_, c_, and s_, which gives the subscript itself.
"""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.arrays import to_array
from shapelint.ops.core.declare import function
from shapelint.ops.core.layout import laid_out
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.numpy.joining import joined
from shapelint.ops.numpy.ranges import number, steps
from shapelint.sizes.dims import Dim, Expr
from shapelint.sizes.tensors import Array, Tensor, Unknown


@function("numpy.mgrid.__getitem__")
def mgrid(key) -> Tensor:
    """[a:b, c:d] -> (2, b - a, d - c); [a:b] -> (b - a)"""
    sizes, dtype = _sizes(key)
    return laid_out(*((len(sizes),) if isinstance(key, tuple) else ()), *sizes, dtype=dtype)


@function("numpy.ogrid.__getitem__")
def ogrid(key) -> Any:
    """[a:b, c:d] -> (b - a, 1), (1, d - c); [a:b] -> (b - a)"""
    sizes, dtype = _sizes(key)
    if not isinstance(key, tuple):
        return laid_out(*sizes, dtype=dtype)
    rank = len(sizes)
    return tuple(
        laid_out(*(1,) * place, size, *(1,) * (rank - place - 1), dtype=dtype) for place, size in enumerate(sizes)
    )


def _sizes(key: Any) -> tuple[list[Dim], str | None]:
    slices = key if isinstance(key, tuple) else (key,)
    if not all(isinstance(one, slice) for one in slices):
        raise Undecided("what else than slices makes a grid is not modelled")
    parts = [part for one in slices for part in (one.start, one.stop, one.step) if part is not None]
    if any(not isinstance(part, (int, float, complex, Expr)) for part in parts):
        dtype = None
    else:
        dtype = "int64" if all(isinstance(part, (int, Expr)) for part in parts) else "float64"
    return [_length(one) for one in slices], dtype


def _length(part: slice) -> Dim:
    """How many numbers a slice stands for.

    A complex step is how many, the end included.
    """
    if isinstance(part.step, complex):
        return int(abs(part.step))
    if part.stop is None:
        raise Undecided("a slice without an end")
    return steps(*(number(one) for one in (part.start or 0, part.stop, 1 if part.step is None else part.step)))


@function("numpy.r_.__getitem__")
def r_(key) -> Tensor:
    """Numbers, vectors and slices -> one vector; matrices -> one above the other"""
    return joined([_row(one) for one in _items(key)], 0)


@function("numpy.c_.__getitem__")
def c_(key) -> Tensor:
    """Vectors as columns, and matrices -> (n, all columns)"""
    columns = []
    for one in _items(key):
        found = _row(one)
        shape = need.shape(found)
        columns.append(Array((*shape, 1), found.dtype) if len(shape) == 1 else found)
    return joined(columns, -1)


def _items(key: Any) -> tuple[Any, ...]:
    items = key if isinstance(key, tuple) else (key,)
    if any(isinstance(one, (str, Unknown)) for one in items):
        raise Undecided("how they are joined is not known")
    return items


def _row(item: Any) -> Array:
    """An item of r_ as an array with an axis."""
    if isinstance(item, slice):
        sizes, dtype = _sizes(item)
        return Array(tuple(sizes), dtype)
    found = to_array(item)
    return Array((1,), found.dtype) if need.known(found) == () else found


@function("numpy.s_.__getitem__")
def s_(key) -> Any:
    """The subscript itself"""
    return key


@function("numpy.index_exp.__getitem__")
def index_exp(key) -> Any:
    """The subscript as a tuple"""
    if isinstance(key, Unknown):
        return key
    return key if isinstance(key, tuple) else (key,)
