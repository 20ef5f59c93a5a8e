"""Which axis of a tensor is which.

What `permute`, `reshape` and `flatten` make of an order of numbers.

An axis is a list of parts, the slowest first; a part is (what it counts, its step within that, how many). Rows, columns
and channels of an image are H, W, C; flattened, they are one axis of three parts. Sizes of 1 order nothing and are left
out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Part = tuple[str, int, int]
Axis = tuple[Part, ...]
Axes = tuple[Axis, ...]

LETTERS = {1: "N", 2: "NC", 3: "NTC", 4: "NHWC", 5: "NDHWC"}
UNKNOWN = "*"
"""What an axis counts whose origin is not followed."""
MIXED = "?"
"""An axis that was made across others: what it counts has no name."""


def named(letters: str, sizes: Sequence[Any]) -> Axes:
    return tuple(_axis(letter, size) for letter, size in zip(letters, sizes))


def _axis(letter: str, size: Any) -> Axis:
    return () if size == 1 else ((letter, 1, size),)


def length(axis: Axis) -> int:
    total = 1
    for _, _, size in axis:
        total *= size
    return total


def joined(axis: Axis) -> Axis:
    """An axis with neighbouring parts put together again.

    Those that follow each other as they did before they were parted.
    """
    found: list[Part] = []
    for part in axis:
        if found and found[-1][0] == part[0] and found[-1][1] == part[1] * part[2] and part[0] != MIXED:
            found[-1] = (part[0], part[1], found[-1][2] * part[2])
        else:
            found.append(part)
    return tuple(found)


def reshaped(axes: Axes, sizes: Sequence[int]) -> Axes:
    """The axes after a reshape to these sizes."""
    parts = [part for axis in axes for part in axis]
    made: list[Axis] = []
    for size in sizes:
        taken: list[Part] = []
        rest = size
        while rest > 1:
            if not parts:
                return mixed(sizes)
            letter, step, count = parts[0]
            if rest % count == 0:
                taken.append(parts.pop(0))
                rest //= count
            elif count % rest == 0:
                inner = count // rest
                taken.append((letter, step * inner, rest))
                parts[0] = (letter, step, inner)
                rest = 1
            else:
                return mixed(sizes)
        made.append(joined(tuple(taken)))
    return mixed(sizes) if parts else tuple(made)


def mixed(sizes: Sequence[Any]) -> Axes:
    return tuple(() if size == 1 else ((MIXED, 1, size),) for size in sizes)


def unknown(size: Any) -> Axis:
    return () if size == 1 else ((UNKNOWN, 1, size),)


BEHIND = "+"
"""Stands between the letters of what was put behind each other: `CHW+C`."""


def behind(axes: Sequence[Axis], size: Any) -> Axis:
    """One axis of several put behind each other.

    It is one part, as it is no product of its pieces.
    """
    letters = [letters_of(axis) or "C" for axis in axes]
    if all(one == "C" for one in letters):
        return (("C", 1, size),)
    if any(UNKNOWN in one for one in letters):
        return unknown(size)
    return ((BEHIND.join(letters), 1, size),)


def letters_of(axis: Axis) -> str:
    """`HWC` for an axis that counts rows, columns and channels."""
    return "".join(letter for letter, _, _ in axis)


def is_unknown(axis: Axis) -> bool:
    return any(UNKNOWN in letter for letter, _, _ in axis)


def is_mixed(axis: Axis) -> bool:
    return any(MIXED in letter for letter, _, _ in axis)
