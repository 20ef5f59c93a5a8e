"""What is known of symbols, ready for judgement."""

from __future__ import annotations

from dataclasses import dataclass, field

from shapelint.sizes.facts.index import Sizes
from shapelint.sizes.facts.intervals import SIZE, Bounds, Interval

Class = tuple[int, int]
"""(modulus, residue): the symbol is residue + a multiple of modulus."""

ANY: Class = (1, 0)

MOST_VALUES = 64
"""How many values of a symbol are kept one by one; beyond, only the range is."""


@dataclass
class Known:
    """bounds: ranges of symbols.

    classes: residues. domains: all values a symbol can have, where they are few. zeros: what equals 0. nonnegative:
    what is at least 0.
    """

    bounds: Bounds = field(default_factory=Bounds)
    classes: dict[str, Class] = field(default_factory=dict)
    domains: dict[str, tuple[int, ...]] = field(default_factory=dict)
    zeros: Sizes = field(default_factory=Sizes)
    nonnegative: Sizes = field(default_factory=Sizes)

    def copy(self) -> Known:
        return Known(
            Bounds(self.bounds, self.bounds.effort),
            dict(self.classes),
            dict(self.domains),
            self.zeros.copy(),
            self.nonnegative.copy(),
        )

    def bound(self, name: str) -> Interval:
        return self.bounds.get(name, SIZE)

    def values(self, name: str) -> tuple[int, ...] | None:
        """All values that the symbol can have, where they are few."""
        listed = self.domains.get(name)
        if listed is not None:
            return listed
        low, high = self.bound(name)
        if low is None or high is None:
            return None
        modulus, residue = self.classes.get(name, ANY)
        first = low + (residue - low) % modulus
        if (high - first) // modulus >= MOST_VALUES:
            return None
        return tuple(range(first, high + 1, modulus))
