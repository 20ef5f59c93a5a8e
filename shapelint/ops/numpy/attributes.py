"""What is asked of an array, and its conversions.

Astype, copy, tolist, item.
"""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.declare import function
from shapelint.ops.core.need import need
from shapelint.ops.numpy.creation import typed
from shapelint.ops.queries import tolist as lists
from shapelint.sizes.dims import Dim, Expr, product
from shapelint.sizes.tensors import Array, Tensor, Unknown, contiguous_strides


@function("numpy.ndarray.astype")
def astype(self: Array, dtype, order="K", casting="unsafe", subok=True, copy=True) -> Tensor:
    """(*) -> (*)"""
    return typed(_in_one_piece(self), dtype)


@function("numpy.astype")
def astype_function(x: Array, dtype, /, *, copy=True, device=None) -> Tensor:
    """(*) -> (*)"""
    return typed(_in_one_piece(x), dtype)


@function("numpy.ndarray.copy")
def copy(self: Array, order="C") -> Tensor:
    """(*) -> (*)"""
    shape = need.known(self)
    return Tensor(self.shape, self.dtype, None if shape is None else contiguous_strides(shape), self.data)


def _in_one_piece(x: Array) -> Array:
    """A copy without gaps or backward axes.

    The axes are in the order in which they lay in memory.
    """
    shape = need.known(x)
    plain = shape is not None and x.strides == contiguous_strides(shape)
    return Array(x.shape, x.dtype, x.strides if plain else None, x.data)


@function("numpy.ndarray.tolist")
def tolist(self: Array) -> Any:
    """(*sizes) -> lists in lists of numbers"""
    return lists(self)


@function("numpy.ndarray.item")
def item(self: Array, *args) -> Any:
    """The number of an array of one element"""
    shape = need.known(self)
    if args:
        return Unknown("the numbers in an array are not known")
    if shape is not None:
        need.same(
            product(shape), 1, "size-mismatch", actual_is="elements of the array",
            expected_is="the one that item() reads", of=self, argument="self",
        )  # fmt: skip
    data = self.data
    while isinstance(data, list) and len(data) == 1:
        data = data[0]
    return data if isinstance(data, (bool, int, float, Expr)) else Unknown("the numbers in an array are not known")


@function("numpy.ndarray.__len__")
def length(self: Array) -> Dim:
    """(n, *) -> n"""
    shape = need.shape(self)
    if not shape:
        need.refuse("wrong-rank", "an array without axes has no length", actual=0, expected=1, of=self)
    return shape[0]


@function("numpy.ndarray.size")
def size(self: Array) -> Dim:
    """The number of elements"""
    return product(need.shape(self))
