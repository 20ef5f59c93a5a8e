"""The normal form.

Polynomials over atoms, and the rules that keep floor divisions in one shape.

Every rule holds for all integers, with Python's floor semantics, and has a property test against plain integers.
The one licence taken: a symbolic divisor is nonzero, so that `B*C*H*W // (B*C)` is `H*W`.

Equal sizes have one form except where no choice of rules gives one: `H - H//2` and `(H + 1)//2` stay apart, since both
are how people write what they mean. `shapelint.sizes.facts` sees that they are the same.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import gcd
from typing import Any, Generic, NoReturn, TypeVar, Union
from weakref import WeakValueDictionary

from msgspec import Struct

from shapelint.sizes.dims import polynomial, text
from shapelint.sizes.dims.form import Key
from shapelint.sizes.dims.limits import MOST_BITS, MOST_DEPTH, MOST_PARTS, MOST_POWER, MOST_TERMS, TooLarge

Monomial = tuple[tuple["Atom", int], ...]
"""Atoms with their powers, in the order of `Atom.key`."""

TOO_LARGE = 1 << MOST_BITS
"""No coefficient is as large as this, or below its negative."""

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
    _key: Key | None

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
    def key(self) -> Key:
        """Where the atom stands among others.

        As torch people order axes, then by text.
        """
        key = self._key
        if key is None:
            key = self._key = text.atom_key(self)
        return key

    def __repr__(self) -> str:
        return text.atom_text(self)

    def __reduce__(self) -> tuple[type[Atom], tuple[object, ...]]:
        return Atom, (self.kind, self.args, self.name)


_made: WeakValueDictionary[tuple[str, str, tuple[Dim, ...]], Atom] = WeakValueDictionary()


T = TypeVar("T")


class Once(Generic[T]):
    """A property that is worked out when it is first read.

    It then stands among the object's own attributes, and is no property any more.
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, of: Any, owner: type) -> T:
        found = of.__dict__[self._name] = self._make(of)
        return found


class Expr(Struct, frozen=True, dict=True, cache_hash=True):
    """A size that is not a plain number.

    terms: the monomials with their nonzero coefficients, in the order in which they print. constant: the rest.
    Made by `symbol` and by arithmetic only; the constructor does not normalise. Arithmetic raises TooLarge (an
    ArithmeticError) where the result has no reasonable size.
    """

    terms: tuple[tuple[Monomial, int], ...]
    constant: int

    # --- identity -----------------------------------------------------------------------------------------------

    def __bool__(self) -> NoReturn:
        raise TypeError(f"the size {self} has no truth value; ask shapelint.sizes.facts")

    def _no_order(self, other: object) -> NoReturn:
        raise TypeError(f"the size {self} has no order; ask shapelint.sizes.facts")

    __lt__ = __le__ = __gt__ = __ge__ = _no_order

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"<{self}>"

    def __reduce__(self) -> tuple[type[Expr], tuple[object, ...]]:  # hashes of strings differ between processes
        return Expr, (self.terms, self.constant)

    @Once
    def _text(self) -> str:
        return text.expr_text(self)

    @Once
    def names(self) -> frozenset[str]:
        """The names of all symbols, however deep."""
        names = self.terms[0][0][0][0].names
        for monomial, _ in self.terms:
            for atom, _ in monomial:
                if atom.names is not names:
                    names |= atom.names
        return names

    # --- arithmetic ---------------------------------------------------------------------------------------------

    def __add__(self, other: Dim) -> Dim:
        if isinstance(other, int):
            return Expr(self.terms, self.constant + other) if other else self
        if not isinstance(other, Expr):
            return NotImplemented
        return _added(self, other)

    __radd__ = __add__

    def __neg__(self) -> Expr:
        return Expr(tuple([(m, -c) for m, c in self.terms]), -self.constant)

    def __pos__(self) -> Expr:
        return self

    def __sub__(self, other: Dim) -> Dim:
        if isinstance(other, int):
            return self + -other
        if not isinstance(other, Expr):
            return NotImplemented
        return _subtracted(self, other)

    def __rsub__(self, other: int) -> Dim:
        return -self + other

    def __mul__(self, other: Dim) -> Dim:
        if isinstance(other, int):
            if other == 0:
                return 0
            if other == 1:
                return self
            if not -TOO_LARGE < self.terms[0][1] * other < TOO_LARGE:
                raise TooLarge("a size with too large a coefficient")
            return Expr(tuple([(m, c * other) for m, c in self.terms]), self.constant * other)
        if not isinstance(other, Expr):
            return NotImplemented
        return _multiplied(self, other)

    __rmul__ = __mul__

    def __floordiv__(self, other: Dim) -> Dim:
        return floor_div(self, other) if isinstance(other, (int, Expr)) else NotImplemented

    def __rfloordiv__(self, other: int) -> Dim:
        return floor_div(other, self)

    def __mod__(self, other: Dim) -> Dim:
        return modulo(self, other) if isinstance(other, (int, Expr)) else NotImplemented

    def __rmod__(self, other: int) -> Dim:
        return modulo(other, self)

    def __pow__(self, power: int) -> Dim:
        if not isinstance(power, int) or power < 0:
            return NotImplemented
        if power > MOST_POWER:
            raise TooLarge(f"a size to the power of {power}")
        result: Dim = 1
        for _ in range(power):
            result = self * result
        return result


