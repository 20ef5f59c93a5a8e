"""What a tensor says of itself: sizes, rank, elements, numbers.

A question that cannot be answered gets an Unknown, for the answer is no tensor.
"""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.arguments import whole
from shapelint.ops.core.arrays import to_array
from shapelint.ops.core.declare import function
from shapelint.ops.core.dtypes import is_floating, real
from shapelint.ops.core.layout import is_contiguous
from shapelint.ops.core.literals import ITEMS
from shapelint.ops.core.need import need
from shapelint.ops.formulas.axes import named_size
from shapelint.ops.formulas.drawn_window import range_of
from shapelint.ops.reshape import ITEM_SIZES
from shapelint.sizes.dims import Dim, Expr, product
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Array, Drawn, Tensor, Unknown, UnknownNumber, UnknownShape

Number = Any
"""An int, an Expr, or an Unknown"""


def _not_known(x: Tensor, what: str) -> Unknown:
    assert isinstance(x.shape, UnknownShape)
    return Unknown(f"{what} is not known: {x.shape.reason.text}")


@function("torch.Tensor.size")
def size(self: Tensor, dim=None) -> tuple[Dim, ...] | Number:
    """(*sizes) -> the sizes, or one of them"""
    shape = need.known(self)
    if dim is None:
        return _not_known(self, "the rank") if shape is None else shape
    axis = whole(dim, "dim")
    if not isinstance(axis, int):
        return Unknown("dim is not known")
    if shape is None:
        return named_size(self, axis, f"{self.name or 'x'}.shape[{axis}]")
    if not shape:
        need.refuse(
            "axis-out-of-range", "a tensor without axes has no sizes", actual=axis, expected=0, of=self, argument="dim"
        )
    return shape[need.axis(axis, len(shape))]


@function("torch.Tensor.shape")
def shape_attribute(self: Tensor) -> tuple[Dim, ...] | Number:
    """The attribute shape: the sizes"""
    shape = need.known(self)
    return _not_known(self, "the rank") if shape is None else shape


@function("torch.Tensor.dim", "torch.Tensor.ndimension", "torch.Tensor.ndim")
def dim(self: Tensor) -> Number:
    """(*) of k axes -> k"""
    shape = need.known(self)
    return _not_known(self, "the rank") if shape is None else len(shape)


@function("torch.numel", "torch.Tensor.numel", "torch.Tensor.nelement")
def numel(input: Tensor) -> Number:
    """(*) -> the number of elements"""
    shape = need.known(input)
    return _not_known(input, "the number of elements") if shape is None else product(shape)


@function("torch.Tensor.__len__")
def length(self: Tensor) -> Number:
    """(n, *) -> n"""
    shape = need.known(self)
    if shape is None:
        return named_size(self, 0, f"len({self.name or 'x'})")
    if not shape:
        need.refuse("wrong-rank", "a tensor without axes has no length", actual=0, expected=1, of=self)
    return shape[0]


@function("torch.Tensor.stride")
def stride(self: Tensor, dim=None) -> tuple[Dim, ...] | Number:
    """(*) -> how far apart neighbours lie in memory, axis by axis"""
    shape = need.known(self)
    if shape is not None and dim is not None:
        if not shape:
            need.refuse("axis-out-of-range", "a tensor without axes has no strides", argument="dim", of=self)
        axis = need.axis(dim, len(shape))
        return Unknown("the layout is not known") if self.strides is None else self.strides[axis]
    return Unknown("the layout is not known") if self.strides is None else self.strides


@function("torch.Tensor.is_contiguous")
def contiguous_or_not(self: Tensor, memory_format=None) -> bool | Unknown:
    """(*) -> whether the elements lie in memory row after row"""
    shape = need.known(self)
    if shape is None or self.strides is None or memory_format is not None:
        return Unknown("the layout is not known")
    verdict = is_contiguous(shape, self.strides)
    return Unknown("the layout is not known") if verdict is Verdict.UNKNOWN else verdict is Verdict.YES


@function("torch.Tensor.is_same_size")
def is_same_size(self: Tensor, other: Tensor) -> bool | Unknown:
    """Whether both have the same shape"""
    one, two = need.known(self), need.known(other)
    if one is None or two is None:
        return Unknown("a rank is not known")
    if len(one) != len(two):
        return False
    verdicts = [need.facts.same(a, b) for a, b in zip(one, two, strict=False)]
    if Verdict.NO in verdicts:
        return False
    return Unknown("whether the sizes are the same is not known") if Verdict.UNKNOWN in verdicts else True


# --- types --------------------------------------------------------------------------------------------------------


@function("torch.is_floating_point", "torch.Tensor.is_floating_point")
def is_floating_point(input: Tensor) -> bool | Unknown:
    """Whether the elements are real numbers"""
    if input.dtype is None:
        return Unknown("the dtype is not known")
    return is_floating(input.dtype) and real(input.dtype) == input.dtype


@function("torch.is_complex", "torch.Tensor.is_complex")
def complex_or_not(input: Tensor) -> bool | Unknown:
    """Whether the elements are complex numbers"""
    return Unknown("the dtype is not known") if input.dtype is None else real(input.dtype) != input.dtype


@function("torch.Tensor.element_size", "torch.Tensor.itemsize")
def element_size(self: Tensor) -> Number:
    """How many bytes one element takes"""
    return ITEM_SIZES.get(self.dtype or "", Unknown("the dtype is not known"))


@function("torch.Tensor.get_device", "torch.Tensor.data_ptr", "torch.Tensor.storage_offset")
def of_this_machine(self: Tensor) -> Number:
    """A number that depends on where the tensor lives"""
    return UnknownNumber("where a tensor lives is not modelled")


# --- numbers ------------------------------------------------------------------------------------------------------


@function("torch.Tensor.item")
def item(self: Tensor) -> Number:
    """The number of a tensor of one element"""
    shape = need.known(self)
    if shape is not None:
        need.same(
            product(shape), 1, "size-mismatch", actual_is="elements of the tensor",
            expected_is="the one that item() reads", of=self, argument="self",
        )  # fmt: skip
    data = self.data
    while isinstance(data, list) and len(data) == 1:
        data = data[0]
    if isinstance(data, (bool, int, float, Expr)):
        return data
    drawn = range_of(self)
    reason = "the numbers in a tensor are not known"
    return UnknownNumber(reason) if drawn is None else Drawn(reason, *drawn)


@function("torch.Tensor.tolist")
def tolist(self: Tensor) -> Any:
    """(*sizes) -> lists in lists of numbers"""
    if self.data is not None:
        return self.data
    shape = need.known(self)
    if shape is None or not isinstance(product(shape), int) or not all(isinstance(one, int) for one in shape):
        return Unknown("the numbers in a tensor are not known")
    sizes = [one for one in shape if isinstance(one, int)]
    return _nested(sizes) if product(sizes) in range(ITEMS) else Unknown("the numbers in a tensor are not known")


def _nested(sizes: list[int]) -> Any:
    if not sizes:
        return UnknownNumber("the numbers in a tensor are not known")
    return [_nested(sizes[1:]) for _ in range(sizes[0])]


@function("torch.Tensor.numpy")
def numpy(self: Tensor, *, force=False) -> Array:
    """(*) -> (*), an array"""
    return to_array(self)
