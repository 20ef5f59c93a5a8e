"""Atoms: what a polynomial takes for variables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shapelint.dims import text
from shapelint.dims.limits import MOST_DEPTH, MOST_PARTS, TooLarge

if TYPE_CHECKING:
    from shapelint.dims.expr import Dim

Monomial = tuple[tuple["Atom", int], ...]
"""Atoms with their powers, in the order of `Atom.key`."""

KINDS = ("symbol", "floor", "min", "max")


class Atom:
    """What the polynomial takes for a variable.

    kind: one of KINDS. name: a symbol's. args: numerator and divisor of a floor division; what a min or max is of.
    depth: how many atoms stand within each other. parts: how many stand in the text.
    """

    __slots__ = ("_hash", "_key", "args", "depth", "kind", "name", "parts")

    def __init__(self, kind: str, args: tuple[Dim, ...], name: str = "") -> None:
        self.kind = kind
        self.name = name
        self.args = args
        self.depth = self.parts = 1
        for arg in args:
            if not isinstance(arg, int):
                for monomial, _ in arg.terms:
                    for atom, _ in monomial:
                        self.parts += atom.parts
                        if atom.depth >= self.depth:
                            self.depth = atom.depth + 1
        if self.depth > MOST_DEPTH or self.parts > MOST_PARTS:
            raise TooLarge("a size of too many nested divisions")
        self._hash = hash((kind, name, args))
        self._key: text.Key | None = None

    @property
    def key(self) -> text.Key:
        """Where the atom stands among others: as torch people order axes, then by text."""
        key = self._key
        if key is None:
            key = self._key = text.atom_key(self)
        return key

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Atom) or self._hash != other._hash:
            return False
        return self.kind == other.kind and self.name == other.name and self.args == other.args

    def __repr__(self) -> str:
        return text.atom_text(self)

    def __reduce__(self) -> tuple[type[Atom], tuple[object, ...]]:
        return Atom, (self.kind, self.args, self.name)