Dim = Union[int, Expr]


def from_terms(terms: dict[Monomial, int], constant: int) -> Dim:
    """A sum of monomials (zero coefficients allowed) in normal form."""
    kept = [(m, c) for m, c in terms.items() if c]
    if not kept:
        return constant
    for _, c in kept:
        if not -TOO_LARGE < c < TOO_LARGE:
            raise TooLarge("a size with too large a coefficient")
    if len(kept) > 1:
        if len(kept) > MOST_TERMS:
            raise TooLarge("a sum of too many terms")
        kept.sort(key=_term_key)
    return Expr(tuple(kept), constant)


KEPT = 2048
"""Results of each kind of arithmetic that are kept: networks compute the same sizes again and again."""


@lru_cache(maxsize=KEPT)
def _added(one: Expr, other: Expr) -> Dim:
    return from_terms(polynomial.add(one.terms, other.terms), one.constant + other.constant)


@lru_cache(maxsize=KEPT)
def _subtracted(one: Expr, other: Expr) -> Dim:
    return from_terms(polynomial.subtract(one.terms, other.terms), one.constant - other.constant)


@lru_cache(maxsize=KEPT)
def _multiplied(one: Expr, other: Expr) -> Dim:
    product = polynomial.multiply((*one.terms, ((), one.constant)), (*other.terms, ((), other.constant)))
    constant = product.pop((), 0)
    return from_terms(product, constant)


def _term_key(term: tuple[Monomial, int]) -> text.TermKey:
    return text.term_key(term[0])


_symbols: dict[str, Expr] = {}


def symbol(name: str) -> Expr:
    """The symbolic integer of that name.

    The same name is the same symbol.
    """
    made = _symbols.get(name)
    if made is None:
        made = _symbols[name] = _of_atom(Atom("symbol", (), name))
    return made


def _of_atom(atom: Atom) -> Expr:
    return Expr(((((atom, 1),), 1),), 0)


# --- floor division ---------------------------------------------------------------------------------------------


def floor_div(a: Dim, b: Dim) -> Dim:
    """`a // b`, rounding down as Python does.

    Raises ZeroDivisionError where b is the number 0.
    """
    if isinstance(b, int):
        if isinstance(a, int):
            return a // b
        if b > 0:
            return _floor_by_number(a, b)
        if b == 0:
            raise ZeroDivisionError("integer division or modulo by zero")
        return _floor_by_number(-a, -b)
    if isinstance(a, int) and a == 0:
        return 0
    return _floor_by_expr(a, b)


