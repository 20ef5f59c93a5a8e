"""A place in lowered source.

What is found out carries it about.
"""

from __future__ import annotations

from typing import Any, NamedTuple


class Place(NamedTuple):
    """A node of a lowered definition.

    Line and column are computed only when someone asks (`model`).
    """

    definition: Any  # model.file.Definition
    at: int

    @property
    def file(self) -> Any:
        """The file in which it is."""
        return self.definition.file


class Places(dict[int, Place]):
    """The places in a definition, by the number of the node.

    The same object whenever it is asked for.
    """

    def __init__(self, definition: Any) -> None:
        super().__init__()
        self._definition = definition

    def __missing__(self, at: int) -> Place:
        found = self[at] = Place(self._definition, at)
        return found


class OnePlace(dict[int, Place]):
    """One place that stands for all others."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place

    def __missing__(self, at: int) -> Place:
        return self._place
