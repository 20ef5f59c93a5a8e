"""Where tensors and their sizes came from.

The operation that made them, the sizes a size was multiplied of.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shapelint.ops.core.trace import Event
from shapelint.sizes.dims import Dim, Expr, product
from shapelint.sizes.tensors import Tensor, UnknownShape

FARTHEST = 60
"""How many operations are gone back."""


def tensors_in(value: Any, depth: int = 6) -> Iterator[Tensor]:
    """The tensors of an argument or result.

    Itself, or the elements of a sequence (which may hold itself).
    """
    if isinstance(value, Tensor):
        yield value
    elif isinstance(value, (list, tuple)) and depth:
        for one in value:
            yield from tensors_in(one, depth - 1)


def inputs(event: Event) -> list[Tensor]:
    """The tensors that an operation was given."""
    return list(tensors_in(list(event.arguments.values())))


def sizes(tensor: Tensor, event: Event | None) -> tuple[Dim, ...] | None:
    """The shape with what was learnt put in."""
    shape = tensor.known_shape
    if shape is None or event is None:
        return shape
    return tuple(event.facts.resolve(size) if isinstance(size, Expr) else size for size in shape)


def size_of(tensor: Tensor, axis: int, event: Event | None) -> Dim | None:
    """The size of an axis, if it is known.

    Be the rank known or not.
    """
    shape = sizes(tensor, event)
    if shape is not None:
        return shape[axis] if -len(shape) <= axis < len(shape) else None
    assert isinstance(tensor.shape, UnknownShape)
    found = tensor.shape.known.get(axis)
    return event.facts.resolve(found) if isinstance(found, Expr) and event is not None else found


def source_of(tensor: Tensor) -> Event | None:
    return tensor.source if isinstance(tensor.source, Event) else None


def maker(tensor: Tensor, axis: int | None = None) -> Event | None:
    """The operation that gave a tensor its size.

    On an axis (its shape, where axis is None): what merely handed that on, as activations and pools do, is passed over.
    """
    for _ in range(FARTHEST):
        event = source_of(tensor)
        if event is None:
            return None
        given = inputs(event)
        if (
            len(given) != 1
            or given[0] is tensor
            or _has_matrix(event.target)
            or not _kept(given[0], tensor, axis, event)
        ):
            return event
        if source_of(given[0]) is None:
            return event
        tensor = given[0]
    return None


def _has_matrix(target: Any) -> bool:
    """Whether a layer has weights that decide the number of its outputs."""
    attributes = getattr(target, "attributes", {})
    return any(isinstance(v, Tensor) and v.role and len(v.known_shape or ()) > 1 for v in attributes.values())


def _kept(before: Tensor, after: Tensor, axis: int | None, event: Event) -> bool:
    if before.shape is after.shape:
        return True
    old, new = sizes(before, event), sizes(after, event)
    if axis is None or (old is None) != (new is None):
        return old is not None and old == new
    if old is not None and new is not None and len(old) != len(new) and (axis != -1 or event.name not in LEAVE_LAST):
        return False
    there, here = size_of(before, axis, event), size_of(after, axis, event)
    return there is not None and there == here


LEAVE_LAST = frozenset(("max", "min", "amax", "amin", "mean", "sum", "median", "select", "__getitem__"))
"""Operations that drop axes, and mostly one before the last."""


def factors(tensor: Tensor, axis: int) -> tuple[tuple[Dim, ...], Event] | None:
    """The sizes that were multiplied to the axis's size.

    By flatten, view or reshape; and the call that did.
    """
    event = maker(tensor, axis)
    given = inputs(event) if event is not None else []
    if event is None or event.name not in MERGING or len(given) != 1:
        return None
    old, new = sizes(given[0], event), sizes(tensor, event)
    if old is None or new is None or not -len(new) <= axis < len(new):
        return None
    axis %= len(new)
    before = product(new[:axis])
    for start in range(len(old)):
        for end in range(start + 2, len(old) + 1):
            if product(old[:start]) == before and product(old[start:end]) == new[axis]:
                merged = tuple(size for size in old[start:end] if size != 1)
                return (merged, event) if len(merged) > 1 else None
    return None


MERGING = frozenset(("flatten", "Flatten", "view", "reshape", "ravel", "view_as", "reshape_as"))


def summands(tensor: Tensor, axis: int) -> tuple[Dim, ...] | None:
    """The sizes that a concatenation added up.

    Along an axis, to its size.
    """
    event = maker(tensor, axis)
    if event is None or event.name not in ("cat", "concat", "concatenate"):
        return None
    parts = [size_of(one, axis, event) for one in inputs(event)]
    known = [part for part in parts if part is not None]
    if len(known) != len(parts) or len(parts) < 2 or sum(known, start=0) != size_of(tensor, axis, event):
        return None
    return tuple(known)


def each_way(tensor: Tensor, axis: int) -> Dim | None:
    """The size that a bidirectional layer gives each way.

    Where it is that layer which made the size.
    """
    event = maker(tensor, axis)
    attributes = getattr(event.target, "attributes", {}) if event is not None else {}
    size = size_of(tensor, axis, event)
    is_last = axis == -1 or axis + 1 == len(tensor.known_shape or ())
    if not is_last or attributes.get("bidirectional") is not True or not isinstance(size, int):
        return None
    return size // 2
