"""What one run has learnt about its symbols.

And the questions it can be asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from shapelint.sizes.dims import Dim, Expr, TooLarge, as_symbol, symbol, symbols
from shapelint.sizes.facts import judge, search
from shapelint.sizes.facts.assumptions import Assumptions
from shapelint.sizes.facts.effort import Spent
from shapelint.sizes.facts.intervals import Interval, ranges
from shapelint.sizes.facts.verdict import Obligation, Relation, Verdict

if TYPE_CHECKING:
    from shapelint.sizes.tensors import Unknown

MOST_OPEN = 64  # obligations, beyond which no contradiction is looked for among them


class Facts:
    """What one run has learnt about its symbols.

    Symbols not made here count as sizes: integers of at least 1. A divisor counts as nonzero, since where it is 0 the
    program has failed already. `contradictory` becomes true once the assumptions are seen to exclude each other:
    no run gets there, and nothing is known (UNKNOWN) of any symbol. `refining` is told of each unknown shape that is
    about to be refined; `ranking` says which of several ranks it is taken to have,
    `exact` whether the float types of tensors are surely what they seem to be.

    owner: what the names of new symbols begin with. A module's symbols are known to all that import it, so that theirs
        must be called otherwise.
    """

    def __init__(self, owner: str = "") -> None:
        self.owner = owner
        self._assumed = Assumptions()
        self._unknowns: dict[tuple[Unknown, int | None], Expr] = {}
        self._answers: dict[tuple[Relation, Dim, Dim], Verdict] = {}
        self._undecided: set[tuple[Relation, Dim, Dim]] = set()  # as long as nothing new is learnt
        self._numbers: dict[str, int] = {}  # where to look for the next free name of each hint
        self.refining: Callable[[Any], None] = _nobody
        self.ranking: Callable[[Any, Sequence[int]], int] = _first
        self.exact: Callable[..., bool] = _unsure
        self._adopted: dict[Facts, int] = {}
        self._supposing = 0  # above 0, what is learnt is kept here too, to be learnt again without what was supposed
        self._learnt: list[tuple[Relation, Dim, Dim, Any]] = []
        self._glances = 0  # above 0, nothing stays that is learnt
        self._before: Facts | None = None  # what the innermost glance began with, where something was learnt since

    def fork(self) -> Facts:
        """A copy that may learn on its own."""
        copy = Facts(self.owner)
        copy._assumed = self._assumed.copy()
        copy._unknowns = dict(self._unknowns)
        copy._answers = dict(self._answers)
        copy._undecided = set(self._undecided)
        copy._adopted = dict(self._adopted)
        copy._learnt = list(self._learnt)
        copy.refining, copy.ranking, copy.exact = self.refining, self.ranking, self.exact
        return copy

    def rewind(self, before: Facts) -> None:
        """Know what was known when `before` was forked, and no more."""
        self._assumed, self._unknowns, self._adopted = before._assumed, before._unknowns, before._adopted
        self._answers, self._undecided, self._learnt = before._answers, before._undecided, before._learnt

    @contextmanager
    def glancing(self) -> Iterator[None]:
        """Learn nothing meanwhile of what is known by now.

        Of symbols that are made meanwhile stays what is known of them alone.
        """
        outer, self._before = self._before, None
        glances, names, unknowns = self._glances, len(self._assumed.order), len(self._unknowns)
        self._glances += 1
        try:
            yield
        finally:
            before, meanwhile = self._before, self._assumed
            self._glances, self._before = glances, outer
            while len(self._unknowns) > unknowns:
                self._unknowns.popitem()
            if before is not None:
                self.rewind(before)
                if len(meanwhile.order) > names:
                    self._take_new(meanwhile)

    def _keep(self) -> None:
        """Have what a glance began with, before something is learnt."""
        if self._glances and self._before is None:
            self._before = self.fork()

    def _take_new(self, theirs: Assumptions) -> None:
        new = frozenset(self._assumed.take_symbols(theirs))
        for name in new & theirs.solved.keys():
            if symbols(theirs.solved[name]) <= new:
                self._take("same", symbol(name), theirs.solved[name], None)
        for one in theirs.open.about(new):
            if symbols(one.a) | symbols(one.b) <= new:
                self._take(one.kind, one.a, one.b, one.why)

    def let_go(self) -> None:
        """Know the run no more whose facts they are."""
        self.refining, self.ranking, self.exact = _nobody, _first, _unsure

    def adopt(self, other: Facts) -> None:
        """Know from now on what others know of their symbols.

        The others are those of an imported module.
        """
        theirs, own = other._assumed, self._assumed
        if other is self or self._adopted.get(other) == len(theirs.order):
            return
        self._keep()
        self._adopted[other] = len(theirs.order)
        new = own.take_symbols(theirs)
        for unknown, made in other._unknowns.items():
            self._unknowns.setdefault(unknown, made)
        names = frozenset(new)
        for name in new:
            if name in theirs.solved:
                self._take("same", symbol(name), theirs.solved[name], None)
        for obligation in theirs.open:
            if not names.isdisjoint(symbols(obligation.a) | symbols(obligation.b)):
                self._take(obligation.kind, obligation.a, obligation.b, obligation.why)

    @property
    def contradictory(self) -> bool:
        """Whether the assumptions were seen to exclude each other."""
        return self._assumed.contradictory

    # --- symbols ------------------------------------------------------------------------------------------------

    def fresh(self, hint: str, at_least: int | None = 1) -> Expr:
        """A new symbol named `hint`, or hint2, hint3, .

        Where that name is taken.

        at_least: its lower bound; None where there is none.
        """
        return self._new(hint, at_least, parameter=False)

    def symbol_of(self, unknown: Unknown, hint: str = "", part: int | None = None) -> Expr:
        """The symbol that stands for this Unknown.

        For its item number `part`; always the same.

        It is an integer without any bound: ask only where the value is used as a whole number, for the value of a
        parameter could as well be 0.5.
        """
        known = self._unknowns.get((unknown, part))
        if known is None:
            known = self._unknowns[unknown, part] = self._new(unknown.name or hint or "n", None, parameter=True)
        return known

    def known_symbol(self, unknown: Unknown, part: int | None = None) -> Expr | None:
        """The symbol for this Unknown, if there is one.

        For its item number `part`; None where none was asked for yet.
        """
        return self._unknowns.get((unknown, part))

    def is_number(self, value: Unknown) -> bool:
        """Whether an unknown value surely is a number.

        It was used as a size, or was computed of such values by what makes numbers of numbers.
        """
        waiting: list[Any] = [value]
        for one in waiting:
            if (one, None) not in self._unknowns:
                if one.operands is None:
                    return False
                waiting += one.operands
        return True

    def _new(self, hint: str, at_least: int | None, parameter: bool) -> Expr:
        hint = f"{self.owner}.{hint}" if self.owner else hint
        number = self._numbers.get(hint, 1)
        name = hint if number == 1 else _numbered(hint, number)
        while name in self._assumed.order:
            number += 1
            name = _numbered(hint, number)
        self._numbers[hint] = number
        self._assumed.known.bounds[name] = at_least, None
        self._assumed.order[name] = parameter, -len(self._assumed.order)
        return symbol(name)

    def symbols_made(self) -> int:
        """How many symbols there are."""
        return len(self._assumed.order)

    def is_newer(self, name: str, made: int) -> bool:
        """Whether the symbol was made when there were so many already."""
        place = self._assumed.order.get(name)
        return place is not None and -place[1] >= made

    def resolve(self, dim: Dim) -> Dim:
        """The size with all known equalities put in.

        Those of the symbols in it.
        """
        solved = self._assumed.solved
        if not solved or isinstance(dim, int):
            return dim
        # Asked of the keys, it looks at the few names, and not at all that was ever solved.
        return dim if solved.keys().isdisjoint(dim.names) else self._assumed.resolve(dim)

    def resolve_all(self, dims: tuple[Dim, ...]) -> tuple[Dim, ...]:
        """The sizes of a shape with all known equalities put in."""
        solved = self._assumed.solved
        if not solved:
            return dims
        apart = solved.keys().isdisjoint
        for dim in dims:
            if type(dim) is Expr and not apart(dim.names):
                return tuple([self.resolve(dim) if type(dim) is Expr else dim for dim in dims])
        return dims

    def bound(self, dim: Dim) -> Interval:
        """The smallest and the largest value that the size can have.

        None where there is no bound.
        """
        best_low: int | None = None
        best_high: int | None = None
        bounds = self._assumed.known.bounds
        bounds.effort.renew()
        try:
            for low, high in ranges(self.resolve(dim), bounds):
                if low is not None and (best_low is None or low > best_low):
                    best_low = low
                if high is not None and (best_high is None or high < best_high):
                    best_high = high
        except Spent:
            pass
        return best_low, best_high

    def values(self, dim: Dim) -> tuple[int, ...] | None:
        """All values that a symbol can still have.

        Ascending, where they are few; None where they are not known.
        """
        resolved = self.resolve(dim)
        if isinstance(resolved, int):
            return (resolved,)
        name = as_symbol(resolved)
        return None if name is None else self._assumed.known.values(name)

    def because(self, dim: Dim) -> list[Any]:
        """What taught the values of the symbols in a size.

        The size is unresolved; in the order in which it was learnt.
        """
        found: list[Any] = []
        for name in sorted(symbols(dim)):
            for why in self._assumed.whys.get(name, ()):
                if why is not None and not any(why is known for known in found):
                    found.append(why)
        return found

    @property
    def obligations(self) -> list[Obligation]:
        """What was assumed and is still open.

        Neither solved nor turned into a mere bound of one symbol.
        """
        return list(self._assumed.open)

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
        if isinstance(b, int) and not self._assumed.contradictory:
            verdict = self._assumed.symbol_at_least(self.resolve(a), b)
            if verdict is not None:
                if verdict is Verdict.UNKNOWN:
                    self._undecided.add(("at least", a, b))
                return verdict
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
        """The verdict on a relation of two sizes.

        From memory where the same was asked since something was learnt.
        """
        if self._assumed.contradictory:
            return Verdict.UNKNOWN
        question = kind, a, b
        verdict = self._answers.get(question)
        if verdict is not None:
            return verdict
        if question in self._undecided:
            return Verdict.UNKNOWN
        self._assumed.known.bounds.effort.renew()
        try:
            verdict = self._judged(kind, a, b)
            if verdict is Verdict.UNKNOWN and self._impossible(Obligation(kind, a, b)):
                verdict = Verdict.NO
        except (TooLarge, Spent):
            verdict = Verdict.UNKNOWN
        if verdict is Verdict.UNKNOWN:
            self._undecided.add(question)
        else:
            self._answers[question] = verdict
        return verdict

    def _judged(self, kind: Relation, a: Dim, b: Dim) -> Verdict:
        if kind == "same":
            return judge.is_zero(self.resolve(a - b), self._assumed.known)
        if kind == "at least":
            return judge.is_nonnegative(self.resolve(a - b), self._assumed.known)
        return self._assumed.divisible(a, b)

    def _impossible(self, assumed: Obligation) -> bool:
        """Whether assuming it contradicts earlier assumptions.

        As far as putting one into the other shows.
        """
        names = symbols(self.resolve(assumed.a)) | symbols(self.resolve(assumed.b))
        if len(self._assumed.open) > MOST_OPEN or not self._assumed.speaks_of(names):
            return False
        return self._assumed.excludes(assumed)

    # --- learning -----------------------------------------------------------------------------------------------

    def assume_same(self, a: Dim, b: Dim, why: Any = None) -> None:
        """From now on a == b."""
        self._take("same", a, b, why)

    def assume_at_least(self, a: Dim, b: Dim, why: Any = None) -> None:
        """From now on a >= b."""
        self._take("at least", a, b, why)

    @contextmanager
    def supposing(self, a: Dim, b: Dim) -> Iterator[None]:
        """Meanwhile a >= b.

        What is learnt meanwhile stays; after an error all of it does, as nothing is said of what follows.
        """
        before, answers, outer = self._assumed.copy(), dict(self._answers), len(self._learnt)
        self._supposing += 1
        try:
            self.assume_at_least(a, b)
            own = len(self._learnt)
            yield
            learnt, meanwhile = self._learnt[own:], self._assumed
            del self._learnt[outer:]
            before.take_symbols(meanwhile)
            self._assumed, self._answers = before, answers
            self._undecided.clear()
            for one in learnt:
                self._take(*one)
        finally:
            self._supposing -= 1
            if not self._supposing:
                self._learnt.clear()

    def assume_divides(self, divisor: Dim, value: Dim, why: Any = None) -> None:
        """From now on value is a multiple of divisor."""
        self._take("divides", self.resolve(divisor), self.resolve(value), why)

    def _take(self, kind: Relation, a: Dim, b: Dim, why: Any) -> None:
        self._keep()
        if self._supposing:
            self._learnt.append((kind, a, b, why))
        judged = Verdict.UNKNOWN if (kind, a, b) in self._undecided else None  # it is asked first, as a rule
        self._undecided.clear()  # the other answers hold for good
        self._assumed.known.bounds.effort.renew()
        self._assumed.assume(Obligation(kind, self.resolve(a), self.resolve(b), why), judged)

    # --- examples -----------------------------------------------------------------------------------------------

    def example(self, wanted: Iterable[Dim] = (), extra: Iterable[Obligation] = ()) -> dict[str, int] | None:
        """Small values for the symbols.

        All that was assumed holds for them, and `extra` too; None if none is found.

        wanted: sizes that must have a value there; their symbols are among those given a value, as are all of these
        facts.
        """
        known = self._assumed
        if known.contradictory:
            return None
        known.known.bounds.effort.renew()
        try:
            return search.example(known.known, known.solved, [*known.open, *extra], list(wanted), known.order)
        except (ArithmeticError, Spent):
            return None

    def solutions(self, left: Dim, right: Dim, symbol: str | Expr, limit: int = 8) -> list[int]:
        """The smallest values of a symbol for which left == right.

        Whatever the other symbols are, at most `limit`.
        """
        self._assumed.known.bounds.effort.renew()
        try:
            return search.solutions(self.resolve(left - right), str(symbol), self._assumed.known, limit)
        except Spent:
            return []


def _first(shape: object, ranks: Sequence[int]) -> int:
    """The rank that is usual."""
    return ranks[0]


def _nobody(shape: Any) -> None:
    return None


def _unsure(why: Any, *tensors: Any) -> bool:
    return False


def _numbered(hint: str, number: int) -> str:
    return f"{hint}_{number}" if hint[-1:].isdigit() else f"{hint}{number}"
