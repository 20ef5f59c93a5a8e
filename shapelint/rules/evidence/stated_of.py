"""Which tensor a stated shape speaks of.

The comment at the end of the row where a name is bound, the comment above it with an arrow, the docstring's words on a
parameter or the result, and annotations.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from shapelint.ops.core.trace import Body, Event, Named, Trace
from shapelint.rules.evidence.flow import Names, names_of_axes
from shapelint.sizes.tensors import Tensor
from shapelint.source.reading.stated_shapes import (
    Sizes,
    Stated,
    annotated_result,
    annotated_sizes,
    comments_on,
    docstring_states,
    speaks_of_shapes,
)


class Activation(Struct):
    """One execution of a body, with what it named.

    body: None for the top level of a file.
    """

    frame: Any
    body: Body | None = None
    named: list[Named] = []
    _by_row: dict[int, list[Named]] | None = None

    def by_row(self) -> dict[int, list[Named]]:
        """What each row names, in order; nothing more is named."""
        if self._by_row is None:
            self._by_row = {}
            for named in self.named:
                self._by_row.setdefault(_row(named), []).append(named)
        return self._by_row

    @property
    def result(self) -> Any:
        return next((one.value for one in self.named if one.name == "return"), None)


class Pair(Struct, frozen=True):
    """A statement and the tensor of which it is made.

    role: "value" for what code computes and gives a name or returns; "given" for a parameter, which binds letters only.
    before: what stands on the left of the arrow, and the tensor of which that is said.
    """

    stated: Stated
    tensor: Tensor
    role: str
    before: tuple[Sizes, Tensor] | None = None


def activations(trace: Trace) -> list[Activation]:
    """Every execution of a body that states something.

    In the order in which they began.
    """
    return trace.once(_activations)


def _activations(trace: Trace) -> list[Activation]:
    found: dict[int, Activation] = {}
    silent: set[int] = set()
    frames = (*(body.frame for body in trace.bodies), *(named.frame for named in trace.named))
    speaking = {one for one in {frame.definition for frame in frames} if speaks_of_shapes(one)}
    for body in trace.bodies:
        if body.frame.definition in speaking:
            one = found.get(id(body.frame))
            if one is None:
                one = found[id(body.frame)] = Activation(body.frame)
            one.body = body
        else:
            silent.add(id(body.frame))
    for named in trace.named:
        frame = named.frame
        one = found.get(id(frame))
        if one is None:
            if id(frame) in silent:
                continue
            if frame.definition not in speaking:
                silent.add(id(frame))
                continue
            one = found[id(frame)] = Activation(frame)
        one.named.append(named)
    return list(found.values())


def pairs(trace: Trace, one: Activation) -> Iterator[Pair]:
    """What is stated within a body, from the top down."""
    definition = one.frame.definition
    made: list[Pair] = []
    made += _annotations(trace, one)
    if one.body is not None and one.frame.function is not None and one.frame.function.body is None:
        for stated in docstring_states(definition):
            made += _of_docstring(trace, one, stated)
    for stated in comments_on(definition):
        made += _of_comment(trace, one, stated)
    made = [pair for pair in made if not pair.tensor.reshaped]  # the shape that it had there is lost
    if not made:
        return
    late = [pair for pair in made if pair.stated.name == "return" and pair.role == "value"]
    yield from sorted((pair for pair in made if pair not in late), key=lambda pair: pair.stated.row)
    yield from late


def _annotations(trace: Trace, one: Activation) -> Iterator[Pair]:
    function = one.frame.function
    if one.body is None or function is None or function.body is not None:
        return
    for parameter in function.node.parameters.items:
        sizes = annotated_sizes(parameter.annotation_text) if parameter.annotation_text else None
        tensor = None if sizes is None else trace.tensor(one.body.given.get(parameter.name))
        if sizes is not None and tensor is not None:
            row = function.definition.first_row
            yield Pair(Stated(row, 1, 1, parameter.name, None, sizes, parameter.annotation_text), tensor, "given")
    stated = annotated_result(function.definition)
    tensor = trace.tensor(one.result) if stated else None
    if stated and tensor is not None:
        yield Pair(stated, tensor, "value")


def _of_docstring(trace: Trace, one: Activation, stated: Stated) -> Iterator[Pair]:
    assert one.body is not None
    if stated.name == "return":
        tensor = trace.tensor(one.result)
        if tensor is None:
            return
        if stated.before is None:
            yield Pair(stated, tensor, "value")
            return
        given = one.body.given
        values = [given.get(stated.taken)] if stated.taken in given else list(given.values())
        taken = next((found for found in map(trace.tensor, values) if found is not None), None)
        if taken is not None:
            yield Pair(stated, tensor, "value", (stated.before, taken))
        return
    value = trace.tensor(one.body.given.get(stated.name))
    if value is not None:
        yield Pair(stated, value, "given")


def _of_comment(trace: Trace, one: Activation, stated: Stated) -> Iterator[Pair]:
    if stated.alone and stated.name:
        yield from _of_name(trace, one, stated)
        return
    if stated.alone and stated.before is None:
        return  # of what stands above or below? nobody can tell
    row = stated.row + 1 if stated.alone else stated.row
    if not _whole(one.frame.definition, row):
        return
    here = [named for named in one.by_row().get(row, ()) if named.name != "assert"]
    if len({named.name for named in here}) != 1 or len(here) != 1 or (stated.name and here[0].name != stated.name):
        return
    tensor = trace.tensor(here[0].value)
    if tensor is None:
        return
    if stated.before is not None:
        before = _taken_in(trace, one, here[0], row, len(stated.before))
        if before is None:
            return
        yield Pair(stated, tensor, "value", (stated.before, before))
        return
    yield Pair(stated, tensor, "value")


def _of_name(trace: Trace, one: Activation, stated: Stated) -> Iterator[Pair]:
    """`# x: (B, T, C)` alone in its row.

    Of the value that x has there. Where the next row gives x another one, nobody can tell of which it speaks.
    """
    if stated.before is not None:
        return
    own = [named for named in one.named if named.name == stated.name]
    rows = [_row(named) for named in own]
    if len(set(rows)) != len(rows):
        return  # bound again and again in a loop
    before = [named for named in own if _row(named) < stated.row]
    if any(_row(named) == stated.row + 1 for named in own) and before:
        return
    if before:
        tensor = trace.tensor(before[-1].value)
        if tensor is not None:
            yield Pair(stated, tensor, "value")
    elif one.body is not None:
        tensor = trace.tensor(one.body.given.get(stated.name))
        if tensor is not None:
            yield Pair(stated, tensor, "given")


def _taken_in(trace: Trace, one: Activation, named: Named, row: int, rank: int) -> Tensor | None:
    """The tensor of that rank that a row is given.

    From outside, to its first operation or the first that this leads to.
    """
    start = max(
        (n.order for n in one.named if n.order <= named.order and _row(n) < row),
        default=one.body.order if one.body else 0,
    )
    for event in trace.events[_index(trace, start) :]:
        if event.order >= named.order:
            return None
        if event.kind == "call":
            for value in event.arguments.values():
                tensor = trace.tensor(value)
                if tensor is not None:
                    shape = tensor.known_shape
                    return tensor if shape is not None and len(shape) == rank else None
    return None


def _index(trace: Trace, order: int) -> int:
    events = trace.events
    return next((i for i in range(len(events)) if events[i].order >= order), len(events))


def _row(named: Named) -> int:
    return int(named.place.definition.place(named.place.at)[0])


def _whole(definition: Any, row: int) -> bool:
    """Whether a row holds a whole statement.

    Its brackets are closed in it.
    """
    if not 1 <= row <= len(definition.file.lines):
        return False
    code = definition.file.lines[row - 1].split("#")[0]
    return all(code.count(a) == code.count(b) for a, b in ("()", "[]", "{}")) and not code.rstrip().endswith("\\")


def stated_names(trace: Trace) -> Names:
    """What the code calls the axes of tensors.

    By taking their sizes, and in comments.
    """
    found = names_of_axes(trace)
    for one in activations(trace):
        for pair in pairs(trace, one):
            shape = pair.tensor.known_shape
            if shape is not None and len(shape) == len(pair.stated.shape):
                for axis, size in enumerate(pair.stated.shape):
                    if isinstance(size, str):
                        found.setdefault((id(pair.tensor), axis), size.lower())
    return found


def event_of(trace: Trace, tensor: Tensor) -> Event | None:
    """The operation that made a tensor."""
    return tensor.source if isinstance(tensor.source, Event) and tensor.source.kind == "call" else None
