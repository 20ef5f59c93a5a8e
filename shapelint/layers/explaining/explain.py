"""`shapelint explain FILE:LINE`.

From the place to the operations that stand there, each explained once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from shapelint.interpret.exploration.entries import Stated
from shapelint.interpret.exploration.project import Project
from shapelint.layers.errors import Impossible, Unclear
from shapelint.layers.explain import Look, groups, svg_words
from shapelint.layers.explaining.operation import Operation, lines, operation
from shapelint.layers.explaining.places import Target, Traces, operations, traces
from shapelint.layers.picture.drawn import svg_of
from shapelint.layers.tracing.result import TraceError
from shapelint.source.reading.given_inputs import Given
from shapelint.source.speed import collecting_rarely, with_room
from shapelint.source.syntax.file import SourceSyntaxError, TooNested

MOST = 5
HOVER_LINES = 12
HOVER_WIDTH = 80


class Explanation(Struct, frozen=True):
    """operations: what is told, `more` how many others there are."""

    operations: tuple[Operation, ...]
    more: int = 0


@with_room
@collecting_rarely()
def explain(
    target: Target, project: Project, inputs: Sequence[Given], given: Mapping[str, Any], stated: Stated
) -> Explanation:
    """An explanation of the operations at a place.

    In a run of the model that is given inputs, else in the runs that a check sees.

    Raises Unclear where the file cannot be read, Impossible where no operation stands there.
    """
    try:
        file = project.file(target.path)
    except (SourceSyntaxError, TooNested) as error:
        raise Unclear(f"{target.path}: {error}") from error
    if file is None:
        raise Unclear(f"{target.path}: there is no such file, or it cannot be read")
    if not 1 <= target.row <= len(file.lines):
        raise Unclear(f"{target.path} has {len(file.lines)} lines")
    try:
        return explained_at(traces(project, file, target, inputs, dict(given), stated), target)
    except TraceError as error:
        raise Unclear(str(error)) from error


def explained_at(every: Traces, target: Target) -> Explanation:
    """Raises Impossible where no operation stands there."""
    found, rows = operations(every, target)
    if not found:
        raise Impossible(_nowhere(target, rows))
    unique: dict[Any, Operation] = {}
    for one in found:
        made = operation(one)
        unique.setdefault(made.key, made)
    told = _most_telling(list(unique.values()))
    return Explanation(tuple(told[:MOST]), len(told[MOST:]))


def _most_telling(told: list[Operation]) -> list[Operation]:
    """The calls of which most is known.

    Without those of which nothing is known where another call of the same shows what comes of it.
    """
    known = {one.title for one in told if None not in one.given}
    return [one for one in told if None not in one.given or one.title not in known]


def _nowhere(target: Target, rows: set[int]) -> str:
    words = f"no tensor operation stands at {target.path}:{target.row}"
    if target.column is not None:
        words += f":{target.column}"
        if target.row in rows:
            return f"{words}; there is one on that row: leave out the column"
    if not rows:
        return f"{words}, nor anywhere else in that file, as far as it is known"
    nearest = min(sorted(rows), key=lambda row: abs(row - target.row))
    return f"{words}; the nearest is at row {nearest}"


def explanation_lines(explanation: Explanation, look: Look) -> Iterator[str]:
    for index, one in enumerate(explanation.operations):
        if index:
            yield ""
        yield from lines(one, look)
    if explanation.more:
        yield ""
        yield f"... and {explanation.more} more calls with other shapes"


def hover(every: Traces, target: Target) -> list[str]:
    """A few lines about what stands there, for an editor.

    None where nothing does.
    """
    try:
        explanation = explained_at(every, target)
    except Impossible:
        return []
    told = list(lines(explanation.operations[0], Look(HOVER_WIDTH, grid=False), target.path))
    others = len(explanation.operations) - 1 + explanation.more
    if len(told) > HOVER_LINES - bool(others):
        told = [*told[: HOVER_LINES - 1 - bool(others)], "..."]
    return [*told, f"and {others} more with other shapes"] if others else told


def svg(explanation: Explanation) -> str:
    """The picture of the first operation that has one.

    Raises Unclear where none has.
    """
    for one in explanation.operations:
        if one.drawable:
            words = svg_words(f"{one.title} at {one.place}", one.axes, one.mode)
            return svg_of(words[0], words, one.axes, list(groups(one.axes)), one.mode)
    raise Unclear("there is no window with sizes in numbers to be drawn")


def record(explanation: Explanation) -> dict[str, Any]:
    """As plain data, for `--output-format json`."""
    from shapelint.layers.record import axis_record, field, plain

    def shapes(several: Sequence[Any]) -> list[Any]:
        return [None if shape is None else [plain(size) for size in shape] for shape in several]

    return {
        "operations": [
            {
                "name": one.title,
                "place": one.place,
                "inputs": shapes(one.given),
                "outputs": shapes(one.made),
                "axes": [axis_record(axis) for axis in one.axes],
                "mode": one.mode,
                "numbers": [{"name": o.name, "value": o.value, "from": o.words} for o in one.origins],
                "parameters": one.count,
                "receptive_field": field(one.fields) if one.fields else None,
                "details": list(one.details),
                "refused": one.refused,
                "missing": one.missing,
            }
            for one in explanation.operations
        ],
        "more": explanation.more,
    }
