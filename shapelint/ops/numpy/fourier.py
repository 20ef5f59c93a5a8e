"""numpy.fft: of a line, of planes, and the frequencies.

Real forms keep half of the last axis.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.ops.core.array_arguments import axes_given, axis_given
from shapelint.ops.core.declare import function
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.fourier import Transformed, doubled, halved, kept, points_given, transformed, transformed_planes
from shapelint.sizes.tensors import Array, ArrayLike, Tensor, Unknown

DECLARED: list[Callable[..., Any]] = []
"""What the tables declare."""

LINES: dict[str, tuple[Transformed, Transformed]] = {
    "fft": (kept, kept), "ifft": (kept, kept), "rfft": (halved, halved), "ihfft": (halved, halved),
    "irfft": (kept, doubled), "hfft": (kept, doubled),
}  # fmt: skip
"""How a size follows from n, and from the size of the array where n is not given."""


def _type(name: str, a: Array) -> str | None:
    """Of single precision newer versions give single precision, older ones double."""
    if a.dtype not in ("float64", "int64", "int32", "complex128"):
        return None
    return "float64" if name in ("irfft", "hfft") else "complex128"


def _declare_line(name: str) -> None:
    given, otherwise = LINES[name]

    @function(f"numpy.fft.{name}")
    def line(a: ArrayLike, n=None, axis=-1, norm=None, out=None) -> Tensor:
        """(*, L, *) -> (*, n, *)"""
        axis_given(axis, len(need.shape(a)))
        return Tensor(transformed(a, n, axis, norm, given, otherwise).shape, _type(name, a))

    DECLARED.append(line)


def _declare_planes(name: str) -> None:
    @function(f"numpy.fft.{name}2")
    def two(a: ArrayLike, s=None, axes=(-2, -1), norm=None, out=None) -> Tensor:
        """(*, H, W) -> (*, s0, s1)"""
        return _of_axes(a, s, axes, norm, name)

    @function(f"numpy.fft.{name}n")
    def several(a: ArrayLike, s=None, axes=None, norm=None, out=None) -> Tensor:
        """The sizes s in the axes"""
        return _of_axes(a, s, axes, norm, name)

    DECLARED.extend((two, several))


def _of_axes(a: Array, s: Any, axes: Any, norm: Any, name: str) -> Tensor:
    if isinstance(axes, Unknown) or isinstance(s, Unknown):
        raise Undecided("the axes are not known")
    shape = need.shape(a)
    if isinstance(axes, (tuple, list)) and len(set(axes)) < len(axes):
        raise Undecided("an axis is transformed twice")
    for one in axes if isinstance(axes, (tuple, list)) else ():
        axis_given(one, len(shape), "axes")
    return Tensor(transformed_planes(a, s, axes, norm, *LINES[name]).shape, _type(name, a))


for _name in LINES:
    _declare_line(_name)
for _name in ("fft", "ifft", "rfft", "irfft"):
    _declare_planes(_name)


@function("numpy.fft.fftshift", "numpy.fft.ifftshift")
def fftshift(x: ArrayLike, axes=None) -> Tensor:
    """(*) -> (*)"""
    if axes is not None:
        axes_given(axes, len(need.shape(x)), "axes")
    return Tensor(x.shape, x.dtype)


@function("numpy.fft.fftfreq")
def fftfreq(n, d=1.0, device=None) -> Tensor:
    """(n)"""
    return Tensor((points_given(n, "n"),), "float64")


@function("numpy.fft.rfftfreq")
def rfftfreq(n, d=1.0, device=None) -> Tensor:
    """(n // 2 + 1)"""
    return Tensor((halved(points_given(n, "n")),), "float64")
