"""Statistics that lost axes, meeting what they are of: part of silent-broadcast."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from shapelint.ops.core.trace import Event
from shapelint.report.findings import Finding
from shapelint.rules.evidence.flow import (
    alike,
    differ,
    inputs,
    main,
    number,
    shape_of,
    short,
    source,
    warning,
)
from shapelint.rules.wording.words import size_text
from shapelint.sizes.tensors import Tensor

STATISTICS = {"mean", "sum", "std", "var", "norm", "amax", "amin", "max", "min", "median", "logsumexp"}
LAYERS = {"Linear", "BatchNorm1d", "LayerNorm", "linear", "layer_norm", "softmax", "Softmax"}
FLATTENS = {"flatten", "Flatten", "view", "reshape", "squeeze"}


class _Lost(NamedTuple):
    """The operation that took axes away, of which tensor, and which."""

    event: Event
    of: Tensor
    axes: tuple[int, ...]


def lost_axes(event: Event, walked: Collection[str]) -> Finding | None:
    """The finding about `x - x.mean(1)`, where x is square by accident.

    So is `x * gate(x.mean((2, 3)))`.

    walked: the operations that work on each element alone.
    """
    pair = inputs(event)
    if len(pair) != 2:
        return None
    for whole, part in (pair, pair[::-1]) if short(event) in ("mul", "add") else (pair,):
        sizes, rest = shape_of(whole, event), shape_of(part, event)
        lost = None if sizes is None or rest is None or len(rest) >= len(sizes) else _lost(part, walked)
        if lost is None or sizes is None or rest is None:
            continue
        if len(sizes) < 3 and short(event) in ("mul", "add"):
            continue  # a matrix may well be weighed by the sums of its rows along its columns
        before = shape_of(lost.of, lost.event)
        if before is None or len(before) != len(sizes) or root_of(lost.of, walked) is not root_of(whole, walked):
            continue
        kept = [axis for axis in range(len(sizes)) if axis not in lost.axes]
        meets = list(range(len(sizes) - len(rest), len(sizes)))
        if len(kept) != len(rest) or kept == meets:
            continue
        if not all(alike(event, a, b) for a, b in zip(before, sizes, strict=True)):
            continue
        moved = [(rest[n], sizes[to]) for n, (one, to) in enumerate(zip(kept, meets, strict=True)) if one != to]
        if not all(alike(event, a, b) for a, b in moved) or not any(differ(event, a, 1) for a, _ in moved):
            continue
        return _says(event, lost, size_text(sizes), size_text(rest), meets)
    return None


def _says(event: Event, lost: _Lost, sizes: str, rest: str, meets: list[int]) -> Finding:
    name = short(lost.event)
    gone = " and ".join(map(str, lost.axes))
    many = len(lost.axes) > 1
    return warning(
        event,
        f"the {name} over ax{'es' if many else 'is'} {gone} of {sizes} lost {'those' if many else 'that axis'}: as "
        f"{rest} it meets ax{'es' if len(meets) > 1 else 'is'} {' and '.join(map(str, meets))} instead, which runs "
        "only because the sizes happen to be equal",
        label=f"axes {gone} are missing" if many else f"axis {gone} is missing",
        help="keep them: keepdim=True" if many else "keep the axis: keepdim=True",
        related=[(lost.event, f"the {name} is taken here")],
    )


def _lost(tensor: Tensor, walked: Collection[str]) -> _Lost | None:
    """The reduction that a tensor is, but for arithmetic and layers."""
    for _ in range(20):
        event = source(tensor)
        given = None if event is None else main(event)
        if event is None or given is None:
            return None
        shape = shape_of(given, event)
        if short(event) in STATISTICS:
            axes = None if shape is None else _axes(event, len(shape))
            return None if axes is None else _Lost(event, given, axes)
        if short(event) in FLATTENS:
            return _pooled(event, given)
        alone = short(event) in LAYERS or all(one.known_shape == () for one in inputs(event)[1:])
        if not alone or short(event) not in {*walked, *LAYERS, "__getitem__"}:
            return None
        tensor = given
    return None


def _axes(event: Event, rank: int) -> tuple[int, ...] | None:
    """The axes that a reduction takes away."""
    if event.arguments.get("keepdim") not in (False, None):
        return None
    given = event.arguments.get("dim", event.arguments.get("axis"))
    found = [number(one) for one in (given if isinstance(given, (tuple, list)) else (given,))]
    axes = tuple(sorted(axis % rank for axis in found if axis is not None and -rank <= axis < rank))
    return axes if len(axes) == len(found) and axes else None


def _pooled(event: Event, given: Tensor) -> _Lost | None:
    """`pool(x).flatten(1)`, which leaves (samples, channels)."""
    pool, shape = source(given), shape_of(given, event)
    left = shape_of(event.output, event)
    of = None if pool is None else main(pool)
    if pool is None or of is None or shape is None or left is None or "adaptive" not in short(pool).lower():
        return None
    if len(left) != 2 or len(shape) < 3 or any(size != 1 for size in shape[2:]):
        return None
    return _Lost(pool, of, tuple(range(2, len(shape))))


def root_of(tensor: Tensor, walked: Collection[str]) -> Tensor:
    """The tensor of which this one is made: x - mean, exp(x).

    Element by element.
    """
    for _ in range(20):
        event = source(tensor)
        before = main(event) if event is not None and short(event) in walked else None
        if event is None or before is None or shape_of(before, event) != shape_of(tensor, event):
            return tensor
        tensor = before
    return tensor
