"""What the rules about silent mistakes ask of operations.

Their bare names, the sizes of what they were given with everything learnt put in, and the names of its axes.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding, Related
from shapelint.sizes.dims import Dim
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Tensor
from shapelint.source.place import Place
from shapelint.source.reading.argument_text import source_at, span_of
from shapelint.source.reading.call_parts import positional
from shapelint.source.span import Span

CREATIONS = {"rand", "randn", "zeros", "ones", "empty"}


def short(event: Event) -> str:
    """The operation's bare name, whichever way it is written.

    `sub` for `-`, `rsub` and `torch.sub`.
    """
    operation = event.operation
    return _bare(event.name if operation is None else operation.short)


@lru_cache(maxsize=4096)
def _bare(name: str) -> str:
    if name.startswith("__") and name not in ("__getitem__", "__setitem__"):
        name = name.strip("_")
        if name[1:] in ARITHMETIC and name not in ARITHMETIC:
            name = name[1:]
        return "div" if name == "truediv" else name
    return name


ARITHMETIC = {"add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul"}


def shape_of(tensor: Any, event: Event) -> tuple[Dim, ...] | None:
    """The sizes with everything learnt put in.

    None where the rank is unknown, where it was changed in place (its shape then is lost), or it is no tensor.
    """
    shape = tensor.known_shape if isinstance(tensor, Tensor) and not tensor.reshaped else None
    return None if shape is None else event.facts.resolve_all(shape)


def alike(event: Event, a: Dim, b: Dim) -> bool:
    return event.facts.same(a, b) is Verdict.YES


def differ(event: Event, a: Dim, b: Dim) -> bool:
    return event.facts.same(a, b) is Verdict.NO


def calls_of(trace: Trace, names: Collection[str]) -> list[Event]:
    """The operations of these bare names that may succeed.

    In order; not where the code expects an error either.
    """
    called = trace.called()
    wanted = [events for name, events in called.items() if _bare(name) in names]
    found = [event for events in wanted for event in events if not event.caught and event.failure is None]
    if len(wanted) > 1:
        found.sort(key=lambda event: event.order)
    return found


def source(tensor: Any) -> Event | None:
    found = getattr(tensor, "source", None)
    return found if type(found) is Event and found.operation is not None else None


def inputs(event: Event) -> list[Tensor]:
    """The tensors an event was given, those in lists too.

    Not to be changed: the event keeps them, once somebody asks after the run.
    """
    found = event.given
    if found is None:
        found = event.given = list(event.tensors())
    return found


def main(event: Event) -> Tensor | None:
    """The tensor that the operation works on."""
    given = inputs(event)
    return given[0] if given else None


def number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def axis_argument(event: Event, rank: int) -> int | None:
    """The one axis along which an operation works, from the first."""
    value = event.arguments.get("dim", event.arguments.get("axis"))
    if value is None and event.target is not None:
        value = getattr(event.target, "attributes", {}).get("dim")
    if isinstance(value, (tuple, list)) and len(value) == 1:
        value = value[0]
    axis = number(value)
    return None if axis is None or not -rank <= axis < rank else axis % rank


Names = dict[tuple[int, int], str]
"""What the code calls the axes of tensors: (id of the tensor, axis from the first) -> name."""


def names_of_axes(trace: Trace) -> Names:
    """The names that the code gives to axes.

    `b, c, h, w = x.shape`, `n = x.size(0)` and `torch.randn(batch, steps, 8)`, in lower case.
    """
    found: Names = {}
    for event in calls_of(trace, CREATIONS):
        items = positional(event.place)
        if len(items) == len(shape_of(event.output, event) or ()):
            for axis, item in enumerate(items):
                text = source_at(item).rpartition(".")[2]
                if text.isidentifier():
                    found[id(event.output), axis] = text.lower()
    for named in trace.named:
        if named.of is not None:
            tensor, axis = named.of
            shape = tensor.known_shape
            if axis >= 0 or shape is not None:
                found.setdefault(
                    (id(tensor), axis if axis >= 0 or shape is None else axis % len(shape)), named.name.lower()
                )
    return found


def warning(
    event: Event,
    message: str,
    *,
    at: Place | Span | None = None,
    label: str = "",
    help: str = "",
    related: Sequence[tuple[Event | None, str]] = (),
) -> Finding:
    """A finding of a silent rule: at the call, or at `at`.

    The events that are evidence are related places.
    """
    span = at if isinstance(at, Span) else span_of(at or event.place)
    others = [Related(span_of(other.place), text) for other, text in related if other is not None]
    evidence = tuple(one for one in others if one.span != span)
    return Finding("", "", span, message, "warning", label, help, evidence, event=event)
