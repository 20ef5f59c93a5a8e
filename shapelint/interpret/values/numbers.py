"""Arithmetic on Python numbers some of which are symbolic sizes."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from shapelint.sizes.dims import Dim, Expr, ceil_div, floor_div
from shapelint.sizes.facts import Facts, Verdict

MAX_BITS = 4096  # of an integer that the checked program may compute
MAX_LENGTH = 100_000  # of a string or sequence


@dataclass(frozen=True)
class Real:
    """A symbolic number that need not be whole.

    `numerator / denominator`, the denominator a positive int.

    `h / 2` and `h * 0.5` are both Real(h, 2); `int()` and `//` make sizes of it again.
    """

    numerator: Expr
    denominator: int

    def floor(self) -> Dim:
        return floor_div(self.numerator, self.denominator)

    def ceil(self) -> Dim:
        return ceil_div(self.numerator, self.denominator)


Ratio = tuple[Dim, int]
"""Numerator and denominator."""


class NotComputable(Exception):
    """The result is not known; the text says why."""


def make_real(numerator: Dim, denominator: int) -> float | Real:
    """The number, in the simplest class that holds it.

    Note that `4 / 2` is a float in Python; a whole Real stays Real, so that only `int()` and `//` turn it into a size.
    """
    return Real(numerator, denominator) if isinstance(numerator, Expr) else numerator / denominator


def of_sizes(op: str, left: Dim, right: Dim) -> Dim | float | Real:
    """`left op right`, at least one of which is symbolic.

    Raises NotComputable, ZeroDivisionError.
    """
    divisor = None if isinstance(right, Expr) else right
    if op in WHOLE:
        if op in ("//", "%") and divisor == 0:
            raise ZeroDivisionError
        found: Dim = WHOLE[op](left, right)
        return found
    if op == "**" and divisor is not None and 0 <= divisor <= 8:
        return left**divisor
    if op == "/" and divisor:
        sign = 1 if divisor > 0 else -1
        return make_real(left * sign, divisor * sign)
    if op == "/":
        exact = floor_div(left, right)
        if exact * right - left == 0:
            return make_real(exact, 1)
    raise NotComputable(f"{left} {op} {right} is not a whole number in general")


def of_ratios(op: str, one: Ratio, other: Ratio) -> float | Real:
    """`one op other`, of numbers that need not be whole.

    Raises NotComputable, ZeroDivisionError.
    """
    (p, q), (r, s) = one, other
    if op == "*":
        return make_real(p * r, q * s)
    if op in ("+", "-"):
        return make_real(WHOLE[op](p * s, r * q), q * s)
    divisor = 0 if isinstance(r, Expr) else r
    if op == "/" and divisor:
        sign = 1 if divisor > 0 else -1
        return make_real(p * s * sign, q * divisor * sign)
    if op == "//" and divisor > 0:
        return make_real(floor_div(p * s, q * divisor), 1)
    raise NotComputable(f"{op} on a symbolic fraction")


WHOLE: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "//": operator.floordiv,
    "%": operator.mod,
}

PYTHON: dict[str, Callable[[Any, Any], Any]] = {
    **WHOLE,
    "/": operator.truediv,
    "**": operator.pow,
    "<<": operator.lshift,
    ">>": operator.rshift,
    "&": operator.and_,
    "|": operator.or_,
    "^": operator.xor,
    "@": operator.matmul,
}

WIDE = re.compile(r"[0-9]{4}")
"""Of a format: a large width or precision."""
WIDE_FIELD = re.compile(r"%(\([^)]*\))?[-+ #0-9.]*([0-9]{4}|\*)|\{[^}]*([0-9]{4}|\{)")
"""A field of such a format, or of one that is given elsewhere."""


def is_very_large(value: object) -> bool:
    """Whether arithmetic on the number takes long.

    It is a whole number that is very large.
    """
    return isinstance(value, int) and value.bit_length() > MAX_BITS


def compare_ratios(op: str, one: Ratio, other: Ratio, facts: Facts) -> Verdict:
    """`one op other`. op: == != < <= > >="""
    p, r = one[0] * other[1], other[0] * one[1]
    if op in ("==", "!="):
        verdict = facts.same(p, r)
        return verdict if op == "==" else negate(verdict)
    if op in ("<", ">="):
        verdict = facts.at_least(p, r)
        return verdict if op == ">=" else negate(verdict)
    verdict = facts.at_least(r, p)
    return verdict if op == "<=" else negate(verdict)


def compare_with_float(op: str, left: Expr, right: float, facts: Facts) -> Verdict:
    """Compare a size with a float that is no small fraction.

    As inf and 0.1 are: with the whole numbers around it.
    """
    low, high = facts.bound(left)
    if op in (">", ">="):
        return _between(low is not None and low > right, high is not None and high < right)
    if op in ("<", "<="):
        return _between(high is not None and high < right, low is not None and low > right)
    return Verdict.UNKNOWN


def _between(yes: bool, no: bool) -> Verdict:
    return Verdict.YES if yes else Verdict.NO if no else Verdict.UNKNOWN


def negate(verdict: Verdict) -> Verdict:
    return {Verdict.YES: Verdict.NO, Verdict.NO: Verdict.YES}.get(verdict, Verdict.UNKNOWN)
