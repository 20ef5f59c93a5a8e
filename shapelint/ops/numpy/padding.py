"""numpy.pad."""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.array_arguments import axis_given, listed
from shapelint.ops.core.declare import function
from shapelint.ops.core.layout import laid_out
from shapelint.ops.core.need import Undecided, need
from shapelint.sizes.dims import Dim, Expr
from shapelint.sizes.tensors import Array, ArrayLike, Tensor, Unknown

MODES = (
    "constant", "edge", "linear_ramp", "maximum", "mean", "median", "minimum", "reflect", "symmetric", "wrap", "empty",
)  # fmt: skip


@function("numpy.pad")
def pad(array: ArrayLike, pad_width, mode="constant", **kwargs) -> Tensor:
    """(n, ...), ((before, after), ...) -> (before + n + after, ...)"""
    shape = need.shape(array)
    if isinstance(mode, str) and mode not in MODES:
        need.refuse("wrong-arguments", f"mode {mode!r} is none of numpy's", argument="mode")
    widths = _widths(listed(pad_width), len(shape), array)
    for before, after in widths:
        for one in (before, after):
            need.at_least(one, 0, "invalid-size", actual_is="a width to pad", argument="pad_width")
    if mode not in ("constant", "empty"):
        for axis, size in enumerate(shape):
            if size == 0 and widths[axis] != (0, 0):
                need.refuse(
                    "pad-exceeds-input", "an axis without elements can be padded with a constant only", of=array
                )
    return laid_out(*(before + size + after for size, (before, after) in zip(shape, widths)), dtype=array.dtype)


def _widths(given: Any, rank: int, of: Array) -> list[tuple[Dim, Dim]]:
    """Before and after of each axis.

    From one number, one pair, or a pair an axis.
    """
    if isinstance(given, (int, Expr)):
        return [(need.whole(given, "pad_width"),) * 2] * rank
    if isinstance(given, dict):
        pairs: list[tuple[Dim, Dim]] = [(0, 0)] * rank
        for axis, one in given.items():
            pairs[axis_given(axis, rank, "pad_width")] = _pair(one)
        return pairs
    if not isinstance(given, (tuple, list)):
        if isinstance(given, (float, str)):
            need.refuse("wrong-arguments", "pad_width must hold whole numbers", argument="pad_width")
        raise Undecided("pad_width is not known")
    rows = [listed(one) for one in given]
    if any(isinstance(one, Unknown) for one in rows) and len(rows) <= 2:
        raise Undecided("pad_width is not known")
    if all(isinstance(one, (int, Expr)) for one in rows):
        if len(rows) not in (1, 2):
            _refuse_width(len(rows), rank, of)
        return [_pair(rows)] * rank
    pairs = [_pair(one) for one in rows]
    if len(pairs) == 1:
        return pairs * rank
    if len(pairs) != rank:
        _refuse_width(len(pairs), rank, of)
    return pairs


def _refuse_width(count: int, rank: int, of: Array) -> None:
    need.refuse(
        "wrong-arguments", f"pad_width speaks of {count} axes, the array has {rank}", actual=count, expected=rank,
        argument="pad_width", of=of,
    )  # fmt: skip


def _pair(given: Any) -> tuple[Dim, Dim]:
    if isinstance(given, (int, Expr)):
        return need.whole(given, "pad_width"), need.whole(given, "pad_width")
    if isinstance(given, Unknown):
        return need.fresh("before"), need.fresh("after")
    if not isinstance(given, (tuple, list)) or len(given) not in (1, 2):
        need.refuse("wrong-arguments", "pad_width holds pairs of numbers, before and after", argument="pad_width")
    before, after = given[0], given[-1]
    if isinstance(before, float) or isinstance(after, float):
        need.refuse("wrong-arguments", "pad_width must hold whole numbers", argument="pad_width")
    return need.whole(before, "pad_width"), need.whole(after, "pad_width")
