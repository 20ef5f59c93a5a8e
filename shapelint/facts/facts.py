"""What one run has learnt about its symbols, and the questions it can be asked."""

from __future__ import annotations

from collections.abc import Iterable
from math import gcd
from typing import TYPE_CHECKING, Any

from shapelint.dims import Dim, Expr, TooLarge, as_symbol, modulo, substitute, symbol, symbols, terms
from shapelint.facts import judge, learn, search
from shapelint.facts.intervals import Interval, ranges
from shapelint.facts.known import ANY, Known
from shapelint.facts.learn import Contradiction
from shapelint.facts.solve import where_zero
from shapelint.facts.verdict import Obligation, Relation, Verdict

if TYPE_CHECKING:
    from shapelint.values import Unknown

MOST_TRIALS = 24  # obligations among which a contradiction is looked for


class Facts:
    """What one run has learnt about its symbols.

    Symbols not made here count as sizes: integers of at least 1. A divisor counts as nonzero, since where it is 0 the
    program has failed already. `contradictory` becomes true once the assumptions are seen to exclude each other:
    no run gets there, and nothing is known (UNKNOWN) of any symbol.
    """

    def __init__(self) -> None:
        self.contradictory = False
        self._known = Known()
        self._solved: dict[str, Dim] = {}
        self._whys: dict[str, list[Any]] = {}
        self._obligations: list[Obligation] = []
        self._order: dict[str, tuple[bool, int]] = {}
        self._unknowns: dict[tuple[int, int | None], tuple[Unknown, Expr]] = {}
        self._answers: dict[tuple[Relation, Dim, Dim], Verdict] = {}

    def fork(self) -> Facts:
        """A copy that may learn on its own."""
        copy = Facts()
        copy.contradictory = self.contradictory
        copy._known = self._known.copy()
        copy._solved = dict(self._solved)
        copy._whys = dict(self._whys)
        copy._obligations = list(self._obligations)
        copy._order = dict(self._order)
        copy._unknowns = dict(self._unknowns)
        copy._answers = dict(self._answers)
        return copy

    # --- symbols ------------------------------------------------------------------------------------------------

    def fresh(self, hint: str, at_least: int | None = 1) -> Expr:
        """A new symbol named `hint`, or hint2, hint3, ... where that name is taken.

        at_least: its lower bound; None where there is none.
        """
        return self._new(hint, at_least, parameter=False)

    def symbol_of(self, unknown: Unknown, hint: str = "", part: int | None = None) -> Expr:
        """The symbol that stands for this Unknown (for its item number `part`), always the same.

        It is an integer without any bound: ask only where the value is used as a whole number, for the value of a
        parameter could as well be 0.5.
        """
        key = id(unknown), part
        known = self._unknowns.get(key)
        if known is None:
            made = self._new(unknown.name or hint or "n", None, parameter=True)
            known = self._unknowns[key] = unknown, made  # the Unknown is kept, so that its id stays its own
        return known[1]

    def _new(self, hint: str, at_least: int | None, parameter: bool) -> Expr:
        name, number = hint, 1
        while name in self._order:
            number += 1
            name = f"{hint}_{number}" if hint[-1:].isdigit() else f"{hint}{number}"
        self._known.bounds[name] = at_least, None
        self._order[name] = parameter, -len(self._order)
        return symbol(name)

    def resolve(self, dim: Dim) -> Dim:
        """The size with everything put in that is known to equal a symbol in it."""
        if isinstance(dim, int) or not self._solved:
            return dim
        try:
            return substitute(dim, self._solved)
        except ArithmeticError:  # a divisor that became 0, or a size beyond all measure: it stays as it is
            return dim

    def bound(self, dim: Dim) -> Interval:
        """The smallest and the largest value that the size can have; None where there is no bound."""
        best_low: int | None = None
        best_high: int | None = None
        for low, high in ranges(self.resolve(dim), self._known.bounds):
            if low is not None and (best_low is None or low > best_low):
                best_low = low
            if high is not None and (best_high is None or high < best_high):
                best_high = high
        return best_low, best_high

    def values(self, dim: Dim) -> tuple[int, ...] | None:
        """All values that a symbol can still have, ascending, where they are few; None where they are not known."""
        resolved = self.resolve(dim)
        if isinstance(resolved, int):
            return (resolved,)
        name = as_symbol(resolved)
        return None if name is None else self._known.values(name)

    def because(self, dim: Dim) -> list[Any]:
        """What taught the values of the symbols in this (unresolved) size, in the order in which it was learnt."""
        found: list[Any] = []
        for name in sorted(symbols(dim)):
            found.extend(why for why in self._whys.get(name, ()) if why is not None and why not in found)
        return found

    @property
    def obligations(self) -> list[Obligation]:
        """What was assumed and neither solved nor turned into a mere bound of one symbol."""
        return list(self._obligations)

    # --- judgement ----------------------------------------------------------------------------------------------

    def same(self, a: Dim, b: Dim) -> Verdict:
        """Is a == b?"""
        if isinstance(a, int) and isinstance(b, int):
            return Verdict.YES if a == b else Verdict.NO
        return self._ask("same", a, b)

    def at_least(self, a: Dim, b: Dim) -> Verdict:
        """Is a >= b?"""
        if isinstance(a, int) and isinstance(b, int):
            return Verdict.YES if a >= b else Verdict.NO
        return self._ask("at least", a, b)

    def divides(self, divisor: Dim, value: Dim) -> Verdict:
        """Is value a multiple of divisor? NO for the divisor 0."""
        divisor, value = self.resolve(divisor), self.resolve(value)
        if isinstance(divisor, int):
            if divisor == 0:
                return Verdict.NO
            if isinstance(value, int):
                return Verdict.NO if value % divisor else Verdict.YES
        return self._ask("divides", divisor, value)

    def _ask(self, kind: Relation, a: Dim, b: Dim) -> Verdict:
        """The verdict, from memory where the same was asked since something was learnt."""
        if self.contradictory:
            return Verdict.UNKNOWN
        question = kind, a, b
        verdict = self._answers.get(question)
        if verdict is None:
            try:
                verdict = self._judged(kind, a, b)
                if verdict is Verdict.UNKNOWN and self._impossible(Obligation(kind, a, b)):
                    verdict = Verdict.NO
            except TooLarge:
                verdict = Verdict.UNKNOWN
            self._answers[question] = verdict
        return verdict

    def _judged(self, kind: Relation, a: Dim, b: Dim) -> Verdict:
        if kind == "same":
            return judge.is_zero(self.resolve(a - b), self._known)
        if kind == "at least":
            return judge.is_nonnegative(self.resolve(a - b), self._known)
        return self._divisible(a, b)

    def _divisible(self, divisor: Dim, value: Dim) -> Verdict:
        if divisor == 0:
            return Verdict.NO
        for known in self._obligations:
            if known.kind == "divides" and modulo(known.a, divisor) == 0 and modulo(value, known.b) == 0:
                return Verdict.YES
        if isinstance(divisor, int):
            return judge.is_multiple(value, divisor, self._known)
        if modulo(value, divisor) == 0:
            return Verdict.YES
        inside, constant = terms(divisor)
        content = gcd(constant, *[c for _, c in inside])
        if content > 1 and judge.is_multiple(value, content, self._known) is Verdict.NO:
            return Verdict.NO
        smaller = judge.is_nonnegative(divisor - value - 1, self._known)
        if smaller is Verdict.YES and judge.is_nonnegative(value - 1, self._known) is Verdict.YES:
            return Verdict.NO
        return Verdict.UNKNOWN

    def _impossible(self, assumed: Obligation) -> bool:
        """Whether assuming it contradicts what was assumed before, as far as putting one into the other shows."""
        if not self._obligations and not self._known.domains and not self._known.classes:
            return False
        if len(self._obligations) > MOST_TRIALS:
            return False
        trial = self.fork()
        trial._assume(assumed)
        return trial.contradictory

    # --- learning -----------------------------------------------------------------------------------------------

    def assume_same(self, a: Dim, b: Dim, why: Any = None) -> None:
        """From now on a == b."""
        self._assume(Obligation("same", self.resolve(a), self.resolve(b), why))

    def assume_at_least(self, a: Dim, b: Dim, why: Any = None) -> None:
        """From now on a >= b."""
        self._assume(Obligation("at least", self.resolve(a), self.resolve(b), why))

    def assume_divides(self, divisor: Dim, value: Dim, why: Any = None) -> None:
        """From now on value is a multiple of divisor."""
        self._assume(Obligation("divides", self.resolve(divisor), self.resolve(value), why))

    def _assume(self, new: Obligation) -> None:
        """Take it up, and again all that it may help to solve, until nothing new follows."""
        self._answers.clear()
        waiting = [new]
        try:
            while waiting:
                taken = waiting.pop(0)
                solved = len(self._solved)
                self._take(taken)
                if len(self._solved) > solved:
                    waiting, self._obligations = [*self._obligations, *waiting], []
                    self._known.zeros, self._known.nonnegative = [], []
        except (Contradiction, ZeroDivisionError):
            self.contradictory = True
        except TooLarge:
            self._obligations += [new, *waiting]

    def _take(self, new: Obligation) -> None:
        a, b = substitute(new.a, self._solved), substitute(new.b, self._solved)
        new = Obligation(new.kind, a, b, new.why)
        if new.kind == "same":
            self._take_same(new)
        elif new.kind == "at least":
            self._take_at_least(new)
        else:
            self._take_divides(new)

    def _take_same(self, new: Obligation) -> None:
        difference = new.a - new.b
        verdict = judge.is_zero(difference, self._known)
        if verdict is Verdict.NO:
            raise Contradiction
        if isinstance(difference, int):
            return
        if verdict is Verdict.YES:  # what it taught says so; it stays, for people to see
            self._obligations.append(new)
            return
        stripped = judge.stripped(difference, self._known.bounds)
        assert isinstance(stripped, Expr)
        if self._solve_for_symbol(stripped, new.why):
            return
        learn.let_nonnegative(stripped, self._known)
        learn.let_nonnegative(-stripped, self._known)
        found = where_zero(stripped, self._known.bounds)
        if found is not None:
            name, places = found
            learn.let_ranges(name, places, self._known)
            self._note(name, new.why)
        self._known.zeros.append(stripped)
        self._obligations.append(new)
        self._solve_fixed(symbols(stripped))

    def _solve_for_symbol(self, zero: Expr, why: Any) -> bool:
        """Solve zero == 0 for a symbol that stands alone: rather for a size than a parameter, rather for a new one."""
        candidates: list[tuple[tuple[bool, int], str, int]] = []
        for monomial, coefficient in zero.terms:
            if coefficient in (1, -1) and len(monomial) == 1 and monomial[0][1] == 1:
                name = monomial[0][0].name
                if name and name not in symbols(zero - coefficient * symbol(name)):
                    candidates.append((self._order.get(name, (True, 1)), name, coefficient))
        if not candidates:
            return False
        _, name, coefficient = min(candidates)
        self._solve(name, symbol(name) - coefficient * zero, why)
        return True

    def _solve(self, name: str, value: Dim, why: Any) -> None:
        """Put value for the symbol from now on, and let value have what was known of the symbol."""
        known = self._known
        for other, old in self._solved.items():
            if name in symbols(old):
                self._solved[other] = substitute(old, {name: value})
                self._note(other, why)
        self._solved[name] = value
        self._note(name, why)
        low, high = known.bound(name)
        modulus, residue = known.classes.pop(name, ANY)
        values = known.domains.pop(name, None)
        if low is not None:
            self._take(Obligation("at least", value, low, why))
        if high is not None:
            self._take(Obligation("at least", high, value, why))
        if modulus > 1:
            self._take(Obligation("divides", modulus, value - residue, why))
        value = substitute(value, self._solved)
        renamed = as_symbol(value)
        if values is not None and renamed is not None:
            learn.let_values(renamed, list(values), known)
            self._solve_fixed({renamed})
        elif values is not None and isinstance(value, int) and value not in values:
            raise Contradiction

    def _note(self, name: str, why: Any) -> None:
        whys = self._whys.get(name, ())
        if why not in whys:
            self._whys[name] = [*whys, why]

    def _solve_fixed(self, names: Iterable[str]) -> None:
        """Solve the symbols among these that have one value left."""
        for name in sorted(names):
            low, high = self._known.bound(name)
            if low is not None and low == high and name not in self._solved:
                whys = self._whys.get(name, [None])
                self._solve(name, low, whys[-1] if whys else None)

    def _take_at_least(self, new: Obligation) -> None:
        difference = new.a - new.b
        verdict = judge.is_nonnegative(difference, self._known)
        if verdict is Verdict.NO:
            raise Contradiction
        if isinstance(difference, int) or verdict is Verdict.YES:
            return
        if not learn.let_nonnegative(difference, self._known):
            number = gcd(*[c for _, c in difference.terms])
            self._known.nonnegative.append(_divided(difference, number))
            self._obligations.append(new)
        self._solve_fixed(symbols(difference))

    def _take_divides(self, new: Obligation) -> None:
        verdict = self._divisible(new.a, new.b)
        if verdict is Verdict.NO:
            raise Contradiction
        if verdict is Verdict.YES:
            return
        inside, constant = terms(new.b)
        names = symbols(new.b)
        if isinstance(new.a, int) and len(inside) == 1 and as_symbol(Expr(((inside[0][0], 1),), 0)):
            (name,) = names
            coefficient = inside[0][1]
            number = abs(new.a)
            common = gcd(coefficient, number)  # divides the constant, or the verdict were NO
            step = number // common
            if step > 1:
                residue = -(constant // common) * pow(coefficient // common, -1, step) % step
                learn.let_class(name, (step, residue), self._known)
        self._obligations = [
            old for old in self._obligations
            if not (old.kind == "divides" and old.b == new.b and modulo(new.a, old.a) == 0)
        ]  # fmt: skip
        self._obligations.append(new)
        self._solve_fixed(names)

    # --- examples -----------------------------------------------------------------------------------------------

    def example(self, wanted: Iterable[Dim] = (), extra: Iterable[Obligation] = ()) -> dict[str, int] | None:
        """Small values for the symbols, for which all that was assumed holds, and `extra` too; None if none is found.

        wanted: sizes that must have a value there; their symbols are among those given a value, as are all of these
        facts.
        """
        if self.contradictory:
            return None
        try:
            return search.example(self._known, self._solved, [*self._obligations, *extra], list(wanted), self._order)
        except ArithmeticError:
            return None

    def solutions(self, left: Dim, right: Dim, symbol: str | Expr, limit: int = 8) -> list[int]:
        """The smallest values of a symbol for which left == right whatever the other symbols are, at most `limit`."""
        return search.solutions(self.resolve(left - right), str(symbol), self._known, limit)


def _divided(dim: Expr, number: int) -> Expr:
    """Something that is at least 0 exactly where the size is, its coefficients divided by a number."""
    if number == 1:
        return dim
    return Expr(tuple([(monomial, c // number) for monomial, c in dim.terms]), dim.constant // number)