@lru_cache(maxsize=KEPT)
def _floor_by_number(a: Expr, b: int) -> Dim:
    """`a // b` for a positive number.

    (e + k*b)//b = e//b + k      whole multiples leave the division
    (-e)//b = -((e + b - 1)//b)  so that the leading coefficient is positive
    (g*e + r)//(g*b) = (e + r//g)//b
    (x + e//a)//b = (e + a*x)//(a*b)
    """
    if b == 1:
        return a
    outside: dict[Monomial, int] = {}
    inside: list[tuple[Monomial, int]] = []
    for monomial, coefficient in a.terms:
        times = coefficient // b if coefficient > 0 else -(-coefficient // b)
        if times:
            outside[monomial] = times
        rest = coefficient - times * b
        if rest:
            inside.append((monomial, rest))
    constant = a.constant
    if not inside:
        return from_terms(outside, constant // b)
    whole, constant = divmod(constant, b)
    sign = 1
    if inside[0][1] < 0:
        sign = -1
        inside = [(m, -c) for m, c in inside]
        # floor((-e + constant)/b) = -ceil((e - constant)/b)
        up, constant = divmod(b - 1 - constant, b)
        whole -= up
    common = gcd(b, *[c for _, c in inside])
    if common > 1:
        b //= common
        constant //= common
        inside = [(m, c // common) for m, c in inside]
    quotient = _merge_nested(Expr(tuple(inside), constant), b) if b > 1 else Expr(tuple(inside), constant)
    if not outside and sign == 1:
        return quotient + whole
    return from_terms(outside, whole) + sign * quotient


def _merge_nested(e: Expr, b: int) -> Dim:
    """The quotient `e // b`, merged with one inside.

    Where e holds one floor division by a number, with coefficient 1 or -1.
    """
    found = -1
    for index, (monomial, coefficient) in enumerate(e.terms):
        if len(monomial) == 1 and monomial[0][1] == 1 and coefficient in (1, -1):
            atom = monomial[0][0]
            if atom.kind == "floor" and (isinstance(atom.args[1], int) or (len(e.terms) == 1 and not e.constant)):
                if found >= 0:
                    found = -1
                    break
                found = index
    if found < 0:
        return _of_atom(Atom("floor", (e, b)))
    (((atom, _),), coefficient) = e.terms[found]
    numerator, divisor = atom.args
    if coefficient < 0:  # -(n//d) = (d - 1 - n)//d
        numerator = divisor - 1 - numerator
    others = from_terms(dict(e.terms[:found] + e.terms[found + 1 :]), e.constant)
    return floor_div(numerator + divisor * others, divisor * b)


@lru_cache(maxsize=KEPT)
def _floor_by_expr(a: Dim, b: Expr) -> Dim:
    """`a // b` for a symbolic divisor, taken to be nonzero."""
    if b.terms[0][1] < 0:
        a, b = -a, -b
    if a == b:
        return 1
    above = (*a.terms, ((), a.constant)) if isinstance(a, Expr) else (((), a),)
    below = (*b.terms, ((), b.constant)) if b.constant else b.terms
    above = tuple(term for term in above if term[1])
    quotient, remainder = polynomial.divide(above, below)
    whole: Dim = 0
    if quotient and len(remainder) < len(above):
        constant = quotient.pop((), 0)
        whole = from_terms(quotient, constant)
        if not remainder:
            return whole
        above = tuple(remainder.items())
    above, below = polynomial.cancel(above, below)
    rest, divisor = _sum(above), _sum(below)
    if isinstance(divisor, int):
        return whole + floor_div(rest, divisor)
    return whole + _of_atom(Atom("floor", (rest, divisor)))


def _sum(terms: tuple[tuple[Monomial, int], ...]) -> Dim:
    merged = dict(terms)
    constant = merged.pop((), 0)
    return from_terms(merged, constant)


def modulo(a: Dim, b: Dim) -> Dim:
    """`a % b`, with the sign of b as in Python.

    Raises ZeroDivisionError where b is the number 0.
    """
    return a - b * floor_div(a, b)


# --- minimum and maximum ----------------------------------------------------------------------------------------


def minimum(*dims: Dim) -> Dim:
    """The smallest of one or more sizes."""
    return _extreme("min", dims)


def maximum(*dims: Dim) -> Dim:
    """The largest of one or more sizes."""
    return _extreme("max", dims)


def _extreme(kind: str, dims: tuple[Dim, ...]) -> Dim:
    """The smallest or largest of sizes.

    Nested ones are opened, and of sizes that differ by a number one is kept.
    """
    flat: list[Dim] = []
    for dim in dims:
        flat.extend(_opened(kind, dim))
    kept: list[Dim] = []
    for dim in flat:
        for index, other in enumerate(kept):
            difference = dim - other
            if isinstance(difference, int):
                if (difference < 0) == (kind == "min"):
                    kept[index] = dim
                break
        else:
            kept.append(dim)
    if not kept:
        raise ValueError(f"{kind}imum of nothing")
    if len(kept) == 1:
        return kept[0]
    kept.sort(key=text.dim_key)
    return _of_atom(Atom(kind, tuple(kept)))


def _opened(kind: str, dim: Dim) -> tuple[Dim, ...]:
    if isinstance(dim, Expr) and not dim.constant and len(dim.terms) == 1:
        monomial, coefficient = dim.terms[0]
        if coefficient == 1 and len(monomial) == 1 and monomial[0][1] == 1 and monomial[0][0].kind == kind:
            return monomial[0][0].args
    return (dim,)
