"""The range of a size, from the ranges of its symbols."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from math import comb
from typing import Union

from shapelint.sizes.dims import Atom, Dim, Expr, atoms, with_atoms
from shapelint.sizes.facts.effort import Effort

Interval = tuple[Union[int, None], Union[int, None]]
"""The smallest and the largest value, both included; None where there is no bound."""

SIZE: Interval = (1, None)

MOST_TERMS = 12  # of a polynomial that is expanded in search of a tighter range
MOST_DEGREE = 6  # of its terms
MOST_FLOORS = 4  # that are taken out of it


class Bounds(dict[str, Interval]):
    """The ranges of symbols.

    One that is missing is a size, at least 1. The ranges of atoms are kept beside them.

    effort: what the question being answered may still cost, shared by all its parts.
    """

    __slots__ = ("_of_atoms", "_users", "effort")

    def __init__(self, known: Mapping[str, Interval] | None = None, effort: Effort | None = None) -> None:
        super().__init__(known or {})
        self.effort = effort or Effort()
        self._of_atoms: dict[Atom, Interval] = {}
        self._users: dict[str, set[Atom]] = {}  # the atoms whose kept ranges rest on that of a symbol

    def __setitem__(self, name: str, bound: Interval) -> None:
        super().__setitem__(name, bound)
        for atom in self._users.pop(name, ()):
            self._of_atoms.pop(atom, None)

    def of_atom(self, atom: Atom) -> Interval:
        """The range of an atom."""
        if atom.kind == "symbol":
            return self.get(atom.name, SIZE)
        found = self._of_atoms.get(atom)
        if found is None:
            found = self._of_atoms[atom] = _atom_interval(atom, self)
            for name in atom.names:
                self._users.setdefault(name, set()).add(atom)
        return found

    def replaced(self, others: Mapping[str, Interval], names: Iterable[str]) -> Bounds:
        """The ranges of symbols, with others for some.

        At the cost of the same question.
        """
        kept = {name: self[name] for name in names if name in self}
        kept.update(others)
        return Bounds(kept, self.effort)


def ranges(dim: Dim, bounds: Bounds) -> Iterator[Interval]:
    """Ranges of a size, each certain, the quickest to find first."""
    yield interval(dim, bounds)
    if isinstance(dim, int) or len(dim.terms) > MOST_TERMS or _grows(dim, bounds):
        return
    yield _from_corner(dim, bounds)
    if _floors_matter(dim):
        below, times = _without_floors(dim, bounds, upper=False)
        above, by = _without_floors(dim, bounds, upper=True)
        for find in (interval, _from_corner):
            low, high = find(below, bounds)[0], find(above, bounds)[1]
            yield None if low is None else -(-low // times), None if high is None else high // by


def shown_nonnegative(dim: Dim, bounds: Bounds) -> bool:
    """Whether the ranges show it to be at least 0."""
    low = interval(dim, bounds)[0]
    if low is not None and low >= 0:
        return True
    if isinstance(dim, int) or len(dim.terms) > MOST_TERMS:
        return False
    low = _from_corner(dim, bounds, upper=False)[0]
    if low is not None and low >= 0:
        return True
    if not _floors_matter(dim):
        return False
    below, _ = _without_floors(dim, bounds, upper=False)
    for find in (interval, _from_corner):
        low = find(below, bounds)[0]
        if low is not None and low >= 0:
            return True
    return False


def interval(dim: Dim, bounds: Bounds) -> Interval:
    """The range of a size, taking its atoms to be independent."""
    if isinstance(dim, int):
        return dim, dim
    low: int | None = dim.constant
    high: int | None = dim.constant
    for monomial, coefficient in dim.terms:
        if len(monomial) == 1 and monomial[0][1] == 1:
            part = bounds.of_atom(monomial[0][0])
        else:
            part = (1, 1)
            for atom, power in monomial:
                part = multiply(part, raised(bounds.of_atom(atom), power))
        least, most = part if coefficient > 0 else (part[1], part[0])
        low = None if low is None or least is None else low + coefficient * least
        high = None if high is None or most is None else high + coefficient * most
        if low is None and high is None:
            break
    return low, high


def atom_interval(atom: Atom, bounds: Bounds) -> Interval:
    """The range of an atom."""
    return bounds.of_atom(atom)


def _atom_interval(atom: Atom, bounds: Bounds) -> Interval:
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
    """Whether the size grows with each of its atoms.

    Or shrinks, none of them negative: its range is then plain.
    """
    positive = dim.terms[0][1] > 0
    for _, coefficient in dim.terms:
        if (coefficient > 0) != positive:
            return False
    for monomial, _ in dim.terms:
        for atom, _ in monomial:
            low = bounds.of_atom(atom)[0]
            if low is None or low < 0:
                return False
    return True


def _from_corner(dim: Dim, bounds: Bounds, upper: bool = True) -> Interval:
    """The range, seen from the atoms' least values.

    Every atom is written as its least value plus something not negative.

    `H*W - H` is `(1 + h)*(1 + w) - (1 + h) = w + h*w`, at least 0, which the terms one by one do not show. (Where only
    the largest value is known, as that minus something not negative.) upper: whether the largest value is wanted too.
    """
    if isinstance(dim, int) or len(dim.terms) > MOST_TERMS:
        return None, None
    degree = 1
    cost = 0
    for monomial, _ in dim.terms:
        of_term = 0
        for _, power in monomial:
            of_term += power
        if of_term > degree:
            degree = of_term
        cost += 1 << of_term
    if degree == 1 or degree > MOST_DEGREE:
        return None, None
    no_low, no_high = _open_ends(dim, bounds)
    if no_low and (no_high or not upper):
        return None, None
    bounds.effort.spend(cost)
    shifted: dict[Atom, Interval] = {}
    total: dict[tuple[tuple[Atom, int], ...], int] = {}
    for monomial, coefficient in dim.terms:
        parts: list[tuple[tuple[tuple[Atom, int], ...], int]] = [((), coefficient)]
        for atom, power in monomial:
            low, high = bounds.of_atom(atom)
            base, sign = (low, 1) if low is not None else (0, 1) if high is None else (high, -1)
            if atom not in shifted:
                shifted[atom] = None if low is None and high is None else 0, _length(low, high)
            if base == 0 and sign == 1:
                parts = [((*left, (atom, power)), c) for left, c in parts]
                continue
            if power == 1:
                row = [(0, base), (1, sign)]
            else:
                row = [(p, comb(power, p) * base ** (power - p) * sign**p) for p in range(power + 1)]
            parts = [
                ((*left, (atom, p)) if p else left, c * factor) for left, c in parts for p, factor in row if factor
            ]
        for left, c in parts:
            total[left] = total.get(left, 0) + c
    least: int | None = dim.constant + total.pop((), 0)
    most = least
    for left, c in total.items():
        if not c:
            continue
        part: Interval = (1, 1)
        for atom, power in left:
            part = multiply(part, raised(shifted[atom], power))
        down, up = part if c > 0 else (part[1], part[0])
        least = None if least is None or down is None else least + c * down
        most = None if most is None or up is None else most + c * up
        if least is None and most is None:
            break
    return least, most


def _open_ends(dim: Expr, bounds: Bounds) -> tuple[bool, bool]:
    """Whether a corner shows no smallest or largest value.

    A monomial of which no other is a multiple keeps its coefficient there, and grows without end with its atoms.
    """
    no_low = no_high = False
    for index, (monomial, coefficient) in enumerate(dim.terms):
        if no_low if coefficient < 0 else no_high:
            continue
        if any(bounds.of_atom(atom)[1] is not None or bounds.of_atom(atom)[0] is None for atom, _ in monomial):
            continue
        for other, _ in dim.terms[:index]:  # those of a higher degree come first
            if len(other) >= len(monomial):
                powers = dict(other)
                if all(powers.get(atom, 0) >= power for atom, power in monomial):
                    break
        else:
            if coefficient < 0:
                no_low = True
            else:
                no_high = True
    return no_low, no_high


def _length(low: int | None, high: int | None) -> int | None:
    return None if low is None or high is None else high - low


@lru_cache(maxsize=2048)
def _floors_matter(dim: Expr) -> bool:
    """Whether a symbol stands both within a floor division and elsewhere."""
    inside = list(atoms(dim))
    for atom in inside:
        if atom.kind == "floor" and isinstance(atom.args[1], int):
            for other in inside:
                if other is not atom and not atom.names.isdisjoint(other.names):
                    return True
    return False


def _without_floors(dim: Dim, bounds: Bounds, upper: bool) -> tuple[Dim, int]:
    """(bound, n) with n * dim >= bound, or <= with `upper`.

    From (e - b + 1)/b <= e//b <= e/b.
    """
    total = 1
    for _ in range(MOST_FLOORS):
        found = _a_floor(dim, bounds)
        if found is None or isinstance(dim, int) or len(dim.terms) > MOST_TERMS:
            break
        bounds.effort.spend(8 * len(dim.terms))
        index, atom, above, below = found
        monomial, coefficient = dim.terms[index]
        rest = Expr(((monomial, coefficient),), 0)
        others: Dim = dim - rest
        edge = above if (coefficient > 0) == upper else above - (below - 1)
        dim = below * others + with_atoms(rest, {atom: edge})
        total *= below
    return dim, total


def _a_floor(dim: Dim, bounds: Bounds) -> tuple[int, Atom, Dim, int] | None:
    """A term in which one floor division stands once.

    By a number, with nothing negative beside it; and its index.
    """
    if isinstance(dim, int):
        return None
    for index, (monomial, _) in enumerate(dim.terms):
        for atom, power in monomial:
            if atom.kind != "floor" or power != 1:
                continue
            above, below = atom.args
            others = (bounds.of_atom(other)[0] for other, p in monomial if other is not atom and p % 2)
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
    if one[0] is not None and one[0] > 0 and other[0] is not None and other[0] > 0:
        return one[0] * other[0], None if one[1] is None or other[1] is None else one[1] * other[1]
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
    """The range of a floor division.

    Unbounded where the divisor may be 0 or negative.
    """
    low, high = below
    if low is None or low <= 0:
        return None, None
    a, b = above
    least = None if a is None else a // low if a < 0 else 0 if high is None else a // high
    most = None if b is None else b // low if b >= 0 else -1 if high is None else b // high
    return least, most
