"""Softmax over what the product behind it does not sum.

Part of wrong-axis.

Scores are (.., queries, keys); whose weights are taken as they stand sums over the last axis, whose are transposed and
stand second sums over it as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.axis_origin import MOVES, axes_after, step_back
from shapelint.rules.evidence.flow import (
    alike,
    axis_argument,
    calls_of,
    inputs,
    main,
    shape_of,
    short,
    source,
    warning,
)
from shapelint.rules.evidence.users import Flow, flow_in
from shapelint.sizes.tensors import Tensor

SOFTMAX = {"softmax", "log_softmax", "Softmax", "LogSoftmax"}
SAME_PLACE = {"Dropout", "dropout", "to", "float", "half", "contiguous", "type_as", "nan_to_num"}
PRODUCTS = {"bmm", "matmul"}
BENT = {"where", "leaky_relu", "LeakyReLU"}
"""Between scores and their softmax where nodes look at each other."""
VIEWS = {"view", "reshape", "squeeze", "unsqueeze"}


ARITHMETIC = {"div", "mul", "add", "masked_fill", "sub"} | SAME_PLACE | VIEWS


def over_queries(event: Event, x: Tensor, flow: Flow, axis: int) -> Finding | None:
    """The finding about weights along another axis than the sum's."""
    scores: Any = source(x)
    shape = shape_of(x, event)
    bent = shape is not None and len(shape) > 1 and alike(event, shape[-1], shape[-2])
    while scores is not None and short(scores) in ARITHMETIC | (BENT if bent else set()):
        scores = source(inputs(scores)[1] if short(scores) == "where" and len(inputs(scores)) > 1 else main(scores))
    if scores is None or short(scores) not in PRODUCTS or shape is None or alike(event, shape[axis], 1):
        return None
    waiting = [event]
    while waiting:
        for user in flow.users.get(id(waiting.pop()), ()):
            if short(user) in SAME_PLACE | VIEWS or _flips(user):
                waiting.append(user)
            elif short(user) in PRODUCTS and axis != len(shape) - 1 and _sums_the_last(user, event, shape):
                return _says(event, user, axis, len(shape))
    return None


def _flips(event: Event) -> bool:
    """Whether it exchanges the last two axes and no others."""
    rank = len(shape_of(event.output, event) or ())
    if short(event) not in MOVES or rank < 2:
        return False
    return axes_after(event, rank) == [*range(rank - 2), rank - 1, rank - 2]


def _sums_the_last(user: Event, weights: Event, shape: tuple[Any, ...]) -> bool:
    """Whether a product sums along the last axis of the weights.

    Where they stand second there must be as many queries as keys, for else slots may have competed.
    """
    given, last = inputs(user), len(shape) - 1
    if len(given) != 2:
        return False
    left, right = shape_of(given[0], user), shape_of(given[1], user)
    if left is None or right is None or len(left) != len(right):
        return False
    if _axis_of(given[0], len(left) - 1, weights) == last:
        return not _is_softmax(given[1])
    squares = last > 1 and alike(user, shape[-1], shape[-2])
    return squares and _axis_of(given[1], len(left) - 2, weights) == last and not _is_softmax(given[0])


def _axis_of(tensor: Tensor, axis: int, weights: Event) -> int | None:
    """Where an axis stands in what the softmax gave."""
    for _ in range(20):
        made = source(tensor)
        if made is weights:
            return axis
        before = None if made is None else step_back(made, tensor, axis)
        if before is None:
            return None
        tensor, axis = before
    return None


def _is_softmax(tensor: Tensor) -> bool:
    made = source(tensor)
    while made is not None and short(made) in SAME_PLACE | {"transpose", "permute", "t", "mT"}:
        made = source(main(made))
    return made is not None and short(made) in SOFTMAX


def _says(event: Event, user: Event, axis: int, rank: int) -> Finding:
    whom = {rank - 2: "the queries", 0: "the samples of the batch"}.get(axis, "the heads")
    whom, keys = (whom, f"axis {rank - 1}") if rank > 2 else ("samples and queries", "the keys")
    return warning(
        event,
        f"{short(event)} over axis {axis} shares the weights out among {whom}, but the product sums over {keys}",
        label=f"over {whom}",
        help=f"dim={rank - 1}, or dim=-1",
        related=[(user, "sums over the last axis")],
    )


def transposed_by_nothing(trace: Trace) -> Iterator[Finding]:
    """The findings about weights whose permute leaves every axis where it is.

    They stand second in a product, which sums over the queries then, and were shared out among the keys.
    """
    for event in calls_of(trace, MOVES):
        rank = len(shape_of(event.output, event) or ())
        if rank < 2 or axes_after(event, rank) != [*range(rank)]:
            continue
        made = source(main(event))
        while made is not None and short(made) in SAME_PLACE:
            made = source(main(made))
        if made is None or short(made) not in SOFTMAX or axis_argument(made, rank) != rank - 1:
            continue
        for user in flow_in(trace).users.get(id(event), ()):
            given = inputs(user)
            if short(user) in PRODUCTS and len(given) == 2 and given[1] is event.output:
                yield warning(
                    event,
                    f"this {short(event)} leaves every axis where it is: the product sums over the queries, while "
                    f"{short(made)} shared the weights out among the keys",
                    label="moves nothing",
                    help=f"exchange the last two axes: .transpose({rank - 2}, {rank - 1})",
                    related=[(made, "shares them out among the keys"), (user, "sums over the queries")],
                )
