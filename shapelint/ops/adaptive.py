"""Adaptive pools: the output size is an argument, None keeps the input's."""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.declare import function, layer
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.formulas.window import batched_or_not, positive, whole_numbers
from shapelint.ops.pooling import with_indices
from shapelint.sizes.dims import Dim, Expr
from shapelint.sizes.tensors import Tensor, Unknown, UnknownShape, unknown_tensor


def adaptive(input: Tensor, spatial: int, output_size: Any) -> Tensor:
    """(N?, C, *sizes) -> (N?, C, *output_size)"""
    shape = need.rank(input, batched_or_not(spatial))
    sizes = _wanted(output_size, shape[-spatial:])
    positive(sizes, "output_size", 0)
    if 0 in shape[-spatial - 1 :]:
        raise Undecided("an adaptive pool of an empty input")  # refused by some, and not where the output is 1
    return Tensor((*shape[:-spatial], *sizes), input.dtype)


def averaged(input: Tensor, spatial: int, output_size: Any) -> Tensor:
    """The result of an adaptive average pool.

    torch makes averages of any axes before the last ones where the output size is 1.
    """
    if spatial == 1:
        return adaptive(input, spatial, output_size)
    one_each = output_size if isinstance(output_size, (tuple, list)) else (output_size,) * spatial
    sizes = [need.facts.resolve(one) if isinstance(one, Expr) else one for one in one_each]
    if len(sizes) != spatial or any(size != 1 or isinstance(size, bool) for size in sizes):
        if any(isinstance(size, (Expr, Unknown)) for size in sizes):
            _perhaps_any_rank(input, spatial)
        return adaptive(input, spatial, output_size)
    shape = need.known(input)
    if shape is None:
        assert isinstance(input.shape, UnknownShape)
        known = {axis: size for axis, size in input.shape.known.items() if axis < -spatial}
        return unknown_tensor(input.shape.reason, {**known, **dict.fromkeys(range(-spatial, 0), 1)}, input.dtype)
    least = spatial + isinstance(output_size, (tuple, list))
    if len(shape) < least:
        need.refuse(
            "wrong-rank", f"input must have {spatial + 1} or {spatial + 2} dimensions, it has {len(shape)}",
            actual=len(shape), expected=(spatial + 1, spatial + 2), of=input, argument="input",
        )  # fmt: skip
    return Tensor((*shape[:-spatial], *(1,) * spatial), input.dtype)


def _perhaps_any_rank(input: Tensor, spatial: int) -> None:
    """Take no unusual rank for refused.

    Where the output size may be 1.
    """
    shape = need.known(input)
    if shape is not None and len(shape) not in batched_or_not(spatial):
        raise Undecided("whether output_size is 1 is not known")


def _wanted(output_size: Any, sizes: tuple[Dim, ...]) -> tuple[Dim, ...]:
    """`output_size` as one number an axis."""
    spatial = len(sizes)
    if isinstance(output_size, Unknown):
        return need.several(output_size, spatial, "output_size")
    if not isinstance(output_size, (tuple, list)):
        whole_numbers(output_size, "output_size")
        return (need.whole(output_size, "output_size"),) * spatial
    if len(output_size) != spatial:
        need.refuse(
            "wrong-arguments", f"output_size must be one number or {spatial}, it has {len(output_size)}",
            actual=len(output_size), expected=spatial, argument="output_size",
        )  # fmt: skip
    kept = [size if one is None and spatial > 1 else one for one, size in zip(output_size, sizes, strict=True)]
    whole_numbers(kept, "output_size")
    return tuple(need.whole(one, "output_size") for one in kept)


# --- average --------------------------------------------------------------------------------------------------------


class AdaptiveAvgPool:
    spatial: int

    def __init__(self, output_size) -> None:
        self.output_size = output_size

    def forward(self, input: Tensor) -> Tensor:
        return averaged(input, self.spatial, self.output_size)


@layer("torch.nn.AdaptiveAvgPool1d")
class AdaptiveAvgPool1d(AdaptiveAvgPool):
    """(N?, C, L) -> (N?, C, output_size)"""

    spatial = 1


@layer("torch.nn.AdaptiveAvgPool2d")
class AdaptiveAvgPool2d(AdaptiveAvgPool):
    """(N?, C, H, W) -> (N?, C, *output_size)"""

    spatial = 2


@layer("torch.nn.AdaptiveAvgPool3d")
class AdaptiveAvgPool3d(AdaptiveAvgPool):
    """(N?, C, D, H, W) -> (N?, C, *output_size)"""

    spatial = 3


@function("torch.nn.functional.adaptive_avg_pool1d", "torch.adaptive_avg_pool1d")
def adaptive_avg_pool1d(input: Tensor, output_size) -> Tensor:
    """(N?, C, L) -> (N?, C, output_size)"""
    return adaptive(input, 1, output_size)


@function("torch.nn.functional.adaptive_avg_pool2d")
def adaptive_avg_pool2d(input: Tensor, output_size) -> Tensor:
    """(N?, C, H, W) -> (N?, C, *output_size)"""
    return averaged(input, 2, output_size)


@function("torch.nn.functional.adaptive_avg_pool3d")
def adaptive_avg_pool3d(input: Tensor, output_size) -> Tensor:
    """(N?, C, D, H, W) -> (N?, C, *output_size)"""
    return averaged(input, 3, output_size)


# --- max ------------------------------------------------------------------------------------------------------------


class AdaptiveMaxPool:
    spatial: int

    def __init__(self, output_size, return_indices=False) -> None:
        self.output_size, self.return_indices = output_size, return_indices

    def forward(self, input: Tensor) -> Any:
        return with_indices(adaptive(input, self.spatial, self.output_size), self.return_indices)


@layer("torch.nn.AdaptiveMaxPool1d")
class AdaptiveMaxPool1d(AdaptiveMaxPool):
    """(N?, C, L) -> (N?, C, output_size)"""

    spatial = 1


@layer("torch.nn.AdaptiveMaxPool2d")
class AdaptiveMaxPool2d(AdaptiveMaxPool):
    """(N?, C, H, W) -> (N?, C, *output_size)"""

    spatial = 2


@layer("torch.nn.AdaptiveMaxPool3d")
class AdaptiveMaxPool3d(AdaptiveMaxPool):
    """(N?, C, D, H, W) -> (N?, C, *output_size)"""

    spatial = 3


@function("torch.nn.functional.adaptive_max_pool1d")
def adaptive_max_pool1d(input: Tensor, output_size, return_indices=False) -> Any:
    """(N?, C, L) -> (N?, C, output_size)"""
    return with_indices(adaptive(input, 1, output_size), return_indices)


@function("torch.nn.functional.adaptive_max_pool2d")
def adaptive_max_pool2d(input: Tensor, output_size, return_indices=False) -> Any:
    """(N?, C, H, W) -> (N?, C, *output_size)"""
    return with_indices(adaptive(input, 2, output_size), return_indices)


@function("torch.nn.functional.adaptive_max_pool3d")
def adaptive_max_pool3d(input: Tensor, output_size, return_indices=False) -> Any:
    """(N?, C, D, H, W) -> (N?, C, *output_size)"""
    return with_indices(adaptive(input, 3, output_size), return_indices)


@function("torch.adaptive_max_pool1d")
def torch_adaptive_max_pool1d(input: Tensor, output_size) -> Any:
    """(N?, C, L) -> (N?, C, output_size), (N?, C, output_size)"""
    return with_indices(adaptive(input, 1, output_size), True)
