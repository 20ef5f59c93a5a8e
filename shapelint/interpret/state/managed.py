"""Slots of the with statement.

What a value does where it is entered and left.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from shapelint.interpret.state.run import Run
from shapelint.source.place import Place

V = TypeVar("V")

Through = Callable[[Callable[[Any], None]], None]
"""Runs what it is given inside itself, with the value that `as` binds."""


class Managed(Generic[V]):
    """What the with statement does with the values of one kind."""

    def through(self, value: V) -> Through | None:
        """What runs the body of `with` inside the manager.

        As a generator does; None where the manager is only left.
        """
        return None

    def enter(self, run: Run, place: Place, value: V) -> object:
        """What `with value as x` binds."""
        return value

    def is_left(self, value: V) -> bool:
        """Whether it has an `__exit__` that is read."""
        return False
