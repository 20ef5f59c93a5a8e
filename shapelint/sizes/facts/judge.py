"""Is it zero, is it at least zero, is it a multiple.

Three answers each, from what is known.

NO means that no values of the symbols make it true, YES that all do. Each question is first asked as it stands; where
that does not decide, the symbols are split into cases (their residues modulo the divisors that occur, their values
where they are few, which one a minimum is), and what holds in every case holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product as combinations
from math import gcd, lcm

from shapelint.sizes.dims import Atom, Dim, Expr, atoms, substitute, symbol, symbols, terms, with_atoms
from shapelint.sizes.facts.intervals import (
    MOST_TERMS,
    Bounds,
    Interval,
    atom_interval,
    interval,
    ranges,
    shown_nonnegative,
)
from shapelint.sizes.facts.known import ANY, Known
from shapelint.sizes.facts.solve import part_of, periods, roots_of_atom
from shapelint.sizes.facts.verdict import Verdict

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN

MOST_CASES = 64
MOST_ATOMS = 16  # of a size that is split into cases, however deep they stand
KEPT = 2048  # answers that rest on the size alone
SMALL_MODULI = (4, 9, 5, 7)  # squares and cubes leave few residues

Choice = tuple[int, int]
"""(m, r): a symbol is m*t + r, where t goes by the symbol's own name."""

Question = Callable[[Dim, Bounds, Sequence[Dim]], Verdict]
"""Asked of a size, the bounds of its symbols, and what else is known to be at least 0."""


def is_zero(dim: Dim, known: Known) -> Verdict:
    """Is it 0, whatever its symbols are?"""
    if isinstance(dim, int):
        return NO if dim else YES
    for other in known.zeros.led_by(dim.terms[0][0]):
        apart = _apart(dim, other)
        if apart is not None:
            return NO if apart else YES
    undivided = _undivided(dim, known)
    if undivided is not None:
        verdict = _zero(*undivided, ())
        if verdict is not UNKNOWN:
            return verdict
    simple = stripped(dim, known.bounds)
    verdict = _zero_stripped(simple, known.bounds, _related(simple, known))
    return _by_cases(dim, known, _zero, _worth_telling(dim)) if verdict is UNKNOWN else verdict


def is_nonnegative(dim: Dim, known: Known) -> Verdict:
    """Is it at least 0, whatever its symbols are?"""
    if isinstance(dim, int):
        return NO if dim < 0 else YES
    verdict = _nonnegative(dim, known.bounds, _related(dim, known))
    return _by_cases(dim, known, _nonnegative, _worth_telling(dim)) if verdict is UNKNOWN else verdict


def _related(dim: Dim, known: Known) -> list[Dim]:
    """Sizes known to be at least 0 that share a term."""
    found: list[Dim] = list(known.nonnegative.sharing(dim))
    for other in known.zeros.sharing(dim):
        found += [other, -other]
    return found


def is_multiple(dim: Dim, number: int, known: Known) -> Verdict:
    """Whether a size is a multiple of a number.

    The number is not 0; whatever the size's symbols are.
    """
    number = abs(number)

    def multiple(part: Dim, bounds: Bounds, _: Sequence[Dim]) -> Verdict:
        return _multiple(part, number, bounds)

    inside, constant = terms(dim)
    dim = sum((Expr(((m, c % number),), 0) for m, c in inside if c % number), start=constant % number)
    verdict = _multiple(dim, number, known.bounds)
    if verdict is not UNKNOWN:
        return verdict
    return _by_cases(dim, known, multiple, {name: lcm(p, number) for name, p in periods(dim).items()})


# --- as it stands -----------------------------------------------------------------------------------------------


def _zero(dim: Dim, bounds: Bounds, nonnegative: Sequence[Dim]) -> Verdict:
    if isinstance(dim, int):
        return NO if dim else YES
    return _zero_stripped(stripped(dim, bounds), bounds, nonnegative)


