"""What runs share, and must leave as they found it: modules, their classes and functions, and what these hold.

A module is executed once for all. A function that is examined alone, with arguments nobody gives, may set a global, or
put something into a list of a module; the next entry, of this file or another, starts from what importing made.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shapelint.interpret.objects import MISSING, Class, Function, Instance, SourceModule
from shapelint.values import Unknown

MOST_DEPTH = 3


class LateName(Unknown):
    """A name that was imported from a module which had not come so far: they import each other. Whoever runs the
    program imports them in an order in which it works, so that it is whatever the module has under that name later."""

    __slots__ = ("module",)

    def __init__(self, module: SourceModule, name: str) -> None:
        super().__init__(f"{name} is not found in {module.name}, which is being imported", name)
        self.module = module

    def found(self) -> Any:
        """The value; MISSING as long as there is none."""
        return self.module.names.get(self.name, MISSING)


class Shared:
    """What imported modules define, by id."""

    def __init__(self) -> None:
        self._held: dict[int, Any] = {}

    def __contains__(self, value: Any) -> bool:
        return id(value) in self._held

    def add(self, value: Any, depth: int = MOST_DEPTH) -> None:
        """A module and what it defines; containers in containers to some depth."""
        if id(value) in self._held or not isinstance(value, CHANGEABLE):
            return
        self._held[id(value)] = value
        if depth:
            for part in _parts(value):
                self.add(part, depth - 1)


CHANGEABLE = (SourceModule, Class, Function, Instance, list, dict, set)


def _parts(value: Any) -> Iterator[Any]:
    if isinstance(value, SourceModule):
        yield from value.names.values()
    elif isinstance(value, Class):
        if value.module is not None:
            yield from value.namespace.values()
    elif isinstance(value, Instance):
        yield from value.attributes.values()
    elif isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, (list, set)):
        yield from value


class Journal:
    """What one run has changed of what is shared, as it was before."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared
        self._before: dict[int, tuple[Any, Any]] = {}

    def note(self, value: Any) -> None:
        """The object is about to change."""
        if value in self._shared and id(value) not in self._before:
            content = _content(value)
            self._before[id(value)] = content, content.copy()

    def restore(self) -> None:
        """Everything as it was."""
        for content, before in self._before.values():
            content.clear()
            if isinstance(content, list):
                content.extend(before)
            else:
                content.update(before)
        self._before.clear()


def _content(value: Any) -> Any:
    """The list, dict or set in which an object keeps what can change of it."""
    if isinstance(value, SourceModule):
        return value.names
    if isinstance(value, Class):
        return value.namespace
    if isinstance(value, (Function, Instance)):
        return value.attributes
    return value
