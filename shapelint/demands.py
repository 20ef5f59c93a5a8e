"""What a model demands of the symbolic sizes it was traced with, in words: "H and W divisible by 32, at least 33"."""

from __future__ import annotations

from collections.abc import Mapping

from shapelint.dims import Expr
from shapelint.facts import Facts


def demands_of(facts: Facts, symbols: Mapping[str, Expr]) -> list[str]:
    return [str(o) for o in facts.obligations]
