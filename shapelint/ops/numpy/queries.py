"""What is asked of arrays.

Shape, ndim, size, whether they are complex, other views of their memory.
"""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.array_arguments import axes_given, type_given
from shapelint.ops.core.arrays import BITS
from shapelint.ops.core.declare import function
from shapelint.ops.core.need import Undecided, need
from shapelint.sizes.dims import Dim, floor_div, product
from shapelint.sizes.tensors import Array, ArrayLike, Tensor, Unknown


@function("numpy.shape")
def shape(a: ArrayLike) -> tuple[Dim, ...]:
    """(*) -> its sizes"""
    return need.shape(a)


@function("numpy.ndim")
def ndim(a: ArrayLike) -> int:
    """(*) -> how many axes"""
    return len(need.shape(a))


@function("numpy.size")
def size(a: ArrayLike, axis=None) -> Dim:
    """(*) -> how many elements, or the size of an axis"""
    sizes = need.shape(a)
    return product(sizes if axis is None else [sizes[place] for place in axes_given(axis, len(sizes))])


@function("numpy.iscomplexobj", "numpy.isrealobj")
def iscomplexobj(x: ArrayLike) -> Any:
    """Whether its type is complex"""
    return Unknown("whether an array is complex")


@function("numpy.ndarray.view")
def view(self: Array, dtype=None, type=None) -> Tensor:
    """(*, n) -> (*, n), or as many elements of another size as fit"""
    if dtype is None:
        return self
    old, new = self.dtype, type_given(dtype)
    if old not in BITS or new not in BITS:
        raise Undecided("the size of an element is not known")
    sizes = need.shape(self)
    if BITS[old] == BITS[new]:
        return Tensor(sizes, new, self.strides)
    if not sizes:
        need.refuse("invalid-reshape", "an array without axes has elements of one size", of=self, argument="dtype")
    bits = sizes[-1] * BITS[old]
    need.divides(
        BITS[new], bits, "invalid-reshape", actual_is="bits of the last axis", expected_is=f"bits of one {new}",
        of=self, axis=len(sizes) - 1, argument="dtype",
    )  # fmt: skip
    return Tensor((*sizes[:-1], floor_div(bits, BITS[new])), new)


@function("numpy.ndarray.tobytes")
def tobytes(self: Array, order="C") -> Unknown:
    """The memory of it"""
    return Unknown("the bytes of an array")


@function("numpy.ndarray.byteswap")
def byteswap(self: Array, inplace=False) -> Tensor:
    """(*) -> (*)"""
    return Tensor(self.shape, self.dtype)
