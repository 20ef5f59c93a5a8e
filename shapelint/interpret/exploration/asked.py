"""Symbols that conditions ask about, and that operations are given."""

from __future__ import annotations

from collections.abc import Hashable

from shapelint.ops.core.trace import Event
from shapelint.sizes.dims import Expr


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
    shapes = (tensor.known_shape or () for tensor in event.tensors())
    sizes = [size for shape in shapes for size in shape if isinstance(size, Expr)]
    return frozenset().union(*(symbols_asked((size, event.facts.resolve(size))) for size in sizes))
