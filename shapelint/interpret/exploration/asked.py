"""What operations are given: symbols of conditions, and tensors made elsewhere."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

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
    shapes = (tensor.known_shape or () for tensor in event.tensors())
    sizes = [size for shape in shapes for size in shape if isinstance(size, Expr)]
    return frozenset().union(*(symbols_asked((size, event.facts.resolve(size))) for size in sizes))


def makers(event: Event) -> Iterator[Any]:
    """The definitions that led to the tensors of an operation alone."""
    own = {event.place.definition, *(place.definition for place in event.stack)}
    for tensor in (*event.tensors(), *(one.of for one in event.failures())):
        made = tensor.source if isinstance(tensor, Tensor) else None
        if type(made) is Event:
            yield from ({made.place.definition, *(place.definition for place in made.stack)} - own)
