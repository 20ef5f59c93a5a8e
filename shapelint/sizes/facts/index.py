"""What is known, found by what it speaks of.

A question costs the same however much else is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shapelint.sizes.dims import Dim, Expr, Monomial, symbols, terms
from shapelint.sizes.facts.verdict import Obligation


class Obligations:
    """Obligations, found by their symbols.

    In the order in which they came, each once.
    """

    __slots__ = ("_at", "_by_name", "_count", "_places")

    def __init__(self) -> None:
        self._places: dict[Obligation, int] = {}
        self._at: dict[int, Obligation] = {}  # what stands at a place
        self._by_name: dict[str, tuple[int, ...]] = {}  # the places
        self._count = 0

    def copy(self) -> Obligations:
        copy = Obligations()
        copy._places = dict(self._places)
        copy._at = dict(self._at)
        copy._by_name = dict(self._by_name)
        copy._count = self._count
        return copy

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Obligation]:
        return iter(self._places)

    def add(self, new: Obligation) -> None:
        if new in self._places:
            return
        self._count += 1
        self._places[new] = self._count
        self._at[self._count] = new
        for name in symbols(new.a) | symbols(new.b):
            self._by_name[name] = (*self._by_name.get(name, ()), self._count)

    def remove(self, old: Obligation) -> None:
        place = self._places.pop(old)
        del self._at[place]
        for name in symbols(old.a) | symbols(old.b):
            self._by_name[name] = tuple([other for other in self._by_name[name] if other != place])

    def about(self, names: Iterable[str]) -> list[Obligation]:
        """Those in which one of these symbols stands."""
        by_name, at = self._by_name, self._at
        if not at:
            return []
        found: set[int] = set()
        for name in names:
            if name in by_name:
                found.update(by_name[name])
        return [at[place] for place in sorted(found)] if found else []


class Sizes:
    """Sizes of which the same is known, found by monomials.

    That they are 0, or at least 0.
    """

    __slots__ = ("_all", "_by_monomial")

    def __init__(self, sizes: Iterable[Expr] = ()) -> None:
        self._all: dict[Expr, None] = {}
        self._by_monomial: dict[Monomial, tuple[Expr, ...]] = {}
        for size in sizes:
            self.add(size)

    def copy(self) -> Sizes:
        copy = Sizes()
        copy._all = dict(self._all)
        copy._by_monomial = dict(self._by_monomial)
        return copy

    def add(self, new: Expr) -> None:
        if new in self._all:
            return
        self._all[new] = None
        for monomial, _ in new.terms:
            self._by_monomial[monomial] = (*self._by_monomial.get(monomial, ()), new)

    def forget(self, names: set[str]) -> None:
        """Drop those in which one of these symbols stands."""
        if any(not names.isdisjoint(size.names) for size in self._all):
            kept = Sizes(size for size in self._all if names.isdisjoint(size.names))
            self._all, self._by_monomial = kept._all, kept._by_monomial

    def sharing(self, dim: Dim) -> Iterable[Expr]:
        """Those that have a monomial in common with a size."""
        if not self._all:
            return ()
        by_monomial = self._by_monomial
        return dict.fromkeys(other for monomial, _ in terms(dim)[0] for other in by_monomial.get(monomial, ()))

    def led_by(self, monomial: Monomial) -> Iterator[Expr]:
        """Those whose first term has this monomial."""
        return (other for other in self._by_monomial.get(monomial, ()) if other.terms[0][0] == monomial)
