"""Numbers, those with symbolic sizes included."""

from __future__ import annotations

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.values.numbers import Real
from shapelint.sizes.dims import Expr


class Numbers(Anything["int | float | complex"]):
    types = (int, float, complex)


class Sizes(Anything["Expr | Real"]):
    """Numbers made of symbols."""

    types = (Expr, Real)
