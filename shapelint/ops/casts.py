"""The same tensor in another type or place.

On another device, or as a copy.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from shapelint.ops.core.arguments import dtype_given
from shapelint.ops.core.declare import function
from shapelint.ops.core.layout import is_contiguous
from shapelint.ops.core.need import need
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import DType, Tensor, Unknown, contiguous_strides

INTEGERS = ("int64", "int32")

TYPE_NAMES = {
    "Float": "float32", "Double": "float64", "Half": "float16", "BFloat16": "bfloat16", "Long": "int64", "Int": "int32",
    "Short": "int16", "Char": "int8", "Byte": "uint8", "Bool": "bool",
}  # fmt: skip


def same(x: Tensor) -> Tensor:
    """The tensor again: its shape, layout and numbers."""
    return Tensor(x.shape, x.dtype, x.strides, x.data)


def cast(x: Tensor, dtype: str | None) -> Tensor:
    """The tensor in another type (None: in one that is not known)."""
    if dtype is not None and dtype == x.dtype:
        return same(x)
    keeps = dtype in INTEGERS and x.dtype in INTEGERS
    return Tensor(x.shape, dtype, _copied_strides(x), x.data if keeps else None)


def _copied_strides(x: Tensor) -> Any:
    """The layout of a copy, which keeps a contiguous one.

    What becomes of others is left open.
    """
    shape = need.known(x)
    if shape is None or x.strides is None or is_contiguous(shape, x.strides) is not Verdict.YES:
        return None
    return x.strides


@function("torch.Tensor.float")
def float_(self: Tensor, memory_format=None) -> Tensor:
    """(*) -> (*)"""
    return cast(self, "float32")


@function("torch.Tensor.double")
def double(self: Tensor, memory_format=None) -> Tensor:
    """(*) -> (*)"""
    return cast(self, "float64")


@function("torch.Tensor.half")
def half(self: Tensor, memory_format=None) -> Tensor:
    """(*) -> (*)"""
    return cast(self, "float16")


@function("torch.Tensor.bfloat16")
def bfloat16(self: Tensor, memory_format=None) -> Tensor:
    """(*) -> (*)"""
    return cast(self, "bfloat16")


@function("torch.Tensor.long")
def long(self: Tensor, memory_format=None) -> Tensor:
    """(*) -> (*)"""
    return cast(self, "int64")


@function("torch.Tensor.int")
def int_(self: Tensor, memory_format=None) -> Tensor:
    """(*) -> (*)"""
    return cast(self, "int32")


@function("torch.Tensor.short")
def short(self: Tensor, memory_format=None) -> Tensor:
    """(*) -> (*)"""
    return cast(self, "int16")


@function("torch.Tensor.char")
def char(self: Tensor, memory_format=None) -> Tensor:
    """(*) -> (*)"""
    return cast(self, "int8")


@function("torch.Tensor.byte")
def byte(self: Tensor, memory_format=None) -> Tensor:
    """(*) -> (*)"""
    return cast(self, "uint8")


@function("torch.Tensor.bool")
def bool_(self: Tensor, memory_format=None) -> Tensor:
    """(*) -> (*)"""
    return cast(self, "bool")


@function("torch.Tensor.cfloat")
def cfloat(self: Tensor, memory_format=None) -> Tensor:
    """(*) -> (*)"""
    return cast(self, "complex64")


@function("torch.Tensor.cdouble")
def cdouble(self: Tensor, memory_format=None) -> Tensor:
    """(*) -> (*)"""
    return cast(self, "complex128")


def asked_for(args: Sequence[Any], dtype: Any) -> Any:
    """The type, or a tensor of it, among the arguments of `to`.

    None where they surely name a device alone; something unknown is one where it is called so.
    """
    for one in args[:2]:
        if isinstance(one, (DType, Tensor)) or (isinstance(one, Unknown) and not PLACES.search(one.name)):
            dtype = one
    return dtype


PLACES = re.compile(r"device|cuda|gpu|\brank\b|^dev$", re.IGNORECASE)


@function("torch.Tensor.to")
def to(self: Tensor, *args, device=None, dtype=None, non_blocking=False, copy=False, memory_format=None) -> Tensor:
    """(*) -> (*), of the dtype given or of that of another tensor"""
    given = asked_for(args, dtype)
    if isinstance(given, Tensor):
        result = cast(self, given.dtype)
    else:
        result = same(self) if given is None else cast(self, dtype_given(given))
    if memory_format is not None:
        result.strides = None
    return result


@function("torch.Tensor.type")
def type_(self: Tensor, dtype=None, non_blocking=False) -> Tensor | Unknown:
    """(*) -> (*); without a dtype the name of the type"""
    if dtype is None:
        return Unknown("the name of a type")
    if isinstance(dtype, str) and not isinstance(dtype, DType):
        return cast(self, TYPE_NAMES.get(dtype.rsplit(".", 1)[-1].removesuffix("Tensor")))
    return cast(self, dtype_given(dtype))


@function("torch.Tensor.type_as")
def type_as(self: Tensor, other: Tensor) -> Tensor:
    """(*) -> (*), of the dtype of other"""
    return cast(self, other.dtype)


@function("torch.Tensor.contiguous")
def contiguous(self: Tensor, memory_format=None) -> Tensor:
    """(*) -> (*), its elements in memory row after row"""
    result = same(self)
    shape = need.known(self)
    result.strides = None if shape is None or memory_format is not None else contiguous_strides(shape)
    return result


@function("torch.clone", "torch.Tensor.clone")
def clone(input: Tensor, *, memory_format=None) -> Tensor:
    """(*) -> (*)"""
    result = same(input)
    result.strides = _copied_strides(input) if memory_format is None else None
    return result


@function("torch.detach", "torch.Tensor.detach", "torch.Tensor.data")
def detach(input: Tensor) -> Tensor:
    """(*) -> (*)"""
    return same(input)


@function("torch.Tensor.cpu")
def cpu(self: Tensor, memory_format=None) -> Tensor:
    """(*) -> (*)"""
    return same(self)


@function("torch.Tensor.cuda")
def cuda(self: Tensor, device=None, non_blocking=False, memory_format=None) -> Tensor:
    """(*) -> (*)"""
    return same(self)


@function("torch.Tensor.pin_memory")
def pin_memory(self: Tensor, device=None) -> Tensor:
    """(*) -> (*)"""
    return same(self)


@function("torch.Tensor.requires_grad_")
def requires_grad_(self: Tensor, requires_grad=True) -> Tensor:
    """(*) -> the tensor itself"""
    return self


@function("torch.Tensor.detach_", "torch.Tensor.share_memory_")
def detach_(self: Tensor) -> Tensor:
    """(*) -> the tensor itself"""
    return self
