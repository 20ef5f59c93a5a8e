"""Arithmetic and comparison of numbers some of which are symbolic."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.numbers import (
    NotComputable,
    Real,
    compare_ratios,
    compare_with_float,
    of_ratios,
    of_sizes,
)
from shapelint.sizes.dims import Dim, Expr
from shapelint.sizes.facts import Facts, Verdict


def calculate(op: str, left: Any, right: Any) -> Dim | float | Real:
    """`left op right`, numbers at least one of which is symbolic.

    Raises NotComputable, ZeroDivisionError, TooLarge.
    """
    one, other = KINDS[type(left)], KINDS[type(right)]
    if one.is_integral and other.is_integral:
        return of_sizes(op, left, right)
    ratio, by = one.ratio(left), other.ratio(right)
    if ratio is None or by is None:
        raise NotComputable(f"a product with {right if ratio else left} is not exact")
    return of_ratios(op, ratio, by)


def compare(op: str, left: object, right: object, facts: Facts) -> Verdict:
    """`left op right` on numbers some of which are symbolic. op: == != < <= > >="""
    one, other = KINDS[type(left)].ratio(left), KINDS[type(right)].ratio(right)
    if one is not None and other is not None:
        return compare_ratios(op, one, other, facts)
    if isinstance(right, float) and isinstance(left, Expr):
        return compare_with_float(op, left, right, facts)
    return Verdict.UNKNOWN


def resolved(run: Run, value: object) -> object:
    """The number with what is known of its symbols."""
    return run.world.facts.resolve(value) if isinstance(value, Expr) else value
