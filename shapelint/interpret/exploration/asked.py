"""Symbols that conditions ask about, and that operations are given."""

from __future__ import annotations

from collections.abc import Hashable

from shapelint.ops.core.trace import Event
from shapelint.sizes.dims import Expr
from shapelint.sizes.tensors import Tensor


def symbols_asked(key: Hashable) -> frozenset[str]:
    """The symbols that a condition speaks of, by its key."""
    if isinstance(key, Expr):
        return key.names
    if not isinstance(key, tuple):
        return frozenset()
    return frozenset().union(*map(symbols_asked, key))


def symbols_given(event: Event) -> frozenset[str]:
    """The symbols in the shapes that an operation is given.

    And those in what these sizes are known to be.
    """
    found: set[str] = set()
    for value in event.arguments.values():
        for one in value if isinstance(value, (list, tuple)) else (value,):
            for size in (one.known_shape or ()) if isinstance(one, Tensor) else ():
                for each in (size, event.facts.resolve(size)) if isinstance(size, Expr) else ():
                    found |= each.names if isinstance(each, Expr) else frozenset()
    return frozenset(found)
