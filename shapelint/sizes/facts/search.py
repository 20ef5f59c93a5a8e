"""Small numbers that satisfy what was assumed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice

from shapelint.sizes.dims import Dim, Expr, evaluate, substitute, symbols
from shapelint.sizes.facts.judge import stripped
from shapelint.sizes.facts.known import ANY, Known
from shapelint.sizes.facts.solve import members, where_zero
from shapelint.sizes.facts.verdict import Obligation

MOST_STEPS = 3000
LARGEST = 4096
LIKELY = (48, 56, 64, 96, 112, 128, 192, 224, 256, 299, 320, 384, 512, 640, 768, 1024, 2048, 4096)
"""Sizes that models are made for; tried after the small ones."""


class Rule:
    """An obligation, and the symbols in it."""

    def __init__(self, obligation: Obligation) -> None:
        self.obligation = obligation
        self.names = symbols(obligation.a) | symbols(obligation.b)


def example(
    known: Known,
    solved: Mapping[str, Dim],
    obligations: Iterable[Obligation],
    wanted: Iterable[Dim],
    names: Iterable[str],
) -> dict[str, int] | None:
    """Values for all symbols.

    None where none were found within the budget.
    """
    needed = [substitute(dim, solved) for dim in wanted] + list(solved.values())
    rules = [Rule(Obligation(o.kind, substitute(o.a, solved), substitute(o.b, solved))) for o in obligations]
    everything = set(names) - set(solved)
    for dim in needed:
        everything |= symbols(dim)
    groups = _groups(rules)
    for group, _ in groups:
        everything |= group
    budget = [MOST_STEPS]
    chosen: dict[str, int] = {}
    for group, inside in groups:
        found = _search(sorted(group, key=lambda name: _freedom(name, known)), {}, inside, known, budget)
        if found is None:
            return None
        chosen.update(found)
    for name in everything - set(chosen):
        first = next(iter(candidates(name, known)), None)
        if first is None:
            return None
        chosen[name] = first
    try:
        for dim in needed:
            evaluate(dim, chosen)
        chosen.update({name: evaluate(value, chosen) for name, value in solved.items()})
    except ZeroDivisionError:
        return None
    return dict(sorted(chosen.items()))


def _groups(rules: list[Rule]) -> list[tuple[set[str], list[Rule]]]:
    """The obligations in groups that share no symbol."""
    groups: list[tuple[set[str], list[Rule]]] = []
    for rule in rules:
        names = set(rule.names)
        inside = [rule]
        apart = []
        for group in groups:
            if names.isdisjoint(group[0]):
                apart.append(group)
            else:
                names |= group[0]
                inside = group[1] + inside
        groups = [*apart, (names, inside)]
    return groups


def _freedom(name: str, known: Known) -> tuple[int, str]:
    values = known.values(name)
    return (LARGEST if values is None else len(values)), name


def _search(
    names: list[str], chosen: dict[str, int], rules: list[Rule], known: Known, budget: list[int]
) -> dict[str, int] | None:
    """Values for the names, one after the other.

    A rule is tested as soon as its symbols have values.
    """
    if not names:
        return chosen if all(rule.obligation.holds(chosen) for rule in rules) else None
    name = names[0]
    values: list[int] | None = None
    for rule in rules:
        left = rule.names - chosen.keys()
        if rule.obligation.kind == "same" and len(left) == 1:
            (name,) = left
            budget[0] -= 10  # what solving costs, in trials
            try:
                values = _forced(substitute(rule.obligation.a - rule.obligation.b, chosen), name, known)
            except ZeroDivisionError:
                return None
            break
    rest = [other for other in names if other != name]
    for value in candidates(name, known) if values is None else values:
        budget[0] -= 1
        if budget[0] < 0:
            return None
        there = {**chosen, name: value}
        if not all(rule.obligation.holds(there) for rule in rules if rule.names <= there.keys()):
            continue
        found = _search(rest, there, [rule for rule in rules if not rule.names <= there.keys()], known, budget)
        if found is not None:
            return found
    return None


def _forced(zero: Dim, name: str, known: Known) -> list[int] | None:
    """The values that an equation leaves for a symbol.

    None where it does not say.
    """
    if isinstance(zero, int):
        return None
    found = where_zero(zero, known.bounds)
    if found is None or found[0] != name:
        return None
    modulus, residue = known.classes.get(name, ANY)
    return list(islice(members(found[1], modulus, residue), 64))


def candidates(name: str, known: Known) -> list[int]:
    """Values worth trying, the likeliest first.

    Small ones that are positive, then larger, then the others.
    """
    listed = known.values(name)
    if listed is not None:
        return sorted(listed, key=lambda value: (value < 1, abs(value)))
    low, high = known.bound(name)
    modulus, residue = known.classes.get(name, ANY)
    start = 1 if low is None else low
    if high is not None and high < start:
        start = high - 64 * modulus
    start += (residue - start) % modulus
    values = [start + modulus * step for step in range(40)]
    values += [value for value in LIKELY if value > values[-1] and value % modulus == residue]
    if low is None or low < 1:
        values += [value for value in range(0, -9, -1) if value % modulus == residue]
    return [v for v in dict.fromkeys(values) if (low is None or v >= low) and (high is None or v <= high)]


def solutions(zero: Dim, name: str, known: Known, limit: int) -> list[int]:
    """The smallest positive values that make a size zero.

    Of one symbol, whatever its other symbols are.
    """
    if isinstance(zero, int):
        return list(islice(candidates(name, known), limit)) if zero == 0 else []
    simple = stripped(zero, known.bounds)
    found = where_zero(simple, known.bounds)
    modulus, residue = known.classes.get(name, ANY)
    if found is not None:
        if found[0] != name:
            return []
        positive = [(max(first, 1), last) for first, last in found[1]]
        return list(islice(members(positive, modulus, residue), limit))
    low, high = known.bound(name)
    start = max(1, low or 1)
    values = range(start + (residue - start) % modulus, min(LARGEST // 4, high or LARGEST) + 1, modulus)
    return list(islice((value for value in values if _vanishes(simple, name, value)), limit))


def _vanishes(zero: Dim, name: str, value: int) -> bool:
    if isinstance(zero, Expr):
        try:
            return substitute(zero, {name: value}) == 0
        except ZeroDivisionError:
            return False
    return zero == 0
