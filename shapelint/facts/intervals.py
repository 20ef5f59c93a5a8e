"""The range of a size, from the ranges of its symbols."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Union

from shapelint.dims import Atom, Dim, Expr, atoms, symbol, with_atoms

Interval = tuple[Union[int, None], Union[int, None]]
"""The smallest and the largest value, both included; None where there is no bound."""

Bounds = Mapping[str, Interval]
"""The ranges of symbols; one that is missing is a size, at least 1."""

SIZE: Interval = (1, None)

MOST_TERMS = 40  # of a polynomial that is expanded in search of a tighter range


def ranges(dim: Dim, bounds: Bounds) -> Iterator[Interval]:
    """Ranges of a size, each certain, the quickest to find first."""
    yield interval(dim, bounds)
    if isinstance(dim, int) or _grows(dim, bounds):
        return
    yield _from_corner(dim, bounds)
    if any(atom.kind == "floor" for atom in atoms(dim)):
        below, times = _without_floors(dim, bounds, upper=False)
        above, by = _without_floors(dim, bounds, upper=True)
        for find in (interval, _from_corner):
            low, high = find(below, bounds)[0], find(above, bounds)[1]
            yield None if low is None else -(-low // times), None if high is None else high // by


def interval(dim: Dim, bounds: Bounds) -> Interval:
    """The range of a size, taking its atoms to be independent."""
    if isinstance(dim, int):
        return dim, dim
    low: int | None = dim.constant
    high: int | None = dim.constant
    for monomial, coefficient in dim.terms:
        part: Interval = (coefficient, coefficient)
        for atom, power in monomial:
            part = multiply(part, raised(atom_interval(atom, bounds), power))
        low = None if low is None or part[0] is None else low + part[0]
        high = None if high is None or part[1] is None else high + part[1]
        if low is None and high is None:
            break
    return low, high


def atom_interval(atom: Atom, bounds: Bounds) -> Interval:
    """The range of an atom."""
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


def _grows(dim: Expr, bounds: Bounds) -> bool:
    """Whether the size grows (or shrinks) with each of its atoms, none of them negative: its range is then plain."""
    if len({coefficient > 0 for _, coefficient in dim.terms}) > 1:
        return False
    lows = (atom_interval(atom, bounds)[0] for atom in atoms(dim))
    return all(low is not None and low >= 0 for low in lows)


def _from_corner(dim: Dim, bounds: Bounds) -> Interval:
    """The range, with every atom written as its least value plus something not negative.

    `H*W - H` is `(1 + h)*(1 + w) - (1 + h) = w + h*w`, at least 0, which the terms one by one do not show.
    """
    if isinstance(dim, int) or all(sum(p for _, p in monomial) < 2 for monomial, _ in dim.terms):
        return None, None
    if len(dim.terms) > MOST_TERMS or any(sum(p for _, p in monomial) > 6 for monomial, _ in dim.terms):
        return None, None
    values: dict[Atom, Dim] = {}
    shifted: dict[str, Interval] = {}
    for index, atom in enumerate(atoms(dim)):
        low, high = atom_interval(atom, bounds)
        name = f"#{index}"
        if low is not None:
            values[atom] = low + symbol(name)
            shifted[name] = 0, None if high is None else high - low
        elif high is not None:
            values[atom] = high - symbol(name)
            shifted[name] = 0, None
        else:
            values[atom] = symbol(name)
            shifted[name] = None, None
    return interval(with_atoms(dim, values), shifted)


def _without_floors(dim: Dim, bounds: Bounds, upper: bool) -> tuple[Dim, int]:
    """(bound, n) with n * dim >= bound, or <= with `upper`, from (e - b + 1)/b <= e//b <= e/b."""
    total = 1
    for _ in range(8):
        found = _a_floor(dim, bounds)
        if found is None or isinstance(dim, int) or len(dim.terms) > MOST_TERMS:
            break
        index, atom, above, below = found
        monomial, coefficient = dim.terms[index]
        rest = Expr(((monomial, coefficient),), 0)
        others: Dim = dim - rest
        edge = above if (coefficient > 0) == upper else above - (below - 1)
        dim = below * others + with_atoms(rest, {atom: edge})
        total *= below
    return dim, total


def _a_floor(dim: Dim, bounds: Bounds) -> tuple[int, Atom, Dim, int] | None:
    """A term (its index) in which a floor division by a number stands once, with nothing negative beside it."""
    if isinstance(dim, int):
        return None
    for index, (monomial, _) in enumerate(dim.terms):
        for atom, power in monomial:
            if atom.kind != "floor" or power != 1:
                continue
            above, below = atom.args
            others = (atom_interval(other, bounds)[0] for other, p in monomial if other is not atom and p % 2)
            if isinstance(below, int) and all(low is not None and low >= 0 for low in others):
                return index, atom, above, below
    return None


# --- arithmetic on ranges ---------------------------------------------------------------------------------------


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
            # an open end: the sign of the product there says which end stays open; with 0 it stays 0
            sign = (a_sign if a is None else (a > 0) - (a < 0)) * (b_sign if b is None else (b > 0) - (b < 0))
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
