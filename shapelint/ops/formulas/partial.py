"""What stays known of single axes when the rank is not.

`UnknownShape.known` has sizes by axes counted from the front (0, 1, ...) and from the end (-1, -2, ...). Which axis
from the front is which from the end is not known, so that a change at one end forgets what is known at the other,
except where it surely does not touch it.
"""

from __future__ import annotations

from shapelint.ops.core.need import need
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Tensor, UnknownShape, unknown_tensor

Known = dict[int, Dim]


def known_of(x: Tensor) -> Known:
    """What is known of the axes of a tensor of unknown rank."""
    assert isinstance(x.shape, UnknownShape)
    return {axis: need.facts.resolve(size) for axis, size in x.shape.known.items()}


OF_INPUT = ""
"""The type of the tensor that something is made of."""


def unranked(x: Tensor, known: Known, dtype: str | None = OF_INPUT, axes: int | None = None) -> Tensor:
    """A tensor whose rank is as unknown as that of `x`.

    For the same reason. dtype: None where it is not known. axes: how many more axes it has than `x`, None where that is
    not known.
    """
    assert isinstance(x.shape, UnknownShape)
    made = unknown_tensor(x.shape.reason, known, x.dtype if dtype == OF_INPUT else dtype)
    assert isinstance(made.shape, UnknownShape)
    made.shape.moved = bool(axes) or x.shape.moved
    if axes is not None and x.shape.ranks is not None:
        made.shape.ranks = frozenset(rank + axes for rank in x.shape.ranks if rank + axes >= 0)
    return made


def _apart(known: Known, a: int, axis: int) -> bool:
    """Whether two axes counted from different ends surely lie apart.

    The one from the front before the one from the end, with as many axes as there must be for all that is known to be.
    """
    rank = max(key + 1 if key >= 0 else -key for key in (*known, axis))
    front, end = (a, axis) if a >= 0 else (axis, a)
    return front < rank + end


def one_end(known: Known, axis: int) -> Known:
    """The part of `known` that counts from the same end as `axis`."""
    return {a: size for a, size in known.items() if (a < 0) == (axis < 0)}


def replaced(known: Known, axis: int, size: Dim | None) -> Known:
    """After the size of one axis changed (None: to something not known)."""
    kept = {a: s for a, s in known.items() if a != axis and ((a < 0) == (axis < 0) or _apart(known, a, axis))}
    return kept if size is None else {**kept, axis: size}


def removed(known: Known, axis: int) -> Known:
    """After one axis went away."""
    kept: Known = {}
    for a, size in known.items():
        if (a < 0) != (axis < 0):
            if _apart(known, a, axis):
                kept[a] = size
        elif a != axis:
            beyond = a > axis if axis >= 0 else a < axis
            kept[a - (1 if axis >= 0 else -1) if beyond else a] = size
    return kept


def inserted(known: Known, axis: int, size: Dim | None) -> Known:
    """What is known after an axis was put in.

    It is axis `axis` of the result (size None: it is not known).
    """
    kept: Known = {}
    for a, s in known.items():
        if (a < 0) != (axis < 0):
            if axis in (0, -1) or _apart(known, a, axis - 1 if axis > 0 else axis + 1):
                kept[a] = s
        elif axis >= 0:
            kept[a + 1 if a >= axis else a] = s
        else:
            kept[a - 1 if a <= axis else a] = s
    return kept if size is None else {**kept, axis: size}


def swapped(known: Known, one: int, other: int) -> Known:
    """After two axes changed places."""
    if (one < 0) != (other < 0):
        return {}
    places = {one: other, other: one}
    far = {a: s for a, s in known.items() if (a < 0) != (one < 0) and all(_apart(known, a, b) for b in places)}
    return {**far, **{places.get(a, a): size for a, size in one_end(known, one).items()}}
