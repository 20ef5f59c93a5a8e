"""The numbers in small tensors that the source spells out: `torch.arange(4) * 2 + 1`, `.tolist()`, `.item()`.

Some builders compute widths and depths with such tensors. float32 is imitated by rounding after each operation.
"""

from __future__ import annotations

import math
import operator
import struct
from collections.abc import Callable
from typing import Any

from shapelint.sizes.dims import Expr
from shapelint.sizes.tensors import Tensor

MAX_ELEMENTS = 4096
FLOATS = {"float32", "float64", None}

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
    """The data of the result of the operation called `name`, or None where it is not known."""
    short = name.rsplit(".", 1)[-1]
    if not args or kwargs or (isinstance(args[0], Tensor) and args[0].data is None):
        return None
    datas = [a.data if isinstance(a, Tensor) else a for a in args]
    if any(not _is_data(d) for d in datas) and not (short == "__getitem__" and _cuts(datas[1:])):
        return None
    try:
        return _fold(short, datas, dtype)
    except (ValueError, ZeroDivisionError, OverflowError, TypeError, IndexError):
        return None


def _fold(short: str, datas: list[Any], dtype: str | None) -> Any:
    first = datas[0]
    if short == "arange":
        return [_rounded(v, dtype) for v in range(*datas)] if len(range(*datas)) <= MAX_ELEMENTS else None
    if len(datas) == 1:
        if short in ("tensor", "as_tensor"):
            return _each(lambda v: v, first, dtype)
        if short in UNARY:
            # torch keeps floats in round, floor and ceil, where Python makes integers.
            keep = (lambda v: float(UNARY[short](v))) if dtype in ("float32", "float64") else UNARY[short]
            return _each(keep, first, dtype)
        if short in CASTS:
            return _each(CASTS[short], first, dtype)
        if short in UNCHANGED:
            return first
        if short in REDUCTIONS and isinstance(first, list) and first and not isinstance(first[0], list):
            return _rounded(REDUCTIONS[short](first), dtype)
        if short == "diff" and isinstance(first, list):
            return [_rounded(b - a, dtype) for a, b in zip(first, first[1:])]
        return None
    if len(datas) != 2:
        return None
    plain = short.strip("_")
    reflected = plain.startswith("r") and plain[1:] in (*BINARY, *SAME) and short.startswith("__")
    plain = plain[1:] if reflected else plain.removeprefix("i") if short.startswith("__i") else plain
    body = BINARY.get(SAME.get(plain, plain))
    if body is None:
        return _moved(short, first, datas[1])
    left, right = (datas[1], datas[0]) if reflected else (datas[0], datas[1])
    return _pairs(body, left, right, dtype)


def _moved(short: str, data: Any, where: Any) -> Any:
    """`x[2]`, `x[1:]`, and `x.flip(0)` of a vector."""
    if short == "__getitem__" and type(where) in (int, slice):
        return data[where]
    is_vector = isinstance(data, list) and not any(isinstance(one, list) for one in data)
    return data[::-1] if short == "flip" and is_vector and where in (0, -1, [0], [-1]) else None


def _cuts(index: list[Any]) -> bool:
    """Whether an index is a slice between known numbers."""
    parts = [part for one in index if isinstance(one, slice) for part in (one.start, one.stop, one.step)]
    return bool(parts) and all(part is None or type(part) is int for part in parts)


def _is_data(value: Any) -> bool:
    if isinstance(value, list):
        return len(value) <= MAX_ELEMENTS and all(_is_data(v) for v in value)
    return isinstance(value, (int, float, Expr))


def _each(body: Callable[[Any], Any], value: Any, dtype: str | None) -> Any:
    return [_each(body, v, dtype) for v in value] if isinstance(value, list) else _rounded(body(value), dtype)


def _pairs(body: Callable[[Any, Any], Any], left: Any, right: Any, dtype: str | None) -> Any:
    if isinstance(left, list) and isinstance(right, list):
        if len(left) != len(right):
            raise ValueError("broadcasting of data")
        return [_pairs(body, a, b, dtype) for a, b in zip(left, right)]
    if isinstance(left, list):
        return [_pairs(body, a, right, dtype) for a in left]
    if isinstance(right, list):
        return [_pairs(body, left, b, dtype) for b in right]
    return _rounded(body(left, right), dtype)


def _rounded(value: Any, dtype: str | None) -> Any:
    if isinstance(value, float) and dtype in ("float32", None):
        return struct.unpack("f", struct.pack("f", value))[0]
    return value
