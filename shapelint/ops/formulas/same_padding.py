"""Where windows stand on an axis.

And the padding that puts them there: what every formula of sizes comes from.

A window reaches over e = d(k - 1) + 1 elements. With p elements added on both sides together it stands at
`floor((n + p - e)/s) + 1` places, which is `ceil(n/s)` for every n exactly where p = e - 1. What TensorFlow's SAME adds
is less where the stride allows it, depends on n, and is uneven where it is odd: the larger half stands at the end.

Numbers and symbols alike. Numbers need no import: that of symbols takes as long as all of `shapelint pad`.
"""

from __future__ import annotations

from collections.abc import Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shapelint.sizes.dims import Dim


def _least(one: Dim, other: Dim) -> Dim:
    if isinstance(one, int) and isinstance(other, int):
        return min(one, other)
    from shapelint.sizes.dims import minimum

    return minimum(one, other)


def _most(one: Dim, other: Dim) -> Dim:
    if isinstance(one, int) and isinstance(other, int):
        return max(one, other)
    from shapelint.sizes.dims import maximum

    return maximum(one, other)


# --- windows ----------------------------------------------------------------------------------------------------------


def effective(kernel: Dim, dilation: Dim = 1) -> Dim:
    """How many elements a window reaches over."""
    return dilation * (kernel - 1) + 1


def windows(size: Dim, kernel: Dim, stride: Dim, padding: Dim, dilation: Dim = 1) -> Dim:
    """How many windows fit.

    `floor((n + p - d(k-1) - 1) / s) + 1`, with p the padding of both sides together.
    """
    return (size + padding - effective(kernel, dilation)) // stride + 1


def windows_up(size: Dim, kernel: Dim, stride: Dim, padding: Dim, dilation: Dim = 1) -> Dim:
    """The same under `ceil_mode`, padding of one side.

    A last window may hang over the end, but must start within the input or the padding before it. Both bounds share the
    divisor, so that they are one division.
    """
    reach = effective(kernel, dilation)
    return ceiling(size + padding + _least(0, padding + stride - reach), stride)


def ceiling(size: Dim, divisor: Dim) -> Dim:
    """A quotient rounded up."""
    return -(-size // divisor)


# --- SAME -------------------------------------------------------------------------------------------------------------


def kept(size: Dim, stride: Dim) -> Dim:
    """The size that 'same' promises: `ceil(size / stride)`."""
    return ceiling(size, stride)


def total_for_same(kernel: Dim, dilation: Dim = 1) -> Dim:
    """Padding of both sides together that keeps every size."""
    return effective(kernel, dilation) - 1


def symmetric(kernel: int, dilation: int = 1) -> int | None:
    """The `padding` of a layer that keeps every size.

    None where the two sides must differ.
    """
    total = dilation * (kernel - 1)
    return None if total % 2 else total // 2


def tensorflow_same(size: Dim, kernel: Dim, stride: Dim = 1, dilation: Dim = 1) -> tuple[Dim, Dim]:
    """What SAME of TensorFlow and Keras adds before and after.

    `max((ceil(n/s) - 1)*s + e - n, 0)`, the smaller half first.
    """
    return halves(_most((kept(size, stride) - 1) * stride + effective(kernel, dilation) - size, 0))


def halves(total: Dim) -> tuple[Dim, Dim]:
    """Before and after: where it is odd, more after."""
    before = total // 2
    return before, total - before


def causal(kernel: Dim, dilation: Dim = 1) -> tuple[Dim, Dim]:
    """What padding='causal' adds.

    All of it before, so that no window sees what comes after its last element.
    """
    return effective(kernel, dilation) - 1, 0


def pad_argument(sides: Sequence[tuple[Dim, Dim]]) -> list[Dim]:
    """The tuple that `F.pad` takes, which counts from the last axis.

    sides: (before, after) of each axis in order.
    """
    return [one for side in reversed(sides) for one in side]


def unfit(kernel: int, stride: int, padding: int, dilation: int = 1, ceil_mode: bool = False) -> int | None:
    """The smallest size that the window does not keep.

    None where it keeps all.

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


# --- transposed convolutions ------------------------------------------------------------------------------------------


def transposed_size(
    size: Dim, kernel: Dim, stride: Dim, padding: Dim = 0, dilation: Dim = 1, output_padding: Dim = 0
) -> Dim:
    """`(n - 1)*s - 2p + e + output_padding`; padding of one side."""
    return (size - 1) * stride - 2 * padding + effective(kernel, dilation) + output_padding


def most_output_padding(stride: Dim, dilation: Dim = 1) -> Dim:
    """The largest output_padding that torch takes."""
    return _most(stride, dilation) - 1


def output_padding(kernel: int, stride: int, padding: int, dilation: int = 1) -> int | None:
    """The output_padding that makes the size times the stride.

    That of a transposed convolution which gives `size * stride`; None where there is none.
    """
    extra = stride + 2 * padding - (dilation * (kernel - 1) + 1)
    return extra if 0 <= extra <= max(stride, dilation) - 1 else None


def keras_transposed_size(
    size: Dim, kernel: Dim, stride: Dim, same: bool, dilation: Dim = 1, output_padding: Dim | None = None
) -> Dim:
    """The size that Keras's transposed convolutions give.

    With padding 'same' or 'valid', output_padding None or a number.
    """
    reach = effective(kernel, dilation)
    if output_padding is None:
        return size * stride if same else (size - 1) * stride + _most(reach, stride)
    return (size - 1) * stride + reach - (2 * (reach // 2) if same else 0) + output_padding


def keras_transposed_cut(
    kernel: Dim, stride: Dim, same: bool, dilation: Dim = 1, output_padding: Dim | None = None
) -> tuple[Dim, Dim]:
    """What Keras cuts off the whole `(n - 1)*s + e`, before and after.

    Less than 0: zeros that it adds.
    """
    surplus = transposed_size(1, kernel, stride, 0, dilation) - keras_transposed_size(
        1, kernel, stride, same, dilation, output_padding
    )
    before = _most(surplus, 0) // 2 if same else 0
    return before, surplus - before
