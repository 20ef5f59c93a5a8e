"""What pools share, and max pools.

(Averages: averages.) The window formula is in `window`.
"""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.declare import function, layer
from shapelint.ops.core.need import Refused, need
from shapelint.ops.core.state import told
from shapelint.ops.formulas.same_padding import windows, windows_up
from shapelint.ops.formulas.window import axis_name, batched_or_not, positive, slide, spatial_sizes
from shapelint.sizes.dims import Dim, floor_div
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Tensor


def pool(
    input: Tensor, spatial: int, kernel_size: Any, stride: Any, padding: Any, ceil_mode: Any, dilation: Any = 1
) -> Tensor:
    """(N?, C, *sizes) -> (N?, C, *how many windows fit); the stride is the kernel where none is given."""
    shape = need.rank(input, batched_or_not(spatial))
    kernel = spatial_sizes(kernel_size, spatial, "kernel_size")
    steps = kernel if stride is None or stride in ((), []) else spatial_sizes(stride, spatial, "stride")
    sides = spatial_sizes(padding, spatial, "padding")
    spread = spatial_sizes(dilation, spatial, "dilation")
    positive(kernel, "kernel_size")
    positive(steps, "stride")
    positive(spread, "dilation")
    positive(sides, "padding", 0)
    need.at_least(
        shape[-spatial - 1], 1, "invalid-size", actual_is="channels of the input", argument="input", of=input,
        axis=-spatial - 1,
    )  # fmt: skip
    halves = [
        need.at_most(
            side, floor_div(k, 2), "pool-padding", actual_is="padding", expected_is="half of kernel_size",
            argument="padding",
        )
        for side, k in zip(sides, kernel, strict=True)
    ]  # fmt: skip
    if Verdict.NO in halves:
        raise Refused("padding is more than half of the kernel")
    sizes = shape[-spatial:]
    up = told(ceil_mode)
    if up is True:
        counts = _slide_up(input, sizes, kernel, steps, sides, spread)
    elif up is False:
        counts = slide(input, sizes, kernel, steps, tuple(2 * side for side in sides), spread)
    else:
        counts = tuple(_either(*one) for one in zip(sizes, kernel, steps, sides, spread, strict=True))
    return Tensor((*shape[:-spatial], *counts), input.dtype)


def _slide_up(
    input: Tensor, sizes: tuple[Dim, ...], kernel: tuple[Dim, ...], stride: tuple[Dim, ...], padding: tuple[Dim, ...],
    dilation: tuple[Dim, ...],
) -> tuple[Dim, ...]:  # fmt: skip
    """The sizes under `ceil_mode`, each of which must be at least 1."""
    resolve = need.facts.resolve
    counts, verdicts = [], []
    for axis, (size, *window) in enumerate(zip(sizes, kernel, stride, padding, dilation, strict=True)):
        count = windows_up(size, *window)
        name = axis_name(len(sizes), axis)
        about: dict[str, Any] = {"of": input, "axis": axis - len(sizes), "argument": "kernel_size"}
        verdicts += [
            need.at_least(size, 1, "kernel-exceeds-input", actual_is=f"{name} of the input", **about),
            need.at_least(count, 1, "kernel-exceeds-input", actual_is=f"{name} of the output", **about),
        ]
        counts.append(resolve(count))
    if Verdict.NO in verdicts:
        raise Refused("the kernel is larger than the input")
    return tuple(counts)


def _either(size: Dim, kernel: Dim, stride: Dim, padding: Dim, dilation: Dim) -> Dim:
    """The size where it is not known whether `ceil_mode` is set.

    One number where both agree, else a new symbol.
    """
    fewer = windows(size, kernel, stride, 2 * padding, dilation)
    more = windows_up(size, kernel, stride, padding, dilation)
    if need.facts.same(fewer, more) is Verdict.YES and need.facts.at_least(fewer, 1) is Verdict.YES:
        return more
    return need.fresh("pooled")


def with_indices(pooled: Tensor, return_indices: Any) -> Any:
    """The pooled tensor, or it and its indices."""
    if need.flag(return_indices, "return_indices"):
        return pooled, Tensor(pooled.shape, "int64")
    return pooled


