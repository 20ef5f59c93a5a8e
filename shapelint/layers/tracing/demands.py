"""What a run demands of its symbolic sizes, in words.

"H and W divisible by 32, at least 64".
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator, Mapping
from math import lcm

from shapelint.sizes.dims import Expr, as_symbol, substitute, symbols
from shapelint.sizes.dims import symbol as symbol_named
from shapelint.sizes.facts import Facts, Obligation
from shapelint.sizes.facts.solve import periods

MOST_CLASSES = 4096  # combinations of residues that are looked at for one demand
MOST_NAMED = 4  # remainders that are listed one by one
SMALL = (0, 1, 2)
LARGEST = 2048  # size up to which bounds are tried one by one
ROUNDS = 4

Classes = tuple[int, frozenset[int]]
"""(modulus, remainders): the size leaves one of these remainders."""


def demands_of(facts: Facts, given: Mapping[str, Expr]) -> list[str]:
    """One sentence for each group of symbols.

    Those of which the same is demanded; then what can only be said as a formula.

    given: the symbols that the caller named, by name.
    """
    classes: dict[str, Classes] = {}
    rest: list[str] = []
    least: dict[str, int] = {}
    for obligation in facts.obligations:
        found = _remainders(obligation)
        bound = _least(obligation) if found is None else None
        if bound is not None:
            least[bound[0]] = max(bound[1], least.get(bound[0], 1))
        elif found is None:
            rest.append(_formula(facts, obligation, given))
        if found is None:
            continue
        for name, (modulus, remainders) in found.items():
            classes[name] = _both(classes.get(name, (1, frozenset((0,)))), (modulus, remainders))
    told: dict[tuple[str, ...], list[str]] = {}
    for name, symbol in given.items():
        phrases = tuple(_phrases(facts, symbol, classes.get(name, (1, frozenset((0,)))), least.get(name, 1)))
        if phrases:
            told.setdefault(phrases, []).append(name)
    for name in sorted({*classes, *least} - set(given)):
        told.setdefault(
            tuple(_phrases(facts, symbol_named(name), classes.get(name, (1, frozenset((0,)))), least.get(name, 1))), []
        ).append(name)
    lines = [f"{_and(names)} {', '.join(phrases)}" for phrases, names in told.items() if phrases]
    return [*lines, *dict.fromkeys(rest)]


def _phrases(facts: Facts, symbol: Expr, classes: Classes, least: int) -> Iterator[str]:
    resolved = facts.resolve(symbol)
    if isinstance(resolved, int) or as_symbol(resolved) is None:
        yield f"equal to {resolved}"
        return
    if resolved != symbol:
        yield f"equal to {resolved}"
        return
    low, high = facts.bound(symbol)
    low = max(least, low or 1)
    values = facts.values(symbol)
    if values is not None and len(values) <= MOST_NAMED:
        yield f"equal to {_or(map(str, values))}"
        return
    yield from _of_classes(classes)
    modulus, remainders = classes
    first = min((one or modulus for one in remainders), default=1)  # the smallest size that the remainders allow
    while remainders and low % modulus not in remainders:
        low += 1
    if low > first:
        yield f"at least {low}"
    if high is not None:
        yield f"at most {high}"


def _formula(facts: Facts, obligation: Obligation, given: Mapping[str, Expr]) -> str:
    """The demand as it stands.

    Of an equation of two of the given sizes also what it comes to where they are alike.
    """
    text = str(obligation)
    names = sorted(symbols(obligation.a) | symbols(obligation.b))
    if obligation.kind != "same" or len(names) != 2 or not set(names) <= set(given):
        return text
    alike = {names[1]: given[names[0]]}
    found = facts.solutions(substitute(obligation.a, alike), substitute(obligation.b, alike), names[0])
    return f"{text}, so with {names[0]} = {names[1]} it is {_or(map(str, found))}" if found else text


def _least(obligation: Obligation) -> tuple[str, int] | None:
    """The one symbol of a bound, and its smallest size.

    The bound holds from that size on, and fails for all below.
    """
    names = symbols(obligation.a) | symbols(obligation.b)
    if obligation.kind != "at least" or len(names) != 1:
        return None
    (name,) = names
    holds = [obligation.holds({name: size}) for size in range(1, LARGEST)]
    count = sum(holds)
    if (
        not holds[-1]
        or not all(holds[-count:])
        or not all(obligation.holds({name: LARGEST**power}) for power in (2, 3))
    ):
        return None
    return name, LARGEST - count


def _of_classes(classes: Classes) -> Iterator[str]:
    modulus, remainders = _shortest(classes)
    if len(remainders) == modulus:
        return
    if remainders == {0}:
        yield f"divisible by {modulus}"
    elif len(remainders) <= MOST_NAMED:
        yield f"with remainder {_or(map(str, sorted(remainders)))} when divided by {modulus}"
    else:
        without = sorted(set(range(modulus)) - remainders)
        yield f"without remainder {_or(map(str, without))} when divided by {modulus}"


def _shortest(classes: Classes) -> Classes:
    """The same with the smallest modulus."""
    modulus, remainders = classes
    for smaller in range(1, modulus):
        if modulus % smaller == 0:
            folded = frozenset(one % smaller for one in remainders)
            if len(folded) * (modulus // smaller) == len(remainders):
                return smaller, folded
    return classes


def _both(one: Classes, other: Classes) -> Classes:
    modulus = lcm(one[0], other[0])
    both = (n for n in range(modulus) if n % one[0] in one[1] and n % other[0] in other[1])
    return modulus, frozenset(both)


def _remainders(obligation: Obligation) -> dict[str, Classes] | None:
    """The demand as remainders of each of its symbols by itself.

    None where it cannot be said so.

    With a period for x, the demand's two sides are polynomials in t where x = period * t + remainder: for each
    remainder they agree for every t, or (nearly) never. Which of the two is seen by putting in numbers: large random
    ones, at which polynomials that differ are as good as never equal, and small ones, where a single zero would show.
    """
    names = sorted(symbols(obligation.a) | symbols(obligation.b))
    found = {**periods(obligation.a)}
    for name, period in periods(obligation.b).items():
        found[name] = lcm(found.get(name, 1), period)
    if obligation.kind == "at least" or any(name not in found for name in names):
        return None
    if obligation.kind == "divides":
        if not isinstance(obligation.a, int):
            return None
        found = {name: period * obligation.a for name, period in found.items()}
    count = 1
    for name in names:
        count *= found[name]
    if count > MOST_CLASSES:
        return None
    holding: set[tuple[int, ...]] = set()
    for remainders in itertools.product(*(range(found[name]) for name in names)):
        holds = _holds(obligation, names, [found[name] for name in names], remainders)
        if holds is None:
            return None
        if holds:
            holding.add(remainders)
    sides = [frozenset(one[place] for one in holding) for place in range(len(names))]
    size = 1
    for side in sides:
        size *= len(side)
    if size != len(holding) or not holding:
        return None
    return {name: (found[name], side) for name, side in zip(names, sides, strict=True)}


def _holds(obligation: Obligation, names: list[str], moduli: list[int], remainders: tuple[int, ...]) -> bool | None:
    """Whether it holds throughout these remainders, or nowhere.

    None where neither is seen.
    """
    generator = random.Random(1)
    large = [tuple(generator.randrange(1000, 1_000_000) for _ in names) for _ in range(ROUNDS)]
    small = [tuple(generator.choice(SMALL) for _ in names) for _ in range(ROUNDS)] + [
        (0,) * len(names),
        (1,) * len(names),
    ]
    seen: set[bool] = set()
    for times in (*large, *small):
        numbers = {n: m * t + r for n, m, t, r in zip(names, moduli, times, remainders, strict=True)}
        if min(numbers.values()) >= 1:
            seen.add(obligation.holds(numbers))
        if len(seen) > 1:
            return None
    return seen.pop()


def _and(names: Iterable[str]) -> str:
    return _listed(list(names), "and")


def _or(names: Iterable[str]) -> str:
    return _listed(list(names), "or")


def _listed(words: list[str], last: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"
