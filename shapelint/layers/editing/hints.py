"""The shapes that an editor shows in a line.

Of what is assigned, given to a function, and made by a layer.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from shapelint.interpret.exploration.entries import Entry
from shapelint.interpret.library.reveal import text_of
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import Instance
from shapelint.source.place import Place
from shapelint.source.reading.callee_text import uncalled

ASSIGNMENT, CALL, PARAMETER = "assignment", "call", "parameter"
LONGEST = 48
"""Characters that the shapes of one place may take side by side; else the axes in which they differ are left open."""


class Hint(Struct, frozen=True):
    """A shape behind a place.

    row, column: from 1, where the text goes. more: the shapes one by one, if there are several.
    """

    row: int
    column: int
    text: str
    kind: str
    more: tuple[str, ...] = ()


Spot = tuple[int, int, str]


def hints_of(entries: Iterable[Entry], path: str) -> list[Hint]:
    """The hints for a file, in order.

    A place that several runs come by has the shapes of all of them.
    """
    found: dict[Spot, dict[str, tuple[str, ...] | None]] = {}
    spots: dict[tuple[Place, str], Spot | None] = {}  # most places are come by often
    path = os.path.abspath(path)
    runs = [entry.exploration.main for entry in entries if entry.kind != "symbolic"]
    _find_places(runs, path)
    for run in runs:
        for place, value, kind in _shaped(run):
            if (place, kind) not in spots:
                spots[place, kind] = _spot(place, path, kind)
            spot = spots[place, kind]
            tensor = run.recorder.trace.tensor(value) if spot is not None else None
            shape = None if tensor is None else tensor.known_shape
            if spot is not None and shape is not None:
                found.setdefault(spot, {})[text_of(run, shape)] = tuple(text_of(run, size) for size in shape)
    assigned = {(row, text) for (row, _, kind), texts in found.items() for text in texts if kind == ASSIGNMENT}
    made = []
    for (row, column, kind), shapes in sorted(found.items()):
        if kind != CALL or not all((row, text) in assigned for text in shapes):
            several = tuple(shapes) if len(shapes) > 1 else ()
            made.append(Hint(row, column, _together(shapes), kind, several))
    return made


def _find_places(runs: Iterable[Run], path: str) -> None:
    """Of all that is shown, at once."""
    definitions = dict.fromkeys(place.definition for run in runs for place, _, _ in _shaped(run))
    own = [one for one in definitions if os.path.abspath(one.file.path) == path]
    for file in {id(one.file): one.file for one in own}.values():
        file.find_places(one for one in own if one.file is file)


def _shaped(run: Run) -> Iterator[tuple[Place, Any, str]]:
    """What has a shape, and where it stands."""
    for one in run.recorder.trace.named:
        if one.name not in ("return", "assert"):
            yield one.place, one.value, ASSIGNMENT
    for body in run.recorder.trace.bodies:
        function = body.frame.function
        parent = body.frame.definition.parent
        for parameter in () if function is None or parent is None else function.node.parameters.items:
            yield Place(parent, parameter.at), body.given.get(parameter.name), PARAMETER
    for event in run.recorder.trace.events:
        is_layer = event.kind != "build" and isinstance(event.target, Instance)
        if is_layer and event.failure is None and event.place not in event.stack:
            yield event.place, event.output, CALL


def _spot(place: Place, path: str, kind: str) -> Spot | None:
    """Where the text goes: behind the name, or behind the call."""
    file = place.definition.file
    if os.path.abspath(file.path) != path or (kind == CALL and uncalled(place)):
        return None
    row, column, end_row, end_column = place.definition.place(place.at)
    if kind != PARAMETER:
        return end_row, end_column, kind
    line = file.lines[row - 1][column - 1 : end_column - 1 if row == end_row else None]
    name = line.partition(":")[0].partition("=")[0].rstrip()
    return row, column + len(name), kind


def _together(shapes: dict[str, Any]) -> str:
    """`(2, 64)`.

    `(2, 64) or (2, 32)`; of many that are alike `(2, *)`.
    """
    joined = " or ".join(shapes)
    if len(shapes) == 1 or len(joined) <= LONGEST:
        return joined
    sizes = list(shapes.values())
    if len({len(one) for one in sizes}) > 1:
        return f"{next(iter(shapes))} or {len(shapes) - 1} others"
    axes = [axis[0] if len(set(axis)) == 1 else "*" for axis in zip(*sizes, strict=True)]
    return f"({', '.join(axes)}{',' if len(axes) == 1 else ''})"
