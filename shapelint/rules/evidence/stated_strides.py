"""Comments such as `# stride 8`, held against the image given.

Such a comment speaks of what stands beside it, or of the block below it: by how much the size is divided there, by the
block itself or since the image. Where one of both holds, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.flow import shape_of, warning
from shapelint.rules.evidence.stated_chains import Step, steps
from shapelint.rules.wording.words import size_text
from shapelint.sizes.dims import Dim
from shapelint.sizes.facts import Verdict
from shapelint.source.looks import kept
from shapelint.source.place import Place
from shapelint.source.span import Location, Span

COMMENT = re.compile(
    r"#+\s*(?:(?:(?:output|total|overall)[ _])?stride(?:\s+(?:of|is)|\s*[:=])?\s*(?P<stride>4|8|16|32|64)"
    r"|1/(?P<part>4|8|16|32|64)(?:\s+(?:of the )?(?:resolution|scale|size|input|image))?)\.?",
    re.IGNORECASE,
)
IMAGES = (1, 3)
"""How many channels an image has."""


class _Said(NamedTuple):
    row: int
    column: int
    text: str
    stride: int
    alone: bool


def broken_strides(trace: Trace) -> Iterator[Finding]:
    """Rows whose result is another part of the image."""
    if not any(_strides_of(file) for file in {body.frame.definition.file for body in trace.bodies}):
        return
    rows: dict[tuple[int, int], tuple[_Said, str, dict[Any, Step]]] = {}
    for step in steps(trace):
        event = step.event
        module = event.kind == "module"
        built = event.target.place if module else event.build.place if event.build is not None else None
        for place in dict.fromkeys(one for one in (built, event.place) if one is not None):
            said = _said_at(place, block=module and place is built)
            if said is not None:
                file = place.definition.file
                _, _, runs = rows.setdefault((id(file), said.row), (said, file.path, {}))
                runs[event.order if place is built else event.stack] = step
    for said, path, runs in rows.values():
        found = [_wrong(trace, step, said, path) for step in runs.values()]
        if found[0] is not None and None not in found:
            yield found[0]


def not_strided(event: Event, before: Dim, after: Dim, stride: int) -> bool:
    """Whether a size is surely not divided by a stride."""
    if stride == 1:
        return event.facts.same(before, after) is Verdict.NO
    slack = 4 * stride
    facts = event.facts
    return (
        facts.at_least(after * stride + slack, before) is Verdict.NO
        or facts.at_least(before + slack, after * stride) is Verdict.NO
    )


@kept(maxsize=64)
def _strides_of(file: Any) -> dict[int, _Said]:
    """Row of the comment -> what it says."""
    found = {}
    for row, column, text in file.comments() if "stride" in file.text or "# 1/" in file.text else ():
        match = COMMENT.fullmatch(text)
        if match is not None:
            alone = not file.lines[row - 1][: column - 1].strip()
            found[row] = _Said(row, column, text, int(match["stride"] or match["part"]), alone)
    return found


def _said_at(place: Place, block: bool) -> _Said | None:
    """What is said beside a place, or above a block."""
    said = _strides_of(place.definition.file)
    if not said:
        return None
    row, _, end, _ = place.definition.place(place.at)
    beside, above = said.get(row), said.get(row - 1)
    if beside is not None and row == end:
        return beside
    return above if block and above is not None and above.alone else None


def _wrong(trace: Trace, step: Step, said: _Said, path: str) -> Finding | None:
    event = step.event
    after = shape_of(step.output, event)
    images = [shape for shape in _images(trace, step) if after is not None and len(shape) == len(after)]
    given = shape_of(step.input, event)
    if after is None or not images or given is None or len(given) != len(after):
        return None
    for before in [*images, given]:
        wrong = [not_strided(event, size, made, said.stride) for size, made in zip(before[2:], after[2:], strict=True)]
        if not all(wrong):
            return None
    text = said.text.lstrip("# ")
    end = said.column + len(said.text)
    return warning(
        event,
        f'"{text}" is stated, but {size_text(images[0])} has become {size_text(after)} here',
        at=Span(path, Location(said.row, said.column), Location(said.row, end)),
        label=f"it is {size_text(after)}",
        help="correct whichever of the two is wrong",
        related=[(event, f"{event.name} gives {size_text(after)}")],
    )


def _images(trace: Trace, step: Step) -> Iterator[tuple[Dim, ...]]:
    """The images that forwards were given before a step."""
    for body in trace.bodies:
        function = body.frame.function
        if body.order > step.event.order or function is None or function.name != "forward":
            continue
        for value in body.given.values():
            tensor = trace.tensor(value)
            shape = None if tensor is None else shape_of(tensor, step.event)
            if shape is not None and len(shape) == step.spatial + 2 and shape[1] in IMAGES:
                yield shape
