"""int(), float(), str(), bool(), round(): of numbers some of which are symbolic."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from shapelint.interpret.language.comparison import known_truth
from shapelint.interpret.language.operators import kind
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.conditions import Condition
from shapelint.interpret.values.numbers import Real
from shapelint.sizes.dims import Expr
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Computed, Tensor, Unknown
from shapelint.source.place import Place

Args = list[Any]
Kwargs = dict[str, Any]


WAYS: dict[str, Callable[[float], int]] = {"trunc": int, "floor": math.floor, "ceil": math.ceil, "round": round}


def to_whole(run: Run, place: Place, value: Any, way: str) -> Any:
    """int(), math.floor, math.ceil, round of a number. way: "trunc", "floor", "ceil", "round"."""
    value = run.settled(value)
    if isinstance(value, (bool, int)):
        return int(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise PythonError("OverflowError", f"int of {value}")
        return WAYS[way](value)
    if isinstance(value, Expr):
        return value
    if isinstance(value, Real):
        if value.denominator == 1:
            return value.numerator
        if way == "floor" or (way == "trunc" and run.world.facts.at_least(value.numerator, 0) is Verdict.YES):
            return value.floor()
        if way == "ceil":
            return value.ceil()
        return run.unknown(f"the whole part of {value.numerator}/{value.denominator}", place)
    if isinstance(value, str):
        try:
            return int(value) if way == "trunc" and len(value) < 20 else run.unknown("a number read from a text", place)
        except ValueError as error:
            raise PythonError("ValueError", str(error)) from None
    if isinstance(value, Tensor):
        if isinstance(value.data, (int, float, Expr)):
            return to_whole(run, place, value.data, way)
        return run.unknown("a number read from a tensor", place)
    if isinstance(value, Computed):
        return run.unknown("the whole part of an unknown number", place)
    if isinstance(value, Unknown):
        return value.part(f"{way}()", value.name)
    return run.unknown(f"the whole part of {kind(value)}", place)


def rounded(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    value = run.settled(args[0])
    digits = args[1] if len(args) > 1 else kwargs.get("ndigits")
    if digits is not None:
        return (
            round(value, digits)
            if isinstance(value, (int, float)) and isinstance(digits, int) and abs(digits) < 1000
            else run.unknown("a rounded number", place)
        )
    return to_whole(run, place, value, "round")


def to_float(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    value = run.settled(args[0]) if args else 0.0
    if isinstance(value, (int, float, str)):
        try:
            return float(value)
        except (ValueError, OverflowError) as error:
            raise PythonError(type(error).__name__, str(error)) from None
    if isinstance(value, Tensor) and isinstance(value.data, (int, float, Expr)):
        value = value.data
    if isinstance(value, Expr):
        return Real(value, 1)
    return value if isinstance(value, Real) else run.unknown(f"float of {kind(value)}", place)


def to_text(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    value = run.settled(args[0]) if args else ""
    if isinstance(value, (str, int, float, type(None))):
        return str(value)
    return run.unknown(f"the text of {kind(value)}", place)


def to_bool(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    answer = known_truth(run, place, args[0]) if args else False
    return Condition("truth", args[0], None) if answer is None else answer
