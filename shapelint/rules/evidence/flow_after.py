"""What becomes of the result of an operation.

And what it is part of.
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Event, Trace
from shapelint.rules.evidence.windows import read_pad
from shapelint.rules.wording.origins import inputs
from shapelint.sizes.tensors import Tensor

CUTTING = frozenset(
    (
        "__getitem__",
        "narrow",
        "select",
        "index_select",
        "chunk",
        "split",
        "tensor_split",
        "unfold",
        "unbind",
        "center_crop",
        "crop",
    )
)
JOINING = frozenset(
    ("cat", "concat", "concatenate", "__add__", "__radd__", "__iadd__", "add", "add_", "__mul__", "mul")
)


def is_cut(trace: Trace, event: Event) -> bool:
    """Whether something is cut off the result later.

    It alone having gone through other operations meanwhile.
    """
    alive: dict[int, object] = {id(event.output): event.output}
    for other in trace.events[trace.events.index(event) + 1 :]:
        given = [tensor for tensor in inputs(other) if not tensor.role]
        if not any(id(tensor) in alive for tensor in given) or other.kind == "module":
            continue
        pad = read_pad(other)
        if (other.name in CUTTING and not _leaves_all(other, given)) or (
            pad is not None and any(isinstance(n, int) and n < 0 for side in pad.sides for n in side)
        ):
            return True
        if len(given) == 1:
            alive[id(other.output)] = other.output
    return False


def _leaves_all(event: Event, given: list[Tensor]) -> bool:
    """Whether `x[..., :n]` takes all that there is."""
    shape = getattr(event.output, "known_shape", None)
    return event.name == "__getitem__" and shape is not None and all(one.known_shape == shape for one in given)


def within(inner: Event, outer: Event) -> bool:
    """Whether an event happened during the call of a composite module."""
    depth = len(outer.stack)
    return (
        inner.order < outer.order
        and inner.stack[:depth] == outer.stack
        and inner.stack[depth : depth + 1] == (outer.place,)
    )


def around(trace: Trace, event: Event) -> Event | None:
    """The innermost call of a composite module around an event."""
    return next(
        (one for one in trace.events[trace.events.index(event) + 1 :] if one.kind == "module" and within(event, one)),
        None,
    )


def module_input(trace: Trace, event: Event) -> Tensor | None:
    """The first tensor that a module was given."""
    for value in event.arguments.values():
        found = trace.tensor(value)
        if found is not None:
            return found
    return None


def descendants(trace: Trace, event: Event) -> Iterator[Event]:
    """The events that use the result of an event.

    Directly or not, in order.
    """
    alive: dict[int, object] = {id(event.output): event.output}
    for other in trace.events[trace.events.index(event) + 1 :]:
        if other.kind != "module" and any(id(tensor) in alive for tensor in inputs(other)):
            alive[id(other.output)] = other.output
            yield other
