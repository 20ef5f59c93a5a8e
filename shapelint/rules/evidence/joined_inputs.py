"""Inputs concatenated along the batch, and never parted again.

Those of one forward: part of wrong-axis.
"""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.trace import Body, Event, Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.flow import alike, inputs, main, shape_of, short, source, warning
from shapelint.rules.evidence.users import Flow
from shapelint.rules.wording.words import size_text
from shapelint.sizes.tensors import Tensor


def twice_the_batch(trace: Trace, event: Event, flow: Flow) -> Finding | None:
    """The finding about two inputs joined along the batch.

    Those of one forward, and never taken apart again.
    """
    body = _forward_around(trace, event)
    parts = inputs(event)
    whole = shape_of(event.output, event)
    if body is None or whole is None or len(parts) < 2:
        return None
    given = [tensor for value in body.given.values() if (tensor := trace.tensor(value)) is not None]
    direct = all(any(part is one for one in given) for part in parts)
    roots = [_roots(part, given) for part in parts]
    if direct:  # a caller may give the same tensor twice
        if sum(any(one is part for part in parts) for one in given) != len(parts):
            return None
    elif any(len(one) != 1 for one in roots) or len({id(one[0]) for one in roots}) != len(parts):
        return None
    after = flow.after(event)
    result = next((n for n in trace.named if n.frame is body.frame and n.name == "return"), None)
    tensor = trace.tensor(result.value) if result is not None else None
    shape = None if tensor is None else shape_of(tensor, event)
    head = next((one for one in reversed(after) if short(one) == "Linear"), None)
    if (
        tensor is None
        or head is None
        or not shape
        or not alike(event, shape[0], whole[0])
        or tensor.source not in after
    ):
        return None
    if any(
        short(one) in ("chunk", "split", "__getitem__", "unbind", "view", "reshape", "tensor_split") for one in after
    ):
        return None
    layers = [_layer(part) for part in parts]
    if direct:
        out = shape_of(head.output, head)
        if out is None or out[-1] != 1:
            return None
    elif any(one is None for one in layers) or len({id(one) for one in layers}) != len(parts):
        return None
    return warning(
        event,
        f"the inputs are put one after the other along the batch, and {size_text(shape)} is returned: "
        "more rows than samples",
        label="along the batch",
        help="along the features: dim=1",
        related=[(head, "gives one row for each of them")],
    )


def _forward_around(trace: Trace, event: Event) -> Body | None:
    found = None
    for body in trace.bodies:
        function = body.frame.function
        if (
            body.order <= event.order
            and body.frame.definition is event.place.definition
            and function is not None
            and function.name == "forward"
        ):
            found = body
    return found


def _roots(tensor: Tensor, given: list[Tensor]) -> list[Tensor]:
    """Which of the given tensors it was made of."""
    found: dict[int, Tensor] = {}
    seen: set[int] = set()
    waiting = [tensor]
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if any(one is other for other in given):
            found[id(one)] = one
            continue
        event = source(one)
        if event is not None:
            waiting += inputs(event)
    return list(found.values())


def _layer(tensor: Tensor) -> Any:
    """The last layer with weights on the way to a tensor."""
    event = source(tensor)
    for _ in range(60):
        if event is None:
            return None
        if event.target is not None and getattr(event.target, "attributes", {}).get("weight") is not None:
            return event.target
        before = main(event)
        event = source(before)
    return None
