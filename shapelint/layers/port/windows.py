"""Windows as both sides have them.

How wide, how far apart, and where the first one begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def doubled(value: Any, count: int) -> tuple[Any, ...]:
    """One number for each axis."""
    if isinstance(value, (tuple, list)):
        return tuple(value) if len(value) == count else tuple(value) * count
    return (value,) * count


def plain(values: Sequence[Any]) -> Any:
    """`3` for (3, 3), as people write it."""
    return values[0] if values and all(value == values[0] for value in values) else tuple(values)


def sides_text(sides: Sequence[tuple[Any, Any]]) -> str:
    """`(0, 1)` of an axis, or of each."""
    first = sides[0]
    if all(side == first for side in sides):
        return f"({first[0]}, {first[1]})"
    return " x ".join(f"({before}, {after})" for before, after in sides)
