"""Moving channels into space and back, and shuffling them.

Any number of axes may stand before the channels.
"""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.declare import function, layer
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.formulas.axes import at_least_rank, named_size
from shapelint.ops.formulas.window import positive, whole_numbers
from shapelint.sizes.dims import Dim, floor_div
from shapelint.sizes.tensors import Tensor, UnknownShape, like, unknown_tensor


def _factor(value: Any, argument: str) -> Dim:
    whole_numbers(value, argument)
    factor = need.whole(value, argument)
    positive((factor,), argument)
    return factor


def _with_last_three(input: Tensor, sizes: tuple[Dim, Dim, Dim]) -> Tensor:
    shape = need.known(input)
    if shape is None:
        assert isinstance(input.shape, UnknownShape)
        return unknown_tensor(input.shape.reason, dict(zip((-3, -2, -1), sizes, strict=True)), input.dtype)
    return Tensor((*shape[:-3], *sizes), input.dtype)


@function("torch.nn.functional.pixel_shuffle", "torch.pixel_shuffle")
def pixel_shuffle(input: Tensor, upscale_factor) -> Tensor:
    """(*, C * r * r, H, W) -> (*, C, H * r, W * r)"""
    at_least_rank(input, 3)
    factor = _factor(upscale_factor, "upscale_factor")
    channels, height, width = (named_size(input, axis, name) for axis, name in ((-3, "C"), (-2, "H"), (-1, "W")))
    square = factor * factor
    need.divides(
        square, channels, "indivisible-channels", actual_is="channels of the input",
        expected_is="the square of upscale_factor", argument="upscale_factor", of=input, axis=-3,
        formula=f"{factor} * {factor} = {square}",
    )  # fmt: skip
    return _with_last_three(input, (floor_div(channels, square), height * factor, width * factor))


@function("torch.nn.functional.pixel_unshuffle", "torch.pixel_unshuffle")
def pixel_unshuffle(input: Tensor, downscale_factor) -> Tensor:
    """(*, C, H * r, W * r) -> (*, C * r * r, H, W)"""
    at_least_rank(input, 3)
    factor = _factor(downscale_factor, "downscale_factor")
    channels, height, width = (named_size(input, axis, name) for axis, name in ((-3, "C"), (-2, "H"), (-1, "W")))
    if 0 in (need.known(input) or ()):
        raise Undecided("unshuffling an empty input")  # torch 2.13 returns it as it is
    for axis, size, name in ((-2, height, "height"), (-1, width, "width")):
        need.divides(
            factor, size, "size-mismatch", actual_is=f"{name} of the input", expected_is="downscale_factor",
            argument="downscale_factor", of=input, axis=axis,
        )  # fmt: skip
    return _with_last_three(input, (channels * factor * factor, floor_div(height, factor), floor_div(width, factor)))


@layer("torch.nn.PixelShuffle")
class PixelShuffle:
    """(*, C * r * r, H, W) -> (*, C, H * r, W * r)"""

    def __init__(self, upscale_factor) -> None:
        self.upscale_factor = upscale_factor

    def forward(self, input: Tensor) -> Tensor:
        return pixel_shuffle(input, self.upscale_factor)


@layer("torch.nn.PixelUnshuffle")
class PixelUnshuffle:
    """(*, C, H * r, W * r) -> (*, C * r * r, H, W)"""

    def __init__(self, downscale_factor) -> None:
        self.downscale_factor = downscale_factor

    def forward(self, input: Tensor) -> Tensor:
        return pixel_unshuffle(input, self.downscale_factor)


@function(
    "torch.nn.functional.channel_shuffle", "torch.channel_shuffle", "torch.nn.functional.native_channel_shuffle",
    "torch.native_channel_shuffle",
)  # fmt: skip
def channel_shuffle(input: Tensor, groups) -> Tensor:
    """(N, C, *) -> same"""
    at_least_rank(input, 3)
    count = _factor(groups, "groups")
    need.divides(
        count, named_size(input, 1, "C"), "indivisible-channels", actual_is="channels of the input",
        expected_is="groups", argument="groups", of=input, axis=1,
    )  # fmt: skip
    return like(input)


@layer("torch.nn.ChannelShuffle")
class ChannelShuffle:
    """(N, C, *) -> same"""

    def __init__(self, groups) -> None:
        self.groups = groups

    def forward(self, input: Tensor) -> Tensor:
        return channel_shuffle(input, self.groups)
