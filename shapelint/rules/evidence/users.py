"""Where tensors go: the operations that use what others give."""

from __future__ import annotations

from shapelint.ops.core.trace import Event, Trace
from shapelint.rules.evidence.flow import inputs


def flow_in(trace: Trace) -> Flow:
    return trace.once(Flow)


class Flow:
    """Which operations use what an operation gives."""

    def __init__(self, trace: Trace) -> None:
        self.users: dict[int, list[Event]] = {}
        for event in trace.events:
            if event.kind == "call":
                for one in inputs(event):
                    made = one.source
                    if type(made) is Event and made is not event:
                        self.users.setdefault(id(made), []).append(event)

    def after(self, event: Event) -> list[Event]:
        """Everything that depends on an event's output, in order."""
        found: dict[int, Event] = {}
        waiting = [id(event)]
        while waiting:
            for user in self.users.get(waiting.pop(), ()):
                key = id(user)
                if key not in found:
                    found[key] = user
                    waiting.append(key)
        return sorted(found.values(), key=lambda one: one.order)
