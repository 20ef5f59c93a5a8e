"""Is it zero, is it at least zero, is it a multiple: three answers each, from what is known.

NO means that no values of the symbols make it true, YES that all do. Each question is first asked as it stands; where
that does not decide, the symbols are split into cases (their residues modulo the divisors that occur, their values
where they are few, which one a minimum is), and what holds in every case holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product as combinations
from math import gcd, lcm

from shapelint.dims import Atom, Dim, Expr, atoms, substitute, symbol, symbols, terms, with_atoms
from shapelint.facts.intervals import Bounds, Interval, atom_interval, ranges
from shapelint.facts.known import ANY, Known
from shapelint.facts.solve import part_of, periods, roots_of_atom
from shapelint.facts.verdict import Verdict

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN

MOST_CASES = 64
SMALL_MODULI = (4, 9, 5, 7)  # squares and cubes leave few residues

Question = Callable[[Dim, Bounds], Verdict]


def is_zero(dim: Dim, known: Known) -> Verdict:
    verdict = _zero(dim, known.bounds)
    if verdict is not UNKNOWN or isinstance(dim, int):
        return verdict
    for other in known.zeros:
        apart = _apart(dim, other)
        if apart is not None:
            return NO if apart else YES
    for sign in (1, -1):
        if _from_nonnegative(sign * dim - 1, known) is YES:
            return NO
    return _by_cases(dim, known, _zero, periods(dim))


def is_nonnegative(dim: Dim, known: Known) -> Verdict:
    verdict = _nonnegative(dim, known.bounds)
    if verdict is not UNKNOWN or isinstance(dim, int):
        return verdict
    if _from_nonnegative(dim, known) is YES:
        return YES
    if _from_nonnegative(-1 - dim, known) is YES:
        return NO
    return _by_cases(dim, known, _nonnegative, periods(dim))


def is_multiple(dim: Dim, number: int, known: Known) -> Verdict:
    """Of a number not 0."""
    number = abs(number)

    def multiple(part: Dim, bounds: Bounds) -> Verdict:
        return _multiple(part, number, bounds)

    inside, constant = terms(dim)
    dim = sum((Expr(((m, c % number),), 0) for m, c in inside if c % number), start=constant % number)
    verdict = multiple(dim, known.bounds)
    if verdict is not UNKNOWN:
        return verdict
    return _by_cases(dim, known, multiple, {name: lcm(p, number) for name, p in periods(dim).items()})


# --- as it stands -----------------------------------------------------------------------------------------------


def _zero(dim: Dim, bounds: Bounds) -> Verdict:
    if isinstance(dim, int):
        return NO if dim else YES
    dim = stripped(dim, bounds)
    if isinstance(dim, int):
        return NO
    for low, high in ranges(dim, bounds):
        if (low is not None and low > 0) or (high is not None and high < 0):
            return NO
    if dim.constant % gcd(*[c for _, c in dim.terms]):
        return NO
    polynomial = roots_of_atom(dim, bounds)
    if polynomial is not None:
        return UNKNOWN if polynomial[1] else NO
    if any(_never(dim, modulus) for modulus in SMALL_MODULI):
        return NO
    return UNKNOWN


def stripped(dim: Expr, bounds: Bounds) -> Dim:
    """Something that is zero exactly where the size is: without common factors that cannot be zero."""
    shared: dict[Atom, int] | None = None
    for monomial, _ in dim.terms:
        powers = dict(monomial)
        shared = powers if shared is None else {a: min(p, powers[a]) for a, p in shared.items() if a in powers}
        if not shared:
            break
    if dim.constant:
        shared = {}
    number = gcd(dim.constant, *[c for _, c in dim.terms])
    nonzero = {a: p for a, p in (shared or {}).items() if _excludes_zero(atom_interval(a, bounds))}
    if number == 1 and not nonzero:
        return dim
    total: Dim = dim.constant // number
    for monomial, coefficient in dim.terms:
        rest = tuple((a, p - nonzero.get(a, 0)) for a, p in monomial if p > nonzero.get(a, 0))
        total = total + (Expr(((rest, coefficient // number),), 0) if rest else coefficient // number)
    return total


def _excludes_zero(interval: Interval) -> bool:
    low, high = interval
    return (low is not None and low > 0) or (high is not None and high < 0)


def _never(dim: Expr, modulus: int) -> bool:
    """Whether the size is no multiple of the modulus, whatever integers its (one or two) atoms are."""
    variables = list(atoms(dim))
    if len(variables) > 2 or all(sum(p for _, p in monomial) == 1 for monomial, _ in dim.terms):
        return False
    for values in combinations(range(modulus), repeat=len(variables)):
        chosen = dict(zip(variables, values, strict=True))
        total = dim.constant
        for monomial, coefficient in dim.terms:
            for atom, power in monomial:
                coefficient *= chosen[atom] ** power
            total += coefficient
        if total % modulus == 0:
            return False
    return True


def _nonnegative(dim: Dim, bounds: Bounds) -> Verdict:
    for low, high in ranges(dim, bounds):
        if low is not None and low >= 0:
            return YES
        if high is not None and high < 0:
            return NO
    return UNKNOWN


def _multiple(dim: Dim, number: int, bounds: Bounds) -> Verdict:
    if isinstance(dim, int):
        return NO if dim % number else YES
    if all(c % number == 0 for _, c in dim.terms):
        return NO if dim.constant % number else YES
    if dim.constant % gcd(number, *[c for _, c in dim.terms]):
        return NO
    low, high = next(ranges(dim, bounds))
    if low is not None and high is not None and low % number and low // number == high // number:
        return NO
    return UNKNOWN


# --- from what was assumed --------------------------------------------------------------------------------------


def _apart(dim: Expr, zero: Expr) -> int | None:
    """n such that a multiple (not by 0) of dim is n plus a multiple of zero, or None where there is none."""
    if len(dim.terms) != len(zero.terms) or dim.terms[0][0] != zero.terms[0][0]:
        return None
    one, other = dim.terms[0][1], zero.terms[0][1]
    left = other * dim - one * zero
    return left if isinstance(left, int) else None


def _from_nonnegative(dim: Dim, known: Known) -> Verdict:
    """YES where something known to be at least 0 makes it so."""
    if isinstance(dim, int) or not (known.nonnegative or known.zeros):
        return UNKNOWN
    names = symbols(dim)
    for other in known.nonnegative:
        if not names.isdisjoint(symbols(other)) and _nonnegative(dim - other, known.bounds) is YES:
            return YES
    for other in known.zeros:
        if not names.isdisjoint(symbols(other)):
            for candidate in (dim - other, dim + other):
                if _nonnegative(candidate, known.bounds) is YES:
                    return YES
    return UNKNOWN


# --- by cases ---------------------------------------------------------------------------------------------------


def _by_cases(dim: Dim, known: Known, question: Question, wanted: dict[str, int]) -> Verdict:
    """The answer that all cases share. wanted: modulo what the residues of a symbol are worth telling apart."""
    agreed: Verdict | None = None
    for case, bounds in _cases(dim, known, wanted):
        verdict = question(case, bounds)
        if verdict is UNKNOWN or (agreed is not None and verdict is not agreed):
            return UNKNOWN
        agreed = verdict
    return UNKNOWN if agreed is None else agreed


def _cases(dim: Dim, known: Known, wanted: dict[str, int]) -> Iterator[tuple[Dim, Bounds]]:
    """The size in each case, with the bounds that hold there. Every assignment falls into one of them."""
    options: dict[str, list[tuple[Dim, Interval | None]]] = {}
    count = 1
    for name in sorted(symbols(dim), key=lambda name: wanted.get(name, 1)):
        choices = _choices(name, known, wanted.get(name, 1), MOST_CASES // count)
        if choices:
            options[name] = choices
            count *= len(choices)
    extremes = [atom for atom in atoms(dim, deep=True) if atom.kind in ("min", "max")][:2]
    if not options and not extremes:
        return
    for chosen in combinations(*options.values()):
        bounds = dict(known.bounds)
        values: dict[str, Dim] = {}
        for name, (value, bound) in zip(options, chosen, strict=True):
            values[name] = value
            if bound is not None:
                bounds[name] = bound
        for picks in combinations(*[atom.args for atom in extremes]):
            try:
                picked = with_atoms(dim, dict(zip(extremes, picks, strict=True)), deep=True) if picks else dim
                case = substitute(picked, values)
            except ZeroDivisionError:  # no run has a 0 there
                continue
            yield case, bounds


def _choices(name: str, known: Known, period: int, most: int) -> list[tuple[Dim, Interval | None]]:
    """What the symbol can be: each of its values, or m*t + r for each residue (t goes by the symbol's own name)."""
    values = known.values(name)
    if values is not None and len(values) <= most:
        return [(value, None) for value in values]
    modulus, residue = known.classes.get(name, ANY)
    finer = lcm(modulus, period)
    if finer // modulus > most:
        finer = modulus
    if finer == 1:
        return []
    x = symbol(name)
    parts = [(finer * x + r, part_of(known.bound(name), finer, r)) for r in range(residue, finer, modulus)]
    return [(value, (low, high)) for value, (low, high) in parts if low is None or high is None or low <= high]
