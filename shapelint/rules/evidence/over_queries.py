"""Softmax over what the product behind it does not sum.

Part of wrong-axis.

Scores are (.., queries, keys); whose weights are taken as they stand sums over the last axis, whose are transposed and
stand second sums over it as well.
"""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.trace import Event
from shapelint.report.findings import Finding
from shapelint.rules.evidence.flow import MOVES, Flow, alike, axes_after, inputs, main, shape_of, short, source, warning
from shapelint.sizes.tensors import Tensor

SOFTMAX = {"softmax", "log_softmax", "Softmax", "LogSoftmax"}
SAME_PLACE = {"Dropout", "dropout", "to", "float", "half", "contiguous", "type_as", "nan_to_num"}
PRODUCTS = {"bmm", "matmul"}


def over_queries(event: Event, x: Tensor, flow: Flow, axis: int) -> Finding | None:
    """The finding about weights along another axis than the sum's."""
    scores: Any = source(x)
    while scores is not None and short(scores) in {"div", "mul", "add", "masked_fill", "sub"} | SAME_PLACE:
        scores = source(main(scores))
    if scores is None or short(scores) not in PRODUCTS:
        return None
    shape = shape_of(x, event) or ()
    waiting = [(event, False)]
    while waiting:
        before, flipped = waiting.pop()
        for user in flow.users.get(id(before), ()):
            if short(user) in SAME_PLACE:
                waiting.append((user, flipped))
            elif _flips(user, len(shape)):
                waiting.append((user, not flipped))
            elif short(user) in PRODUCTS and _sums_the_last(user, before, flipped, shape):
                return _says(event, user, axis, len(shape))
    return None


def _flips(event: Event, rank: int) -> bool:
    """Whether it exchanges the last two axes and no others."""
    if short(event) not in MOVES:
        return False
    return axes_after(event, rank) == [*range(rank - 2), rank - 1, rank - 2]


def _sums_the_last(user: Event, weights: Event, flipped: bool, shape: tuple[Any, ...]) -> bool:
    """Whether a product sums over the last axis of the scores.

    Transposed they stand second; then there must be as many queries as keys, for else slots may have competed.
    """
    given = inputs(user)
    if len(given) != 2:
        return False
    left, right = shape_of(given[0], user), shape_of(given[1], user)
    if left is None or right is None or not len(left) == len(right) == len(shape):
        return False
    if flipped:
        squares = alike(user, shape[-1], shape[-2])
        return squares and source(given[1]) is weights and not _is_softmax(given[0])
    return source(given[0]) is weights and not _is_softmax(given[1])


def _is_softmax(tensor: Tensor) -> bool:
    made = source(tensor)
    while made is not None and short(made) in SAME_PLACE | {"transpose", "permute", "t", "mT"}:
        made = source(main(made))
    return made is not None and short(made) in SOFTMAX


def _says(event: Event, user: Event, axis: int, rank: int) -> Finding:
    whom = "the queries" if axis == rank - 2 else "the samples of the batch" if axis == 0 else "the heads"
    return warning(
        event,
        f"{short(event)} over axis {axis} shares the weights out among {whom}, "
        f"but the product sums over axis {rank - 1}",
        label=f"over {whom}",
        help=f"dim={rank - 1}, or dim=-1",
        related=[(user, "sums over the last axis")],
    )
