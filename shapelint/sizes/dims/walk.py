"""Questions to a size, and putting values into it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import is_

from shapelint.sizes.dims.expr import Atom, Dim, Expr, Monomial, floor_div, from_terms, maximum, minimum

NONE: frozenset[str] = frozenset()
NO_VALUES: Mapping[str, Dim] = {}


def product(dims: Iterable[Dim]) -> Dim:
    """The product of sizes; 1 for none."""
    result: Dim = 1
    for dim in dims:
        result = result * dim
    return result


def ceil_div(a: Dim, b: Dim) -> Dim:
    """`a / b` rounded up. Raises ZeroDivisionError where b is the number 0."""
    return -floor_div(-a, b)


def terms(dim: Dim) -> tuple[tuple[tuple[Monomial, int], ...], int]:
    """The terms (monomial, coefficient) of a size, and its constant."""
    return ((), dim) if isinstance(dim, int) else (dim.terms, dim.constant)


def as_symbol(dim: Dim) -> str | None:
    """The name, where the size is exactly one symbol."""
    if isinstance(dim, int) or dim.constant or len(dim.terms) != 1:
        return None
    monomial, coefficient = dim.terms[0]
    if coefficient != 1 or len(monomial) != 1:
        return None
    atom, power = monomial[0]
    return atom.name if atom.kind == "symbol" and power == 1 else None


def smallest_of(dim: Dim) -> tuple[Dim, ...]:
    """The sizes of which it is the smallest.

    None where it is no minimum.
    """
    for atom in atoms(dim):
        return atom.args if atom.kind == "min" and dim == minimum(*atom.args) else ()
    return ()


def atoms(dim: Dim, deep: bool = False) -> dict[Atom, None]:
    """The atoms that stand in the polynomial, each once and in order.

    With `deep` also those within them.
    """
    if isinstance(dim, int):
        return {}
    found: dict[Atom, None] = {}
    for monomial, _ in dim.terms:
        for atom, _ in monomial:
            found[atom] = None
    if deep:
        for atom in list(found):
            for arg in atom.args:
                found.update(atoms(arg, deep=True))
    return found


def symbols(dim: Dim) -> frozenset[str]:
    """The names of all symbols in a size, however deep."""
    return NONE if isinstance(dim, int) else dim.names


def substitute(dim: Dim, values: Mapping[str, Dim]) -> Dim:
    """The size with symbols replaced, in normal form.

    Names that do not occur are ignored.
    """
    if isinstance(dim, int) or values.keys().isdisjoint(dim.names):
        return dim
    return _rebuilt(dim, values, {})


def with_atoms(dim: Dim, values: Mapping[Atom, Dim], deep: bool = False) -> Dim:
    """The size with atoms of the polynomial replaced.

    With `deep` also where they stand within others.
    """
    return _rebuilt(dim, NO_VALUES, dict(values), deep)


def evaluate(dim: Dim, values: Mapping[str, int]) -> int:
    """The number that the size is for these values of its symbols.

    Raises KeyError for a symbol without a value, and ZeroDivisionError as plain integers do.
    """
    if isinstance(dim, int):
        return dim
    total = dim.constant
    for monomial, coefficient in dim.terms:
        for atom, power in monomial:
            value = _value(atom, values)
            coefficient *= value if power == 1 else value**power
        total += coefficient
    return total


def _value(atom: Atom, values: Mapping[str, int]) -> int:
    if atom.kind == "symbol":
        return values[atom.name]
    numbers = [evaluate(arg, values) for arg in atom.args]
    if atom.kind == "floor":
        return numbers[0] // numbers[1]
    return min(numbers) if atom.kind == "min" else max(numbers)


def _rebuilt(dim: Dim, values: Mapping[str, Dim], done: dict[Atom, Dim | None], deep: bool = True) -> Dim:
    """The size with symbols replaced, the very same object where none occurs.

    done: what atoms have become, None for those that stay; those it has at the start are not looked into.
    """
    if isinstance(dim, int):
        return dim
    total: dict[Monomial, int] = {}
    constant = dim.constant
    changed = False
    for monomial, coefficient in dim.terms:
        term: Dim = coefficient
        stays: list[tuple[Atom, int]] = []
        for factor in monomial:
            atom, power = factor
            if atom in done:
                value = done[atom]
            else:
                value = done[atom] = _rebuilt_atom(atom, values, done) if deep else None
            if value is None:
                stays.append(factor)
            else:
                term = term * (value if power == 1 else value**power)
        if len(stays) == len(monomial):
            total[monomial] = total.get(monomial, 0) + coefficient
            continue
        changed = True
        if stays:
            term = Expr(((tuple(stays), 1),), 0) * term
        if isinstance(term, int):
            constant += term
            continue
        constant += term.constant
        for part, number in term.terms:
            total[part] = total.get(part, 0) + number
    return from_terms(total, constant) if changed else dim


def _rebuilt_atom(atom: Atom, values: Mapping[str, Dim], done: dict[Atom, Dim | None]) -> Dim | None:
    if atom.kind == "symbol":
        return values.get(atom.name)
    if values and values.keys().isdisjoint(atom.names):
        return None
    args = [_rebuilt(arg, values, done) for arg in atom.args]
    if all(map(is_, args, atom.args)):
        return None
    if atom.kind == "floor":
        return floor_div(args[0], args[1])
    return minimum(*args) if atom.kind == "min" else maximum(*args)
