"""Weights that a softmax shares out among samples: part of wrong-axis.

Where slots, clusters or capsules compete for what is summed, the softmax runs along another axis than the sum as well;
that samples compete for it is never meant. So the axis must be known to be the batch: its size is the symbol of what
convolutions take for the batch, or of what the code calls so, or a recurrent layer or loader has it there.
"""

from __future__ import annotations

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.axis_origin import CONVOLUTION, origin, step_back
from shapelint.rules.evidence.axis_words import BATCH
from shapelint.rules.evidence.flow import (
    alike,
    axis_argument,
    inputs,
    main,
    shape_of,
    short,
    source,
    warning,
)
from shapelint.rules.evidence.users import Flow  # fmt: skip
from shapelint.rules.wording.words import size_text
from shapelint.sizes.dims import Expr, as_symbol

CARRIED = {
    "Dropout", "dropout", "to", "float", "half", "contiguous", "type_as", "unsqueeze", "view", "reshape", "expand",
    "transpose", "permute", "__getitem__", "expand_as", "squeeze",
}  # fmt: skip
PRODUCTS = {"mul", "bmm", "matmul"}


def among_samples(trace: Trace, event: Event, axis: int, flow: Flow) -> Finding | None:
    """The finding about weights over the batch for another axis's sum."""
    shape = shape_of(event.output, event)
    if shape is None or alike(event, shape[axis], 1):
        return None
    batch = as_symbol(shape[axis])
    names = trace.once(batches_of_convolutions) | trace.once(_named_batches)
    given = main(event)
    is_batch = batch in names or (given is not None and origin(given, axis, event).meaning == "batch")
    if not is_batch:
        return None
    waiting, seen = [(event, axis)], {id(event)}
    while waiting:
        made, at = waiting.pop()
        for user in flow.users.get(id(made), ()):
            if id(user) in seen:
                continue
            seen.add(id(user))
            after = _carried(user, at, batch)
            if after is not None:
                waiting.append((user, after))
            elif short(user) in PRODUCTS:
                summed = _summed(user, made, at, flow)
                if summed is not None:
                    return warning(
                        event,
                        f"{short(event)} over axis {axis} of {size_text(shape)} shares the weights out among the "
                        f"samples of the batch, but the sum they go into runs along another axis",
                        label="over the batch",
                        help="take the axis that is summed over",
                        related=[(summed, "sums along another axis")],
                    )
    return None


def _carried(user: Event, axis: int, batch: str | None) -> int | None:
    """Where an axis is after an operation that keeps it."""
    if short(user) not in CARRIED:
        return None
    given, shape = main(user), shape_of(user.output, user)
    if given is None or shape is None:
        return None
    if batch is not None:
        found = [n for n, size in enumerate(shape) if as_symbol(size) == batch]
        return found[0] if len(found) == 1 else None
    made = [n for n in range(len(shape)) if step_back(user, user.output, n) == (given, axis)]
    return made[0] if len(made) == 1 else None


def _summed(product: Event, weights: Event, axis: int, flow: Flow) -> Event | None:
    """The sum along another axis than the batch, which stands at `axis`."""
    given = inputs(product)
    shapes = [shape_of(one, product) for one in given]
    if len(given) != 2 or any(shape is None for shape in shapes):
        return None
    own = next((shape for one, shape in zip(given, shapes, strict=True) if source(one) is weights), None)
    if own is None:
        return None
    if short(product) != "mul":
        left, right = shapes
        threes = left is not None and right is not None and len(left) == len(right) == 3
        return product if threes and axis == 0 else None
    whole = shape_of(product.output, product) or ()
    at = axis + len(whole) - len(own)
    for user in flow.users.get(id(product), ()):
        along = axis_argument(user, len(whole))
        if short(user) == "sum" and along is not None and along != at and alike(user, whole[at], own[axis]):
            return user
    return None


def batches_of_convolutions(trace: Trace) -> set[str]:
    """The symbols of the first axes of what convolutions take."""
    found: set[str | None] = set()
    for name, events in trace.called().items():
        match = CONVOLUTION.fullmatch(name)
        for event in events if match else ():
            shape = shape_of(main(event), event)
            if shape is not None and len(shape) == int(name.rstrip("d")[-1]) + 2:
                found.add(as_symbol(shape[0]))
    return {name for name in found if name is not None}


def _named_batches(trace: Trace) -> set[str]:
    """The symbols that the code calls the batch."""
    named = [named.value for named in trace.named if named.of is not None and named.name.lower() in BATCH]
    symbols = [as_symbol(size) for size in named if isinstance(size, (int, Expr))]
    return {name for name in symbols if name is not None}
