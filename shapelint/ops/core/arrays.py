"""What numpy makes an array of.

Numbers, nested lists, arrays of one shape, tensors; and what torch takes of arrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapelint.ops.core.need import Undecided, need
from shapelint.sizes.dims import Dim, Expr
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Array, Tensor, Unknown, UnknownShape, contiguous_strides

ITEMS = 4096
"""Longer lists keep their shape, and their numbers are forgotten."""


class UnknownOperand(Undecided):
    """An operand of numpy that may be no array.

    A function of numpy returns what it is given more often than an array: a tensor of torch, a table of pandas.
    """


def unknown_array(reason: Any, known: dict[int, Dim] | None = None, dtype: str | None = None) -> Array:
    """An array about whose shape only `known` (axis -> size) is known."""
    return Array(UnknownShape(reason, known), dtype)


def to_array(value: Any) -> Array:
    """What numpy.asarray makes of a value.

    Of one that is not known an array of unknown shape.

    Refuses (wrong-arguments) nested lists that are not rectangular.
    """
    if isinstance(value, Array):
        return value
    if isinstance(value, Tensor):
        return Array(value.shape, value.dtype, value.strides, value.data)
    if isinstance(value, bool):
        return Array((), "bool", (), value, weak=True)
    if isinstance(value, (int, Expr)):
        return Array((), "int64", (), value, weak=True)
    if isinstance(value, (float, complex)):
        return Array((), "float64" if isinstance(value, float) else "complex128", (), value, weak=True)
    if isinstance(value, (list, tuple, range)):
        return _of_sequence(value)
    if isinstance(value, str):
        return Array((), "str", ())
    if value is None or isinstance(value, (dict, set)):
        return Array((), "object", ())
    if isinstance(value, Unknown) and need.facts.is_number(value):
        return Array((), None, ())
    return unknown_array(value.reason if isinstance(value, Unknown) else f"a {type(value).__name__} as an array")


def is_array_like(value: Any) -> bool:
    """Whether numpy surely makes an array of it.

    And no object with a will of its own is asked.
    """
    return value is None or isinstance(
        value, (Array, bool, int, float, complex, Expr, list, tuple, range, str, dict, set)
    )


def _of_sequence(values: Sequence[Any]) -> Array:
    """The array of a list.

    Of what its elements are arrays of, which must have one shape.
    """
    if not values:
        return Array((0,), "float64", (1,), [])
    parts = [to_array(one) for one in values]
    shape = need.known(parts[0])
    for part in parts[1:]:
        there = need.known(part)
        if shape is None or there is None:
            shape = None
            break
        if len(shape) != len(there):
            _not_rectangular(parts)
            need.refuse("wrong-arguments", "the elements of a list have different ranks: no array can be made of it")
        for size, other in zip(shape, there):
            if need.facts.same(size, other) is Verdict.NO:
                _not_rectangular(parts)
                need.same(
                    other, size, "wrong-arguments", actual_is="size of an element", expected_is="that of the first"
                )
    if shape is None:
        return unknown_array("the shape of an element is not known", {0: len(values)}, together(parts, weakly=False))
    sizes = (len(values), *shape)
    data = [part.data for part in parts]
    small = len(values) <= ITEMS and all(one is not None for one in data)
    return Array(sizes, together(parts, weakly=False), contiguous_strides(sizes), data if small else None)


def _not_rectangular(parts: Sequence[Array]) -> None:
    """Texts and other objects may stand in an array of objects."""
    if any(part.dtype in ("object", "str", None) for part in parts):
        raise Undecided("an array of objects")


# --- types --------------------------------------------------------------------------------------------------------

KINDS = {
    "bool": 0, "uint8": 1, "uint16": 1, "uint32": 1, "uint64": 1, "int8": 2, "int16": 2, "int32": 2, "int64": 2,
    "float16": 3, "float32": 3, "float64": 3, "complex64": 4, "complex128": 4,
}  # fmt: skip
BITS = {name: int(name.lstrip("uintfloacmpexb") or 8) for name in KINDS if name != "bool"} | {"bool": 8}


def together(arrays: Sequence[Array], weakly: bool = True) -> str | None:
    """The type that arrays have together.

    By numpy's promotion, where all versions of numpy agree on it.

    weakly: numbers of Python's give way to arrays, as they do in arithmetic, but not within a list.
    """
    strong = [one for one in arrays if not (one.weak and weakly)]
    types = {one.dtype for one in strong or arrays}
    if not types <= KINDS.keys():
        return None
    shapeless = [one for one in strong if one.known_shape in ((), None)]
    if weakly and shapeless and len(shapeless) < len(strong) and len(types) > 1:
        return None  # older versions look at the value of a number, newer ones at its type
    found = "bool"
    for dtype in types:
        found = _promoted(found, dtype or "")
    if strong and weakly:
        highest = max((KINDS[one.dtype or ""] for one in arrays if one.weak and one.dtype in KINDS), default=0)
        found = _raised(found, highest)
    return found


def _promoted(one: str, other: str) -> str:
    """The smallest type that holds what both hold."""
    if KINDS[one] > KINDS[other]:
        one, other = other, one
    low, high = KINDS[one], KINDS[other]
    if low == 0 or one == other:
        return other
    if low == high:
        return max(one, other, key=BITS.__getitem__)
    if high == 2:  # signed with unsigned
        bits = max(BITS[other], 2 * BITS[one])
        return f"int{bits}" if bits <= 64 else "float64"
    if high == 3:
        return f"float{max(BITS[other], _float_for(one))}"
    parts = max(BITS[other] // 2, BITS[one] if low == 3 else _float_for(one))
    return "complex64" if parts <= 32 else "complex128"


def _float_for(whole: str) -> int:
    """The bits of the float that stands for integers.

    The floating type that numpy computes with integers of this type in.
    """
    bits = BITS[whole]
    return 16 if bits == 8 else 32 if bits == 16 else 64


def _raised(dtype: str, kind: int) -> str:
    """The type after a Python number of a higher kind."""
    own = KINDS[dtype]
    if kind <= own or (kind == 2 and own == 1):
        return dtype
    if kind == 2:
        return "int64"
    if kind == 3:
        return "float64"
    return "complex64" if own == 3 and BITS[dtype] <= 32 else "complex128"


def floating(dtype: str | None) -> str | None:
    """The type of what is divided, or of a square root.

    Floating even of integers.
    """
    if dtype not in KINDS:
        return None
    return dtype if KINDS[dtype] >= 3 else f"float{_float_for(dtype)}"


# --- what operations return ---------------------------------------------------------------------------------------


def as_arrays(result: Any) -> Any:
    """The same with arrays in the place of tensors."""
    if isinstance(result, Array):
        return result
    if isinstance(result, Tensor):
        return Array(result.shape, result.dtype, result.strides, result.data)
    if isinstance(result, tuple):
        parts = [as_arrays(one) for one in result]
        make = getattr(result, "_make", None)
        return tuple(parts) if make is None else make(parts)
    return [as_arrays(one) for one in result] if isinstance(result, list) else result


def as_torch(x: Array, argument: str) -> Tensor:
    """The tensor over the memory of an array.

    Refuses (wrong-arguments) one that is read backwards.
    """
    for stride in x.strides or ():
        if need.facts.at_least(-1, stride) is Verdict.YES:
            need.refuse(
                "wrong-arguments", f"{argument} is read backwards (a slice with a negative step, or flip), and torch "
                "knows no negative strides: take a copy of it, .copy(), before", argument=argument, of=x,
            )  # fmt: skip
    data = x.data if _plain(x.data) else None
    return Tensor(x.shape, x.dtype if x.dtype in KINDS else None, x.strides, data)


def _plain(data: Any) -> bool:
    if isinstance(data, list):
        return all(_plain(one) for one in data)
    return isinstance(data, (bool, int, float))
