"""fractions.Fraction: a ratio of whole numbers.

It is known as long as both are.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from shapelint.interpret.kinds.numbers import Numbers
from shapelint.interpret.state.misuse import as_python
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.numbers import is_very_large
from shapelint.interpret.values.objects import Class
from shapelint.source.place import Place

WAYS: dict[str, Callable[[Fraction], int]] = {
    "trunc": math.trunc, "floor": math.floor, "ceil": math.ceil, "round": round,
}  # fmt: skip
SMALL_POWERS = range(-8, 9)
MOST_DIGITS = 100  # of a text that is read


class Fractions(Numbers[Any]):
    types = (Fraction,)
    names = frozenset(("Fraction",))
    abstract = frozenset(("Number", "Real", "Hashable"))
    methods = frozenset(("limit_denominator", "as_integer_ratio"))

    def whole(self, run: Run, place: Place, value: Fraction, way: str) -> object:
        return WAYS[way](value)

    def binary(self, run: Run, place: Place, op: str, value: Fraction, other: object, inplace: bool) -> object:
        if op == "**" and other not in SMALL_POWERS:
            return run.unknown("a large power of a fraction", place)
        found = super().binary(run, place, op, value, other, inplace)
        if type(found) is Fraction and (is_very_large(found.numerator) or is_very_large(found.denominator)):
            return run.unknown("a very large number", place)
        return found

    def unary(self, run: Run, place: Place, op: str, value: Fraction) -> object:
        return -value if op == "-" else value

    def attribute(self, run: Run, place: Place, value: Fraction, name: str) -> object:
        if name in ("numerator", "denominator"):
            return getattr(value, name)
        return super().attribute(run, place, value, name)

    def text(self, value: Fraction) -> str:
        return str(value)

    def reveal(self, run: Run, value: Fraction) -> str:
        return repr(value)


def _make(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    """`Fraction(3, 4)`, `Fraction("0.75")`"""
    values = [run.settled(one) for one in (*args[1:], *kwargs.values())]
    if any(
        type(one) not in (int, float, str, Fraction) or is_very_large(one) or len(str(one)) > MOST_DIGITS
        for one in values
    ):
        return run.unknown("a fraction of unknown numbers", place)
    return as_python(Fraction, *values)


LIBRARY = {"fractions.Fraction": Class("Fraction", namespace={"__new__": Native("__new__", _make)})}
