"""Arithmetic on sums of monomials as plain data.

Term = (monomial, coefficient), the constant's monomial being ().
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import gcd
from operator import itemgetter

from shapelint.sizes.dims.form import A, Factor, Key, Powers
from shapelint.sizes.dims.limits import FEW_TERMS, MOST_PAIRS, MOST_POWER, MOST_TERMS, TooLarge
from shapelint.sizes.dims.text import term_key

Term = tuple[Powers[A], int]


def add(one: Iterable[Term[A]], other: Iterable[Term[A]]) -> dict[Powers[A], int]:
    """The sum; coefficients may come out zero."""
    total = dict(one)
    for monomial, coefficient in other:
        total[monomial] = total.get(monomial, 0) + coefficient
    if len(total) > MOST_TERMS:
        raise TooLarge("a sum of too many terms")
    return total


def subtract(one: Iterable[Term[A]], other: Iterable[Term[A]]) -> dict[Powers[A], int]:
    """The difference; coefficients may come out zero."""
    total = dict(one)
    for monomial, coefficient in other:
        total[monomial] = total.get(monomial, 0) - coefficient
    if len(total) > MOST_TERMS:
        raise TooLarge("a difference of too many terms")
    return total


def multiply(one: Sequence[Term[A]], other: Sequence[Term[A]]) -> dict[Powers[A], int]:
    """The product; coefficients may come out zero."""
    if len(one) * len(other) > MOST_PAIRS:
        raise TooLarge("a product of sums of too many terms")
    total: dict[Powers[A], int] = {}
    for left, a in one:
        if not a:
            continue
        for right, b in other:
            if b:
                monomial = times(left, right)
                total[monomial] = total.get(monomial, 0) + a * b
    if len(total) > MOST_TERMS:
        raise TooLarge("a product of sums of too many terms")
    return total


def times(left: Powers[A], right: Powers[A]) -> Powers[A]:
    """The product of two monomials."""
    if not left:
        return right
    if not right:
        return left
    powers: dict[A, int] = dict(left)
    for atom, power in right:
        powers[atom] = power = powers.get(atom, 0) + power
        if power > MOST_POWER:
            raise TooLarge(f"a size to the power of {power}")
    if len(powers) == 1:
        return tuple(powers.items())
    return tuple(sorted(powers.items(), key=_key))


def _key(factor: tuple[Factor, int]) -> Key:
    return factor[0].key


def over(left: Powers[A], right: Powers[A]) -> Powers[A] | None:
    """left / right, or None where right does not divide left."""
    if not right:
        return left
    powers = dict(left)
    for atom, power in right:
        rest = powers.get(atom, 0) - power
        if rest < 0:
            return None
        if rest:
            powers[atom] = rest
        else:
            del powers[atom]
    return tuple(powers.items())


def divide(above: Sequence[Term[A]], below: Sequence[Term[A]]) -> tuple[dict[Powers[A], int], dict[Powers[A], int]]:
    """Quotient and remainder of two polynomials.

    above = quotient * below + remainder, cancelling leading terms as long as they divide.

    Terms are in order, the leading one first; neither is empty.
    """
    if len(below) > 1 and len(above) > FEW_TERMS:
        return {}, dict(above)
    lead, by = below[0]
    todo = dict(above)
    quotient: dict[Powers[A], int] = {}
    remainder: dict[Powers[A], int] = {}
    while todo:
        monomial = min(todo, key=term_key) if len(below) > 1 else next(iter(todo))
        coefficient = todo[monomial]
        ratio = over(monomial, lead)
        if ratio is None or coefficient % by:
            remainder[monomial] = todo.pop(monomial)
            continue
        factor = coefficient // by
        quotient[ratio] = quotient.get(ratio, 0) + factor
        for other, c in below:
            spot = times(other, ratio)
            left = todo.get(spot, 0) - factor * c
            if left:
                todo[spot] = left
            else:
                todo.pop(spot, None)
    return quotient, remainder


def cancel(above: Sequence[Term[A]], below: Sequence[Term[A]]) -> tuple[tuple[Term[A], ...], tuple[Term[A], ...]]:
    """Both polynomials without their common factor.

    Divided by the largest number and the largest monomial that divide every term of both.
    """
    everything = [*above, *below]
    number = gcd(*map(itemgetter(1), everything))
    shared = dict(everything[0][0])
    for monomial, _ in everything[1:]:
        if not shared:
            break
        powers = dict(monomial)
        shared = {atom: min(power, powers[atom]) for atom, power in shared.items() if atom in powers}
    common = tuple(shared.items())
    return _divided(above, number, common), _divided(below, number, common)


def _divided(terms: Sequence[Term[A]], number: int, common: Powers[A]) -> tuple[Term[A], ...]:
    if number == 1 and not common:
        return tuple(terms)
    result = []
    for monomial, coefficient in terms:
        ratio = over(monomial, common)
        assert ratio is not None
        result.append((ratio, coefficient // number))
    return tuple(result)
