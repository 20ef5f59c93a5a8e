"""What was assumed, solved for symbols where it can be.

Each assumption is taken up once, and again whenever a symbol was solved since: then it may have become solvable,
plainly true, or impossible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import gcd
from typing import Any

from shapelint.sizes.dims import Dim, Expr, TooLarge, as_symbol, modulo, substitute, symbol, symbols, terms
from shapelint.sizes.facts import judge, learn
from shapelint.sizes.facts.effort import MOST_TRIAL, Spent
from shapelint.sizes.facts.index import Obligations
from shapelint.sizes.facts.known import ANY, Known
from shapelint.sizes.facts.learn import Contradiction
from shapelint.sizes.facts.solve import residues, where_zero
from shapelint.sizes.facts.verdict import Obligation, Verdict


class Assumptions:
    """What holds by assumption.

    known: ranges, residues and values of symbols. solved: what symbols equal; no solved symbol occurs in a value.
    whys: what taught a symbol's value. open: assumptions that are neither solved nor a mere bound of one symbol.
    order: which symbol to solve for first, the smaller the rather. contradictory: they exclude each other.
    """

    def __init__(self) -> None:
        self.known = Known()
        self.solved: dict[str, Dim] = {}
        self.whys: dict[str, list[Any]] = {}
        self.open = Obligations()
        self.order: dict[str, tuple[bool, int]] = {}
        self.contradictory = False
        self._on_trial = False
        self._resolved: dict[Dim, Dim] = {}
        self._users: dict[str, tuple[str, ...]] = {}  # the solved symbols in whose values a symbol stands (or stood)
        self._newly_solved: set[str] = set()

    def copy(self) -> Assumptions:
        copy = self._trial()
        copy.whys = dict(self.whys)
        copy.order = dict(self.order)
        copy._on_trial = False
        return copy

    def _trial(self) -> Assumptions:
        """A copy to try something on."""
        trial = Assumptions()
        trial.known = self.known.copy()
        trial.solved = dict(self.solved)
        trial.open = self.open.copy()
        trial.order = self.order
        trial.contradictory = self.contradictory
        trial._on_trial = True
        trial._users = dict(self._users)
        return trial

    def take_symbols(self, others: Assumptions) -> list[str]:
        """Know the symbols that only the others know, and their bounds."""
        own, theirs = self.known, others.known
        new = [name for name in others.order if name not in self.order]
        for name in new:
            self.order[name] = others.order[name][0], -len(self.order)
            own.bounds[name] = theirs.bound(name)
            if name in theirs.classes:
                own.classes[name] = theirs.classes[name]
            if name in theirs.domains:
                own.domains[name] = theirs.domains[name]
        return new

    def resolve(self, dim: Dim) -> Dim:
        """The size with all known equalities put in.

        Those of the symbols in it.
        """
        if isinstance(dim, int) or self.solved.keys().isdisjoint(dim.names):
            return dim
        resolved = self._resolved.get(dim)
        if resolved is None:
            try:
                resolved = substitute(dim, self.solved)
            except ArithmeticError:  # a divisor that became 0, or a size beyond all measure: it stays as it is
                resolved = dim
            self._resolved[dim] = resolved
        return resolved

    # --- taking up ----------------------------------------------------------------------------------------------

    def speaks_of(self, names: frozenset[str]) -> bool:
        """Whether something beyond ranges is known of one of these symbols."""
        known = self.known
        if not (known.domains.keys().isdisjoint(names) and known.classes.keys().isdisjoint(names)):
            return True
        return bool(self.open.about(names))

    def symbol_at_least(self, dim: Dim, number: int) -> Verdict | None:
        """Whether a single symbol is at least a number.

        The commonest of all questions: what its range says, where nothing else is known of it. None for other sizes,
        and where more must be looked at.
        """
        name = as_symbol(dim)
        if name is None:
            return None
        low, high = self.known.bound(name)
        if low is not None and low >= number:
            return Verdict.YES
        if high is not None and high < number:
            return Verdict.NO
        return None if self.speaks_of(frozenset((name,))) else Verdict.UNKNOWN

    def assume(self, new: Obligation, verdict: Verdict | None = None) -> None:
        """Take up an obligation, and what it helps to solve.

        Until nothing new follows.

        verdict: what was judged of it as things stand, where it was.
        """
        self._assume(new, verdict)

    def excludes(self, new: Obligation) -> bool:
        """Whether taking it up leads to a contradiction.

        As things stand, the judgement of it is UNKNOWN.

        Raises Spent where that takes too long to see.
        """
        effort = self.known.bounds.effort
        effort.left = min(effort.left, MOST_TRIAL)
        trial = self._trial()
        trial._assume(new, Verdict.UNKNOWN)
        return trial.contradictory

    def _assume(self, new: Obligation, verdict: Verdict | None) -> None:
        waiting = [new]
        try:
            while waiting:
                taken = waiting.pop(0)
                if self._on_trial:
                    size = len(terms(taken.a)[0]) + len(terms(taken.b)[0]) + len(symbols(taken.a) | symbols(taken.b))
                    self.known.bounds.effort.spend(20 + 8 * size)
                self._newly_solved.clear()
                self._take(taken, verdict)
                verdict = None
                if self._newly_solved:
                    waiting = [*self._touched(self._newly_solved), *waiting]
        except (Contradiction, ZeroDivisionError):
            self.contradictory = True
        except TooLarge:
            for left in (new, *waiting):
                self.open.add(left)

    def _touched(self, solved: set[str]) -> list[Obligation]:
        """Take out the open assumptions about these symbols.

        They are to be taken up again.
        """
        touched = self.open.about(solved)
        if touched:
            self.known.zeros.forget(solved)
            self.known.nonnegative.forget(solved)
            for old in touched:
                self.open.remove(old)
        return touched

    def _judged(self, judgement: Callable[[Dim, Known], Verdict], dim: Dim) -> Verdict:
        """The judgement, UNKNOWN where it takes too long."""
        try:
            return judgement(dim, self.known)
        except Spent:
            return Verdict.UNKNOWN

    def _take(self, new: Obligation, verdict: Verdict | None = None) -> None:
        a, b = substitute(new.a, self.solved), substitute(new.b, self.solved)
        new = Obligation(new.kind, a, b, new.why)
        if new.kind == "same":
            self._take_same(new, verdict)
        elif new.kind == "at least":
            self._take_at_least(new, verdict)
        else:
            self._take_divides(new, verdict)

    def _take_same(self, new: Obligation, verdict: Verdict | None) -> None:
        difference = new.a - new.b
        if verdict is None:
            verdict = self._judged(judge.is_zero, difference)
        if verdict is Verdict.NO:
            raise Contradiction
        if isinstance(difference, int):
            return
        if verdict is Verdict.YES:  # what it taught says so; it stays, for people to see
            self.open.add(new)
            return
        stripped = judge.stripped(difference, self.known.bounds)
        assert isinstance(stripped, Expr)
        if self._solve_for_symbol(stripped, new.why):
            return
        order = learn.order_said(stripped)
        for larger, smaller in order:
            self._take_at_least(Obligation("at least", larger, smaller, new.why), None)
        if order:
            self.known.zeros.add(stripped)
            return
        learn.let_nonnegative(stripped, self.known)
        learn.let_nonnegative(-stripped, self.known)
        try:
            found = where_zero(stripped, self.known.bounds)
        except Spent:
            found = None
        if found is not None:
            name, places = found
            learn.let_ranges(name, places, self.known)
            self._note(name, new.why)
        for name, new_class in residues(stripped):
            learn.let_class(name, new_class, self.known)
            self._note(name, new.why)
        self.known.zeros.add(stripped)
        self.open.add(new)
        self._solve_fixed(symbols(stripped))

    def _solve_for_symbol(self, zero: Expr, why: Any) -> bool:
        """Solve zero == 0 for a symbol that stands alone.

        Rather for a size than a parameter, rather for a new one.
        """
        candidates: list[tuple[tuple[bool, int], str, int]] = []
        for monomial, coefficient in zero.terms:
            if coefficient in (1, -1) and len(monomial) == 1 and monomial[0][1] == 1:
                name = monomial[0][0].name
                if name and name not in symbols(zero - coefficient * symbol(name)):
                    candidates.append((self.order.get(name, (True, 1)), name, coefficient))
        if not candidates:
            return False
        _, name, coefficient = min(candidates)
        self._solve(name, symbol(name) - coefficient * zero, why)
        return True

    def _solve(self, name: str, value: Dim, why: Any) -> None:
        """Put value for the symbol from now on.

        value gets what was known of the symbol.
        """
        known = self.known
        self._resolved.clear()
        for other in self._users.pop(name, ()):
            old = self.solved[other]
            if name in symbols(old):
                new = self.solved[other] = substitute(old, {name: value})
                self._use(other, symbols(new))
                self._note(other, why)
        self.solved[name] = value
        self._use(name, symbols(value))
        self._newly_solved.add(name)
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
        value = substitute(value, self.solved)
        renamed = as_symbol(value)
        if values is not None and renamed is not None:
            learn.let_values(renamed, list(values), known)
            self._solve_fixed({renamed})
        elif values is not None and isinstance(value, int) and value not in values:
            raise Contradiction

    def _use(self, name: str, names: Iterable[str]) -> None:
        for used in names:
            users = self._users.get(used, ())
            if name not in users:
                self._users[used] = (*users, name)

    def _note(self, name: str, why: Any) -> None:
        if self._on_trial:
            return
        whys = self.whys.get(name, ())
        if not any(why is known for known in whys):
            self.whys[name] = [*whys, why]

    def _solve_fixed(self, names: Iterable[str]) -> None:
        """Solve the symbols among these that have one value left."""
        for name in sorted(names):
            low, high = self.known.bound(name)
            if low is not None and low == high and name not in self.solved:
                whys = self.whys.get(name, [None])
                self._solve(name, low, whys[-1] if whys else None)

    def _take_at_least(self, new: Obligation, verdict: Verdict | None) -> None:
        difference = new.a - new.b
        if verdict is None:
            verdict = self._judged(judge.is_nonnegative, difference)
        if verdict is Verdict.NO:
            raise Contradiction
        if isinstance(difference, int) or verdict is Verdict.YES:
            return
        if not learn.let_nonnegative(difference, self.known):
            number = gcd(*[c for _, c in difference.terms])
            self.known.nonnegative.add(_divided(difference, number))
            self.open.add(new)
        self._solve_fixed(symbols(difference))

    def _take_divides(self, new: Obligation, verdict: Verdict | None) -> None:
        if verdict is None:
            verdict = self._judged(lambda b, _: self.divisible(new.a, b), new.b)
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
                learn.let_class(name, (step, residue), self.known)
        for old in self.open.about(symbols(new.a) | names):
            if old.kind == "divides" and old.b == new.b and modulo(new.a, old.a) == 0:
                self.open.remove(old)
        self.open.add(new)
        self._solve_fixed(names)

    def divisible(self, divisor: Dim, value: Dim) -> Verdict:
        """Is value a multiple of divisor, both resolved?"""
        if divisor == 0:
            return Verdict.NO
        names = symbols(value)
        for known in self.open.about(symbols(divisor) | names):
            if known.kind == "divides" and symbols(known.b) <= names:
                self.known.bounds.effort.spend(20)
                if modulo(known.a, divisor) == 0 and modulo(value, known.b) == 0:
                    return Verdict.YES
        if isinstance(divisor, int):
            return judge.is_multiple(value, divisor, self.known)
        if modulo(value, divisor) == 0:
            return Verdict.YES
        inside, constant = terms(divisor)
        content = gcd(constant, *[c for _, c in inside])
        if content > 1 and judge.is_multiple(value, content, self.known) is Verdict.NO:
            return Verdict.NO
        smaller = judge.is_nonnegative(divisor - value - 1, self.known)
        if smaller is Verdict.YES and judge.is_nonnegative(value - 1, self.known) is Verdict.YES:
            return Verdict.NO
        return Verdict.UNKNOWN


def _divided(dim: Expr, number: int) -> Expr:
    """The size divided by a number.

    At least 0 exactly where the size is.
    """
    if number == 1:
        return dim
    return Expr(tuple([(monomial, c // number) for monomial, c in dim.terms]), dim.constant // number)
