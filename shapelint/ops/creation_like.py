"""New tensors after the pattern of one there is.

*_like, new_*, and the constructors torch.Tensor, torch.LongTensor.
"""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.arguments import dtype_given, spread
from shapelint.ops.core.declare import function
from shapelint.ops.core.layout import become, in_place, laid_out
from shapelint.ops.core.literals import from_literal
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.creation import made, made_of_tuple
from shapelint.sizes.dims import Expr
from shapelint.sizes.tensors import Array, Tensor, Unknown


def _like(x: Tensor, dtype: Any) -> Tensor:
    return Tensor(x.shape, dtype_given(dtype, x.dtype))


@function(
    "torch.zeros_like", "torch.ones_like", "torch.empty_like", "torch.rand_like", "torch.randn_like",
)  # fmt: skip
def zeros_like(
    input: Tensor, *, dtype=None, layout=None, device=None, requires_grad=False, memory_format=None, pin_memory=False,
    generator=None,
) -> Tensor:  # fmt: skip
    """(*) -> (*)"""
    return _like(input, dtype)


@function("torch.full_like")
def full_like(
    input: Tensor, fill_value, *, dtype=None, layout=None, device=None, requires_grad=False, memory_format=None,
    pin_memory=False,
) -> Tensor:  # fmt: skip
    """(*) -> (*)"""
    return _like(input, dtype)


@function("torch.randint_like")
def randint_like(
    input: Tensor, *bounds, low=None, high=None, dtype=None, layout=None, device=None, requires_grad=False,
    memory_format=None, pin_memory=False,
) -> Tensor:  # fmt: skip
    """(*) -> (*)"""
    return _like(input, dtype)


@function("torch.Tensor.new_zeros", "torch.Tensor.new_ones", "torch.Tensor.new_empty")
def new_zeros(
    self: Tensor, *size, dtype=None, device=None, requires_grad=False, layout=None, pin_memory=False
) -> Tensor:
    """*size -> (*size), of the dtype of self"""
    return made(size, dtype, self.dtype)


@function("torch.Tensor.new_full")
def new_full(
    self: Tensor, size, fill_value, *, dtype=None, device=None, requires_grad=False, layout=None, pin_memory=False
) -> Tensor:
    """size -> (*size), of the dtype of self"""
    return made_of_tuple(size, dtype, self.dtype)


@function("torch.Tensor.new_tensor")
def new_tensor(
    self: Tensor, data, *, dtype=None, device=None, requires_grad=False, layout=None, pin_memory=False
) -> Tensor:
    """A nested list of numbers -> its sizes, of the dtype of self"""
    result = from_literal(data)
    if result.dtype != self.dtype:
        result.data = None
    result.dtype = dtype_given(dtype, self.dtype)
    return result


def _is_no_size(given: Any) -> bool:
    """Whether a tuple holds what sizes surely are not: arrays, lists, dictionaries."""
    return isinstance(given, tuple) and any(isinstance(one, (Array, list, tuple, dict)) for one in given)


def _constructed(args: tuple[Any, ...], size: Any, data: Any, dtype: str | None) -> Tensor:
    """torch.Tensor(2, 3) has those sizes, torch.Tensor([2, 3]) those numbers.

    What a tuple means depends on whether it is a torch.Size, which a tuple of ours does not tell.
    """
    if size is not None:
        return made((size,), None, dtype)
    if data is not None:
        args = (data,)
    if not args:
        return laid_out(0, dtype=dtype)
    first = args[0]
    if len(args) == 1 and (isinstance(first, (list, Tensor)) or _is_no_size(first)):
        result = from_literal(first)
        result.data = result.data if result.dtype == dtype else None
        result.dtype = dtype
        return result
    is_size = isinstance(first, (int, Expr)) or (isinstance(first, Unknown) and need.facts.is_number(first))
    if len(args) == 1 and not is_size:
        if isinstance(first, (tuple, Unknown)):
            raise Undecided("whether sizes or numbers are given is not known")
        need.refuse("wrong-arguments", "a tensor is made of sizes or of a sequence of numbers", argument="data")
    return made(args, None, dtype)


@function("torch.Tensor", "torch.FloatTensor")
def float_tensor(*args, size=None, data=None, device=None) -> Tensor:
    """Sizes one by one, or a nested list of numbers"""
    return _constructed(args, size, data, "float32")


@function("torch.DoubleTensor")
def double_tensor(*args, size=None, data=None, device=None) -> Tensor:
    """Sizes one by one, or a nested list of numbers"""
    return _constructed(args, size, data, "float64")


@function("torch.HalfTensor")
def half_tensor(*args, size=None, data=None, device=None) -> Tensor:
    """Sizes one by one, or a nested list of numbers"""
    return _constructed(args, size, data, "float16")


@function("torch.LongTensor")
def long_tensor(*args, size=None, data=None, device=None) -> Tensor:
    """Sizes one by one, or a nested list of numbers"""
    return _constructed(args, size, data, "int64")


@function("torch.IntTensor")
def int_tensor(*args, size=None, data=None, device=None) -> Tensor:
    """Sizes one by one, or a nested list of numbers"""
    return _constructed(args, size, data, "int32")


@function("torch.ByteTensor")
def byte_tensor(*args, size=None, data=None, device=None) -> Tensor:
    """Sizes one by one, or a nested list of numbers"""
    return _constructed(args, size, data, "uint8")


@function("torch.BoolTensor")
def bool_tensor(*args, size=None, data=None, device=None) -> Tensor:
    """Sizes one by one, or a nested list of numbers"""
    return _constructed(args, size, data, "bool")


@function("torch.Tensor.new")
def new(self: Tensor, *args, size=None, data=None, device=None) -> Tensor:
    """As the constructor of the tensor's type"""
    return _constructed(args, size, data, self.dtype)


@function("torch.Tensor.resize_")
def resize_(self: Tensor, *size, memory_format=None) -> Tensor:
    """*size -> (*size), in place, with whatever elements there are"""
    with in_place(self):
        return become(self, made((spread(size, "size"),) if size else (), None, self.dtype))


@function("torch.Tensor.resize_as_")
def resize_as_(self: Tensor, the_template: Tensor, *, memory_format=None) -> Tensor:
    """(*), (*sizes) -> (*sizes), in place"""
    return become(self, Tensor(the_template.shape, self.dtype))
