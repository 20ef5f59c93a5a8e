"""Which axis a size is of, by the way it is spelled.

`x.size(1)`, `x.shape[-2]`, or a name bound to one.
"""

from __future__ import annotations

import re
from typing import Any

from shapelint.ops.core.trace import Event, Named, Trace
from shapelint.rules.evidence.axis_origin import origin
from shapelint.sizes.tensors import Tensor
from shapelint.source.place import Place
from shapelint.source.reading.call_parts import measured

Axis = tuple[Tensor, int]
"""A tensor and an axis from the first."""


NAMELESS = re.compile(r"(?:.*\.)?d\d+(?:_\d+)?")


def is_nameless(symbol: str) -> bool:
    """Whether a size is called after its axis (`d2`) alone.

    Nothing in the program gave it a name.
    """
    return NAMELESS.fullmatch(symbol) is not None


def spelled_axis(trace: Trace, event: Event, place: Place | None) -> Axis | None:
    """The axis whose size stands at a place.

    Of a call; None where no axis is named there.
    """
    said = measured(place)
    if said is None:
        return None
    if isinstance(said, str):
        named = bound(trace, event, said)
        return None if named is None or named.of is None else _from_first(*named.of)
    name, axis = said
    named = bound(trace, event, name)
    value = trace.tensor(_given(trace, event, name) if named is None else named.value)
    return None if value is None else _from_first(value, axis)


def bound(trace: Trace, event: Event, name: str) -> Named | None:
    """The last binding of a name before an operation.

    In the body in which it stands.
    """
    found = None
    for named in trace.once(_by_name).get((event.place.definition, name), ()):
        if named.order > event.order:
            break
        found = named
    return found


def _given(trace: Trace, event: Event, name: str) -> Any:
    """The argument of a body, by its name.

    The body in which the operation stands.
    """
    found = None
    for body in trace.bodies:
        if body.order > event.order:
            break
        if body.frame.definition is event.place.definition and name in body.given:
            found = body.given[name]
    return found


def same_axis(event: Event, one: Axis, other: Axis) -> bool:
    """Whether two axes come from the very same one."""
    first, second = origin(*one, event), origin(*other, event)
    return first.tensor is second.tensor and first.axis == second.axis


def _by_name(trace: Trace) -> dict[tuple[Any, str], list[Named]]:
    found: dict[tuple[Any, str], list[Named]] = {}
    for named in trace.named:
        found.setdefault((named.place.definition, named.name), []).append(named)
    return found


def _from_first(tensor: Tensor, axis: int) -> Axis | None:
    shape = tensor.known_shape
    if axis >= 0:
        return tensor, axis
    return None if shape is None or len(shape) < -axis else (tensor, axis % len(shape))
