"""The padding that makes a window keep the size: `ceil(size / stride)` places, one for every `stride` elements.

A window reaches over e = d(k - 1) + 1 elements. With p elements added on both sides together it stands at
`floor((n + p - e)/s) + 1` places, which is `ceil(n/s)` for every n exactly where p = e - 1. What TensorFlow's SAME adds
is less where the stride allows it, depends on n, and is uneven where it is odd: the larger half stands at the end.
"""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.dims import Dim, ceil_div, floor_div, maximum
from shapelint.ops.window import effective, windows, windows_up


def kept(size: Dim, stride: Dim) -> Dim:
    """The size that 'same' promises: `ceil(size / stride)`."""
    return ceil_div(size, stride)


def total_for_same(kernel: Dim, dilation: Dim = 1) -> Dim:
    """Padding of both sides together that keeps every size."""
    return effective(kernel, dilation) - 1


def symmetric(kernel: int, dilation: int = 1) -> int | None:
    """The `padding` of a layer that keeps every size, None where the two sides must differ."""
    total = dilation * (kernel - 1)
    return None if total % 2 else total // 2


def tensorflow_same(size: Dim, kernel: Dim, stride: Dim = 1, dilation: Dim = 1) -> tuple[Dim, Dim]:
    """What TensorFlow's SAME adds before and after: `max((ceil(n/s) - 1)*s + e - n, 0)`, the smaller half first."""
    total = maximum((kept(size, stride) - 1) * stride + effective(kernel, dilation) - size, 0)
    before = floor_div(total, 2)
    return before, total - before


def pad_argument(sides: Sequence[tuple[Dim, Dim]]) -> list[Dim]:
    """The tuple that `F.pad` takes, which counts from the last axis; sides: (before, after) of each axis in order."""
    return [one for side in reversed(sides) for one in side]


def unfit(kernel: int, stride: int, padding: int, dilation: int = 1, ceil_mode: bool = False) -> int | None:
    """The smallest size of an axis that the window does not keep, None where it keeps all.

    padding: of both sides together. Both counts grow by one with every `stride` elements, so that a few periods beyond
    the first window show all sizes.
    """
    reach = dilation * (kernel - 1) + 1
    first = max(1, reach - padding)
    for size in range(first, first + reach + 2 * stride):
        if ceil_mode:
            made = windows_up(size, kernel, stride, padding // 2, dilation)
        else:
            made = windows(size, kernel, stride, padding, dilation)
        if made != kept(size, stride):
            return size
    return None


def output_padding(kernel: int, stride: int, padding: int, dilation: int = 1) -> int | None:
    """The output_padding for which a transposed convolution gives `size * stride`, None where there is none.

    `(n - 1)*s - 2p + e + extra = n*s`; torch wants the extra below the stride or the dilation.
    """
    extra = stride + 2 * padding - (dilation * (kernel - 1) + 1)
    return extra if 0 <= extra < max(stride, dilation) else None
