"""Convolutions as functions.

The weight is an argument, and says how many channels there must be.
"""

from __future__ import annotations

from typing import Any

from shapelint.ops.convolution import channels_fit, convolve, divisible, one_for_each
from shapelint.ops.core.declare import function
from shapelint.ops.core.dtypes import alike
from shapelint.ops.core.need import need
from shapelint.ops.formulas.window import LETTERS, positive, whole_numbers
from shapelint.ops.transposed import transpose_convolve
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Tensor


def _weight(weight: Tensor, groups: Any, spatial: int) -> tuple[Dim, Dim, tuple[Dim, ...], Dim]:
    """The parts of a weight's shape.

    Its first two sizes, its kernel, and the groups, which must divide the first.
    """
    first, second, *kernel = need.rank(weight, {spatial + 2: "OI" + LETTERS[spatial].lower()}, "weight")
    whole_numbers(groups, "groups")
    count = need.whole(groups, "groups")
    positive((count,), "groups")
    positive((first,), "weight")
    divisible(first, count, "weight.shape[0]", "groups")
    return first, second, tuple(kernel), count


def _convolution(
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None,
    stride: Any,
    padding: Any,
    dilation: Any,
    groups: Any,
    spatial: int,
) -> Tensor:
    made, per_group, kernel, count = _weight(weight, groups, spatial)
    expected_is = "weight.shape[1]" if count == 1 else "weight.shape[1] * groups"
    shape = channels_fit(input, spatial, per_group * count, expected_is, "weight")
    one_for_each(bias, made)
    alike(input, weight)
    return convolve(input, shape, made, kernel, stride, padding, dilation)


def _transposed(
    input: Tensor, weight: Tensor, bias: Tensor | None, stride: Any, padding: Any, output_padding: Any, groups: Any,
    dilation: Any, spatial: int,
) -> Tensor:  # fmt: skip
    given, per_group, kernel, count = _weight(weight, groups, spatial)
    shape = channels_fit(input, spatial, given, "weight.shape[0]", "weight")
    one_for_each(bias, per_group * count)
    alike(input, weight)
    return transpose_convolve(input, shape, per_group * count, kernel, stride, padding, output_padding, dilation)


@function("torch.nn.functional.conv1d", "torch.conv1d")
def conv1d(
    input: Tensor, weight: Tensor, bias: Tensor | None = None, stride=1, padding=0, dilation=1, groups=1
) -> Tensor:
    """(N?, C, L), (O, C/groups, k) -> (N?, O, L')"""
    return _convolution(input, weight, bias, stride, padding, dilation, groups, 1)


@function("torch.nn.functional.conv2d", "torch.conv2d")
def conv2d(
    input: Tensor, weight: Tensor, bias: Tensor | None = None, stride=1, padding=0, dilation=1, groups=1
) -> Tensor:
    """(N?, C, H, W), (O, C/groups, kh, kw) -> (N?, O, H', W')"""
    return _convolution(input, weight, bias, stride, padding, dilation, groups, 2)


@function("torch.nn.functional.conv3d", "torch.conv3d")
def conv3d(
    input: Tensor, weight: Tensor, bias: Tensor | None = None, stride=1, padding=0, dilation=1, groups=1
) -> Tensor:
    """(N?, C, D, H, W), (O, C/groups, kd, kh, kw) -> (N?, O, D', H', W')"""
    return _convolution(input, weight, bias, stride, padding, dilation, groups, 3)


@function("torch.nn.functional.conv_transpose1d", "torch.conv_transpose1d")
def conv_transpose1d(
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride=1,
    padding=0,
    output_padding=0,
    groups=1,
    dilation=1,
) -> Tensor:
    """(N?, C, L), (C, O/groups, k) -> (N?, O, L')"""
    return _transposed(input, weight, bias, stride, padding, output_padding, groups, dilation, 1)


@function("torch.nn.functional.conv_transpose2d", "torch.conv_transpose2d")
def conv_transpose2d(
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride=1,
    padding=0,
    output_padding=0,
    groups=1,
    dilation=1,
) -> Tensor:
    """(N?, C, H, W), (C, O/groups, kh, kw) -> (N?, O, H', W')"""
    return _transposed(input, weight, bias, stride, padding, output_padding, groups, dilation, 2)


@function("torch.nn.functional.conv_transpose3d", "torch.conv_transpose3d")
def conv_transpose3d(
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride=1,
    padding=0,
    output_padding=0,
    groups=1,
    dilation=1,
) -> Tensor:
    """(N?, C, D, H, W), (C, O/groups, kd, kh, kw) -> (N?, O, D', H', W')"""
    return _transposed(input, weight, bias, stride, padding, output_padding, groups, dilation, 3)
