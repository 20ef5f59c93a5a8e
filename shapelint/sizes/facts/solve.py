"""The values of a symbol that make an expression zero.

Exactly or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import gcd, lcm

from shapelint.sizes.dims import Atom, Dim, atoms, substitute, symbol, symbols, terms
from shapelint.sizes.facts.intervals import SIZE, Bounds, Interval, atom_interval
from shapelint.sizes.facts.roots import integer_roots

MOST_RESIDUES = 64
MOST_DEGREE = 8
MOST_BITS = 256  # of a coefficient; finding zeros takes time that grows with both

Ranges = list[tuple[int, int]]
"""Stretches of integers, first and last included."""


def coefficients(dim: Dim) -> tuple[Atom, list[int]] | None:
    """The atom and the coefficients of a polynomial.

    The constant first, where the size is a polynomial in one atom.
    """
    inside, constant = terms(dim)
    found = list(atoms(dim))
    if len(found) != 1:
        return None
    result = [0] * (1 + max(monomial[0][1] for monomial, _ in inside))
    result[0] = constant
    for monomial, coefficient in inside:
        result[monomial[0][1]] = coefficient
    return found[0], result


def roots_of_atom(dim: Dim, bounds: Bounds) -> tuple[Atom, list[int]] | None:
    """The atom, and its values that make the size zero.

    Where the size is a polynomial in one atom.
    """
    polynomial = coefficients(dim)
    if polynomial is None:
        return None
    atom, numbers = polynomial
    if len(numbers) > MOST_DEGREE + 1 or max(map(int.bit_length, numbers)) > MOST_BITS:
        return None
    if len(numbers) == 2:
        roots = [] if numbers[0] % numbers[1] else [-numbers[0] // numbers[1]]
    else:
        roots = integer_roots(numbers)
    return atom, within(roots, atom_interval(atom, bounds))


def within(values: list[int], interval: Interval) -> list[int]:
    low, high = interval
    return [value for value in values if (low is None or value >= low) and (high is None or value <= high)]


def where_zero(dim: Dim, bounds: Bounds) -> tuple[str, Ranges] | None:
    """The one symbol, and its values that make the size zero.

    All of them; None where they are not found.
    """
    polynomial = roots_of_atom(dim, bounds)
    if polynomial is not None:
        atom, values = polynomial
        pulled = _pulled_back(atom, [(value, value) for value in values])
        if pulled is not None:
            name, ranges = pulled
            return name, _cut(ranges, bounds.get(name, SIZE))
    names = symbols(dim)
    if len(names) != 1:
        return None
    (name,) = names
    by_residue = _by_residue(dim, name, bounds)
    return None if by_residue is None else (name, by_residue)


def residues(zero: Dim) -> Iterator[tuple[str, tuple[int, int]]]:
    """The residues that a size of 0 leaves for symbols.

    Those that stand alone in it: `7*((h + 6)//7) - h` is 0 only where h is a multiple of 7.
    """
    inside, constant = terms(zero)
    for place, (monomial, coefficient) in enumerate(inside):
        name = monomial[0][0].name
        if not name or len(monomial) > 1 or monomial[0][1] > 1:
            continue
        others = gcd(*(factor for other, (_, factor) in enumerate(inside) if other != place))
        common = gcd(coefficient, others)
        step = others // common
        if step > 1 and constant % common == 0:
            yield name, (step, -(constant // common) * pow(coefficient // common, -1, step) % step)


def members(ranges: Ranges, modulus: int, residue: int) -> Iterator[int]:
    """The integers in these stretches that are residue modulo modulus."""
    for first, last in ranges:
        yield from range(first + (residue - first) % modulus, last + 1, modulus)


def _pulled_back(atom: Atom, ranges: Ranges) -> tuple[str, Ranges] | None:
    """The symbol within an atom, and its values.

    Those for which the atom's value lies in one of the ranges.
    """
    while True:
        if atom.kind == "symbol":
            return atom.name, ranges
        if atom.kind != "floor":
            return None
        above, below = atom.args
        linear = coefficients(above)
        if not isinstance(below, int) or linear is None or len(linear[1]) != 2:
            return None
        atom, (constant, factor) = linear
        found: Ranges = []
        for first, last in ranges:  # first*below <= factor*x + constant <= last*below + below - 1
            least, most = first * below - constant, last * below + below - 1 - constant
            if factor < 0:
                least, most = -most, -least
            start, end = -(-least // abs(factor)), most // abs(factor)
            if start <= end:
                found.append((start, end))
        ranges = sorted(found)


def _by_residue(dim: Dim, name: str, bounds: Bounds) -> Ranges | None:
    """The zeros, for one residue after the other.

    Where x = p*t + r, with p a multiple of all divisors, the size is a polynomial in t for each r.
    """
    period = periods(dim).get(name)
    if period is None or period > MOST_RESIDUES:
        return None
    x = symbol(name)
    found: Ranges = []
    for residue in range(period):
        bounds.effort.spend(20 * len(terms(dim)[0]))
        inner = Bounds({name: part_of(bounds.get(name, SIZE), period, residue)}, bounds.effort)
        there = substitute(dim, {name: period * x + residue})
        if isinstance(there, int):
            if there == 0:
                return None  # zero for a whole class: endless
            continue
        roots = roots_of_atom(there, inner)
        if roots is None or roots[0].name != name:
            return None
        found += [(period * root + residue, period * root + residue) for root in roots[1]]
    return sorted(found)


def part_of(interval: Interval, modulus: int, residue: int) -> Interval:
    """The range of t where modulus*t + residue has that range."""
    low, high = interval
    return None if low is None else -((residue - low) // modulus), None if high is None else (high - residue) // modulus


def _cut(ranges: Ranges, interval: Interval) -> Ranges:
    low, high = interval
    cut = [(a if low is None else max(a, low), b if high is None else min(b, high)) for a, b in ranges]
    return [(a, b) for a, b in cut if a <= b]


def periods(dim: Dim) -> dict[str, int]:
    """For each symbol a period of its floor divisions.

    A number p such that with p*t + r in its place no floor division by a number is left.

    A symbol that stands nowhere within a division has 1. Symbols within a symbolic division are left out.
    """
    found: dict[str, int] = {}
    hidden: set[str] = set()
    _periods(dim, 1, found, hidden)
    return {name: period for name, period in found.items() if name not in hidden}


def _periods(dim: Dim, outer: int, found: dict[str, int], hidden: set[str]) -> None:
    for atom in atoms(dim):
        if atom.kind == "symbol":
            found[atom.name] = lcm(found.get(atom.name, 1), outer)
        elif atom.kind == "floor" and isinstance(atom.args[1], int):
            _periods(atom.args[0], outer * atom.args[1], found, hidden)
        elif atom.kind == "floor":
            hidden.update(symbols(atom.args[0]), symbols(atom.args[1]))
        else:
            for arg in atom.args:
                _periods(arg, outer, found, hidden)
