"""Fourier transforms and complex tensors.

Short-time ones among them; complex tensors as pairs of real ones.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.ops.core.declare import function
from shapelint.ops.core.dtypes import complex_, real
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.formulas.axes import at_least_rank, named_size
from shapelint.ops.reductions import named_axes
from shapelint.sizes.dims import Dim
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Tensor, UnknownShape, like

Transformed = Callable[[Dim], Dim]


def kept(size: Dim) -> Dim:
    return size


def halved(size: Dim) -> Dim:
    """Of a real signal half of the frequencies say all."""
    return size // 2 + 1


def doubled(size: Dim) -> Dim:
    """What half of the frequencies came from, if that was even."""
    return 2 * (size - 1)


def _norm(norm: Any) -> None:
    if isinstance(norm, str):
        need.holds(
            norm in ("forward", "backward", "ortho"), "wrong-arguments",
            f"norm must be 'forward', 'backward' or 'ortho', not {norm!r}", argument="norm",
        )  # fmt: skip


def transformed(input: Tensor, n: Any, dim: Any, norm: Any, given: Transformed, otherwise: Transformed) -> Tensor:
    """One axis transformed.

    given: its size from n; otherwise: from the size of the input.
    """
    _norm(norm)
    at_least_rank(input, 1)
    shape = need.shape(input)
    axis = need.axis(dim, len(shape))
    size = given(points_given(n, "n")) if n is not None else otherwise(shape[axis])
    if n is None:
        points_given(size if otherwise is doubled else shape[axis], "input", of=input, axis=axis)
    return Tensor((*shape[:axis], size, *shape[axis + 1 :]))


def points_given(size: Any, argument: str, **about: Any) -> Dim:
    """There must be at least one."""
    number = need.whole(size, argument)
    need.at_least(number, 1, "invalid-size", actual_is="points to transform", argument=argument, **about)
    return number


def _declare_line(name: str, given: Transformed, otherwise: Transformed) -> Callable[..., Tensor]:
    @function(f"torch.fft.{name}")
    def line(input: Tensor, n=None, dim=-1, norm=None, *, out=None) -> Tensor:
        """(*, L, *) -> (*, n, *); real forms keep half of the frequencies, n // 2 + 1"""
        return transformed(input, n, dim, norm, given, otherwise)

    return line


fft = _declare_line("fft", kept, kept)
ifft = _declare_line("ifft", kept, kept)
rfft = _declare_line("rfft", halved, halved)
ihfft = _declare_line("ihfft", halved, halved)
irfft = _declare_line("irfft", kept, doubled)
hfft = _declare_line("hfft", kept, doubled)


# --- several axes -----------------------------------------------------------------------------------------------


def transformed_planes(
    input: Tensor, s: Any, dim: Any, norm: Any, given: Transformed, otherwise: Transformed
) -> Tensor:
    """Several axes transformed, the last of them by `given` or `otherwise`."""
    _norm(norm)
    sizes = None if s is None else need.sizes(s, "s")
    shape = need.shape(input)
    if dim is None and sizes is not None:
        if len(sizes) > len(shape):
            says = f"s has {len(sizes)} sizes, input {len(shape)} dimensions"
            need.refuse("wrong-rank", says, actual=len(sizes), expected=len(shape), of=input, argument="s")
        axes = list(range(len(shape) - len(sizes), len(shape)))
    else:
        axes = named_axes(input, dim) or list(range(len(shape)))
    if sizes is not None and len(sizes) != len(axes):
        need.refuse("wrong-arguments", f"s has {len(sizes)} sizes for {len(axes)} dimensions", argument="s")
    result = list(shape)
    for place, axis in enumerate(axes):
        asked = None if sizes is None or sizes[place] == -1 else points_given(sizes[place], "s")
        last = place == len(axes) - 1
        if asked is not None:
            result[axis] = given(asked) if last else asked
            continue
        size = otherwise(shape[axis]) if last else shape[axis]
        points_given(size if otherwise is doubled else shape[axis], "input", of=input, axis=axis)
        result[axis] = size
    return Tensor(tuple(result))


