"""The numbers in small tensors that the source spells out.

`torch.arange(4) * 2 + 1`, `.tolist()`, `.item()`.

Some builders compute widths and depths with such tensors. float32 is imitated by rounding after each operation.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any

from shapelint.interpret.state.kind import KINDS

MAX_ELEMENTS = 4096

UNARY: dict[str, Callable[[Any], Any]] = {
    "round": round, "floor": math.floor, "ceil": math.ceil, "trunc": math.trunc, "log": math.log, "log2": math.log2, "log10": math.log10,
    "exp": math.exp, "sqrt": math.sqrt, "abs": abs, "neg": operator.neg, "__neg__": operator.neg, "square": lambda x: x * x,
    "sin": math.sin, "cos": math.cos, "reciprocal": lambda x: 1 / x,
}  # fmt: skip
BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "add": operator.add, "sub": operator.sub, "mul": operator.mul, "div": operator.truediv, "pow": operator.pow,
    "floor_divide": operator.floordiv, "remainder": operator.mod, "maximum": max, "minimum": min,
}  # fmt: skip
SAME = {
    "multiply": "mul",
    "divide": "div",
    "true_divide": "div",
    "subtract": "sub",
    "truediv": "div",
    "floordiv": "floor_divide",
    "mod": "remainder",
}
REDUCTIONS: dict[str, Callable[[list[Any]], Any]] = {"sum": sum, "max": max, "min": min, "prod": math.prod}
CASTS: dict[str, Callable[[Any], Any]] = {"int": int, "long": int, "float": float, "double": float}
UNCHANGED = {"clone", "detach", "contiguous", "cpu", "cuda", "numpy"}


def fold(name: str, args: list[Any], kwargs: dict[str, Any], dtype: str | None) -> Any:
    """The data that an operation on known numbers gives.

    name: that of the operation. None where the data are not known.
    """
    first = _numbers(args[0]) if args and not kwargs else None
    if first is None:
        return None
    short = name.rsplit(".", 1)[-1]
    try:
        if short == "__getitem__":
            return _item(first, *args[1:])
        datas = [first, *map(_numbers, args[1:])]
        depths = [_depth(data) for data in datas]
        return None if None in depths else _fold(short, datas, depths, dtype)
    except (ValueError, ZeroDivisionError, OverflowError, TypeError, IndexError):
        return None


def _numbers(value: object) -> Any:
    return KINDS[type(value)].numbers(value)


def _depth(data: object) -> Any:
    """How deep lists are nested in data: 0 for a number.

    None where it is no data, or too much.
    """
    return KINDS[type(data)].depth(data, MAX_ELEMENTS)


def _fold(short: str, datas: list[Any], depths: list[Any], dtype: str | None) -> Any:
    if short == "arange":
        return [_rounded(v, dtype) for v in range(*datas)] if len(range(*datas)) <= MAX_ELEMENTS else None
    if len(datas) == 1:
        return _of_one(short, datas[0], depths[0], dtype)
    if len(datas) != 2:
        return None
    plain = short.strip("_")
    reflected = plain.startswith("r") and plain[1:] in (*BINARY, *SAME) and short.startswith("__")
    plain = plain[1:] if reflected else plain.removeprefix("i") if short.startswith("__i") else plain
    body = BINARY.get(SAME.get(plain, plain))
    if body is not None:
        one, two = (1, 0) if reflected else (0, 1)
        return _pairs(body, datas[one], datas[two], depths[one], depths[two], dtype)
    is_flip = short == "flip" and depths[0] == 1 and datas[1] in (0, -1, [0], [-1])
    return datas[0][::-1] if is_flip else None


def _of_one(short: str, data: Any, depth: int, dtype: str | None) -> Any:
    if short in ("tensor", "as_tensor"):
        return _each(lambda v: v, data, depth, dtype)
    if short in UNARY:
        # torch keeps floats in round, floor and ceil, where Python makes integers.
        keep = (lambda v: float(UNARY[short](v))) if dtype in ("float32", "float64") else UNARY[short]
        return _each(keep, data, depth, dtype)
    if short in CASTS:
        return _each(CASTS[short], data, depth, dtype)
    if short in UNCHANGED:
        return data
    if short in REDUCTIONS and depth == 1 and data:
        return _rounded(REDUCTIONS[short](data), dtype)
    if short == "diff" and depth == 1:
        return [_rounded(b - a, dtype) for a, b in zip(data, data[1:])]
    return None


def _item(data: Any, index: Any) -> Any:
    """`x[2]`, `x[1:]`"""
    stated = _numbers(index)
    where = index if stated is None else stated
    bounds = (getattr(where, name, None) for name in ("start", "stop", "step"))
    is_known = all(bound is None or KINDS[type(bound)].is_whole for bound in bounds)
    return data[where] if type(where) in INDICES and is_known else None


INDICES = frozenset((int, slice))


def _each(body: Callable[[Any], Any], value: Any, depth: int, dtype: str | None) -> Any:
    return [_each(body, v, depth - 1, dtype) for v in value] if depth else _rounded(body(value), dtype)


def _pairs(body: Callable[[Any, Any], Any], left: Any, right: Any, deep: int, deeper: int, dtype: str | None) -> Any:
    """Results for the numbers that stand at the same place.

    A number by itself stands for all places.
    """
    if deep and deeper:
        if len(left) != len(right):
            raise ValueError("broadcasting of data")
        return [_pairs(body, a, b, deep - 1, deeper - 1, dtype) for a, b in zip(left, right)]
    if deep:
        return [_pairs(body, a, right, deep - 1, 0, dtype) for a in left]
    if deeper:
        return [_pairs(body, left, b, 0, deeper - 1, dtype) for b in right]
    return _rounded(body(left, right), dtype)


def _rounded(value: Any, dtype: str | None) -> Any:
    return KINDS[type(value)].single(value) if dtype in ("float32", None) else value
