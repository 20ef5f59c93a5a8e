"""Sequences and arguments of unknown number."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.values.objects import Group
from shapelint.sizes.tensors import Reason, Unknown


class UnknownRange(Unknown):
    """range() of which not all bounds are known."""

    __slots__ = ("start", "step", "stop")

    def __init__(self, start: Any, stop: Any, step: Any, reason: Reason) -> None:
        super().__init__(reason)
        self.start = start
        self.stop = stop
        self.step = step


class PartText(Unknown):
    """A text of which only the beginning is known: f"layer{i}"."""

    __slots__ = ("prefix",)

    def __init__(self, prefix: str, reason: Reason) -> None:
        super().__init__(reason)
        self.prefix = prefix


class Open:
    """Last of a call's arguments: there may be more.

    items, group: the others, where they are known but for how often a part of them occurs; at: how many of the
        arguments stand before them.
    handed_on: they are what users of a class or function that nobody calls may give beyond its own parameters.
    """

    __slots__ = ("at", "group", "handed_on", "items")

    def __init__(
        self, items: list[Any] | None = None, group: Group | None = None, at: int = 0, handed_on: bool = False
    ) -> None:
        self.items = items or []
        self.group = group
        self.at = at
        self.handed_on = handed_on


OPEN = Open()
HANDED_ON = Open(handed_on=True)


def is_open(args: list[Any]) -> bool:
    """Whether there may be other arguments than these."""
    return bool(args) and type(args[-1]) is Open