def _declare_planes(name: str, given: Transformed, otherwise: Transformed) -> tuple[Callable[..., Tensor], ...]:
    @function(f"torch.fft.{name}2")
    def two(input: Tensor, s=None, dim=(-2, -1), norm=None, *, out=None) -> Tensor:
        """(*, H, W) -> (*, s0, s1); real forms keep half of the last"""
        return transformed_planes(input, s, dim, norm, given, otherwise)

    @function(f"torch.fft.{name}n")
    def several(input: Tensor, s=None, dim=None, norm=None, *, out=None) -> Tensor:
        """The sizes s in the axes dim.

        Real forms keep half of the last.
        """
        return transformed_planes(input, s, dim, norm, given, otherwise)

    return two, several


fft2, fftn = _declare_planes("fft", kept, kept)
ifft2, ifftn = _declare_planes("ifft", kept, kept)
rfft2, rfftn = _declare_planes("rfft", halved, halved)
irfft2, irfftn = _declare_planes("irfft", kept, doubled)


@function("torch.fft.fftshift", "torch.fft.ifftshift")
def fftshift(input: Tensor, dim=None) -> Tensor:
    """(*) -> (*)"""
    if need.known(input) is not None and dim is not None:
        for axis in need.sizes(dim, "dim"):
            if isinstance(axis, int):
                need.axis(axis, len(need.shape(input)))
    return like(input)


@function("torch.fft.fftfreq")
def fftfreq(n, d=1.0, *, out=None, dtype=None, layout=None, device=None, requires_grad=False) -> Tensor:
    """(n)"""
    return Tensor((points_given(n, "n"),))


@function("torch.fft.rfftfreq")
def rfftfreq(n, d=1.0, *, out=None, dtype=None, layout=None, device=None, requires_grad=False) -> Tensor:
    """(n // 2 + 1)"""
    return Tensor((halved(points_given(n, "n")),))


# --- short-time -------------------------------------------------------------------------------------------------


def _hop(n_fft: Dim, hop_length: Any, win_length: Any, window: Tensor | None) -> Dim:
    """The step between windows, after what torch asks of the sizes."""
    hop = n_fft // 4 if hop_length is None else need.whole(hop_length, "hop_length")
    width = n_fft if win_length is None else need.whole(win_length, "win_length")
    if need.at_least(hop, 1, "invalid-size", actual_is="hop_length", argument="hop_length") is Verdict.NO:
        raise Undecided("windows that do not move have no number")
    need.at_least(width, 1, "invalid-size", actual_is="win_length", argument="win_length")
    need.at_most(width, n_fft, "invalid-size", actual_is="win_length", expected_is="n_fft", argument="win_length")
    if window is not None:
        (size,) = need.rank(window, {1: "W"}, "window")
        need.same(
            size, width, "size-mismatch", actual_is="size of window", expected_is="win_length", of=window, axis=0,
            argument="window",
        )  # fmt: skip
    return hop


