"""Reading the numbers of a question.

`3`, `4x1`, `HxW`, `1,2x0,0`, or Python's own tuples of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shapelint.layers.errors import Unclear

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from shapelint.sizes.dims import Dim

LARGEST = 2**31 - 1
MOST_AXES = 3


def sizes(value: Any, option: str, least: int = 1) -> tuple[int, ...]:
    """One number, or one for each axis. Raises Unclear."""
    return tuple(_number(part, option, least) for part in _parts(value, option))


def names_and_sizes(value: Any, option: str) -> tuple[Dim, ...]:
    """The sizes in an option, which may be names.

    A name is a symbol.
    """
    found: list[Dim] = []
    for part in _parts(value, option):
        text = part.strip() if isinstance(part, str) else part
        if isinstance(text, str) and text.isidentifier():
            from shapelint.sizes.dims import symbol

            found.append(symbol(text))
        elif type(text).__name__ == "Expr":  # asked by name: sizes that are symbols come with an import of their own
            symbolic: Any = text
            found.append(symbolic)
        else:
            found.append(_number(text, option, 0))
    return tuple(found)


def sides(value: Any) -> tuple[tuple[int, int], ...]:
    """Padding: before and after of one axis, or of each.

    One number stands for both sides.
    """
    option = "--padding"
    if isinstance(value, str):
        found = [[_number(side, option, 0) for side in part.split(",")] for part in _parts(value, option)]
    else:
        parts = _parts(value, option)
        found = [
            [_number(side, option, 0) for side in part]
            if isinstance(part, (tuple, list))
            else [_number(part, option, 0)]
            for part in parts
        ]
    if any(len(pair) not in (1, 2) for pair in found):
        raise Unclear(f"{option} takes one number or two (before,after) for each axis, not {value!r}")
    return tuple((pair[0], pair[-1]) for pair in found)


def each(values: Sequence[Any], rank: int, option: str) -> tuple[Any, ...]:
    """One value for each of the axes.

    Raises Unclear where their number is another.
    """
    if len(values) == 1:
        return tuple(values) * rank
    if len(values) != rank:
        raise Unclear(f"{option} has {len(values)} numbers for {rank} {'axis' if rank == 1 else 'axes'}")
    return tuple(values)


def _parts(value: Any, option: str) -> list[Any]:
    if isinstance(value, str):
        parts: list[Any] = value.replace("×", "x").split("x")
    elif isinstance(value, Iterable):
        parts = list(value)
    else:
        parts = [value]
    if len(parts) > MOST_AXES:
        raise Unclear(f"{option} {value!r}: there are at most {MOST_AXES} axes, without batch and channels")
    if not parts:
        raise Unclear(f"{option} has no number")
    return parts


def _number(value: Any, option: str, least: int) -> int:
    text = value.strip() if isinstance(value, str) else value
    if (
        isinstance(text, str)
        and text.removeprefix("-").isascii()
        and text.removeprefix("-").isdigit()
        and len(text) < 99
    ):
        text = int(text)
    if type(text) is not int:
        raise Unclear(f"{option}: {value!r} is no whole number")
    if text < least:
        raise Unclear(f"{option} must be at least {least}, it is {text}")
    if text > LARGEST:
        raise Unclear(f"{option} must be at most {LARGEST}, it is {text}")
    return text
