"""Reading arguments that torch takes in several spellings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapelint.ops.core.need import Undecided, need
from shapelint.sizes.dims import Dim, Expr
from shapelint.sizes.tensors import Computed, DType, Tensor, Unknown


def spread(given: Sequence[Any], argument: str) -> Sequence[Any]:
    """What `f(2, 3)` and `f((2, 3))` were given.

    Raises Undecided where one unknown value stands for all of it.
    """
    if len(given) == 1:
        if isinstance(given[0], (tuple, list)):
            return given[0]
        if isinstance(given[0], Unknown) and not _is_number(given[0]):
            raise Undecided(f"{argument} is not known")
    return given


def _is_number(value: Any) -> bool:
    """Whether an unknown value is surely a number, and no sequence.

    Something that wants a whole number has used it, or it was computed as no sequence can be.
    """
    if isinstance(value, Computed):
        sides = value.left, value.right
        return value.op in ("-", "//") or any(map(_is_number, sides)) or (value.op == "+" and _has_number(sides))
    return isinstance(value, Unknown) and need.facts.is_number(value)


def _has_number(sides: tuple[Any, ...]) -> bool:
    return any(isinstance(side, (int, Expr)) for side in sides)


def surely_given(value: Tensor | None) -> bool:
    """Whether an optional tensor is certainly no None.

    One that nothing made, and of which nothing is known, may be.
    """
    return value is not None and (need.known(value) is not None or value.source is not None)


def whole(value: Any, argument: str) -> Dim:
    """An integer as torch's C++ side reads it.

    No float, no text, no sequence is one (rule wrong-arguments).

    A tensor whose number is not known gives a symbol without bounds.
    """
    if value is None or isinstance(value, (float, str, tuple, list, dict)):
        shown = f"a {type(value).__name__}" if isinstance(value, (tuple, list, dict)) else repr(value)
        need.refuse("wrong-arguments", f"{argument} must be an integer, it is {shown}", actual=value, argument=argument)
    if isinstance(value, Tensor) and not isinstance(value.data, (int, Expr)):
        if value.known_shape or value.dtype in ("float32", "float64"):
            raise Undecided(f"{argument} is not a size")
        return need.facts.fresh(argument, at_least=None)
    return need.whole(value, argument)


def wholes(values: Any, argument: str) -> tuple[Dim, ...]:
    """A sequence of integers; an integer counts as a sequence of one."""
    if isinstance(values, (tuple, list)):
        return tuple(whole(one, argument) for one in values)
    if isinstance(values, Unknown):
        raise Undecided(f"{argument} is not known")
    return (whole(values, argument),)


def new_sizes(given: Sequence[Any], argument: str = "size") -> tuple[Dim, ...]:
    """The sizes of a tensor to be made.

    None of them may be negative.
    """
    sizes = wholes(list(spread(given, argument)), argument)
    for size in sizes:
        need.at_least(size, 0, "invalid-size", actual_is="a size of the new tensor", argument=argument)
    return sizes


def number(value: Any, argument: str) -> int:
    """An integer that must be known for the result to be.

    Raises Undecided where it is symbolic.
    """
    found = whole(value, argument)
    if not isinstance(found, int):
        raise Undecided(f"{argument} is not known")
    return found


def dtype_given(value: Any, otherwise: str | None = None) -> str | None:
    """The dtype that an argument `dtype=` asks for.

    `otherwise` where it is None, None where nobody knows.
    """
    if value is None:
        return otherwise
    return str(value) if isinstance(value, DType) else None


def letters(sizes: Sequence[Dim]) -> str:
    """A shape as people write it.

    `N x 16 x 5 x 5`, each size that is a sum in brackets.
    """
    return " * ".join(f"({size})" if any(sign in str(size) for sign in "+-") else str(size) for size in sizes)
