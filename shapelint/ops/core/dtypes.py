"""What is certain about element types.

Most sizes do not depend on them; targets, indices and masks do.
"""

from __future__ import annotations

from shapelint.ops.core.need import need
from shapelint.sizes.tensors import Tensor

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
    with_axes = {t.dtype for t in tensors if t.known_shape}
    if len(with_axes) != 1 or any(t.known_shape is None for t in tensors):
        return None
    (dtype,) = with_axes
    highest = max(_KINDS[t.dtype or ""] for t in tensors)
    return dtype if _KINDS[dtype or ""] == highest else None


MADE_AS_INTEGERS = frozenset(("randint", "randperm", "long", "int", "short", "byte", "char"))


def not_integers(input: Tensor) -> None:
    """Demand floats for a layer with weights.

    What was made of integers is refused.

    Neither the default type nor autocast makes floats of them.
    """
    made = getattr(input.source, "operation", None)
    if _KINDS.get(input.dtype or "", 2) == 1 and getattr(made, "short", "") in MADE_AS_INTEGERS:
        need.refuse(
            "wrong-arguments", f"the input must be of floats, as the weights are, it is {input.dtype}",
            argument="input", of=input, actual=input.dtype, expected="float32",
        )  # fmt: skip
