"""Weights that a softmax shares out among samples.

Though they are summed along another axis: part of wrong-axis.

Where slots, clusters or capsules compete for what is summed, the softmax runs along another axis than the sum as well;
that samples compete for it is never meant. So the axis must be known to be the batch: its size is the symbol of what
layers take for the batch, of what the code calls so, or of the first axis of a batched product.
"""

from __future__ import annotations

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.axis_words import BATCH
from shapelint.rules.evidence.flow import CONVOLUTION, Flow, axis_argument, inputs, main, shape_of, short, warning
from shapelint.rules.wording.words import size_text
from shapelint.sizes.dims import Expr, as_symbol

CARRIED = {
    "Dropout", "dropout", "to", "float", "half", "contiguous", "type_as", "unsqueeze", "view", "reshape", "expand",
    "transpose", "permute", "__getitem__", "expand_as", "squeeze",
}  # fmt: skip
PRODUCTS = {"mul", "bmm", "matmul"}


def among_samples(trace: Trace, event: Event, axis: int, flow: Flow) -> Finding | None:
    """The finding about a softmax over the batch.

    Its result weighs a sum along another axis.
    """
    shape = shape_of(event.output, event)
    batch = None if shape is None else as_symbol(shape[axis])
    if shape is None or batch is None:
        return None
    is_batch = batch in trace.once(batches_of_convolutions) or batch in trace.once(_named_batches)
    waiting, seen = [event], {id(event)}
    while waiting:
        for user in flow.users.get(id(waiting.pop()), ()):
            if id(user) in seen:
                continue
            seen.add(id(user))
            if short(user) in CARRIED:
                waiting.append(user)
            elif short(user) in PRODUCTS:
                summed = _summed(user, flow, batch, is_batch)
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


def _summed(product: Event, flow: Flow, batch: str, is_batch: bool) -> Event | None:
    """The sum along another axis than the batch.

    Of the product with the weights.
    """
    given = [shape_of(one, product) for one in inputs(product)]
    if short(product) != "mul":
        if len(given) != 2 or any(shape is None or len(shape) != 3 for shape in given):
            return None
        left, right = given
        assert left is not None and right is not None
        return product if as_symbol(left[0]) == as_symbol(right[0]) == batch != as_symbol(left[2]) else None
    for user in flow.users.get(id(product), ()) if is_batch else ():
        shape = shape_of(main(user), user)
        along = None if shape is None else axis_argument(user, len(shape))
        if short(user) == "sum" and shape is not None and along is not None and as_symbol(shape[along]) != batch:
            return user if any(as_symbol(size) == batch for at, size in enumerate(shape) if at != along) else None
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
