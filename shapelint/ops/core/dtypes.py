"""What is certain about element types.

Most sizes do not depend on them; targets, indices and masks do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from shapelint.ops.core.need import need
from shapelint.sizes.tensors import Array, Tensor

_KINDS = {
    "bool": 0,
    "uint8": 1, "int8": 1, "int16": 1, "int32": 1, "int64": 1, "uint16": 1, "uint32": 1, "uint64": 1,
    "float16": 2, "bfloat16": 2, "float32": 2, "float64": 2,
    "complex32": 3, "complex64": 3, "complex128": 3,
}  # fmt: skip

_REAL = {"complex32": "float16", "complex64": "float32", "complex128": "float64"}


def is_floating(dtype: str | None) -> bool:
    """Whether the type is surely a floating or complex one."""
    return _KINDS.get(dtype or "", 0) >= 2


def is_whole(dtype: str | None) -> bool:
    """Whether the type is surely one of integers, or of booleans."""
    return _KINDS.get(dtype or "", 2) < 2


def floated(dtype: str | None) -> str | None:
    """The type of quotients of such numbers, and of their sines."""
    return "float32" if is_whole(dtype) else dtype


def real(dtype: str | None) -> str | None:
    """The type of the real part."""
    return _REAL.get(dtype, dtype) if dtype else None


def complex_(dtype: str | None) -> str | None:
    """The complex type whose parts have this type.

    The usual one where that is not known: that it is complex counts.
    """
    if dtype is None:
        return "complex64"
    if _KINDS.get(dtype or "") == 3:
        return dtype
    return next((name for name, part in _REAL.items() if part == dtype), None)


def promote(one: str | None, other: str | None) -> str | None:
    """The type that holds the numbers of both.

    None where that is not certain.
    """
    if one == other:
        return one
    if one not in _KINDS or other not in _KINDS:
        return None
    low, high = sorted((one, other), key=lambda dtype: _KINDS[dtype])
    if _KINDS[high] == 3:
        return complex_(promote(_REAL[high], _REAL.get(low, low) if is_floating(low) else _REAL[high]))
    if _KINDS[low] < _KINDS[high]:
        return high
    return _wider(low, high)


def _wider(one: str, other: str) -> str | None:
    """The wider of two types of one kind."""
    if {one, other} == {"float16", "bfloat16"}:
        return "float32"
    if _KINDS[one] == 2:
        return max(one, other, key=_bits)
    if "uint8" in (one, other):
        signed = other if one == "uint8" else one
        return {"int8": "int16"}.get(signed, signed if signed.startswith("int") else None)
    return max(one, other, key=_bits) if one.startswith("int") and other.startswith("int") else None


def _bits(dtype: str) -> int:
    return int(dtype.lstrip("abcdefghijklmnopqrstuvwxyz"))


def promoted(*tensors: Tensor) -> str | None:
    """The type that torch's promotion gives, where it is certain.

    A number, or a tensor without axes, changes the type only where it is of a higher kind (bool, integer, floating,
    complex) than every tensor with axes.
    """
    numbers = [t for t in tensors if t.role == "number"]
    if numbers and len(numbers) < len(tensors):
        dtype = promoted(*(t for t in tensors if t.role != "number"))
        return dtype if is_floating(dtype) else None
    if any(t.dtype not in _KINDS for t in tensors):
        return None
    first = tensors[0].dtype
    if all(t.dtype == first for t in tensors):
        return first
    if any(t.known_shape is None for t in tensors):
        return None
    with_axes = [t.dtype for t in tensors if t.known_shape]
    without = [t.dtype for t in tensors if not t.known_shape]
    if not with_axes:
        return _of_numbers(without)
    dtype = _all(with_axes, promote)
    for number in without:
        if dtype is None or _KINDS[number or ""] > _KINDS[dtype]:
            dtype = complex_(dtype) if is_floating(dtype) else promote(dtype, number)
    return dtype


def averaged(*tensors: Tensor) -> str | None:
    """The type of a loss over these, where it is certain."""
    types = {one.dtype for one in tensors}
    dtype = types.pop()
    return dtype if not types and _KINDS.get(dtype or "") == 2 else None


def _all(types: Sequence[str | None], joined: Callable[[str | None, str | None], str | None]) -> str | None:
    found = types[0]
    for one in types[1:]:
        found = joined(found, one)
    return found


def _of_numbers(types: Sequence[str | None]) -> str | None:
    """The type of a result of numbers, or of tensors without axes.

    Which of them are plain is not known, and of these the type gives way.
    """
    kinds = {_KINDS[one or ""] for one in types}
    highest = {one for one in types if _KINDS[one or ""] == max(kinds)}
    if len(highest) == 1 and max(kinds) < 3:
        return highest.pop()
    return "float64" if max(kinds) == 2 and "float64" in highest else None


# --- what operations require ------------------------------------------------------------------------------------

RULE = "dtype-mismatch"

INDICES = ("int64", "int32")
LONG = ("int64",)
CLASSES = ("int64", "uint8")
BOOLEANS = ("bool",)


def floats(input: Tensor, argument: str = "input") -> None:
    """Demand numbers that need not be whole.

    torch has no such operation for integers and booleans.
    """
    if is_whole(input.dtype) and not isinstance(input, Array):
        need.refuse(
            RULE, f"{argument} must be of floats, it is {input.dtype}", actual=input.dtype, expected="float32",
            of=input, argument=argument,
        )  # fmt: skip


def among(input: Tensor, types: Sequence[str], argument: str = "input") -> None:
    """Demand one of these types, the first being the usual one."""
    if input.dtype in _KINDS and input.dtype not in types:
        need.refuse(
            RULE, f"{argument} must be {' or '.join(types)}, it is {input.dtype}", actual=input.dtype,
            expected=types[0], of=input, argument=argument,
        )  # fmt: skip


def alike(input: Tensor, other: Tensor, argument: str = "input", with_: str = "weight") -> None:
    """Demand that two operands are of one type.

    Floats of less than 64 bits are taken for one another, for autocast makes one of them of the other.
    """
    if not _differ(input.dtype, other.dtype) or isinstance(input, Array) or not _certain(input, other):
        return
    blamed, kept = (argument, input), (with_, other)
    if other.role != "parameter" and (is_whole(other.dtype) or other.dtype == "float64") and not is_whole(input.dtype):
        blamed, kept = kept, blamed
    need.refuse(
        RULE, f"{blamed[0]} is {blamed[1].dtype}, {kept[0]} is {kept[1].dtype}", actual=blamed[1].dtype,
        expected=kept[1].dtype, of=blamed[1], argument=blamed[0],
    )  # fmt: skip


def trainable(made: Tensor, argument: str = "requires_grad") -> None:
    """Demand floats of what is to have gradients."""
    if is_whole(made.dtype):
        need.refuse(
            RULE, f"only floats can have gradients, this is {made.dtype}", actual=made.dtype, expected="dtype",
            argument=argument,
        )  # fmt: skip


def holdable(input: Tensor, other: Tensor, argument: str = "other") -> None:
    """Demand a tensor in which the result of an operation fits."""
    kind, given = _KINDS.get(input.dtype or ""), _KINDS.get(other.dtype or "")
    if kind is None or given is None or other.role == "number" or given <= kind:
        return
    need.refuse(
        RULE, f"{input.dtype} cannot hold the result: {argument} is {other.dtype}", actual=other.dtype,
        expected=input.dtype, of=other, argument=argument,
    )  # fmt: skip


def weighed(input: Tensor, weight: object, argument: str = "input") -> None:
    """Demand the type that a layer's weights have."""
    if isinstance(weight, Tensor):
        alike(input, Tensor((), "float32") if weight.dtype is None and is_whole(input.dtype) else weight, argument)


def _differ(one: str | None, other: str | None) -> bool:
    """Whether torch surely tells the types apart."""
    if one not in _KINDS or other not in _KINDS or one == other:
        return False
    kinds = {_KINDS[one], _KINDS[other]}
    return kinds == {0, 2} or kinds == {1, 2} or {one, other} == {"float32", "float64"}


def _certain(one: Tensor, other: Tensor) -> bool:
    """Whether the types of two tensors are what they seem.

    Which float is the default one can be set from outside, and unread code may turn a layer into another type.
    """
    return is_whole(one.dtype) or is_whole(other.dtype) or need.facts.exact(need.why, one, other)
