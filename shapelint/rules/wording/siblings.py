"""The layer that was meant where another one is called twice."""

from __future__ import annotations

import re

from shapelint.ops.core.trace import Event
from shapelint.rules.wording.report import Case
from shapelint.source.reading.argument_text import span_of
from shapelint.source.reading.callee_text import called_text

ASSIGNED = re.compile(r"\s*(self\.\w+)\s*=")


def meant(case: Case) -> str:
    """`self.bn2`: one that fits here, where `self.bn1` fits another call.

    "" where there is none: it must be of the same kind, take what is given, and not be called at all.
    """
    event = case.event
    if event.build is None or not called_text(event.place).startswith("self."):
        return ""
    calls = case.trace.called().get(event.name, [])
    if not any(one is not event and one.target is event.target and one.failure is None for one in calls):
        return ""
    used = {id(one.target) for one in calls}
    found = {
        _assigned(other)
        for other in case.trace.events
        if other.kind == "build" and other.operation is event.operation and id(other.target) not in used
        if other.arguments.get(case.argument) == case.need.actual
        and other.place.definition is event.build.place.definition
    } - {""}
    return found.pop() if len(found) == 1 else ""


def _assigned(build: Event) -> str:
    """What a layer is assigned to where it is built."""
    lines = build.place.definition.file.lines
    found = ASSIGNED.match(lines[span_of(build.place).start.row - 1])
    return found[1] if found else ""
