"""Calls written behind operands, and layers put before others in containers."""

from __future__ import annotations

import re

from shapelint.report.findings import Finding, Fix
from shapelint.rules.wording.report import Case
from shapelint.source.place import Place
from shapelint.source.reading.argument_text import source_at, span_of, value_place
from shapelint.source.reading.callee_text import operand_places, text_at
from shapelint.source.reading.written import is_closed, is_operand
from shapelint.source.span import Edit, Span


def behind(place: Place | None, text: str) -> tuple[Edit, ...]:
    """`x` becomes `x.flatten(1)`, and `a + b` becomes `(a + b).flatten(1)`."""
    place = value_place(place)
    if place is None or not is_operand(place):
        return ()
    span = span_of(place)
    end = Span(span.filename, span.end, span.end)
    if is_closed(place):
        return (Edit(end, text),)
    return (Edit(Span(span.filename, span.start, span.start), "("), Edit(end, f"){text}"))


def with_text_behind(finding: Finding, place: Place | None, text: str) -> Finding:
    """The finding with the fix that writes this behind an operand."""
    edits = behind(place, text)
    if not edits or finding.fix is not None:
        return finding
    return finding.with_(fix=Fix(f"write {written(place) or '...'}{text}", edits, safe=False))


def written(place: Place | None) -> str:
    """An operand as it is written, ready for a call behind it.

    "" where that is too long, or not known.
    """
    at = value_place(place)
    if at is None or not is_operand(at):
        return ""
    shown = text_at(at)
    return shown if is_closed(at) or not shown else f"({shown})"


def given(case: Case, argument: str = "input") -> Place | None:
    """Where the tensor of the requirement is written in the call.

    Of the first layer of a container that is in the container's call. None where another tensor is written there.
    """
    event, tensor = case.event, case.need.of
    if event.place not in event.stack:
        if event.as_method and argument in ("input", "self"):
            return operand_places(event.place, True)[0]
        return event.where(argument)
    around = (one for one in case.trace.events if one.kind == "module" and one.place == event.place)
    for module in around:
        name, value = next(iter(module.arguments.items()), ("", None))
        if value is tensor and module.order > event.order:
            return module.where("input" if name == "0" else name)
    return None


def with_layer_before(finding: Finding, case: Case, layer: str) -> Finding:
    """The finding with the fix that puts a layer before this one.

    Both stand in a container: `nn.Flatten(), `.
    """
    build = case.build
    if build is None or case.event.place not in case.event.stack:
        return finding
    span = span_of(build.place)
    prefix = re.match(r"(?:\w+\.)+(?=\w+\()", source_at(build.place))
    if prefix is None:
        return finding
    line = build.place.definition.file.lines[span.start.row - 1][: span.start.column - 1]
    joint = ", " if line.strip() else f",\n{line}"
    written = f"{prefix[0]}{layer}"
    edits = (Edit(Span(span.filename, span.start, span.start), written + joint),)
    return finding.with_(fix=Fix(f"put {written} before it", edits, safe=False))
