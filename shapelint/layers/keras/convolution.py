"""Keras's convolutions."""

from __future__ import annotations

from typing import Any

from shapelint.layers.keras.declare import (
    KerasLayer,
    channels_first,
    joined,
    layer,
    made,
    need,
    needs_rank,
    padding_word,
    refuse,
    split,
)
from shapelint.ops.formulas.same_padding import effective, kept, keras_transposed_size, windows
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Tensor


def positive(sizes: Any, argument: str) -> None:
    for size in sizes:
        if isinstance(size, int) and size <= 0:
            refuse(
                f"Invalid value for argument `{argument}`. Expected a strictly positive value. "
                f"Received {argument}={size}."
            )


def window_sizes(sizes: list[Dim], kernel: Any, strides: Any, padding: str, dilation: Any) -> list[Dim]:
    """Sizes after a window slid over each axis."""
    found: list[Dim] = []
    for size, k, s, d in zip(sizes, kernel, strides, dilation):
        out = kept(size, s) if padding in ("same", "causal") else windows(size, k, s, 0, d)
        if isinstance(out, int) and out <= 0:
            refuse(
                "Computed output size would be zero or negative: a kernel that reaches over "
                f"{effective(k, d)} on an axis of {size}",
                argument="kernel_size", actual=size, expected=effective(k, d),
            )  # fmt: skip
        found.append(out)
    return found


class Convolution(KerasLayer):
    """Convolutions that are not transposed."""

    spatial = 0
    paddings: tuple[str, ...] = ("valid", "same")

    def hold(
        self, filters, kernel_size, strides, padding, data_format, dilation_rate, groups, activation, use_bias, options
    ) -> None:
        rank = self.spatial
        self.padding = padding_word(padding, self.paddings)
        filters = None if filters is None else need.whole(filters, "filters")
        if isinstance(filters, int) and filters <= 0:
            refuse(
                f"Invalid value for argument `filters`. Expected a strictly positive value. Received filters={filters}."
            )
        groups = need.whole(groups, "groups")
        if isinstance(groups, int) and groups <= 0:
            refuse(f"The number of groups must be a positive integer. Received: groups={groups}.")
        if isinstance(filters, int) and isinstance(groups, int) and filters % groups:
            refuse(
                "The number of filters must be evenly divisible by the number of groups. "
                f"Received: groups={groups}, filters={filters}."
            )
        kernel = need.several(kernel_size, rank, "kernel_size")
        steps = need.several(strides, rank, "strides")
        spread = need.several(dilation_rate, rank, "dilation_rate")
        positive(kernel, "kernel_size")
        positive(steps, "strides")
        positive(spread, "dilation_rate")
        self._strided_and_dilated(steps, spread)
        self.keep(
            filters=filters, kernel_size=kernel, strides=steps, dilation_rate=spread, groups=groups,
            first=channels_first(data_format), activation=activation, use_bias=use_bias, options=options,
        )  # fmt: skip

    def _strided_and_dilated(self, steps: Any, spread: Any) -> None:
        if any(s != 1 for s in steps) and any(d != 1 for d in spread):
            refuse(
                "`strides > 1` not supported in conjunction with `dilation_rate > 1`. "
                f"Received: strides={steps} and dilation_rate={spread}"
            )

    def read(self, input: Tensor) -> tuple[Dim, Dim, list[Dim]]:
        """Batch, channels and the other sizes."""
        shape = needs_rank(input, self.spatial + 2)
        channels, sizes = split(shape, self.first)
        return shape[0], channels, sizes

    def slide(self, sizes: list[Dim]) -> list[Dim]:
        return window_sizes(sizes, self.kernel_size, self.strides, self.padding, self.dilation_rate)