# --- max ------------------------------------------------------------------------------------------------------------


class MaxPool:
    spatial: int

    def __init__(self, kernel_size, stride=None, padding=0, dilation=1, return_indices=False, ceil_mode=False) -> None:
        self.kernel_size = kernel_size
        self.stride = kernel_size if stride is None else stride
        self.padding, self.dilation = padding, dilation
        self.return_indices, self.ceil_mode = return_indices, ceil_mode

    def forward(self, input: Tensor) -> Any:
        pooled = pool(input, self.spatial, self.kernel_size, self.stride, self.padding, self.ceil_mode, self.dilation)
        return with_indices(pooled, self.return_indices)


@layer("torch.nn.MaxPool1d")
class MaxPool1d(MaxPool):
    """(N?, C, L) -> (N?, C, L')"""

    spatial = 1


@layer("torch.nn.MaxPool2d")
class MaxPool2d(MaxPool):
    """(N?, C, H, W) -> (N?, C, H', W')"""

    spatial = 2


@layer("torch.nn.MaxPool3d")
class MaxPool3d(MaxPool):
    """(N?, C, D, H, W) -> (N?, C, D', H', W')"""

    spatial = 3


@function("torch.nn.functional.max_pool1d")
def max_pool1d(
    input: Tensor, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False
) -> Any:
    """(N?, C, L) -> (N?, C, L')"""
    return with_indices(pool(input, 1, kernel_size, stride, padding, ceil_mode, dilation), return_indices)


@function("torch.nn.functional.max_pool2d")
def max_pool2d(
    input: Tensor, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False
) -> Any:
    """(N?, C, H, W) -> (N?, C, H', W')"""
    return with_indices(pool(input, 2, kernel_size, stride, padding, ceil_mode, dilation), return_indices)


@function("torch.nn.functional.max_pool3d")
def max_pool3d(
    input: Tensor, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False
) -> Any:
    """(N?, C, D, H, W) -> (N?, C, D', H', W')"""
    return with_indices(pool(input, 3, kernel_size, stride, padding, ceil_mode, dilation), return_indices)


@function("torch.max_pool1d")
def torch_max_pool1d(input: Tensor, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False) -> Tensor:
    """(N?, C, L) -> (N?, C, L')"""
    return pool(input, 1, kernel_size, stride, padding, ceil_mode, dilation)


@function("torch.max_pool2d")
def torch_max_pool2d(input: Tensor, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False) -> Tensor:
    """(N?, C, H, W) -> (N?, C, H', W')"""
    return pool(input, 2, kernel_size, stride, padding, ceil_mode, dilation)


@function("torch.max_pool3d")
def torch_max_pool3d(input: Tensor, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False) -> Tensor:
    """(N?, C, D, H, W) -> (N?, C, D', H', W')"""
    return pool(input, 3, kernel_size, stride, padding, ceil_mode, dilation)


@function("torch.max_pool1d_with_indices")
def torch_max_pool1d_with_indices(
    input: Tensor, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False
) -> Any:
    """(N?, C, L) -> (N?, C, L'), (N?, C, L')"""
    return with_indices(pool(input, 1, kernel_size, stride, padding, ceil_mode, dilation), True)


@function("torch.nn.functional.max_pool1d_with_indices")
def max_pool1d_with_indices(
    input: Tensor, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False
) -> Any:
    """(N?, C, L) -> (N?, C, L'), (N?, C, L')"""
    return with_indices(pool(input, 1, kernel_size, stride, padding, ceil_mode, dilation), True)


@function("torch.nn.functional.max_pool2d_with_indices")
def max_pool2d_with_indices(
    input: Tensor, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False
) -> Any:
    """(N?, C, H, W) -> (N?, C, H', W'), (N?, C, H', W')"""
    return with_indices(pool(input, 2, kernel_size, stride, padding, ceil_mode, dilation), True)


@function("torch.nn.functional.max_pool3d_with_indices")
def max_pool3d_with_indices(
    input: Tensor, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False
) -> Any:
    """(N?, C, D, H, W) -> (N?, C, D', H', W'), (N?, C, D', H', W')"""
    return with_indices(pool(input, 3, kernel_size, stride, padding, ceil_mode, dilation), True)
