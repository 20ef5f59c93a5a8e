"""Means over what a mask leaves, divided by the wrong count.

Part of wrong-axis: `(x * mask[..., None]).sum(1) / mask.sum()` depends on the other samples of the batch.
"""

from __future__ import annotations

from shapelint.ops.core.trace import Event
from shapelint.report.findings import Finding
from shapelint.rules.evidence.constant_mean import PURE
from shapelint.rules.evidence.flow import inputs, main, shape_of, short, source, warning
from shapelint.sizes.tensors import Tensor

ABOVE_NOTHING = frozenset({"clamp", "clamp_min", "clip", "add", "maximum"})
"""What keeps a number from being 0."""
MOST = 12


def divided_by_all(event: Event) -> Finding | None:
    """The finding about a sum along axes, divided by one over all."""
    given = inputs(event)
    sums = [_sum(one) for one in given]
    if len(given) != 2 or sums[0] is None or sums[1] is None:
        return None
    above, below = sums[0], sums[1]
    mask = shape_of(main(below), below)
    if not _takes_all(below) or not _keeps_samples(above) or (mask is not None and (len(mask) < 2 or mask[0] == 1)):
        return None
    product = source(main(above))
    if product is None or short(product) != "mul" or len(inputs(product)) != 2:
        return None
    counted = _root(main(below))
    if counted is None or not any(_root(one) is counted for one in inputs(product)):
        return None
    return warning(
        event,
        "what is left of each sample is summed, and divided by what the mask leaves of all samples together: the mean "
        "of one depends on the others",
        label="divided by the count of the whole batch",
        help="count along the same axes as the sum: mask.sum(dim=1, keepdim=True)",
        related=[(below, "counts over all axes"), (above, "sums along some axes")],
    )


def _sum(tensor: Tensor) -> Event | None:
    """The sum that a tensor is, whatever keeps it from 0."""
    for _ in range(MOST):
        made = source(tensor)
        if made is None or short(made) == "sum":
            return made
        before = main(made)
        if before is None or before is tensor or short(made) not in ABOVE_NOTHING:
            return None
        tensor = before
    return None


def _keeps_samples(made: Event) -> bool:
    """Whether axis 0 is none of those that are summed."""
    given = made.arguments.get("dim")
    axes = given if isinstance(given, (tuple, list)) else (given,)
    shape = shape_of(main(made), made)
    if shape is None:
        return all(type(axis) is int and axis > 0 for axis in axes)
    return all(type(axis) is int and axis % max(len(shape), 1) for axis in axes)


def _takes_all(made: Event) -> bool:
    return shape_of(made.output, made) == ()


def _root(tensor: Tensor | None) -> Tensor | None:
    """The mask before axes were put in or its type was changed."""
    for _ in range(MOST):
        made = source(tensor)
        before = main(made) if made is not None and short(made) in PURE | {"expand", "expand_as"} else None
        if before is None or before is tensor:
            return tensor
        tensor = before
    return tensor
