"""Functions and operators of arrays that meet element by element agree with numpy."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from agreement import A, Sample, agreement_test, calls, sample, samples

from shapelint.ops.core.catalog import numpy_operations
from shapelint.ops.numpy import arithmetic

pytestmark = pytest.mark.slow  # many, which take seconds together

WHOLE = ("uint8", "int8", "int16", "int32", "int64", "uint16", "uint32")
REAL = ("bool", *WHOLE, "float16", "float32", "float64")
TYPES = (*REAL, "complex64", "complex128")
COMPLEX = ("add", "sub", "mul", "div", "pow", "eq", "ne", "less", "greater", "max", "min", "__l", "__g", "logical")
ONLY_WHOLE = ("bitwise", "shift", "gcd", "lcm", "and__", "or__")
NAMES = {
    name for name, operation in numpy_operations().items()
    if operation.declaration.__module__ == arithmetic.__name__
}  # fmt: skip
UNARY = {"numpy.ndarray.__neg__", "numpy.ndarray.__pos__", "numpy.ndarray.__abs__", "numpy.ndarray.__invert__"}
METHODS = {name for name in NAMES if name.startswith("numpy.ndarray.")} - UNARY
IN_PLACE = {name for name in METHODS if name.startswith("numpy.ndarray.__i") and name != "numpy.ndarray.__invert__"}
SHAPES = ((2, 3), (3,), (1, 3), (2, 1), (), (4, 2, 3), (2, 4), (0, 3), (1,))


def types_of(name: str) -> tuple[str, ...]:
    """The types that the operation takes."""
    if "logical_" in name:
        return TYPES
    if "logadd" in name or "next" in name:
        return REAL
    if any(part in name for part in ONLY_WHOLE):
        return WHOLE
    if "subtract" in name or "sub__" in name:
        return TYPES[1:]
    return TYPES if any(part in name for part in COMPLEX) and "floor" not in name else REAL


def pairs(pick: Random, name: str) -> Iterator[Sample]:
    types = types_of(name)
    for one in SHAPES:
        dtype = "float64" if name in IN_PLACE and types is not WHOLE else pick.choice(types)
        x = A(*one, dtype=dtype)
        for _ in range(2):
            other = dtype if name in IN_PLACE else "int32" if "ldexp" in name else pick.choice(types)
            yield sample(x, A(*pick.choice(SHAPES), dtype=other))
        yield sample(x, 2)
        if types is not WHOLE and "ldexp" not in name:
            yield sample(x, 2.5)


def register() -> None:
    for name in sorted(NAMES - UNARY):

        def generate(pick: Random, name: str = name) -> Iterator[Sample]:
            yield from pairs(pick, name)
            if name not in METHODS:
                yield from calls("[1, 2], A(2, dtype='int64'); A(3, dtype='int64'); 4, 2; [[1], [2]], [1, 2, 3]")

        samples(name)(generate)


register()


@samples(*sorted(UNARY))
def of_one(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3, dtype='int64'); A(4, dtype='int16'); A(dtype='int8'); A(0, 2, dtype='int64')")


test_agreement = agreement_test(__name__)
