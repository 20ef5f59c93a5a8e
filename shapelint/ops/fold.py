"""Sliding blocks of an image: im2col and col2im.

The image is cut into blocks, and they are added up again.
"""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.declare import function, layer
from shapelint.ops.core.need import Refused, need
from shapelint.ops.formulas.same_padding import effective, windows
from shapelint.ops.formulas.window import axis_name, batched_or_not, positive, slide, spatial_sizes
from shapelint.sizes.dims import Dim, floor_div, product
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Tensor


def _pair(value: Any, argument: str, least: int) -> tuple[Dim, ...]:
    """Two numbers; a tuple of one is refused here."""
    if isinstance(value, (tuple, list)) and len(value) != 2:
        need.refuse("wrong-arguments", f"{argument} must be one number or 2, it has {len(value)}", argument=argument)
    sizes = spatial_sizes(value, 2, argument)
    positive(sizes, argument, least)
    return sizes


def _window(kernel_size: Any, dilation: Any, padding: Any, stride: Any) -> tuple[tuple[Dim, ...], ...]:
    """Kernel, stride, padding of both sides together, and dilation."""
    kernel = _pair(kernel_size, "kernel_size", 1)
    spread = _pair(dilation, "dilation", 1)
    sides = _pair(padding, "padding", 0)
    steps = _pair(stride, "stride", 1)
    return kernel, steps, tuple(2 * side for side in sides), spread


def _not_empty(input: Tensor, sizes: tuple[Dim, ...]) -> None:
    for axis, size in enumerate(sizes, -len(sizes)):
        need.at_least(size, 1, "invalid-size", actual_is="size of the input", argument="input", of=input, axis=axis)


@function("torch.nn.functional.unfold")
def unfold(input: Tensor, kernel_size, dilation=1, padding=0, stride=1) -> Tensor:
    """(N?, C, H, W) -> (N?, C * kh * kw, blocks)"""
    shape = need.rank(input, batched_or_not(2))
    window = _window(kernel_size, dilation, padding, stride)
    _not_empty(input, shape[-3:])
    counts = slide(input, shape[-2:], *window)
    return Tensor((*shape[:-3], shape[-3] * product(window[0]), product(counts)), input.dtype)


@function("torch.nn.functional.fold")
def fold(input: Tensor, output_size, kernel_size, dilation=1, padding=0, stride=1) -> Tensor:
    """(N?, C * kh * kw, blocks) -> (N?, C, *output_size)"""
    shape = need.rank(input, {3: "NCL", 2: "CL"})
    sizes = _pair(output_size, "output_size", 1)
    kernel, steps, totals, spread = _window(kernel_size, dilation, padding, stride)
    _not_empty(input, shape[-2:])
    elements = product(kernel)
    need.divides(
        elements, shape[-2], "indivisible-channels", actual_is="channels of the input",
        expected_is="elements of the kernel", argument="kernel_size", of=input, axis=-2,
    )  # fmt: skip
    fits = [
        need.at_least(
            size + total, effective(k, d), "kernel-exceeds-input", actual_is=f"{axis_name(2, axis)} of the output",
            expected_is="kernel_size", argument="kernel_size",
        )
        for axis, (size, k, total, d) in enumerate(zip(sizes, kernel, totals, spread, strict=True))
    ]  # fmt: skip
    if Verdict.NO in fits:
        raise Refused("the kernel is larger than the output")
    blocks = product(windows(*one) for one in zip(sizes, kernel, steps, totals, spread, strict=True))
    need.same(
        shape[-1], blocks, "size-mismatch", actual_is="blocks of the input", expected_is="blocks that fit output_size",
        argument="output_size", of=input, axis=-1,
    )  # fmt: skip
    return Tensor((*shape[:-2], floor_div(shape[-2], elements), *sizes), input.dtype)


@layer("torch.nn.Unfold")
class Unfold:
    """(N?, C, H, W) -> (N?, C * kh * kw, blocks)"""

    def __init__(self, kernel_size, dilation=1, padding=0, stride=1) -> None:
        self.kernel_size, self.dilation, self.padding, self.stride = kernel_size, dilation, padding, stride

    def forward(self, input: Tensor) -> Tensor:
        return unfold(input, self.kernel_size, self.dilation, self.padding, self.stride)


@layer("torch.nn.Fold")
class Fold:
    """(N?, C * kh * kw, blocks) -> (N?, C, *output_size)"""

    def __init__(self, output_size, kernel_size, dilation=1, padding=0, stride=1) -> None:
        self.output_size, self.kernel_size = output_size, kernel_size
        self.dilation, self.padding, self.stride = dilation, padding, stride

    def forward(self, input: Tensor) -> Tensor:
        return fold(input, self.output_size, self.kernel_size, self.dilation, self.padding, self.stride)
