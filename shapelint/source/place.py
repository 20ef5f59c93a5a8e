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
