"""Average pools, and those that average powers."""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.declare import function, layer
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.formulas.window import axis_name, batched_or_not, n_tuple, spatial_sizes
from shapelint.ops.pooling import pool
from shapelint.sizes.tensors import Tensor, Unknown

# --- average --------------------------------------------------------------------------------------------------------


def whole_kernel(input: Tensor, kernel_size: Any) -> None:
    """Demand an input as large as the kernel.

    In 3d, averages want that, without its padding.
    """
    shape = need.rank(input, batched_or_not(3))
    for axis, k in enumerate(spatial_sizes(kernel_size, 3, "kernel_size")):
        need.at_least(
            shape[axis - 3], k, "kernel-exceeds-input", actual_is=f"{axis_name(3, axis)} of the input",
            expected_is="kernel_size", argument="kernel_size", of=input, axis=axis - 3,
        )  # fmt: skip


def _divisor(divisor_override: Any) -> None:
    if not isinstance(divisor_override, Unknown) and divisor_override == 0:
        need.refuse("wrong-arguments", "divisor_override must not be 0", argument="divisor_override")


@layer("torch.nn.AvgPool1d")
class AvgPool1d:
    """(N?, C, L) -> (N?, C, L')"""

    def __init__(self, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True) -> None:
        self.kernel_size = n_tuple(kernel_size, 1, "kernel_size")
        self.stride = self.kernel_size if stride is None else n_tuple(stride, 1, "stride")
        self.padding = n_tuple(padding, 1, "padding")
        self.ceil_mode, self.count_include_pad = ceil_mode, count_include_pad

    def forward(self, input: Tensor) -> Tensor:
        return pool(input, 1, self.kernel_size, self.stride, self.padding, self.ceil_mode)


class AvgPool:
    spatial: int

    def __init__(
        self, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None
    ) -> None:
        self.kernel_size = kernel_size
        self.stride = kernel_size if stride is None else stride
        self.padding, self.ceil_mode = padding, ceil_mode
        self.count_include_pad, self.divisor_override = count_include_pad, divisor_override

    def forward(self, input: Tensor) -> Tensor:
        _divisor(self.divisor_override)
        if self.spatial == 3:
            whole_kernel(input, self.kernel_size)
        return pool(input, self.spatial, self.kernel_size, self.stride, self.padding, self.ceil_mode)


@layer("torch.nn.AvgPool2d")
class AvgPool2d(AvgPool):
    """(N?, C, H, W) -> (N?, C, H', W')"""

    spatial = 2


@layer("torch.nn.AvgPool3d")
class AvgPool3d(AvgPool):
    """(N?, C, D, H, W) -> (N?, C, D', H', W')"""

    spatial = 3


@function("torch.nn.functional.avg_pool1d", "torch.avg_pool1d")
def avg_pool1d(input: Tensor, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True) -> Tensor:
    """(N?, C, L) -> (N?, C, L')"""
    return pool(input, 1, kernel_size, stride, padding, ceil_mode)


@function("torch.nn.functional.avg_pool2d")
def avg_pool2d(
    input: Tensor, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None
) -> Tensor:
    """(N?, C, H, W) -> (N?, C, H', W')"""
    _divisor(divisor_override)
    return pool(input, 2, kernel_size, stride, padding, ceil_mode)


@function("torch.nn.functional.avg_pool3d")
def avg_pool3d(
    input: Tensor, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None
) -> Tensor:
    """(N?, C, D, H, W) -> (N?, C, D', H', W')"""
    _divisor(divisor_override)
    whole_kernel(input, kernel_size)
    return pool(input, 3, kernel_size, stride, padding, ceil_mode)


# --- power average --------------------------------------------------------------------------------------------------


def _power(input: Tensor, spatial: int, norm_type: Any, kernel_size: Any, stride: Any, ceil_mode: Any) -> Tensor:
    """The result of a power-average pool.

    torch multiplies by the kernel's elements, read as one number in 1d and as exactly `spatial` otherwise; under an
    infinite norm it pools the maximum, and reads the kernel as max pools do.
    """
    infinite = isinstance(norm_type, float) and norm_type in (float("inf"), -float("inf"))
    if not isinstance(norm_type, Unknown) and norm_type == 0:
        need.refuse("wrong-arguments", "norm_type must not be 0", argument="norm_type")
    if isinstance(kernel_size, (tuple, list)) and (spatial == 1 or len(kernel_size) != spatial):
        if isinstance(norm_type, Unknown):
            raise Undecided("norm_type is not known")
        if not infinite or spatial > 1:
            wanted = "a number" if spatial == 1 else f"a number or {spatial}"
            need.refuse("wrong-arguments", f"kernel_size must be {wanted}, it is {kernel_size}", argument="kernel_size")
    if spatial == 3 and not isinstance(norm_type, Unknown) and not infinite:
        whole_kernel(input, kernel_size)
    made = pool(input, spatial, kernel_size, stride, 0, ceil_mode)
    made.dtype = input.dtype if (input.dtype or "").startswith("float") else None
    return made


class LPPool:
    spatial: int

    def __init__(self, norm_type, kernel_size, stride=None, ceil_mode=False) -> None:
        self.norm_type, self.kernel_size, self.stride, self.ceil_mode = norm_type, kernel_size, stride, ceil_mode

    def forward(self, input: Tensor) -> Tensor:
        return _power(input, self.spatial, self.norm_type, self.kernel_size, self.stride, self.ceil_mode)


@layer("torch.nn.LPPool1d")
class LPPool1d(LPPool):
    """(N?, C, L) -> (N?, C, L')"""

    spatial = 1


@layer("torch.nn.LPPool2d")
class LPPool2d(LPPool):
    """(N?, C, H, W) -> (N?, C, H', W')"""

    spatial = 2


@layer("torch.nn.LPPool3d")
class LPPool3d(LPPool):
    """(N?, C, D, H, W) -> (N?, C, D', H', W')"""

    spatial = 3


@function("torch.nn.functional.lp_pool1d")
def lp_pool1d(input: Tensor, norm_type, kernel_size, stride=None, ceil_mode=False) -> Tensor:
    """(N?, C, L) -> (N?, C, L')"""
    return _power(input, 1, norm_type, kernel_size, stride, ceil_mode)


@function("torch.nn.functional.lp_pool2d")
def lp_pool2d(input: Tensor, norm_type, kernel_size, stride=None, ceil_mode=False) -> Tensor:
    """(N?, C, H, W) -> (N?, C, H', W')"""
    return _power(input, 2, norm_type, kernel_size, stride, ceil_mode)


@function("torch.nn.functional.lp_pool3d")
def lp_pool3d(input: Tensor, norm_type, kernel_size, stride=None, ceil_mode=False) -> Tensor:
    """(N?, C, D, H, W) -> (N?, C, D', H', W')"""
    return _power(input, 3, norm_type, kernel_size, stride, ceil_mode)
