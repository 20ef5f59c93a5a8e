"""Transposed convolutions: `(n - 1)*s - 2p + d*(k - 1) + output_padding + 1`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapelint.ops.convolution import ConvolutionLayer, Lazy, channels_fit
from shapelint.ops.core.declare import layer
from shapelint.ops.core.dtypes import weighed
from shapelint.ops.core.need import Refused, Undecided, need
from shapelint.ops.formulas.same_padding import most_output_padding, transposed_size
from shapelint.ops.formulas.window import AXIS_NAMES, LETTERS, axis_name, positive, spatial_sizes
from shapelint.sizes.dims import Dim
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Tensor, Unknown

EMPTY = "whether an empty output is refused depends on which of its routines torch takes"


def transpose_convolve(
    input: Tensor, shape: tuple[Dim, ...], channels: Dim, kernel: Sequence[Dim], stride: Any, padding: Any,
    output_padding: Any, dilation: Any,
) -> Tensor:  # fmt: skip
    """The result, rank and channels of the input having been seen to."""
    spatial = len(kernel)
    steps = spatial_sizes(stride, spatial, "stride")
    sides = spatial_sizes(padding, spatial, "padding")
    spread = spatial_sizes(dilation, spatial, "dilation")
    extra = spatial_sizes(output_padding, spatial, "output_padding")
    positive((channels,), "out_channels")
    positive(kernel, "kernel_size")
    positive(steps, "stride")
    positive(spread, "dilation")
    positive(sides, "padding", 0)
    positive(extra, "output_padding", 0)
    sizes, verdicts = [], []
    for axis in range(spatial):
        step, dilated = steps[axis], spread[axis]
        need.at_most(
            extra[axis], most_output_padding(step, dilated), "invalid-size", actual_is="output_padding",
            expected_is="the larger of stride and dilation, minus one", argument="output_padding",
        )  # fmt: skip
        size = transposed_size(shape[axis - spatial], kernel[axis], step, sides[axis], dilated, extra[axis])
        name = axis_name(spatial, axis)
        about: dict[str, Any] = {"of": input, "axis": axis - spatial}
        verdicts.append(
            need.at_least(
                shape[axis - spatial], 1, "invalid-size", actual_is=f"{name} of the input", argument="input", **about
            )
        )  # fmt: skip
        verdicts.append(
            need.at_least(size, 0, "invalid-size", actual_is=f"{name} of the output", argument="padding", **about)
        )  # fmt: skip
        sizes.append(need.facts.resolve(size))
    if Verdict.NO in verdicts:
        raise Refused("the output would be less than empty")
    if 0 in sizes:
        raise Undecided(EMPTY)
    return Tensor((*shape[: -spatial - 1], channels, *sizes), input.dtype)


class ConvolutionTranspose(ConvolutionLayer):
    transposed = True

    def __init__(
        self, in_channels, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True,
        dilation=1, padding_mode="zeros", device=None, dtype=None,
    ) -> None:  # fmt: skip
        only_zeros(padding_mode)
        self.keep(
            in_channels,
            out_channels,
            kernel_size,
            stride,
            padding,
            dilation,
            output_padding,
            groups,
            bias,
            padding_mode,
        )

    def forward(self, input: Tensor, output_size=None) -> Tensor:
        given, made, kernel, name = self.sizes_now()
        weighed(input, self.weight)
        shape = channels_fit(input, self.spatial, given, name, name)
        if isinstance(output_size, Unknown):
            sizes = [need.facts.fresh(letter) for letter in LETTERS[self.spatial]]
            return Tensor((*shape[: -self.spatial - 1], made, *sizes), input.dtype)
        extra = self.output_padding
        if output_size is not None:
            extra = self._extra(input, shape, kernel, output_size)
        return transpose_convolve(
            input, shape, made, kernel, self.stride, self.padding, extra, self.dilation
        )  # fmt: skip

    def _extra(self, input: Tensor, shape: tuple[Dim, ...], kernel: Sequence[Dim], output_size: Any) -> tuple[Dim, ...]:
        """The output padding that gives `output_size`.

        One of the sizes whose convolution is the input's.
        """
        spatial = self.spatial
        if isinstance(output_size, (int, float, str)):
            need.refuse("wrong-arguments", "output_size must be a sequence of sizes", argument="output_size")
        wanted = need.sizes(output_size, "output_size")
        if len(wanted) == len(shape):
            wanted = wanted[-spatial:]
        if len(wanted) != spatial:
            need.refuse(
                "wrong-arguments", f"output_size must have {spatial} or {len(shape)} sizes, it has {len(wanted)}",
                actual=len(wanted), expected=spatial, argument="output_size",
            )  # fmt: skip
        stride = spatial_sizes(self.stride, spatial, "stride")
        padding = spatial_sizes(self.padding, spatial, "padding")
        dilation = spatial_sizes(self.dilation, spatial, "dilation")
        extra = []
        for axis, size in enumerate(wanted):
            least = transposed_size(shape[axis - spatial], kernel[axis], stride[axis], padding[axis], dilation[axis])
            name = AXIS_NAMES[LETTERS[spatial][axis]]
            about: dict[str, Any] = {"actual_is": f"{name} wanted", "argument": "output_size", "of": input}
            need.at_least(
                size, least, "size-mismatch", expected_is="the smallest that stride and kernel allow", **about
            )
            need.at_most(
                size, least + stride[axis] - 1, "size-mismatch", expected_is="the largest that stride and kernel allow",
                **about,
            )  # fmt: skip
            extra.append(size - least)
        return tuple(extra)


def only_zeros(padding_mode: Any) -> None:
    if not isinstance(padding_mode, Unknown) and padding_mode != "zeros":
        need.refuse("wrong-arguments", "a transposed convolution pads with zeros only", argument="padding_mode")


@layer("torch.nn.ConvTranspose1d")
class ConvTranspose1d(ConvolutionTranspose):
    """(N?, in_channels, L) -> (N?, out_channels, L')"""

    spatial = 1


@layer("torch.nn.ConvTranspose2d")
class ConvTranspose2d(ConvolutionTranspose):
    """(N?, in_channels, H, W) -> (N?, out_channels, H', W')"""

    spatial = 2


@layer("torch.nn.ConvTranspose3d")
class ConvTranspose3d(ConvolutionTranspose):
    """(N?, in_channels, D, H, W) -> (N?, out_channels, D', H', W')"""

    spatial = 3


class LazyConvolutionTranspose(Lazy, ConvolutionTranspose):
    def __init__(
        self, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1,
        padding_mode="zeros", device=None, dtype=None,
    ) -> None:  # fmt: skip
        only_zeros(padding_mode)
        self.keep(0, out_channels, kernel_size, stride, padding, dilation, output_padding, groups, bias, padding_mode)
        self.forget()

    def forward(self, input: Tensor, output_size=None) -> Tensor:
        self.learn(input)
        return super().forward(input, output_size)


@layer("torch.nn.LazyConvTranspose1d")
class LazyConvTranspose1d(LazyConvolutionTranspose):
    """(N?, C, L) -> (N?, out_channels, L')"""

    spatial = 1


@layer("torch.nn.LazyConvTranspose2d")
class LazyConvTranspose2d(LazyConvolutionTranspose):
    """(N?, C, H, W) -> (N?, out_channels, H', W')"""

    spatial = 2


@layer("torch.nn.LazyConvTranspose3d")
class LazyConvTranspose3d(LazyConvolutionTranspose):
    """(N?, C, D, H, W) -> (N?, out_channels, D', H', W')"""

    spatial = 3
