"""The operations of a trace at a place of a file.

Built there, or called there.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct

from shapelint.interpret.exploration.entries import Stated, examine
from shapelint.interpret.exploration.project import Project
from shapelint.layers.tracing.result import TraceError
from shapelint.layers.tracing.target import Attempt
from shapelint.ops.core.trace import Event, Trace
from shapelint.source.place import Place
from shapelint.source.reading.callee_text import uncalled
from shapelint.source.reading.given_inputs import Given
from shapelint.source.syntax.file import SourceFile

TARGET = re.compile(r"(?P<path>.+?)(?:::(?P<name>[\w.]+))?:(?P<row>\d+)(?::(?P<column>\d+))?")


class Target(Struct, frozen=True):
    """`FILE:LINE`, `FILE:LINE:COLUMN`, also with `FILE::NAME` for the model to be run."""

    path: str
    row: int
    column: int | None = None
    name: str = ""


class Found(Struct, frozen=True):
    """One operation and the trace it is of.

    entry: the class or function that nobody calls, which the run began with; "" where the program itself gives the
    inputs.
    """

    trace: Trace
    event: Event
    entry: str


def read_target(text: str) -> Target | None:
    """What `explain` is asked about, None where it is no place."""
    match = TARGET.fullmatch(text)
    if match is None:
        return None
    column = match["column"]
    at = None if column is None else int(column[:9])
    return Target(match["path"], int(match["row"][:9]), at, match["name"] or "")


Traces = Iterable[tuple[Trace, str]]
"""Runs, each with the class or function that it began with, "" for the program itself."""


def traces_of(project: Project, file: SourceFile, stated: Stated) -> Iterator[tuple[Trace, str]]:
    """Every run of the file as a check sees it.

    stated: what the configuration says of inputs.
    """
    for entry in examine(project, file, stated):
        for run in entry.exploration.runs:
            yield run.recorder.trace, "" if entry.kind == "program" else entry.name


def traces(
    project: Project, file: SourceFile, target: Target, inputs: Sequence[Given], given: dict[str, Any], stated: Stated
) -> Iterator[tuple[Trace, str]]:
    """Every run of the file, with what it began with.

    inputs: given to the model that is named, or to each class of the file that takes them. Raises TraceError where the
    named model cannot be run.
    """
    if target.name or inputs:
        names = [target.name] if target.name else [one.name for one in file.classes()]
        for name in names:
            try:
                world = Attempt(project, f"{target.path}::{name}", list(inputs), given, ())
                world.perform()
            except TraceError:
                if target.name:
                    raise
                continue
            yield world.run.recorder.trace, "" if inputs else name
        return
    yield from traces_of(project, file, stated)


def operations(every: Traces, target: Target) -> tuple[list[Found], set[int]]:
    """The operations at the place, and rows that have one.

    All such rows of the file.
    """
    rows: set[int] = set()
    path = os.path.abspath(target.path)
    found: list[tuple[tuple[int, int], Found]] = []
    for trace, entry in every:
        for event in trace.events:
            for place in _places(event):
                if os.path.abspath(place.definition.file.path) != path:
                    continue
                row, column, end_row, end_column = place.definition.place(place.at)
                rows.add(row)
                if not row <= target.row <= end_row:
                    continue
                if target.column is not None and not _covers(target, (row, column), (end_row, end_column)):
                    continue
                extent = (abs(row - target.row), end_row - row if target.column is None else end_column - column)
                found.append((extent, Found(trace, event, entry)))
    nearest = min((extent for extent, _ in found), default=None)
    if nearest is None:
        return [], rows
    same = nearest if target.column is not None else (nearest[0], None)
    kept = [one for extent, one in found if extent == same or (same[1] is None and extent[0] == same[0])]
    return _best(kept), rows


def _places(event: Event) -> Iterator[Place]:
    """Where an operation stands.

    Its call, where the code itself calls it, and where its layer was built.
    """
    if event.kind == "build":
        return
    if event.place not in event.stack and not uncalled(event.place):
        yield event.place
    if event.build is not None and event.build.place != event.place:
        yield event.build.place


def _covers(target: Target, start: tuple[int, int], end: tuple[int, int]) -> bool:
    assert target.column is not None
    return start <= (target.row, target.column) < end


def _best(found: list[Found]) -> list[Found]:
    """Each operation once, in the order of the run.

    Composite modules only where there is nothing else.
    """
    unique = {id(one.event): one for one in found}
    plain = [one for one in unique.values() if one.event.kind == "call"]
    return plain or list(unique.values())
