"""Reading the arguments of numpy's functions: shapes, types, axes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapelint.ops.core.arguments import new_sizes, spread, whole
from shapelint.ops.core.need import Undecided, need
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import DType, Tensor, Unknown

NAMES = """
float64 float double d f8 float_, float32 single f f4, float16 half e f2, int64 int long l q i8 longlong intp int_,
int32 i intc i4, int16 short h i2, int8 byte b i1, uint64 uint L u8 uintp, uint32 I u4 uintc, uint16 H u2 ushort,
uint8 ubyte B u1, complex128 complex cdouble D c16, complex64 cfloat csingle F c8, bool bool_ ? b1, object O, str U
"""
CODES = {name: line.split()[0] for line in NAMES.split(",") for name in line.split()}
"""numpy's names for the types -> torch's."""


def type_given(value: Any, otherwise: str | None = None) -> str | None:
    """The type that an argument `dtype=` asks for.

    `otherwise` where it is None, None where it is not known.
    """
    if value is None:
        return otherwise
    if not isinstance(value, (str, DType)):
        return None
    name = str(value).lstrip("<>=|")
    return CODES.get(name)


def listed(value: Any) -> Any:
    """The numbers of an array as a sequence.

    Other values as they are.
    """
    if isinstance(value, Tensor):
        shape = need.known(value)
        if isinstance(value.data, list):
            return list(value.data)
        if shape is not None and len(shape) == 1 and isinstance(shape[0], int):
            return [Unknown("a number of an array") for _ in range(shape[0])]
        if value.data is None and shape != ():
            return Unknown("the numbers of an array")
    return value


def shape_given(value: Any, argument: str = "shape") -> tuple[Dim, ...]:
    """The shape that a sequence of sizes, or one size, says.

    Refuses (invalid-size) a negative one.
    """
    value = listed(value)
    if isinstance(value, Unknown):
        spread((value,), argument)
    return new_sizes((value,), argument)


def axes_given(value: Any, rank: int, argument: str = "axis", several: bool = True) -> tuple[int, ...]:
    """The axes that a number or a tuple names.

    Counted from the first; None for all of them.

    Refuses (axis-out-of-range) those that are not there, (wrong-arguments) one that is there twice.
    """
    if value is None:
        return tuple(range(rank))
    if isinstance(value, Unknown):
        raise Undecided(f"{argument} is not known")
    if not isinstance(value, (tuple, list)):
        return (axis_given(value, rank, argument),)
    if not several:
        need.refuse(
            "wrong-arguments", f"{argument} must be an integer, it is a {type(value).__name__}", argument=argument
        )
    axes = tuple(axis_given(one, rank, argument) for one in value)
    if len(set(axes)) < len(axes):
        need.refuse("wrong-arguments", f"{argument} names one axis twice", argument=argument)
    return axes


def row_of(shape: tuple[Dim, ...]) -> tuple[Dim, ...]:
    """The shape, with an axis for what has none.

    Some of numpy's functions take a single number for a row of one.
    """
    return shape or (1,)


def axis_given(value: Any, rank: int, argument: str = "axis", extra: int = 0) -> int:
    """An axis, counted from the first.

    Unlike torch's, an array without axes has no axis 0.

    extra: how many axes the operation inserts. Refuses (axis-out-of-range) one that is not there.
    """
    number = whole(value, argument)
    if not isinstance(number, int):
        raise Undecided(f"{argument} is not known")
    span = rank + extra
    if not -span <= number < span:
        need.refuse(
            "axis-out-of-range", f"{argument}={number} is out of range for an array with {span} dimensions",
            actual=number, expected=span, argument=argument,
        )  # fmt: skip
    return number % span


def sequence_given(given: Sequence[Any], argument: str) -> Sequence[Any]:
    """The sequence that a function of numbers was given.

    `f(2, 3)`, `f((2, 3))` and `f(an array of 2 and 3)` give the same.
    """
    if len(given) == 1:
        return spread((listed(given[0]),), argument)
    return given