def _stft(
    input: Tensor, n_fft: Any, hop_length: Any, win_length: Any, window: Tensor | None, center: Any, pad_mode: Any,
    onesided: Any, return_complex: Any,
) -> Tensor:  # fmt: skip
    at_least_rank(input, 1)
    shape = need.known(input)
    if shape is None:
        raise Undecided("whether the signals come in a batch is not known")
    need.rank(input, (2, 1))
    points = need.whole(n_fft, "n_fft")
    hop = _hop(points, hop_length, win_length, window)
    length: Dim = shape[-1]
    if need.flag(center, "center"):
        if pad_mode == "reflect":
            need.at_least(
                length, points // 2 + 1, "pad-exceeds-input", actual_is="length of the signal",
                expected_is="more than the padding", of=input, axis=len(shape) - 1, argument="n_fft",
            )  # fmt: skip
        length = length + 2 * (points // 2)
    need.at_most(
        points, length, "kernel-exceeds-input", actual_is="n_fft", expected_is="length of the signal", of=input,
        argument="n_fft",
    )  # fmt: skip
    is_complex = (input.dtype or "").startswith("complex")
    if onesided is None and input.dtype is None:
        raise Undecided("whether the signal is complex is not known")
    half = not is_complex if onesided is None else need.flag(onesided, "onesided")
    sizes = (*shape[:-1], halved(points) if half else points, (length - points) // hop + 1)
    if return_complex is None:
        if is_complex:
            return Tensor(sizes, input.dtype)
        if input.dtype is not None:
            need.refuse("wrong-arguments", "return_complex must be given for a real signal", argument="return_complex")
        raise Undecided("whether the signal is complex is not known")
    if need.flag(return_complex, "return_complex"):
        return Tensor(sizes, complex_(input.dtype))
    return Tensor((*sizes, 2), real(input.dtype))


@function("torch.stft", "torch.Tensor.stft")
def stft(
    input: Tensor, n_fft, hop_length=None, win_length=None, window: Tensor | None = None, center=True,
    pad_mode="reflect", normalized=False, onesided=None, return_complex=None, align_to_window=None,
) -> Tensor:  # fmt: skip
    """(B?, L) -> (B?, n_fft // 2 + 1, frames), one pair more where not return_complex

    frames: floor((L + 2 * (n_fft // 2) - n_fft) / hop_length) + 1 where center, without the padding else.
    """
    made = _stft(input, n_fft, hop_length, win_length, window, center, pad_mode, onesided, return_complex)
    if window is not None and window.dtype != input.dtype:
        made.dtype = None
    return made


@function("torch.istft", "torch.Tensor.istft")
def istft(
    input: Tensor, n_fft, hop_length=None, win_length=None, window: Tensor | None = None, center=True,
    normalized=False, onesided=None, length=None, return_complex=False,
) -> Tensor:  # fmt: skip
    """(B?, n_fft // 2 + 1, frames) -> (B?, length), or the length that the frames cover"""
    shape = need.known(input)
    if shape is None:
        raise Undecided("whether the signals come in a batch is not known")
    need.rank(input, (3, 2))
    points = need.whole(n_fft, "n_fft")
    hop = _hop(points, hop_length, win_length, window)
    half = not need.flag(return_complex, "return_complex") if onesided is None else need.flag(onesided, "onesided")
    need.same(
        shape[-2], halved(points) if half else points, "size-mismatch", actual_is="frequencies of the input",
        expected_is="n_fft // 2 + 1" if half else "n_fft", of=input, axis=len(shape) - 2, argument="n_fft",
    )  # fmt: skip
    covered = points + hop * (shape[-1] - 1)
    if length is not None:
        return Tensor((*shape[:-2], need.whole(length, "length")))
    if need.flag(center, "center"):
        covered = covered - 2 * (points // 2)
    return Tensor((*shape[:-2], covered))


# --- complex numbers --------------------------------------------------------------------------------------------


@function("torch.view_as_real")
def view_as_real(input: Tensor) -> Tensor:
    """(*) -> (*, 2)"""
    if input.dtype is not None:
        need.holds(
            input.dtype.startswith("complex"), "wrong-arguments", f"input must be complex, it is {input.dtype}",
            argument="input",
        )  # fmt: skip
    shape = need.known(input)
    if shape is None:
        assert isinstance(input.shape, UnknownShape)
        return Tensor(UnknownShape(input.shape.reason, {-1: 2}), real(input.dtype))
    return Tensor((*shape, 2), real(input.dtype))


@function("torch.view_as_complex")
def view_as_complex(input: Tensor) -> Tensor:
    """(*, 2) -> (*)"""
    at_least_rank(input, 1)
    need.same(
        named_size(input, -1, "pair"), 2, "size-mismatch", actual_is="last size of the input", expected_is="a pair",
        of=input, axis=-1, argument="input",
    )  # fmt: skip
    return Tensor(need.shape(input)[:-1], complex_(input.dtype))


@function("torch.real", "torch.Tensor.real", "torch.Tensor.imag", "torch.imag")
def part(input: Tensor) -> Tensor:
    """(*) -> (*)"""
    return Tensor(input.shape, real(input.dtype))


@function("torch.conj", "torch.Tensor.conj", "torch.resolve_conj", "torch.Tensor.resolve_conj")
def conj(input: Tensor) -> Tensor:
    """(*) -> (*)"""
    return like(input)
