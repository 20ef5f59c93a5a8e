"""What an inequality, or a list of values, says of single symbols."""

from __future__ import annotations

from math import gcd, lcm

from shapelint.sizes.dims import Atom, Dim, Expr, terms
from shapelint.sizes.facts.intervals import atom_interval, interval
from shapelint.sizes.facts.known import ANY, MOST_VALUES, Class, Known
from shapelint.sizes.facts.solve import Ranges


class Contradiction(Exception):
    """What was assumed cannot be."""


def let_nonnegative(dim: Dim, known: Known) -> bool:
    """Narrow the bounds of symbols by dim >= 0.

    True where the bounds then say all that it says.
    """
    inside, constant = terms(dim)
    if not inside:
        if constant < 0:
            raise Contradiction
        return True
    whole = len(inside) == 1
    for index, (monomial, coefficient) in enumerate(inside):
        others: Dim = constant
        if not whole:
            others = Expr(inside[:index] + inside[index + 1 :], constant)
        most = interval(others, known.bounds)[1]
        if most is None:
            continue
        # coefficient * monomial >= -most
        edge = -(most // coefficient) if coefficient > 0 else most // -coefficient
        exact = len(monomial) == 1 and monomial[0][1] == 1
        for place, (atom, power) in enumerate(monomial):
            if exact:
                whole = _let_atom(atom, edge, coefficient > 0, known) and whole
            elif coefficient < 0 and power == 1:
                least = _least(monomial[:place] + monomial[place + 1 :], known)
                if least is not None and edge >= 0:
                    _let_atom(atom, edge // least, False, known)
        whole = whole and exact
    return whole


def _least(monomial: tuple[tuple[Atom, int], ...], known: Known) -> int | None:
    """The least value of a product of atoms.

    They are all at least 1; None where one may be less.
    """
    total = 1
    for atom, power in monomial:
        low = atom_interval(atom, known.bounds)[0]
        if low is None or low < 1:
            return None
        total *= low**power
    return total


def _let_atom(atom: Atom, edge: int, is_low: bool, known: Known) -> bool:
    """Let an atom be at least (or at most) a number.

    True where the bounds of symbols then say it fully.
    """
    if atom.kind == "symbol":
        let_bound(atom.name, edge if is_low else None, None if is_low else edge, known)
        return True
    if atom.kind == "floor":
        above, below = atom.args
        if not isinstance(below, int):
            return False
        return let_nonnegative(above - edge * below if is_low else edge * below + below - 1 - above, known)
    if (atom.kind == "min") == is_low:
        said = [let_nonnegative(arg - edge if is_low else edge - arg, known) for arg in atom.args]
        return all(said)
    return False


def order_said(zero: Expr) -> list[tuple[Dim, Dim]]:
    """Pairs of a larger and a smaller size that say it all.

    That x == min(x, y) is y >= x, and x == max(x, y) is x >= y. Nothing of other equations.

    zero: the difference of the two sides.
    """
    for monomial, coefficient in zero.terms:
        atom, power = monomial[0]
        if len(monomial) > 1 or power > 1 or abs(coefficient) > 1 or atom.kind not in ("min", "max"):
            continue
        one = -coefficient * (zero - coefficient * Expr(((monomial, 1),), 0))
        if one in atom.args:
            others = [other for other in atom.args if other != one]
            return [(other, one) if atom.kind == "min" else (one, other) for other in others]
    return []


def let_bound(name: str, low: int | None, high: int | None, known: Known) -> None:
    """Narrow the range of a symbol."""
    old_low, old_high = known.bound(name)
    if low is None or (old_low is not None and old_low > low):
        low = old_low
    if high is None or (old_high is not None and old_high < high):
        high = old_high
    modulus, residue = known.classes.get(name, ANY)
    if modulus > 1:
        low = None if low is None else low + (residue - low) % modulus
        high = None if high is None else high - (high - residue) % modulus
    if low is not None and high is not None and low > high:
        raise Contradiction
    if (low, high) != (old_low, old_high):
        known.bounds[name] = low, high
        values = known.domains.get(name)
        if values is not None:
            let_values(name, list(values), known)


def let_values(name: str, values: list[int], known: Known) -> None:
    """Let a symbol be one of these."""
    low, high = known.bound(name)
    modulus, residue = known.classes.get(name, ANY)
    old = known.domains.get(name)
    kept = sorted(
        value
        for value in set(values)
        if (low is None or value >= low) and (high is None or value <= high)
        and value % modulus == residue and (old is None or value in old)
    )  # fmt: skip
    if not kept:
        raise Contradiction
    known.domains[name] = tuple(kept)
    known.bounds[name] = kept[0], kept[-1]


def let_ranges(name: str, found: Ranges, known: Known) -> None:
    """Let a symbol lie in one of these stretches."""
    if not found:
        raise Contradiction
    let_bound(name, min(a for a, _ in found), max(b for _, b in found), known)
    if sum(b - a + 1 for a, b in found) <= MOST_VALUES:
        let_values(name, [value for a, b in found for value in range(a, b + 1)], known)


def let_class(name: str, new: Class, known: Known) -> None:
    """Put a symbol into one more residue class.

    As well as in the one known (the Chinese remainder).
    """
    modulus, residue = known.classes.get(name, ANY)
    step, wanted = new
    common = gcd(modulus, step)
    if (wanted - residue) % common:
        raise Contradiction
    times = (wanted - residue) // common * pow(modulus // common, -1, step // common)
    whole = lcm(modulus, step)
    known.classes[name] = whole, (residue + modulus * times) % whole
    low, high = known.bound(name)
    let_bound(name, low, high, known)
    if name in known.domains:
        let_values(name, list(known.domains[name]), known)
