"""Arithmetic on Python numbers some of which are symbolic sizes."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from shapelint.sizes.dims import Dim, Expr, ceil_div, floor_div
from shapelint.sizes.facts import Facts, Verdict

MAX_BITS = 4096  # of an integer that the checked program may compute
MAX_LENGTH = 100_000  # of a string or sequence


@dataclass(frozen=True)
class Real:
    """A symbolic number that need not be whole: `numerator / denominator`, the denominator a positive int.

    `h / 2` and `h * 0.5` are both Real(h, 2); `int()` and `//` make sizes of it again.
    """

    numerator: Expr
    denominator: int

    def floor(self) -> Dim:
        return floor_div(self.numerator, self.denominator)

    def ceil(self) -> Dim:
        return ceil_div(self.numerator, self.denominator)


class NotComputable(Exception):
    """The result is not known; the text says why."""


def as_ratio(value: Any) -> tuple[Dim, int] | None:
    """Numerator and denominator of an int, Expr, Real, or a float that is a small binary fraction (0.5, 1.25): only
    those behave in a product as the fraction they print as."""
    if isinstance(value, (int, Expr)):
        return value, 1
    if isinstance(value, Real):
        return value.numerator, value.denominator
    if isinstance(value, float) and value == value and abs(value) < 2**31:
        fraction = Fraction(value)
        if fraction.denominator <= 2**20:
            return fraction.numerator, fraction.denominator
    return None


def make_real(numerator: Dim, denominator: int) -> Any:
    """The number, in the simplest class that holds it. Note that `4 / 2` is a float in Python; a whole Real stays
    Real, so that only `int()` and `//` turn it into a size."""
    if isinstance(numerator, int):
        return numerator / denominator
    return Real(numerator, denominator)


def symbolic(op: str, left: Any, right: Any) -> Any:
    """`left op right` where at least one side is an Expr or Real and both are numbers.

    Raises NotComputable, ZeroDivisionError.
    """
    if isinstance(left, (int, Expr)) and isinstance(right, (int, Expr)):
        if op in _WHOLE:
            if op in ("//", "%") and isinstance(right, int) and right == 0:
                raise ZeroDivisionError
            return _WHOLE[op](left, right)
        if op == "**" and isinstance(right, int) and 0 <= right <= 8:
            return left**right
        if op == "/" and isinstance(right, int) and right != 0:
            sign = 1 if right > 0 else -1
            return make_real(left * sign, right * sign)
        if op == "/":
            exact = floor_div(left, right)
            if isinstance(exact * right - left, int) and exact * right - left == 0:
                return make_real(exact, 1)
        raise NotComputable(f"{left} {op} {right} is not a whole number in general")
    a, b = as_ratio(left), as_ratio(right)
    if a is None or b is None:
        raise NotComputable(f"a product with {right if a else left} is not exact")
    (p, q), (r, s) = a, b
    if op == "*":
        return make_real(p * r, q * s)
    if op in ("+", "-"):
        return make_real(_WHOLE[op](p * s, r * q), q * s)
    if op == "/" and isinstance(r, int) and r != 0:
        sign = 1 if r > 0 else -1
        return make_real(p * s * sign, q * r * sign)
    if op == "//" and isinstance(r, int) and r > 0:
        return make_real(floor_div(p * s, q * r), 1)
    raise NotComputable(f"{op} on a symbolic fraction")


_WHOLE: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "//": operator.floordiv,
    "%": operator.mod,
}

PLAIN: dict[str, Callable[[Any, Any], Any]] = {
    **_WHOLE,
    "/": operator.truediv,
    "**": operator.pow,
    "<<": operator.lshift,
    ">>": operator.rshift,
    "&": operator.and_,
    "|": operator.or_,
    "^": operator.xor,
    "@": operator.matmul,
}


def plain(op: str, left: Any, right: Any) -> Any:
    """`left op right` on Python's own values, refusing what would take a machine's whole memory."""
    if op == "**" and isinstance(left, int) and isinstance(right, int) and right > 0:
        if left.bit_length() * right > MAX_BITS:
            raise NotComputable("a very large power")
    if op == "<<" and isinstance(right, int) and right > MAX_BITS:
        raise NotComputable("a very large shift")
    if op == "*":
        for sequence, count in ((left, right), (right, left)):
            if isinstance(sequence, (str, bytes, list, tuple)) and isinstance(count, int):
                if len(sequence) * count > MAX_LENGTH:
                    raise NotComputable("a very long sequence")
    if op == "+" and isinstance(left, SEQUENCES) and isinstance(right, SEQUENCES):
        if len(left) + len(right) > MAX_LENGTH:
            raise NotComputable("a very long sequence")
    if op == "%" and isinstance(left, (str, bytes)):
        if len(left) > 1000 or WIDE_FIELD.search(str(left)) or not is_flat(right):
            raise NotComputable("formatting of a long text")
    result = PLAIN[op](left, right)
    if is_very_large(result):
        raise NotComputable("a very large number")
    return result


SEQUENCES = (str, bytes, list, tuple)
WIDE = re.compile(r"[0-9]{4}")
"""Of a format: a large width or precision."""
WIDE_FIELD = re.compile(r"%(\([^)]*\))?[-+ #0-9.]*([0-9]{4}|\*)|\{[^}]*([0-9]{4}|\{)")
"""A field of such a format, or of one that is given elsewhere."""


def is_flat(value: Any) -> bool:
    """Whether the text of a value is short: a number or text, or a few of them."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return len(value) <= 1000 and all(isinstance(one, SCALARS) for one in value)
    return isinstance(value, SCALARS)


SCALARS = (int, float, str, type(None))


def is_very_large(value: Any) -> bool:
    """Whether it is a whole number so large that arithmetic on it takes long."""
    return isinstance(value, int) and value.bit_length() > MAX_BITS


def compare(op: str, left: Any, right: Any, facts: Facts) -> Verdict:
    """`left op right` on numbers some of which are symbolic. op: == != < <= > >="""
    a, b = as_ratio(left), as_ratio(right)
    if a is None or b is None:
        return _with_any_float(op, left, right, facts)
    p, r = a[0] * b[1], b[0] * a[1]
    if op in ("==", "!="):
        verdict = facts.same(p, r)
        return verdict if op == "==" else negate(verdict)
    if op in ("<", ">="):
        verdict = facts.at_least(p, r)
        return verdict if op == ">=" else negate(verdict)
    verdict = facts.at_least(r, p)
    return verdict if op == "<=" else negate(verdict)


def _with_any_float(op: str, left: Any, right: Any, facts: Facts) -> Verdict:
    """Against a float that is no small fraction (inf, 0.1), compare with the whole numbers around it."""
    if isinstance(right, float) and isinstance(left, Expr):
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
