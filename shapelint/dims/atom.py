"""Atoms: what a polynomial takes for variables."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

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
    names: of all symbols in it, however deep. depth: how many atoms stand within each other. parts: how many stand in
    the text. Equal atoms are one object while any of them lives, so that they compare and hash at no cost.
    """

    __slots__ = ("__weakref__", "_key", "args", "depth", "kind", "name", "names", "parts")

    kind: str
    name: str
    args: tuple[Dim, ...]
    names: frozenset[str]
    depth: int
    parts: int
    _key: text.Key | None

    def __new__(cls, kind: str, args: tuple[Dim, ...], name: str = "") -> Atom:
        known = _made.get((kind, name, args))
        if known is not None:
            return known
        atom = object.__new__(cls)
        atom.kind = kind
        atom.name = name
        atom.args = args
        atom.names = frozenset((name,)) if name else frozenset()
        atom.depth = atom.parts = 1
        for arg in args:
            if not isinstance(arg, int):
                atom.names |= arg.names
                for monomial, _ in arg.terms:
                    for inner, _ in monomial:
                        atom.parts += inner.parts
                        if inner.depth >= atom.depth:
                            atom.depth = inner.depth + 1
        if atom.depth > MOST_DEPTH or atom.parts > MOST_PARTS:
            raise TooLarge("a size of too many nested divisions")
        atom._key = None
        _made[kind, name, args] = atom
        return atom

    @property
    def key(self) -> text.Key:
        """Where the atom stands among others: as torch people order axes, then by text."""
        key = self._key
        if key is None:
            key = self._key = text.atom_key(self)
        return key

    def __repr__(self) -> str:
        return text.atom_text(self)

    def __reduce__(self) -> tuple[type[Atom], tuple[object, ...]]:
        return Atom, (self.kind, self.args, self.name)


_made: WeakValueDictionary[tuple[str, str, tuple[Dim, ...]], Atom] = WeakValueDictionary()