def _zero_stripped(dim: Dim, bounds: Bounds, nonnegative: Sequence[Dim]) -> Verdict:
    if isinstance(dim, int):
        return NO
    for low, high in ranges(dim, bounds):
        if (low is not None and low > 0) or (high is not None and high < 0):
            return NO
    if dim.constant % gcd(*[c for _, c in dim.terms]):
        return NO
    polynomial = roots_of_atom(dim, bounds)
    if polynomial is not None and not polynomial[1]:
        return NO
    if any(_never(dim, modulus) for modulus in SMALL_MODULI):
        return NO
    for other in nonnegative:
        if _shown_above(dim, other, bounds, 1) or _shown_below(dim, other, bounds):
            return NO
    return UNKNOWN


def stripped(dim: Expr, bounds: Bounds) -> Dim:
    """Something that is zero exactly where the size is.

    Without common factors that cannot be zero.
    """
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


@lru_cache(maxsize=KEPT)
def _never(dim: Expr, modulus: int) -> bool:
    """Whether the size is never a multiple of the modulus.

    Whatever integers its (one or two) atoms are.
    """
    variables = list(atoms(dim))
    if len(variables) > 2 or len(dim.terms) > MOST_TERMS:
        return False
    if all(sum(p for _, p in monomial) == 1 for monomial, _ in dim.terms):
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


def _nonnegative(dim: Dim, bounds: Bounds, nonnegative: Sequence[Dim]) -> Verdict:
    for low, high in ranges(dim, bounds):
        if low is not None and low >= 0:
            return YES
        if high is not None and high < 0:
            return NO
    if isinstance(dim, int):
        return UNKNOWN
    for other in nonnegative:
        if _shown_above(dim, other, bounds, 0):
            return YES
        if _shown_below(dim, other, bounds):
            return NO
    return UNKNOWN


def _speak_alike(dim: Expr, other: Dim, sign: int) -> bool:
    """Whether taking one from the other cancels a term.

    At least in part; sign: that of the one.
    """
    signs = {monomial: coefficient > 0 for monomial, coefficient in dim.terms}
    return any(signs.get(monomial) == (coefficient * sign > 0) for monomial, coefficient in terms(other)[0])


def _shown_above(dim: Expr, other: Dim, bounds: Bounds, margin: int) -> bool:
    """Whether dim >= other + margin is plain to see.

    And worth looking at (other is something at least 0).
    """
    bounds.effort.spend(3)
    return _speak_alike(dim, other, 1) and shown_nonnegative(dim - other - margin, bounds)


def _shown_below(dim: Expr, other: Dim, bounds: Bounds) -> bool:
    """Whether -dim > other is plain to see.

    And worth looking at (other is something at least 0).
    """
    bounds.effort.spend(3)
    return _speak_alike(dim, other, -1) and shown_nonnegative(-1 - dim - other, bounds)


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


def _apart(dim: Expr, zero: Expr) -> int | None:
    """The distance n between a size and one that is zero.

    n such that a multiple (not by 0) of dim is n plus a multiple of zero, or None where there is none.
    """
    if len(dim.terms) != len(zero.terms) or dim.terms[0][0] != zero.terms[0][0]:
        return None
    one, other = dim.terms[0][1], zero.terms[0][1]
    left = other * dim - one * zero
    return left if isinstance(left, int) else None


# --- by cases ---------------------------------------------------------------------------------------------------


def _by_cases(dim: Dim, known: Known, question: Question, wanted: Mapping[str, int]) -> Verdict:
    """The answer that all cases share.

    wanted: modulo what the residues of a symbol are worth telling apart.
    """
    agreed: Verdict | None = None
    for case, bounds, conditions in _cases(dim, known, wanted):
        verdict = question(case, bounds, conditions)
        if verdict is UNKNOWN or (agreed is not None and verdict is not agreed):
            return UNKNOWN
        agreed = verdict
    return UNKNOWN if agreed is None else agreed


@lru_cache(maxsize=KEPT)
def _worth_telling(dim: Expr) -> Mapping[str, int]:
    """The periods of the symbols that stand in more than one place.

    Of others residues say no more than ranges do.
    """
    entangled: set[str] = set()
    _entangled((dim,), entangled)
    return {name: p for name, p in periods(dim).items() if name in entangled} if entangled else {}


