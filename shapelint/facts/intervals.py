"""The range of a size, from the ranges of its symbols."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Union

from shapelint.dims import Atom, Dim

Interval = tuple[Union[int, None], Union[int, None]]
"""The smallest and the largest value, both included; None where there is no bound."""

SIZE: Interval = (1, None)


def interval(dim: Dim, bounds: Mapping[str, Interval]) -> Interval:
    """The range of a size; a symbol without a bound of its own is a size, at least 1."""
    if isinstance(dim, int):
        return dim, dim
    low: int | None = dim.constant
    high: int | None = dim.constant
    for monomial, coefficient in dim.terms:
        part: Interval = (coefficient, coefficient)
        for atom, power in monomial:
            base = atom_interval(atom, bounds)
            part = multiply(part, raised(base, power))
        low = None if low is None or part[0] is None else low + part[0]
        high = None if high is None or part[1] is None else high + part[1]
        if low is None and high is None:
            break
    return low, high


def atom_interval(atom: Atom, bounds: Mapping[str, Interval]) -> Interval:
    if atom.kind == "symbol":
        return bounds.get(atom.name, SIZE)
    parts = [interval(arg, bounds) for arg in atom.args]
    if atom.kind == "floor":
        return divide(parts[0], parts[1])
    lows = [low for low, _ in parts if low is not None]
    highs = [high for _, high in parts if high is not None]
    whole_low, whole_high = len(lows) == len(parts), len(highs) == len(parts)
    if atom.kind == "min":
        return min(lows) if whole_low else None, min(highs) if highs else None
    return max(lows) if lows else None, max(highs) if whole_high else None


def raised(base: Interval, power: int) -> Interval:
    """The range of a power (at least 1)."""
    if power == 1:
        return base
    low, high = base
    if power % 2 or (low is not None and low >= 0):
        return None if low is None else low**power, None if high is None else high**power
    if high is not None and high <= 0:
        return high**power, None if low is None else low**power
    return 0, None if low is None or high is None else max(-low, high) ** power


def multiply(one: Interval, other: Interval) -> Interval:
    """The range of a product of independent values."""
    if one == (0, 0) or other == (0, 0):
        return 0, 0
    low: int | None = None
    high: int | None = None
    no_low = no_high = False
    for a, a_sign in ((one[0], -1), (one[1], 1)):
        for b, b_sign in ((other[0], -1), (other[1], 1)):
            if a is not None and b is not None:
                value = a * b
                low = value if low is None else min(low, value)
                high = value if high is None else max(high, value)
                continue
            # an infinite end: the product's sign there decides which end is open; with 0 it stays 0
            sign_a = a_sign if a is None else (a > 0) - (a < 0)
            sign_b = b_sign if b is None else (b > 0) - (b < 0)
            sign = sign_a * sign_b
            if sign > 0:
                no_high = True
            elif sign < 0:
                no_low = True
            else:
                low = 0 if low is None else min(low, 0)
                high = 0 if high is None else max(high, 0)
    return None if no_low else low, None if no_high else high


def divide(above: Interval, below: Interval) -> Interval:
    """The range of a floor division; unbounded where the divisor may be 0 or negative."""
    low, high = below
    if low is None or low <= 0:
        return None, None
    a, b = above
    least = None if a is None else a // low if a < 0 else 0 if high is None else a // high
    most = None if b is None else b // low if b >= 0 else -1 if high is None else b // high
    return least, most
