"""Where tensors go: the operations that use what others give."""

from __future__ import annotations

from shapelint.ops.core.trace import Event, Trace


def flow_in(trace: Trace) -> Flow:
    return trace.once(Flow)


class Flow:
    """Which operations use what an operation gives."""

    def __init__(self, trace: Trace) -> None:
        self.users: dict[int, list[Event]] = {}
        for event in trace.events:
            if event.kind == "call":
                for made in event.sources():
                    self.users.setdefault(id(made), []).append(event)

    def after(self, event: Event) -> list[Event]:
        """Everything that depends on an event's output, in order."""
        found: dict[int, Event] = {}
        waiting = [event]
        while waiting:
            for user in self.users.get(id(waiting.pop()), ()):
                if id(user) not in found:
                    found[id(user)] = user
                    waiting.append(user)
        return sorted(found.values(), key=lambda one: one.order)
