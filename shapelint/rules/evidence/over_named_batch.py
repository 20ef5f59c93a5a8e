"""Softmax over what the code calls the batch: part of wrong-axis.

Another axis holds what is chosen among.
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.axis_origin import origin
from shapelint.rules.evidence.axis_words import BATCH
from shapelint.rules.evidence.flow import (
    alike,
    axis_argument,
    main,
    names_of_axes,
    shape_of,
    short,
    source,
    warning,
)
from shapelint.rules.evidence.users import Flow  # fmt: skip
from shapelint.rules.wording.words import size_text
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Tensor
from shapelint.source.reading.argument_text import source_at
from shapelint.source.reading.call_parts import positional

ELEMENTWISE = {
    "add", "sub", "mul", "div", "exp", "log", "neg", "masked_fill", "clamp", "detach", "to", "float", "dropout",
    "Dropout", "pow", "sqrt", "contiguous",
}  # fmt: skip
CHOICES = {"argmax", "max", "topk", "gather", "multinomial", "logsumexp", "amax"}
"""What takes one of several, or weighs them all: along the axis on which they lie."""


def choice_along(event: Event, flow: Flow, axis: int) -> Event | None:
    """What chooses along another axis than this.

    Behind an operation, with nothing but arithmetic between.
    """
    shape = shape_of(event.output, event)
    waiting, seen = [event], {id(event)}
    while waiting and shape is not None:
        for user in flow.users.get(id(waiting.pop()), ()):
            along = len(shape) - 1 if short(user) == "multinomial" else axis_argument(user, len(shape))
            taken = main(user)
            if short(user) in CHOICES and taken is not None and _is_of(taken, seen) and along not in (None, axis):
                return user
            if id(user) not in seen and short(user) in ELEMENTWISE and _rank(user) == len(shape):
                seen.add(id(user))
                waiting.append(user)
    return None


def _is_of(tensor: Tensor, seen: set[int]) -> bool:
    made = source(tensor)
    return made is not None and id(made) in seen


def _rank(event: Event) -> int:
    return len(shape_of(event.output, event) or ())


def among_named_samples(trace: Trace, event: Event, axis: int, flow: Flow) -> Finding | None:
    """The finding about a softmax over an axis called the batch.

    Something chooses along another axis of it afterwards.
    """
    x = main(event)
    shape = None if x is None else shape_of(x, event)
    if x is None or shape is None or _repeats(event, shape, axis):
        return None
    name = next((name for name in _names(trace, event, x, axis) if name.lower() in BATCH), None)
    chosen = None if name is None else choice_along(event, flow, axis)
    if name is None or chosen is None:
        return None
    other = axis_argument(chosen, len(shape))
    other = len(shape) - 1 if other is None else other
    return warning(
        event,
        f"{short(event)} over axis {axis} of {size_text(shape)}, which the code calls `{name}`, compares the samples "
        f"of the batch; what is chosen among lies on axis {other}",
        label="over the batch",
        help=f"dim={other}" if other < len(shape) - 1 else "dim=-1",
        related=[(chosen, f"chooses along axis {other}")],
    )


def among_steps(trace: Trace, event: Event, axis: int, flow: Flow) -> Finding | None:
    """The finding about gates over the steps.

    What a Linear gives for each step is shared out among the steps, and the best of them are then taken along what it
    gives.
    """
    x = main(event)
    shape = None if x is None else shape_of(x, event)
    if x is None or shape is None or len(shape) != 3 or axis != 1 or _repeats(event, shape, axis):
        return None
    made = source(x)
    others = flow.users.get(id(made), ()) if made is not None else ()
    twice = any("softmax" in short(one).lower() for one in others if one is not event)
    if twice or origin(x, 2, event).meaning != "features":
        return None
    chosen = choice_along(event, flow, axis)
    if chosen is None or short(chosen) != "topk" or axis_argument(chosen, 3) != 2:
        return None
    return warning(
        event,
        f"{short(event)} over axis 1 of {size_text(shape)} shares the weights out among the steps, but what is taken "
        "of them lies on axis 2",
        label="over the steps",
        help="dim=-1",
        related=[(chosen, "takes the best along axis 2")],
    )


def _repeats(event: Event, shape: tuple[Dim, ...], axis: int) -> bool:
    """Whether another axis is as long: samples against samples."""
    return alike(event, shape[axis], 1) or any(
        alike(event, size, shape[axis]) for other, size in enumerate(shape) if other != axis
    )


def _names(trace: Trace, event: Event, x: Tensor, axis: int) -> Iterator[str]:
    """What an axis is called.

    By who took its size, and in the view that made it.
    """
    start = origin(x, axis, event, trace.once(names_of_axes))
    yield start.name
    made = source(x)
    while made is not None and short(made) in ("contiguous", "float", "to", "div", "mul"):
        made = source(main(made))
    if made is not None and short(made) in ("view", "reshape"):
        items = positional(made.place)
        if len(items) == len(shape_of(x, event) or ()):
            yield source_at(items[axis])
