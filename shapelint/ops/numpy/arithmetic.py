"""Arrays that meet element by element.

Functions and operators, over the broadcast rule.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from shapelint.ops.core.array_arguments import type_given
from shapelint.ops.core.arrays import KINDS, floating, together
from shapelint.ops.core.declare import function
from shapelint.ops.core.need import need
from shapelint.ops.formulas.broadcasting import elementwise, expands_to
from shapelint.sizes.tensors import Array, Tensor

PAIRS = "add subtract multiply maximum minimum fmax fmin bitwise_and bitwise_or bitwise_xor"
COUNTING = """
    mod remainder fmod power pow floor_divide left_shift right_shift bitwise_left_shift bitwise_right_shift gcd lcm
"""
DIVIDING = "divide true_divide"
FLOATING = "arctan2 atan2 hypot copysign logaddexp logaddexp2 nextafter heaviside"
COMPARISONS = "equal not_equal less less_equal greater greater_equal logical_and logical_or logical_xor"
OPERATORS = "add sub mul and or xor"
COUNTING_OPERATORS = "mod pow floordiv lshift rshift"
ASKING = "eq ne lt le gt ge"

DECLARED: list[Callable[..., Any]] = []
"""What the tables declare."""


def pair_type(one: Array, other: Array) -> str | None:
    """The type of what is computed of two arrays."""
    return together((one, other))


def counted_type(one: Array, other: Array) -> str | None:
    """The same where truth values count as small integers."""
    found = pair_type(one, other)
    return "int8" if found == "bool" else found


def divided_type(one: Array, other: Array) -> str | None:
    """The type of a quotient: floating even of integers."""
    found = pair_type(one, other)
    return "float64" if found in KINDS and KINDS[found] < 3 else found


def floating_type(one: Array, other: Array) -> str | None:
    """The floating type of a result.

    Computed in floating numbers no wider than the integers given.
    """
    if one.weak or other.weak:
        return floating(pair_type(one, other))
    return together([replace(x, dtype=floating(x.dtype)) for x in (one, other)])


def wide_type(one: Array, other: Array) -> str | None:
    """The type of what is always computed in the widest floating numbers."""
    found = pair_type(one, other)
    return None if found is None else "complex128" if found.startswith("complex") else "float64"


def first_type(one: Array, other: Array) -> str | None:
    """The type of what only the first one gives a type."""
    return floating(one.dtype)


def truth_type(one: Array, other: Array) -> str | None:
    return "bool"


def met(one: Array, other: Array, type_of: Callable[[Array, Array], str | None], names: tuple[str, str]) -> Tensor:
    """The broadcast of two arrays, of that type."""
    result = elementwise(one, other, arguments=names)
    result.dtype = type_of(one, other)
    return result


def _function(names: str, type_of: Callable[[Array, Array], str | None]) -> None:
    for name in names.split():

        @function(f"numpy.{name}")
        def of_two(
            x1: Array, x2: Array, /, out=None, *, where=True, casting="same_kind", order="K", dtype=None, subok=True
        ) -> Tensor:
            """The broadcast of both"""
            result = met(x1, x2, type_of, ("x1", "x2"))
            result.dtype = type_given(dtype, result.dtype)
            return result

        DECLARED.append(of_two)


def _operators(names: str, type_of: Callable[[Array, Array], str | None], reflected: bool = True) -> None:
    for name in names.split():

        @function(f"numpy.ndarray.__{name}__")
        def operator(self: Array, other: Array) -> Tensor:
            """The broadcast of both"""
            return met(self, other, type_of, ("self", "other"))

        DECLARED.append(operator)
        if not reflected:
            continue

        @function(f"numpy.ndarray.__r{name}__")
        def reflected_operator(self: Array, other: Array) -> Tensor:
            """The broadcast of both"""
            return met(self, other, type_of, ("self", "other"))

        @function(f"numpy.ndarray.__i{name}__")
        def in_place(self: Array, other: Array) -> Tensor:
            """(*) -> (*): the other must broadcast to it"""
            expands_to(other, self, "other")
            return changed(self, other)

        DECLARED.extend((reflected_operator, in_place))


def changed(self: Array, other: Array) -> Array:
    """The array itself, changed in place.

    Its type stays, its numbers are others.
    """
    self.data = None
    if need.known(self) == () and need.known(other) != ():
        self.shape = other.shape  # a number of numpy is replaced, not changed
    return self


_function(PAIRS, pair_type)
_function(COUNTING, counted_type)
_function(DIVIDING, divided_type)
_function(FLOATING, floating_type)
_function("float_power", wide_type)
_function("ldexp", first_type)
_function(COMPARISONS, truth_type)
_operators(OPERATORS, pair_type)
_operators(COUNTING_OPERATORS, counted_type)
_operators("truediv", divided_type)
_operators(ASKING, truth_type, reflected=False)


@function("numpy.ndarray.__neg__", "numpy.ndarray.__pos__", "numpy.ndarray.__abs__", "numpy.ndarray.__invert__")
def of_itself(self: Array) -> Tensor:
    """(*) -> (*)"""
    return Tensor(self.shape, self.dtype, self.strides)