def _entangled(dims: tuple[Dim, ...], found: set[str]) -> None:
    """Collect symbols that stand in several places.

    In more than one place of these sizes.
    """
    seen: set[str] = set()
    known: set[Atom] = set()
    for monomial, _ in [term for dim in dims for term in terms(dim)[0]]:
        for atom, power in monomial:
            if atom in known:
                found.update(atom.names)
                continue
            known.add(atom)
            found.update(atom.names if power > 1 else seen.intersection(atom.names))
            seen.update(atom.names)
            if atom.args:
                _entangled(atom.args, found)


def _cases(dim: Dim, known: Known, wanted: Mapping[str, int]) -> Iterator[tuple[Dim, Bounds, list[Dim]]]:
    """The size in each case, with its bounds.

    And what is at least 0 there. Every assignment falls into a case.
    """
    if isinstance(dim, int) or len(dim.terms) > MOST_TERMS:
        return
    inner = atoms(dim, deep=True)
    if len(inner) > MOST_ATOMS:
        return
    options: dict[str, list[Choice]] = {}
    count = 1
    for name in sorted(symbols(dim), key=lambda name: (wanted.get(name, 1), name)):
        choices = _choices(name, known, wanted.get(name, 1), MOST_CASES // count)
        if choices:
            options[name] = choices
            count *= len(choices)
    extremes: list[Atom] = []
    for atom in inner:
        if atom.kind in ("min", "max") and count * len(atom.args) <= 2 * MOST_CASES:
            extremes.append(atom)
            count *= len(atom.args)
    if not options and not extremes:
        return
    cost = 8 * (len(inner) + len(dim.terms))
    for chosen in combinations(*options.values()):
        values: dict[str, Dim] = {}
        narrowed: dict[str, Interval] = {}
        for name, (modulus, residue) in zip(options, chosen, strict=True):
            values[name] = modulus * symbol(name) + residue
            if modulus:
                narrowed[name] = part_of(known.bound(name), modulus, residue)
        bounds = known.bounds.replaced(narrowed, symbols(dim))
        for picks in combinations(*[atom.args for atom in extremes]):
            known.bounds.effort.spend(cost)
            picked = dict(zip(extremes, picks, strict=True))
            try:
                case = substitute(with_atoms(dim, picked, deep=True) if picks else dim, values)
                conditions = [substitute(condition, values) for condition in _chosen(picked)]
            except ZeroDivisionError:  # no run has a 0 there
                continue
            if not any((interval(condition, bounds)[1] or 0) < 0 for condition in conditions):
                yield case, bounds, conditions


def _chosen(picked: dict[Atom, Dim]) -> Iterator[Dim]:
    """What is at least 0 for these picked arguments.

    Each minimum or maximum is the argument picked for it.
    """
    for atom, pick in picked.items():
        for other in atom.args:
            if other is not pick:
                yield other - pick if atom.kind == "min" else pick - other


def _undivided(dim: Expr, known: Known) -> tuple[Dim, Bounds] | None:
    """The size without divisions that residues decide.

    Its symbols have residues that are known: where h is a multiple of 7, `h//7` is a symbol of its own. None where
    nothing is known of residues.
    """
    if known.classes.keys().isdisjoint(dim.names):
        return None
    values: dict[str, Dim] = {}
    narrowed: dict[str, Interval] = {}
    for name, period in periods(dim).items():
        modulus, residue = known.classes.get(name, ANY)
        if period > 1 and modulus % period == 0:
            values[name] = modulus * symbol(name) + residue
            narrowed[name] = part_of(known.bound(name), modulus, residue)
    if not values:
        return None
    known.bounds.effort.spend(8 * len(dim.terms))
    try:
        return substitute(dim, values), known.bounds.replaced(narrowed, symbols(dim))
    except ZeroDivisionError:
        return None


def _choices(name: str, known: Known, period: int, most: int) -> list[Choice]:
    """What the symbol can be.

    Each of its values, or one of its residues.
    """
    values = known.values(name)
    if values is not None and len(values) <= most:
        return [(0, value) for value in values]
    modulus, residue = known.classes.get(name, ANY)
    finer = lcm(modulus, period)
    if finer // modulus > most:
        finer = modulus
    if finer == 1:
        return []
    parts = [(r, part_of(known.bound(name), finer, r)) for r in range(residue, finer, modulus)]
    return [(finer, r) for r, (low, high) in parts if low is None or high is None or low <= high]
