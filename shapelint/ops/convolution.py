"""Convolutions: what all of them require, and their layers.

(Functions: convolution_functional; transposed ones: transposed.) The window formula is in `window`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapelint.ops.core.declare import layer, parameter
from shapelint.ops.core.dtypes import weighed
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.core.state import held, optional
from shapelint.ops.formulas.same_padding import halves, total_for_same
from shapelint.ops.formulas.window import (
    batched_or_not,
    n_tuple,
    nobody_knows,
    positive,
    slide,
    spatial_sizes,
    whole_numbers,
)
from shapelint.ops.padding import pad_tensor
from shapelint.sizes.dims import Dim, floor_div
from shapelint.sizes.tensors import Tensor, Unknown

PADDING_MODES = ("zeros", "reflect", "replicate", "circular")
NO_SUCH_PADDING = "padding must be 'same', 'valid' or sizes, it is {!r}"


# --- what convolutions share ----------------------------------------------------------------------------------------


def channels_fit(input: Tensor, spatial: int, expected: Dim, expected_is: str, argument: str) -> tuple[Dim, ...]:
    """The shape of the input, once rank and channels are right."""
    shape = need.rank(input, batched_or_not(spatial))
    axis = -spatial - 1
    need.same(
        shape[axis], expected, "channel-mismatch", actual_is="channels of the input", expected_is=expected_is,
        argument=argument, of=input, axis=axis,
    )  # fmt: skip
    shape = need.shape(input)
    if 0 in shape[:-spatial]:
        raise Undecided("a convolution of an empty batch, or of no channels")  # torch checks next to nothing then
    return shape


def one_for_each(bias: Tensor | None, channels: Dim) -> None:
    """A bias must hold one number for each output channel."""
    if bias is None or need.known(bias) is None:
        return
    (size,) = need.rank(bias, (1,), "bias")
    need.same(
        size, channels, "size-mismatch", actual_is="size of bias", expected_is="output channels", argument="bias",
        of=bias, axis=0,
    )  # fmt: skip


def divisible(channels: Dim, groups: Dim, what: str, argument: str) -> None:
    need.divides(
        groups, channels, "indivisible-channels", actual_is=what, expected_is="groups", argument=argument
    )  # fmt: skip


TOTAL = 100
"""Parts of an unknown padding from here on are the padding of both sides together, another size than the padding."""


def total_padding(
    padding: Any, kernel: Sequence[Dim], stride: Sequence[Dim], dilation: Sequence[Dim]
) -> tuple[Dim, ...]:
    """Padding of both sides together, an axis.

    Unknown padding may be "same", so half of it need not be whole.
    """
    spatial = len(kernel)
    if isinstance(padding, str):
        if padding not in ("same", "valid"):
            need.refuse("wrong-arguments", NO_SUCH_PADDING.format(padding), argument="padding")
        if padding == "valid":
            return (0,) * spatial
        without_stride(stride)
        return tuple(total_for_same(k, d) for k, d in zip(kernel, dilation, strict=True))
    if nobody_knows(padding):
        known = [need.facts.known_symbol(padding, part) for part in range(spatial)]
        numbers = tuple(side for side in known if side is not None)
        if len(numbers) == spatial:  # used as a number elsewhere (`padding=rate, dilation=rate`), so it is no "same"
            positive(numbers, "padding", 0)
            return tuple(2 * side for side in numbers)
        totals = tuple(need.facts.symbol_of(padding, "padding", TOTAL + part) for part in range(spatial))
        positive(totals, "padding", 0)
        return totals
    sides = spatial_sizes(padding, spatial, "padding")
    positive(sides, "padding", 0)
    return tuple(2 * side for side in sides)


def without_stride(stride: Sequence[Dim]) -> None:
    """padding="same" takes no stride."""
    for step in stride:
        need.same(
            step, 1, "same-with-stride", actual_is="stride", expected_is="what padding='same' allows", argument="stride"
        )


def convolve(
    input: Tensor,
    shape: tuple[Dim, ...],
    channels: Dim,
    kernel: Sequence[Dim],
    stride: Any,
    padding: Any,
    dilation: Any,
) -> Tensor:
    """The result, rank and channels of the input having been seen to."""
    spatial = len(kernel)
    steps = spatial_sizes(stride, spatial, "stride")
    spread = spatial_sizes(dilation, spatial, "dilation")
    positive(kernel, "kernel_size")
    positive(steps, "stride")
    positive(spread, "dilation")
    totals = total_padding(padding, kernel, steps, spread)
    sizes = slide(input, shape[-spatial:], kernel, steps, totals, spread)
    return Tensor((*shape[: -spatial - 1], channels, *sizes), input.dtype)


# --- layers ---------------------------------------------------------------------------------------------------------


class ConvolutionLayer:
    """What the constructors of all convolutions check and keep."""

    spatial: int
    transposed = False
    in_channels: Any
    out_channels: Any
    groups: Any
    kernel_size: tuple[Any, ...]
    weight: Any
    bias: Any

    def keep(
        self,
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
    ) -> None:
        spatial = self.spatial
        for name, value in (("in_channels", in_channels), ("out_channels", out_channels), ("groups", groups)):
            whole_numbers(value, name)
        self.in_channels = need.whole(in_channels, "in_channels")
        self.out_channels = need.whole(out_channels, "out_channels")
        self.kernel_size = n_tuple(kernel_size, spatial, "kernel_size")
        self.stride = n_tuple(stride, spatial, "stride")
        self.padding = padding
        if self.transposed or not (isinstance(padding, str) or nobody_knows(padding)):
            self.padding = n_tuple(padding, spatial, "padding")
        self.dilation = n_tuple(dilation, spatial, "dilation")
        self.output_padding = n_tuple(output_padding, spatial, "output_padding")
        self.groups = need.whole(groups, "groups")
        self.padding_mode = padding_mode
        self._check()
        self.weight = self.make_weight()
        self.bias = optional(bias, parameter(self.out_channels), "bias")

    def _check(self) -> None:
        positive((self.groups,), "groups")
        divisible(self.in_channels, self.groups, "in_channels", "groups")
        divisible(self.out_channels, self.groups, "out_channels", "groups")
        if isinstance(self.padding, str):
            if self.padding not in ("same", "valid"):
                need.refuse("wrong-arguments", NO_SUCH_PADDING.format(self.padding), argument="padding")
            if self.padding == "same" and not any(isinstance(step, (float, str)) for step in self.stride):
                without_stride(need.sizes(self.stride, "stride"))
        if not isinstance(self.padding_mode, Unknown) and self.padding_mode not in PADDING_MODES:
            need.refuse(
                "wrong-arguments", f"padding_mode must be one of {PADDING_MODES}, it is {self.padding_mode!r}",
                argument="padding_mode",
            )  # fmt: skip
        whole_numbers(self.kernel_size, "kernel_size")
        positive((self.in_channels,), "in_channels", 0)
        positive((self.out_channels,), "out_channels", 0)
        positive(need.sizes(self.kernel_size, "kernel_size"), "kernel_size", 0)

    def make_weight(self) -> Tensor:
        kernel = need.sizes(self.kernel_size, "kernel_size")
        if self.transposed:
            sizes = self.in_channels, floor_div(self.out_channels, self.groups)
        else:
            sizes = self.out_channels, floor_div(self.in_channels, self.groups)
        return parameter(*sizes, *kernel, in_rows=True)

    def sizes_now(self) -> tuple[Dim, Dim, tuple[Dim, ...], str]:
        """Input channels, output channels and kernel, as the weight has them.

        Programs may have replaced it. Last, what the input channels are called.
        """
        if need.known(held(self.weight)) is None:
            raise Undecided("the weight is not known")
        if self.weight.shape == self.make_weight().shape:
            kernel = need.sizes(self.kernel_size, "kernel_size")
            given, made, name = self.in_channels, self.out_channels, "in_channels"
        else:
            first, second, *rest = need.rank(self.weight, (self.spatial + 2,), "weight")
            kernel, name = tuple(rest), "weight"
            given, made = (first, second * self.groups) if self.transposed else (second * self.groups, first)
        if len(kernel) != self.spatial:
            need.refuse(
                "wrong-arguments", f"kernel_size must be one number or {self.spatial}, it has {len(kernel)}",
                actual=len(kernel), expected=self.spatial, argument="kernel_size",
            )  # fmt: skip
        return given, made, kernel, name


class Convolution(ConvolutionLayer):
    def __init__(
        self, in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True,
        padding_mode="zeros", device=None, dtype=None,
    ) -> None:  # fmt: skip
        self.keep(in_channels, out_channels, kernel_size, stride, padding, dilation, 0, groups, bias, padding_mode)

    def forward(self, input: Tensor) -> Tensor:
        given, made, kernel, name = self.sizes_now()
        weighed(input, self.weight)
        shape = channels_fit(input, self.spatial, given, name, name)
        positive((made,), "out_channels")
        padding = self.padding
        if self.padding_mode != "zeros" and not isinstance(padding, Unknown):
            shape, padding = pad_tensor(input, self._pads(kernel), self.padding_mode), 0
        return convolve(input, shape, made, kernel, self.stride, padding, self.dilation)

    def _pads(self, kernel: tuple[Dim, ...]) -> tuple[Dim, ...]:
        """The padding as `F.pad` takes it: from the last axis, both sides.

        Under "same" the odd one goes to the end.
        """
        pads: list[Dim] = []
        if isinstance(self.padding, str):
            dilation = spatial_sizes(self.dilation, self.spatial, "dilation")
            for k, d in zip(reversed(kernel), reversed(dilation), strict=True):
                pads += halves(total_for_same(k, d) if self.padding == "same" else 0)
        else:
            whole_numbers(self.padding, "padding")
            sides = need.sizes(self.padding, "padding")
            if isinstance(self.padding_mode, Unknown):  # "zeros" repeats a single number, the others do not take it
                sides = spatial_sizes(self.padding, self.spatial, "padding")
            for side in reversed(sides):
                pads += [side, side]
        return tuple(pads)


@layer("torch.nn.Conv1d")
class Conv1d(Convolution):
    """(N?, in_channels, L) -> (N?, out_channels, L')"""

    spatial = 1


@layer("torch.nn.Conv2d")
class Conv2d(Convolution):
    """(N?, in_channels, H, W) -> (N?, out_channels, H', W')"""

    spatial = 2


@layer("torch.nn.Conv3d")
class Conv3d(Convolution):
    """(N?, in_channels, D, H, W) -> (N?, out_channels, D', H', W')"""

    spatial = 3


class Lazy(ConvolutionLayer):
    """A layer that learns its input channels from the first call.

    `in_channels` is 0 until then, as in torch.
    """

    def learn(self, input: Tensor) -> None:
        if self.in_channels != 0 or isinstance(self.weight, Tensor):
            return
        shape = need.rank(input, batched_or_not(self.spatial))
        self.in_channels = shape[-self.spatial - 1]
        divisible(self.in_channels, self.groups, "in_channels", "groups")
        self.weight = self.make_weight()
        if self.bias is not None and not isinstance(self.bias, Tensor):
            self.bias = parameter(self.out_channels)

    def forget(self) -> None:
        """Before the first call there are no parameters yet."""
        self.weight = Unknown("a lazy layer has no weight before its first call", "weight")
        if self.bias is not None:
            self.bias = Unknown("a lazy layer has no bias before its first call", "bias")


class LazyConvolution(Lazy, Convolution):
    def __init__(
        self, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode="zeros",
        device=None, dtype=None,
    ) -> None:  # fmt: skip
        self.keep(0, out_channels, kernel_size, stride, padding, dilation, 0, groups, bias, padding_mode)
        self.forget()

    def forward(self, input: Tensor) -> Tensor:
        self.learn(input)
        return super().forward(input)


@layer("torch.nn.LazyConv1d")
class LazyConv1d(LazyConvolution):
    """(N?, C, L) -> (N?, out_channels, L')"""

    spatial = 1


@layer("torch.nn.LazyConv2d")
class LazyConv2d(LazyConvolution):
    """(N?, C, H, W) -> (N?, out_channels, H', W')"""

    spatial = 2


@layer("torch.nn.LazyConv3d")
class LazyConv3d(LazyConvolution):
    """(N?, C, D, H, W) -> (N?, out_channels, D', H', W')"""

    spatial = 3
