"""New vectors whose length follows from numbers: arange, linspace, windows."""

from __future__ import annotations

import struct
from typing import Any

from shapelint.ops.core.arguments import dtype_given, whole
from shapelint.ops.core.declare import function
from shapelint.ops.core.layout import laid_out
from shapelint.ops.core.literals import ITEMS
from shapelint.ops.core.need import need
from shapelint.sizes.dims import Dim, Expr, ceil_div
from shapelint.sizes.tensors import Tensor, Unknown

DEFAULT = "float32"


def _steps(start: Any, end: Any, step: Any) -> Dim:
    """How many numbers lie from start up to, but not including, end."""
    numbers = [_number(one, name) for one, name in ((start, "start"), (end, "end"), (step, "step"))]
    if any(one is None for one in numbers):
        return need.facts.fresh("n", at_least=0)
    first, last, each = numbers
    if each == 0:
        need.refuse("wrong-arguments", "step must not be 0", argument="step")
    if all(isinstance(one, (int, float)) for one in numbers):
        length = (last - first) / each
        need.holds(
            length >= 0, "wrong-arguments", f"there are no steps of {each} from {first} to {last}", argument="end"
        )
        return -(-(last - first) // each) if all(isinstance(one, int) for one in numbers) else _rounded_up(length)
    if any(isinstance(one, float) for one in numbers) or not isinstance(each, int):
        return need.facts.fresh("n", at_least=0)
    distance = last - first if each > 0 else first - last
    need.at_least(distance, 0, "wrong-arguments", actual_is="distance from start to end", argument="end")
    return ceil_div(distance, abs(each))


def _rounded_up(length: float) -> int:
    return -int(-length // 1)


def _number(value: Any, argument: str) -> Any:
    if isinstance(value, (tuple, list, str, dict)) or value is None:
        need.refuse("wrong-arguments", f"{argument} must be a number, it is {value!r}", argument=argument)
    if isinstance(value, Tensor):
        return value.data if isinstance(value.data, (int, float)) else None
    if isinstance(value, (bool, int, float)):
        return value
    return whole(value, argument) if isinstance(value, (Expr, Unknown)) else None


@function("torch.arange")
def arange(
    *bounds, start=None, end=None, step=None, out=None, dtype=None, layout=None, device=None, requires_grad=False,
    pin_memory=False,
) -> Tensor:  # fmt: skip
    """(start=0, end, step=1) -> (ceil((end - start) / step))"""
    given = list(bounds)
    if len(given) == 1 and end is None and start is None:
        end = given.pop()
        if step is not None:
            need.refuse("wrong-arguments", "step needs a start", argument="step")
    for name in ("start", "end", "step"):
        if not given:
            break
        if {"start": start, "end": end, "step": step}[name] is None:
            start, end, step = (
                given.pop(0) if name == other else now
                for other, now in (("start", start), ("end", end), ("step", step))
            )
    if given or end is None:
        need.refuse("wrong-arguments", "arange takes end, or start and end, and perhaps step", argument="end")
    start, step = 0 if start is None else start, 1 if step is None else step
    whole_numbers = all(isinstance(one, (int, Expr)) for one in (start, end, step))
    if any(isinstance(one, float) for one in (start, end, step)):
        otherwise: str | None = DEFAULT
    else:
        otherwise = "int64" if whole_numbers else None
    length = _steps(start, end, step)
    result = laid_out(length, dtype=dtype_given(dtype, otherwise))
    if isinstance(length, int) and 0 <= length <= ITEMS and all(isinstance(one, int) for one in (start, end, step)):
        result.data = list(range(start, end, step))
    return result


@function("torch.range")
def range_(
    start, end, step=1, *, out=None, dtype=None, layout=None, device=None, requires_grad=False
) -> Tensor:  # fmt: skip
    """start, end, step -> (floor((end - start) / step) + 1)"""
    numbers = [_number(one, name) for one, name in ((start, "start"), (end, "end"), (step, "step"))]
    if any(one is None for one in numbers) or not all(isinstance(one, int) for one in numbers):
        return laid_out(need.facts.fresh("n", at_least=0), dtype=dtype_given(dtype, DEFAULT))
    first, last, each = numbers
    if each == 0 or (last - first) * each < 0:
        need.refuse("wrong-arguments", f"there are no steps of {each} from {first} to {last}", argument="step")
    return laid_out((last - first) // each + 1, dtype=dtype_given(dtype, DEFAULT))


def _spaced(start: Any, end: Any, steps: Any, dtype: Any) -> Tensor:
    for value, name in ((start, "start"), (end, "end")):
        shape = need.known(value) if isinstance(value, Tensor) else None
        if shape:
            need.refuse(
                "wrong-rank",
                f"{name} must be a number, it has {len(shape)} dimensions",
                actual=len(shape),
                expected=0,
                of=value,
                argument=name,
            )
    count = whole(steps, "steps")
    need.at_least(count, 0, "invalid-size", actual_is="steps", argument="steps")
    return laid_out(count, dtype=dtype_given(dtype, DEFAULT if not isinstance(start, complex) else None))


@function("torch.linspace")
def linspace(
    start, end, steps, *, out=None, dtype=None, layout=None, device=None, requires_grad=False, pin_memory=False
) -> Tensor:
    """start, end, steps -> (steps)"""
    result = _spaced(start, end, steps, dtype)
    count = steps if isinstance(steps, int) else -1
    if result.dtype == DEFAULT and 0 <= count <= ITEMS and all(isinstance(one, (int, float)) for one in (start, end)):
        result.data = _numbers(float(start), float(end), count)
    return result


def _numbers(start: float, end: float, count: int) -> list[float] | None:
    """What torch computes in float32.

    The first half from the start on, the second from the end back.
    """
    try:
        first, last = _single(start), _single(end)
        step = _single(_single(last - first) / (count - 1)) if count > 1 else 0.0
        half = count // 2 if count > 1 else count
        return [_single(first + step * at if at < half else last - step * (count - at - 1)) for at in range(count)]
    except OverflowError:
        return None


def _single(value: float) -> float:
    """The number that float32 has for it.

    Raises OverflowError where it has none.
    """
    found: float = struct.unpack("f", struct.pack("f", value))[0]
    return found


@function("torch.logspace")
def logspace(
    start, end, steps, base=10.0, *, out=None, dtype=None, layout=None, device=None, requires_grad=False,
    pin_memory=False,
) -> Tensor:  # fmt: skip
    """start, end, steps -> (steps)"""
    return _spaced(start, end, steps, dtype)


def _window(window_length: Any, dtype: Any) -> Tensor:
    size = whole(window_length, "window_length")
    need.at_least(size, 0, "invalid-size", actual_is="window_length", argument="window_length")
    return laid_out(size, dtype=dtype_given(dtype, DEFAULT))


@function("torch.hann_window", "torch.bartlett_window", "torch.blackman_window")
def hann_window(
    window_length, periodic=True, *, dtype=None, layout=None, device=None, requires_grad=False, pin_memory=False
) -> Tensor:  # fmt: skip
    """window_length -> (window_length)"""
    return _window(window_length, dtype)


@function("torch.hamming_window")
def hamming_window(
    window_length, periodic=True, alpha=0.54, beta=0.46, *, dtype=None, layout=None, device=None, requires_grad=False,
    pin_memory=False,
) -> Tensor:  # fmt: skip
    """window_length -> (window_length)"""
    return _window(window_length, dtype)


@function("torch.kaiser_window")
def kaiser_window(
    window_length, periodic=True, beta=12.0, *, dtype=None, layout=None, device=None, requires_grad=False,
    pin_memory=False,
) -> Tensor:  # fmt: skip
    """window_length -> (window_length)"""
    return _window(window_length, dtype)
