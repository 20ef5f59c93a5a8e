"""copy.copy and copy.deepcopy."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.state.kind import KINDS


def deep_copy(value: object, done: dict[int, object] | None = None) -> Any:
    """A copy that shares nothing that can be changed.

    What is shared inside stays shared.
    """
    done = {} if done is None else done
    if id(value) in done:
        return done[id(value)]
    made = done[id(value)] = KINDS[type(value)].deeply_copied(value, done)
    return made


def shallow_copy(value: object) -> Any:
    """A new object with the same parts."""
    return KINDS[type(value)].copied(value)


def as_unsure(made: Any, value: Any) -> Any:
    """The copy, made as unknown as the original."""
    made.taint = getattr(value, "taint", None)
    group = getattr(value, "group", None)
    if group is not None:
        made.group = group
    return made
