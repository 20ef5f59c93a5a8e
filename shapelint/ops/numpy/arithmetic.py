"""Functions and operators of arrays that meet element by element, over the broadcast rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.ops.core.array_arguments import type_given
from shapelint.ops.core.arrays import KINDS, floating, together
from shapelint.ops.core.declare import function
from shapelint.ops.core.need import need
from shapelint.ops.formulas.broadcasting import elementwise, expands_to
from shapelint.sizes.tensors import Array, Tensor

PAIRS = """
    add subtract multiply mod remainder fmod maximum minimum fmax fmin power pow floor_divide float_power gcd lcm
    bitwise_and bitwise_or bitwise_xor left_shift right_shift bitwise_left_shift bitwise_right_shift
"""
DIVIDING = "divide true_divide arctan2 atan2 hypot copysign logaddexp logaddexp2 nextafter heaviside ldexp"
COMPARISONS = """
    equal not_equal less less_equal greater greater_equal logical_and logical_or logical_xor
"""
OPERATORS = "add sub mul mod pow floordiv and or xor lshift rshift"
ASKING = "eq ne lt le gt ge"

DECLARED: list[Callable[..., Any]] = []
"""What the tables declare."""


def pair_type(one: Array, other: Array) -> str | None:
    """The type of what is computed of two arrays."""
    return together((one, other))


def divided_type(one: Array, other: Array) -> str | None:
    """The same where the result is floating even of integers."""
    return floating(together((one, other)))


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
    """The array itself, changed in place: its type stays, its numbers are others."""
    self.data = None
    if need.known(self) == () and need.known(other) != ():
        self.shape = other.shape  # a number of numpy is replaced, not changed
    return self


_function(PAIRS, pair_type)
_function(DIVIDING, divided_type)
_function(COMPARISONS, truth_type)
_operators(OPERATORS, pair_type)
_operators("truediv", divided_type)
_operators(ASKING, truth_type, reflected=False)


@function("numpy.ndarray.__neg__", "numpy.ndarray.__pos__", "numpy.ndarray.__abs__", "numpy.ndarray.__invert__")
def of_itself(self: Array) -> Tensor:
    """(*) -> (*)"""
    dtype = self.dtype if self.dtype in KINDS else None
    return Tensor(self.shape, dtype, self.strides)
