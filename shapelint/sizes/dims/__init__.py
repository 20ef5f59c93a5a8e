"""Sizes: integers, and symbolic integers in a normal form.

A `Dim` is a plain int or an `Expr`, an immutable polynomial with integer coefficients over atoms (a named symbol, a
floor division, a minimum or maximum). Arithmetic on Exprs gives back plain ints wherever the result is constant, so
that code written for ints works on both.

`==` compares structure. There is no order and no truth value: `shapelint.sizes.facts` judges.
"""

from __future__ import annotations

from shapelint.sizes.dims.expr import Atom, Dim, Expr, Monomial, floor_div, maximum, minimum, modulo, symbol
from shapelint.sizes.dims.limits import TooLarge
from shapelint.sizes.dims.walk import (
    as_symbol,
    atoms,
    ceil_div,
    evaluate,
    product,
    smallest_of,
    substitute,
    symbols,
    terms,
    with_atoms,
)

__all__ = [
    "Atom", "Dim", "Expr", "Monomial", "TooLarge", "as_symbol", "atoms", "ceil_div", "evaluate", "floor_div",
    "maximum", "minimum", "modulo", "product", "smallest_of", "substitute", "symbol", "symbols", "terms", "with_atoms",
]  # fmt: skip
