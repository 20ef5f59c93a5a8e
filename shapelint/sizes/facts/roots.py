"""The integers at which a polynomial in one variable is zero, exactly.

Between two neighbouring turning points a polynomial is monotone, so that a zero is found by halving; the turning
points are those of the derivative, which has a lower degree. Integers throughout: no rounding.
"""

from __future__ import annotations

from collections.abc import Sequence


def integer_roots(coefficients: Sequence[int]) -> list[int]:
    """The integer zeros of a polynomial, ascending.

    coefficients: the constant first, the last not 0.
    """
    return [x for x in _crossings(coefficients) if value_at(coefficients, x) == 0]


def value_at(coefficients: Sequence[int], x: int) -> int:
    result = 0
    for coefficient in reversed(coefficients):
        result = result * x + coefficient
    return result


def _crossings(coefficients: Sequence[int]) -> list[int]:
    """Integers near every real zero, ascending.

    Every real zero lies at some t or between t and t + 1.
    """
    degree = len(coefficients) - 1
    if degree == 0:
        return []
    if degree == 1:
        return [-coefficients[0] // coefficients[1]]
    # Cauchy: no zero is farther out than this
    reach = 1 + max(map(abs, coefficients[:-1])) // abs(coefficients[-1]) + 1
    turning = _crossings([power * c for power, c in enumerate(coefficients)][1:])
    found: set[int] = set()
    start = -reach
    for turn in [*turning, reach]:
        found.update(_between(coefficients, start, turn))
        found.add(turn)  # it may touch zero between turn and turn + 1
        start = turn + 1
    return sorted(found)


def _between(coefficients: Sequence[int], low: int, high: int) -> list[int]:
    """Where the polynomial, monotone from low to high, changes its sign."""
    if low > high:
        return []
    at_low, at_high = value_at(coefficients, low), value_at(coefficients, high)
    if at_low == 0 or at_high == 0:
        return [x for x, value in ((low, at_low), (high, at_high)) if value == 0]
    if (at_low < 0) == (at_high < 0):
        return []
    while high - low > 1:
        middle = (low + high) // 2
        value = value_at(coefficients, middle)
        if value == 0:
            return [middle]
        if (value < 0) == (at_low < 0):
            low = middle
        else:
            high = middle
    return [low]
