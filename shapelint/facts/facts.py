"""What is assumed of symbols, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from itertools import product as combinations
from math import gcd
from typing import TYPE_CHECKING, Any, NoReturn

from shapelint.dims import Dim, Expr, as_symbol, evaluate, modulo, substitute, symbol, symbols, terms
from shapelint.facts.intervals import Interval, interval

if TYPE_CHECKING:
    from shapelint.values import Unknown


class Verdict(Enum):
    """The answer to a question about sizes. It has no truth value: say which of the three is meant."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    def __bool__(self) -> NoReturn:
        raise TypeError("a Verdict has three values; compare it with `is`")


@dataclass(frozen=True)
class Obligation:
    """What was assumed and could not be solved. kind: "same" (a == b), "at least" (a >= b), "divides" (b % a == 0)."""

    kind: str
    a: Dim
    b: Dim
    why: Any = None

    def __str__(self) -> str:
        if self.kind == "divides":
            return f"{self.b} divisible by {self.a}"
        return f"{self.a} {'==' if self.kind == 'same' else '>='} {self.b}"


class Facts:
    """What one run has learnt about its symbols.

    Symbols not made here count as sizes: integers of at least 1.
    """

    def __init__(self) -> None:
        self._bounds: dict[str, Interval] = {}
        self._solved: dict[str, Dim] = {}
        self._whys: dict[str, list[Any]] = {}
        self._obligations: list[Obligation] = []
        self._order: dict[str, tuple[bool, int]] = {}
        self._unknowns: dict[tuple[int, int | None], tuple[Unknown, Expr]] = {}

    def fork(self) -> Facts:
        """A copy that may learn on its own."""
        copy = Facts()
        copy._bounds = dict(self._bounds)
        copy._solved = dict(self._solved)
        copy._whys = dict(self._whys)
        copy._obligations = list(self._obligations)
        copy._order = dict(self._order)
        copy._unknowns = dict(self._unknowns)
        return copy

    # --- symbols ------------------------------------------------------------------------------------------------

    def fresh(self, hint: str, at_least: int | None = 1) -> Expr:
        """A new symbol named `hint`, or hint2, hint3, ... where that name is taken."""
        return self._new(hint, at_least, parameter=False)

    def symbol_of(self, unknown: Unknown, hint: str = "", part: int | None = None) -> Expr:
        """The symbol that stands for this Unknown (for its `part`-th item), always the same; no bound is known."""
        key = id(unknown), part
        known = self._unknowns.get(key)
        if known is None:
            made = self._new(unknown.name or hint or "n", None, parameter=True)
            known = self._unknowns[key] = unknown, made
        return known[1]

    def _new(self, hint: str, at_least: int | None, parameter: bool) -> Expr:
        name, number = hint, 1
        while name in self._bounds:
            number += 1
            name = f"{hint}{number}"
        self._bounds[name] = at_least, None
        self._order[name] = parameter, -len(self._order)
        return symbol(name)

    def resolve(self, dim: Dim) -> Dim:
        """The size with everything put in that is known to equal a symbol in it."""
        if isinstance(dim, int) or not self._solved:
            return dim
        return substitute(dim, self._solved)

    def bound(self, dim: Dim) -> Interval:
        """The smallest and the largest value that the size can have; None where there is no bound."""
        return interval(self.resolve(dim), self._bounds)

    def because(self, dim: Dim) -> list[Any]:
        """What fixed the symbols in this size, in the order in which it was learnt."""
        found: list[Any] = []
        wanted = symbols(dim)
        for name, whys in self._whys.items():
            if name in wanted:
                found.extend(why for why in whys if why is not None and why not in found)
        return found

    @property
    def obligations(self) -> list[Obligation]:
        """What was assumed and not solved."""
        return list(self._obligations)

    # --- judgement ----------------------------------------------------------------------------------------------

    def same(self, a: Dim, b: Dim) -> Verdict:
        """Is a == b?"""
        difference = self.resolve(a - b)
        if isinstance(difference, int):
            return Verdict.NO if difference else Verdict.YES
        low, high = interval(difference, self._bounds)
        if (low is not None and low > 0) or (high is not None and high < 0):
            return Verdict.NO
        inside, constant = terms(difference)
        if constant % gcd(*[c for _, c in inside]):
            return Verdict.NO
        for known in self._obligations:
            if known.kind == "same":
                other = self.resolve(known.a - known.b)
                if other in (difference, -difference):
                    return Verdict.YES
                if isinstance(difference - other, int) or isinstance(difference + other, int):
                    return Verdict.NO
        return Verdict.UNKNOWN

    def at_least(self, a: Dim, b: Dim) -> Verdict:
        """Is a >= b?"""
        difference = self.resolve(a - b)
        low, high = interval(difference, self._bounds)
        if low is not None and low >= 0:
            return Verdict.YES
        if high is not None and high < 0:
            return Verdict.NO
        for known in self._obligations:
            if known.kind == "at least":
                slack = difference - self.resolve(known.a - known.b)
                if isinstance(slack, int) and slack >= 0:
                    return Verdict.YES
        return Verdict.UNKNOWN

    def divides(self, divisor: Dim, value: Dim) -> Verdict:
        """Is value a multiple of divisor? UNKNOWN where the divisor may be 0, unless it is the number 0 (NO)."""
        by = self.resolve(divisor)
        if by == 0:
            return Verdict.NO
        rest = modulo(self.resolve(value), by)
        if isinstance(rest, int):
            if not isinstance(by, int) and interval(by, self._bounds)[0] is None:
                return Verdict.UNKNOWN
            return Verdict.NO if rest else Verdict.YES
        for known in self._obligations:
            if known.kind == "divides" and self.resolve(known.a) == by and self.resolve(known.b) == self.resolve(value):
                return Verdict.YES
        return Verdict.UNKNOWN

    # --- learning -----------------------------------------------------------------------------------------------

    def assume_same(self, a: Dim, b: Dim, why: Any = None) -> None:
        """From now on a == b."""
        left, right = self.resolve(a), self.resolve(b)
        difference = left - right
        if isinstance(difference, int):
            return
        inside, constant = terms(difference)
        if len(inside) == 1 and constant % inside[0][1] == 0:
            difference = difference // inside[0][1]
            inside, constant = terms(difference)
        candidates = [
            (self._order.get(name, (True, 1)), name, coefficient)
            for monomial, coefficient in inside
            if coefficient in (1, -1) and (name := as_symbol(Expr(((monomial, 1),), 0)))
            and name not in symbols(difference - coefficient * symbol(name))
        ]  # fmt: skip
        if not candidates:
            self._obligations.append(Obligation("same", left, right, why))
            return
        _, name, coefficient = min(candidates)
        value = symbol(name) - coefficient * difference
        self._solve(name, value, why)

    def _solve(self, name: str, value: Dim, why: Any) -> None:
        low, high = self._bounds.get(name, (1, None))
        for known, old in self._solved.items():
            self._solved[known] = substitute(old, {name: value})
        self._solved[name] = value
        self._whys[name] = [*self._whys.get(name, ()), why]
        if low is not None:
            self._raise(value, low)
        if high is not None:
            self._raise(-value, -high)

    def assume_at_least(self, a: Dim, b: Dim, why: Any = None) -> None:
        """From now on a >= b."""
        left, right = self.resolve(a), self.resolve(b)
        if not self._raise(left - right, 0):
            self._obligations.append(Obligation("at least", left, right, why))

    def _raise(self, value: Dim, low: int) -> bool:
        """Let value >= low be known, as a bound where value is linear in one symbol. False where it is not."""
        inside, constant = terms(value)
        if not inside:
            return True
        monomial, coefficient = inside[0]
        name = as_symbol(Expr(((monomial, 1),), 0))
        if len(inside) > 1 or name is None:
            return False
        old_low, old_high = self._bounds.get(name, (1, None))
        if coefficient > 0:
            least = -((constant - low) // coefficient)
            self._bounds[name] = least if old_low is None else max(old_low, least), old_high
        else:
            most = (constant - low) // -coefficient
            self._bounds[name] = old_low, most if old_high is None else min(old_high, most)
        return True

    def assume_divides(self, divisor: Dim, value: Dim, why: Any = None) -> None:
        """From now on value is a multiple of divisor."""
        if self.divides(divisor, value) is Verdict.UNKNOWN:
            self._obligations.append(Obligation("divides", self.resolve(divisor), self.resolve(value), why))

    # --- examples -----------------------------------------------------------------------------------------------

    def example(self, wanted: Iterable[Dim] = ()) -> dict[str, int] | None:
        """Small values for the symbols of everything wanted and assumed that satisfy all of it; None if none is found."""
        names: set[str] = set(self._bounds).union(*map(symbols, wanted), self._solved)
        free = sorted(names - set(self._solved))
        ranges = []
        for name in free:
            low, high = self._bounds.get(name, (1, None))
            start = 1 if low is None else low
            ranges.append(range(start, min(start + 64, start + 64 if high is None else high + 1)))
        for count, values in enumerate(combinations(*ranges)):
            if count > 5000:
                break
            chosen = dict(zip(free, values))
            if all(_holds(o, chosen, self) for o in self._obligations):
                return {**chosen, **{name: evaluate(value, chosen) for name, value in self._solved.items()}}
        return None

    def solutions(self, left: Dim, right: Dim, symbol: str, limit: int = 8) -> list[int]:
        """The smallest values of `symbol` (up to 4096) for which left == right, at most `limit` of them."""
        difference = self.resolve(left - right)
        found: list[int] = []
        low, high = self._bounds.get(symbol, (1, None))
        for value in range(max(1, low or 1), min(4096, high or 4096) + 1):
            if substitute(difference, {symbol: value}) == 0:
                found.append(value)
                if len(found) == limit:
                    break
        return found


def _holds(obligation: Obligation, values: dict[str, int], facts: Facts) -> bool:
    try:
        a = evaluate(facts.resolve(obligation.a), values)
        b = evaluate(facts.resolve(obligation.b), values)
        if obligation.kind == "divides":
            return b % a == 0
        return a == b if obligation.kind == "same" else a >= b
    except ZeroDivisionError:
        return False
