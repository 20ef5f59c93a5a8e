"""Making findings of events: where to point, what to call things, where a number came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from shapelint.dims import Expr
from shapelint.findings import Finding, Location, Related, Span
from shapelint.ops.need import Requirement
from shapelint.trace import Event, Place
from shapelint.values import Tensor, Unknown, UnknownShape


def span_of(place: Place) -> Span:
    """Row and column of a place."""
    row, column, end_row, end_column = place.definition.place(place.at)
    return Span(place.definition.file.path, Location(row, column), Location(end_row, end_column))


def size_text(value: Any) -> str:
    """A size, a shape or any other value as a reader writes it."""
    if isinstance(value, (tuple, list)):
        return "x".join(f"({p})" if isinstance(p, Expr) and " " in str(p) else size_text(p) for p in value) or "no dimensions"
    if isinstance(value, Unknown):
        return value.name or "an unknown value"
    return str(value)


def shape_text(tensor: Tensor, event: Event | None = None) -> str:
    """`64x28x28` for known shapes, `an unknown shape` else."""
    shape = tensor.known_shape
    if shape is None:
        return "an unknown shape"
    facts = event.facts if event is not None else None
    return size_text([facts.resolve(d) if facts is not None and isinstance(d, Expr) else d for d in shape])


def explain(event: Event, need: Requirement) -> str:
    """`Linear: features of the input is 576, but in_features is 400 (axis 1 of 4x576)`."""
    if need.relation == "holds":
        text = need.actual_is
        return text if text.startswith(event.name) else f"{event.name}: {text}"
    have = f"{need.actual_is or 'the size'} is {size_text(need.actual)}"
    if need.formula:
        have += f" ({need.formula})"
    want = f"{need.expected_is} is {size_text(need.expected)}" if need.expected_is else size_text(need.expected)
    where = ""
    if need.of is not None and need.of.known_shape is not None:
        axis = f"axis {need.axis} of " if need.axis is not None else ""
        where = f" ({axis}{shape_text(need.of, event)})"
    if need.relation == "same":
        return f"{event.name}: {have}, but {want}{where}"
    relation = {"at least": "less than", "at most": "more than", "divides": "not divisible by"}[need.relation]
    return f"{event.name}: {have}, {relation} {want}{where}"


def argument_place(event: Event, argument: str) -> Place | None:
    """Where the argument stands, in the call itself or in the call that built the layer."""
    found = event.where(argument)
    if found is None and event.build is not None:
        found = event.build.where(argument)
    return found


def origin(tensor: Tensor | None) -> Related | None:
    """The place where a tensor was produced, and its shape there."""
    source = getattr(tensor, "source", None)
    if tensor is None or not isinstance(source, Event):
        return None
    return Related(span_of(source.place), f"{source.name} gives {shape_text(tensor, source)} here")


def finding(
    code: str, name: str, event: Event, requirement: Requirement, message: str, *, help: str = "", label: str = "", severity: Any = "error",
    related: Iterable[Related | None] = (),
) -> Finding:  # fmt: skip
    """A finding about a requirement of an event that fails.

    It points at the argument in the constructor of the layer where that is where the wrong number stands, else at the
    argument in the call, else at the call; the other places are related.
    """
    built = event.build
    at_build = built.where(requirement.argument) if built is not None and requirement.argument else None
    at_call = event.where(requirement.argument) if requirement.argument else None
    others: list[Related | None] = []
    if at_build is not None and not _passed_on(at_build):
        primary = at_build
        others.append(Related(span_of(event.place), "called here"))
    else:
        primary = at_call or event.place
        if built is not None:
            others.append(Related(span_of(built.place), f"{event.name} is built here"))
    others.extend(related)
    others.append(origin(requirement.of))
    others.extend(Related(span_of(place), "reached from here") for place in event.stack[:1] if _elsewhere(place, primary))
    span = span_of(primary)
    return Finding(
        code, name, span, message, severity, label, help, tuple(_distinct(others, span)),
        expected=size_text(requirement.expected) if requirement.expected is not None else "",
        actual=size_text(requirement.actual) if requirement.actual is not None else "", event=event,
    )  # fmt: skip


def _elsewhere(place: Place, primary: Place) -> bool:
    return place.definition is not primary.definition


def _passed_on(place: Place) -> bool:
    """Whether the argument is only handed through (`nn.Conv2d(in_channels, ...)`), so that it is not the culprit."""
    span = span_of(place)
    text = place.definition.file.lines[span.start.row - 1][span.start.column - 1 : span.end.column - 1]
    return not any(c.isdigit() for c in text.split("=")[-1])


def _distinct(related: Iterable[Related | None], primary: Span) -> Iterator[Related]:
    seen = {primary}
    for one in related:
        if one is not None and one.span not in seen:
            seen.add(one.span)
            yield one


__all__ = ["UnknownShape", "argument_place", "explain", "finding", "origin", "shape_text", "size_text", "span_of"]