class Plain(Convolution):
    def forward(self, inputs: Tensor) -> Tensor:
        """(N, *sizes, channels) -> (N, *sizes, filters)"""
        batch, channels, sizes = self.read(inputs)
        if isinstance(channels, int) and isinstance(self.groups, int) and channels % self.groups:
            refuse(
                "The number of input channels must be evenly divisible by the number of groups. "
                f"Received groups={self.groups}, but the input has {channels} channels",
                of=inputs,
            )
        self.keep(channels=channels)
        self.weight("kernel", *self.kernel_size, channels // self.groups, self.filters)
        if self.use_bias:
            self.weight("bias", self.filters)
        return made(*joined(batch, self.filters, self.slide(sizes), self.first), like=inputs)


@layer("Conv1D", "Convolution1D")
class Conv1D(Plain):
    """(N, L, C) -> (N, L, filters)"""

    spatial = 1
    paddings = ("valid", "same", "causal")

    def __init__(
        self, filters, kernel_size, strides=1, padding="valid", data_format=None, dilation_rate=1, groups=1,
        activation=None, use_bias=True, **options,
    ) -> None:  # fmt: skip
        self.hold(
            filters, kernel_size, strides, padding, data_format, dilation_rate, groups, activation, use_bias, options
        )


@layer("Conv2D", "Convolution2D")
class Conv2D(Plain):
    """(N, H, W, C) -> (N, H, W, filters)"""

    spatial = 2

    def __init__(
        self, filters, kernel_size, strides=(1, 1), padding="valid", data_format=None, dilation_rate=(1, 1), groups=1,
        activation=None, use_bias=True, **options,
    ) -> None:  # fmt: skip
        self.hold(
            filters, kernel_size, strides, padding, data_format, dilation_rate, groups, activation, use_bias, options
        )


@layer("Conv3D", "Convolution3D")
class Conv3D(Plain):
    """(N, D, H, W, C) -> (N, D, H, W, filters)"""

    spatial = 3

    def __init__(
        self, filters, kernel_size, strides=(1, 1, 1), padding="valid", data_format=None, dilation_rate=(1, 1, 1),
        groups=1, activation=None, use_bias=True, **options,
    ) -> None:  # fmt: skip
        self.hold(
            filters, kernel_size, strides, padding, data_format, dilation_rate, groups, activation, use_bias, options
        )


# --- depthwise and separable ----------------------------------------------------------------------------------------


class Depthwise(Convolution):
    def forward(self, inputs: Tensor) -> Tensor:
        """(N, *sizes, channels) -> (N, *sizes, channels*multiplier)"""
        batch, channels, sizes = self.read(inputs)
        self.keep(channels=channels)
        self.weight("kernel", *self.kernel_size, channels, self.multiplier)
        filters = channels * self.multiplier
        if self.use_bias:
            self.weight("bias", filters)
        return made(*joined(batch, filters, self.slide(sizes), self.first), like=inputs)


class _DepthwiseInit(Depthwise):
    def __init__(
        self, kernel_size, strides=1, padding="valid", depth_multiplier=1, data_format=None, dilation_rate=1,
        activation=None, use_bias=True, **options,
    ) -> None:  # fmt: skip
        self.hold(None, kernel_size, strides, padding, data_format, dilation_rate, 1, activation, use_bias, options)
        self.multiplier = need.whole(depth_multiplier, "depth_multiplier")
        if isinstance(self.multiplier, int) and self.multiplier <= 0:
            refuse(
                "Invalid value for argument `depth_multiplier`. Expected a strictly positive value. "
                f"Received depth_multiplier={depth_multiplier}."
            )


@layer("DepthwiseConv1D")
class DepthwiseConv1D(_DepthwiseInit):
    """(N, L, C) -> (N, L, C*depth_multiplier)"""

    spatial = 1


@layer("DepthwiseConv2D")
class DepthwiseConv2D(_DepthwiseInit):
    """(N, H, W, C) -> (N, H, W, C*depth_multiplier)"""

    spatial = 2


class Separable(Convolution):
    def __init__(
        self, filters, kernel_size, strides=1, padding="valid", data_format=None, dilation_rate=1, depth_multiplier=1,
        activation=None, use_bias=True, **options,
    ) -> None:  # fmt: skip
        self.hold(filters, kernel_size, strides, padding, data_format, dilation_rate, 1, activation, use_bias, options)
        self.multiplier = need.whole(depth_multiplier, "depth_multiplier")

    def forward(self, inputs: Tensor) -> Tensor:
        """(N, *sizes, channels) -> (N, *sizes, filters)"""
        batch, channels, sizes = self.read(inputs)
        self.keep(channels=channels)
        self.weight("depthwise_kernel", *self.kernel_size, channels, self.multiplier)
        self.weight("pointwise_kernel", *(1,) * self.spatial, channels * self.multiplier, self.filters)
        if self.use_bias:
            self.weight("bias", self.filters)
        return made(*joined(batch, self.filters, self.slide(sizes), self.first), like=inputs)


@layer("SeparableConv1D", "SeparableConvolution1D")
class SeparableConv1D(Separable):
    """(N, L, C) -> (N, L, filters)"""

    spatial = 1


@layer("SeparableConv2D", "SeparableConvolution2D")
class SeparableConv2D(Separable):
    """(N, H, W, C) -> (N, H, W, filters)"""

    spatial = 2


# --- transposed -----------------------------------------------------------------------------------------------------


class Transposed(Convolution):
    def __init__(
        self, filters, kernel_size, strides=1, padding="valid", output_padding=None, data_format=None, dilation_rate=1,
        activation=None, use_bias=True, **options,
    ) -> None:  # fmt: skip
        self.hold(filters, kernel_size, strides, padding, data_format, dilation_rate, 1, activation, use_bias, options)
        self.output_padding = None
        if output_padding is not None:
            self.output_padding = need.several(output_padding, self.spatial, "output_padding")
            for extra, step in zip(self.output_padding, self.strides):
                if isinstance(extra, int) and isinstance(step, int) and extra >= step:
                    refuse(
                        "`output_padding` must be strictly less than `strides` for all dimensions. "
                        f"Received output_padding={output_padding}, strides={strides}"
                    )

    def forward(self, inputs: Tensor) -> Tensor:
        """(N, *sizes, channels) -> (N, *sizes, filters)"""
        batch, channels, sizes = self.read(inputs)
        self.keep(channels=channels)
        self.weight("kernel", *self.kernel_size, self.filters, channels)
        if self.use_bias:
            self.weight("bias", self.filters)
        extras = self.output_padding or (None,) * self.spatial
        found = [
            keras_transposed_size(n, k, s, self.padding == "same", d, o)
            for n, k, s, d, o in zip(sizes, self.kernel_size, self.strides, self.dilation_rate, extras)
        ]
        return made(*joined(batch, self.filters, found, self.first), like=inputs)


@layer("Conv1DTranspose", "Convolution1DTranspose")
class Conv1DTranspose(Transposed):
    """(N, L, C) -> (N, L, filters)"""

    spatial = 1


@layer("Conv2DTranspose", "Convolution2DTranspose")
class Conv2DTranspose(Transposed):
    """(N, H, W, C) -> (N, H, W, filters)"""

    spatial = 2


@layer("Conv3DTranspose", "Convolution3DTranspose")
class Conv3DTranspose(Transposed):
    """(N, D, H, W, C) -> (N, D, H, W, filters)"""

    spatial = 3


@layer("ConvLSTM2D")
class ConvLSTM2D(Convolution):
    """(N, T, H, W, C) -> (N, H, W, filters)"""

    spatial = 2

    def __init__(
        self, filters, kernel_size, strides=1, padding="valid", data_format=None, dilation_rate=1, activation="tanh",
        recurrent_activation="sigmoid", use_bias=True, kernel_initializer=None, recurrent_initializer=None,
        bias_initializer=None, unit_forget_bias=True, return_sequences=False, return_state=False, **options,
    ) -> None:  # fmt: skip
        self.hold(filters, kernel_size, strides, padding, data_format, dilation_rate, 1, activation, use_bias, options)
        self.keep(return_sequences=return_sequences, return_state=return_state)

    def forward(self, sequences: Tensor) -> Tensor | tuple[Tensor, ...]:
        """(N, T, H, W, C) -> (N, H, W, filters)"""
        shape = needs_rank(sequences, 5)
        channels, sizes = split((shape[0], *shape[2:]), self.first)
        self.weight("kernel", *self.kernel_size, channels, 4 * self.filters)
        self.weight("recurrent_kernel", *self.kernel_size, self.filters, 4 * self.filters)
        if self.use_bias:
            self.weight("bias", 4 * self.filters)
        state = joined(shape[0], self.filters, self.slide(sizes), self.first)
        out = made(state[0], shape[1], *state[1:]) if self.return_sequences else made(*state)
        return (out, made(*state), made(*state)) if self.return_state else out
