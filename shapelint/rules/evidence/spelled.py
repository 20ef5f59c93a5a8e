"""Which axis a size is of, by the way it is spelled.

`x.size(1)`, `x.shape[-2]`, a name bound to one, or what another reshape calls it: `self.frames`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from shapelint.ops.core.trace import Event, Named, Trace
from shapelint.rules.evidence.axis_origin import CONVOLUTION, RECURRENT, Origin, origin
from shapelint.rules.evidence.flow import calls_of, main, shape_of, short
from shapelint.sizes.tensors import Tensor
from shapelint.source.place import Place
from shapelint.source.reading.argument_text import source_at
from shapelint.source.reading.call_parts import measured, positional

Axis = tuple[Tensor, int]
"""A tensor and an axis from the first."""


ATTRIBUTE = re.compile(r"self(?:\.\w+)+")
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
        return _called_alike(trace, event, place)
    if isinstance(said, str):
        named = bound(trace, event, said)
        if named is None or named.of is None:
            return _called_alike(trace, event, place)
        return _from_first(*named.of)
    name, axis = said
    named = bound(trace, event, name)
    value = trace.tensor(_given(trace, event, name) if named is None else named.value)
    return None if value is None else _from_first(value, axis)


def _called_alike(trace: Trace, event: Event, place: Place | None) -> Axis | None:
    """The axis of the last reshape that spells its size alike.

    By an attribute, `self.frames`, in the same class, or by a name in the same body. `x.repeat(1, n, 1)` makes an axis
    of n as well, where it was one of 1.
    """
    text = source_at(place)
    if ATTRIBUTE.fullmatch(text) is None and not text.isidentifier():
        return None
    for made in reversed(calls_of(trace, ("view", "reshape", "repeat", "expand"))):
        if made.order >= event.order or not _reads_the_same(trace, made, event, text):
            continue
        found = [axis for axis, item in enumerate(positional(made.place)) if source_at(item) == text]
        if len(found) == 1 and isinstance(made.output, Tensor) and _makes_axis(made, found[0]):
            return made.output, found[0]
    return None


def _reads_the_same(trace: Trace, made: Event, event: Event, text: str) -> bool:
    """Whether a name or attribute is the same in both calls."""
    one, other = made.place.definition, event.place.definition
    if not text.isidentifier():
        return one.parent is other.parent
    return one is other and bound(trace, made, text) is bound(trace, event, text)


def _makes_axis(made: Event, axis: int) -> bool:
    """Whether an axis of what is made has the named size."""
    if short(made) in ("view", "reshape"):
        return True
    were, are = shape_of(main(made), made), shape_of(made.output, made)
    return were is not None and are is not None and len(were) == len(are) and were[axis] == 1


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
    wanted = origin(*other, event)
    return any(found.tensor is wanted.tensor and found.axis == wanted.axis for found in _trail(one, event))


def _trail(axis: Axis, event: Event) -> Iterator[Origin]:
    """Where an axis comes from, layer by layer that keeps it.

    Recurrent layers keep samples and steps, convolutions of stride 1 a size that they leave as it is.
    """
    for _ in range(50):
        found = origin(*axis, event)
        yield found
        made = found.event
        given = None if made is None else main(made)
        before, after = (None, None) if made is None else (shape_of(given, made), shape_of(found.tensor, made))
        if made is None or given is None or before is None or after is None or len(before) != len(after):
            return
        steps = short(made) in RECURRENT and found.axis < 2 and found.meaning in ("batch", "time")
        space = CONVOLUTION.fullmatch(short(made)) and found.axis >= 2 and _stride(made) == {1}
        if not (steps or space) or before[found.axis] != after[found.axis]:
            return
        axis = given, found.axis


def _stride(event: Event) -> set[Any]:
    given = (event.arguments if event.target is None else event.target.attributes).get("stride", 1)
    return set(given) if isinstance(given, (tuple, list)) else {given}


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
