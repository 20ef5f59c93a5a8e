"""math, as far as sizes are computed with it.

Of numbers some of which are symbolic.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from shapelint.interpret.language.operators import binary, describe
from shapelint.interpret.library.conversions import to_whole
from shapelint.interpret.state.kind import KINDS, iterate
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.numbers import is_very_large
from shapelint.sizes.tensors import Chance
from shapelint.source.place import Place

Args = list[Any]
Kwargs = dict[str, Any]

MOST_FACTORS = 1000


def whole(way: str) -> Callable[..., Any]:
    return lambda run, place, args, kwargs: to_whole(run, place, args[0], way)


def math_function(name: str) -> Callable[..., Any]:
    def body(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
        values = [run.settled(a) for a in args]
        if not all(kind.is_number and kind.is_scalar for kind in (KINDS[type(v)] for v in values)):
            return run.number(f"math.{name} of {describe(values[0]) if values else 'nothing'}", place)
        if name in ("factorial", "comb") and any(value > MOST_FACTORS for value in values):
            return run.number(f"math.{name} of a large number", place)
        try:
            found = getattr(math, name)(*values)
        except (ValueError, ArithmeticError, TypeError):
            return run.unknown(f"math.{name} outside its domain", place)
        return run.number("a very large number", place) if is_very_large(found) else found

    return body


def measured(name: str) -> Callable[..., Any]:
    """A function that gives a number which the source does not tell."""
    return lambda run, place, args, kwargs: run.number(f"{name}()", place)


def by_chance(name: str) -> Callable[..., Any]:
    """A function that draws a number."""
    return lambda run, place, args, kwargs: Chance(run.number(f"{name}()", place).reason)


CHANCES = (
    "random.random", "random.uniform", "random.gauss", "random.normalvariate", "random.betavariate",
    "random.triangular",
)  # fmt: skip
"""Functions that draw a number."""

MEASURED = (
    "time.time", "time.time_ns", "time.perf_counter",
    "time.perf_counter_ns", "time.monotonic", "time.process_time",
)  # fmt: skip
"""Functions that give a number which only the run tells."""


def prod(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    values = iterate(run, place, args[0])
    if values is None:
        return run.unknown("the product of an unknown sequence", place)
    total: Any = kwargs.get("start", 1)
    for value in values:
        total = binary(run, place, "*", total, value)
    return total
