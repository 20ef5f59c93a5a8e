"""New arrays whose length follows from numbers: arange, linspace, windows."""

from __future__ import annotations

import math
from typing import Any

from shapelint.ops.core.arguments import whole
from shapelint.ops.core.array_arguments import axis_given, type_given
from shapelint.ops.core.arrays import ITEMS, KINDS, floating, to_array, together
from shapelint.ops.core.declare import function
from shapelint.ops.core.layout import laid_out
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.formulas.broadcasting import broadcast
from shapelint.ops.numpy.creation import DEFAULT
from shapelint.sizes.dims import Dim, Expr, ceil_div
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Array, Tensor


@function("numpy.arange")
def arange(*bounds, start=None, stop=None, step=None, dtype=None, device=None, like=None) -> Tensor:
    """(start=0, stop, step=1) -> (ceil((stop - start) / step))"""
    given = list(bounds)
    if len(given) == 1 and stop is None and start is None:
        stop = given.pop()
    for name in ("start", "stop", "step"):
        if given and {"start": start, "stop": stop, "step": step}[name] is None:
            value = given.pop(0)
            start = value if name == "start" else start
            stop = value if name == "stop" else stop
            step = value if name == "step" else step
    if given or stop is None:
        need.refuse("wrong-arguments", "arange takes stop, or start and stop, and perhaps step", argument="stop")
    ends = [number(0 if start is None else start), number(stop), number(1 if step is None else step)]
    length = steps(*ends)
    dtype = type_given(dtype, _type_of([one for one in (start, stop, step) if one is not None]))
    result = laid_out(length, dtype=dtype)
    if isinstance(length, int) and length <= ITEMS and all(isinstance(one, int) for one in ends) and _is_whole(dtype):
        result.data = list(range(*ends))
    return result


def _is_whole(dtype: str | None) -> bool:
    return dtype in KINDS and 1 <= KINDS[dtype] <= 2


def _type_of(given: list[Any]) -> str | None:
    arrays = [to_array(one) for one in given]
    return None if any(one.known_shape is None for one in arrays) else together(arrays)


def number(value: Any) -> Any:
    """A number, or None where it is not known.

    Or may be a fraction that is not known.
    """
    if isinstance(value, Array):
        value = value.data
    return value if isinstance(value, (int, float, Expr)) else None


def steps(start: Any, stop: Any, step: Any) -> Dim:
    """How many numbers lie from start up to, but not including, stop."""
    if any(one is None for one in (start, stop, step)):
        return need.facts.fresh("n", at_least=0)
    if step == 0:
        need.refuse("wrong-arguments", "step must not be 0", argument="step")
    if all(isinstance(one, int) for one in (start, stop, step)):
        return len(range(start, stop, step))
    if all(isinstance(one, (int, float)) for one in (start, stop, step)):
        length = float((stop - start) / step)
        if not math.isfinite(length):
            need.refuse("wrong-arguments", f"there is no end to it from {start} to {stop}", argument="stop")
        return max(0, math.ceil(length))
    if any(isinstance(one, float) for one in (start, stop, step)) or not isinstance(step, int):
        return need.facts.fresh("n", at_least=0)
    distance: Dim = stop - start if step > 0 else start - stop
    if need.facts.at_least(distance, 0) is not Verdict.YES:
        return need.facts.fresh("n", at_least=0)
    return ceil_div(distance, abs(step))


@function("numpy.linspace")
def linspace(
    start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0, *, device=None
) -> Tensor | tuple[Tensor, Any]:
    """start, stop, num -> (num, *): the broadcast of both, and an axis of num before it"""
    made = _spaced(to_array(start), to_array(stop), num, dtype, axis)
    length, ends = (need.known(made) or (None,))[0], (start, stop)
    plain = made.dtype == DEFAULT and endpoint is True and all(isinstance(one, (int, float)) for one in ends)
    if plain and isinstance(length, int) and length <= ITEMS:
        step = (stop - start) / (length - 1) if length > 1 else 0.0
        made.data = [float(start + at * step) for at in range(length)]
        if length > 1:
            made.data[-1] = float(stop)
    if need.flag(retstep, "retstep"):
        return made, Tensor((need.known(made) or ())[1:], "float64")
    return made


@function("numpy.logspace")
def logspace(start, stop, num=50, endpoint=True, base=10.0, dtype=None, axis=0) -> Tensor:
    """start, stop, num -> (num, *)"""
    return _spaced(to_array(start), to_array(stop), num, dtype, axis)


@function("numpy.geomspace")
def geomspace(start, stop, num=50, endpoint=True, dtype=None, axis=0) -> Tensor:
    """start, stop, num -> (num, *)"""
    return _spaced(to_array(start), to_array(stop), num, dtype, axis)


def _spaced(start: Array, stop: Array, num: Any, dtype: Any, axis: Any) -> Tensor:
    count = whole(num, "num")
    need.at_least(count, 0, "invalid-size", actual_is="num", argument="num")
    shape = broadcast(start, stop, arguments=("start", "stop"))
    if not isinstance(shape, tuple):
        raise Undecided("start or stop may be arrays")
    place = axis_given(axis, len(shape), extra=1)
    common = together((start, stop, Array((), "float64", weak=True)))
    common = "complex128" if common is not None and common.startswith("complex") else floating(common)
    if common is not None and not common.startswith("complex"):
        common = DEFAULT
    return laid_out(*shape[:place], count, *shape[place:], dtype=type_given(dtype, common))


@function("numpy.hanning", "numpy.hamming", "numpy.bartlett", "numpy.blackman")
def window(M) -> Tensor:
    """M -> (M)"""
    return _window(M)


@function("numpy.kaiser")
def kaiser(M, beta) -> Tensor:
    """M -> (M)"""
    return _window(M)


def _window(M: Any) -> Tensor:
    size = whole(M, "M")
    if need.facts.at_least(size, 1) is not Verdict.YES:
        size = need.facts.fresh("n", at_least=0) if not isinstance(size, int) else max(size, 0)
    return laid_out(size, dtype=DEFAULT)
