"""Columns of chosen classes, and columns that meet themselves: part of silent-broadcast."""

from __future__ import annotations

from collections.abc import Collection

from shapelint.ops.core.trace import Event
from shapelint.rules.evidence.flow import axis_argument, inputs, main, shape_of, short, source
from shapelint.rules.evidence.lost_axes import root_of
from shapelint.sizes.dims import product
from shapelint.sizes.tensors import Tensor

ALONG = frozenset({
    "squeeze", "flatten", "ravel", "detach", "clone", "contiguous", "view", "reshape", "float", "double", "to", "cpu",
    "cuda", "data", "t", "T", "transpose", "__getitem__",
})  # fmt: skip
"""What may leave all elements in their order."""


def of_choices(tensor: Tensor) -> Event | None:
    """`scores.argmax(1, keepdim=True)`, which is asked whether it is right."""
    made = source(tensor)
    if made is None:
        return None
    if short(made) == "topk":
        chosen = isinstance(made.output, tuple) and tensor is made.output[-1]
        return made if chosen and made.arguments.get("k") == 1 else None
    return made if made.arguments.get("keepdim") is True and short(made) in ("argmax", "max") else None


def are_choices(tensor: Tensor, walked: Collection[str]) -> bool:
    """Whether it is `scores.argmax(1)`, one class for each sample."""
    made = source(root_of(tensor, walked))
    if made is None or short(made) not in ("argmax", "max") or made.arguments.get("keepdim") is True:
        return False
    if short(made) == "max" and (not isinstance(made.output, tuple) or root_of(tensor, walked) is not made.output[-1]):
        return False
    scores, shape = main(made), shape_of(main(made), made)
    return scores is not None and shape is not None and len(shape) == 2 and axis_argument(made, 2) == 1


def meets_itself(wide: Tensor, narrow: Tensor) -> bool:
    """Whether all are brought together with all on purpose.

    The row is the column, less its axis: nothing else gives the difference of every two.
    """
    return _column_of(wide) is _column_of(narrow)


def _column_of(tensor: Tensor) -> Tensor:
    """The tensor whose elements a column or row has, in order."""
    for _ in range(20):
        event = source(tensor)
        before = main(event) if event is not None and short(event) in ALONG else None
        if event is None or before is None or len(inputs(event)) > 1:
            return tensor
        sizes, old = shape_of(tensor, event), shape_of(before, event)
        if sizes is None or old is None or product(sizes) != product(old):
            return tensor
        tensor = before
    return tensor
