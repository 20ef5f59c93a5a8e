"""Arrays of numpy, and their types."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.kinds.tensor import Tensors, part_of_tensor, shape_of
from shapelint.interpret.kinds.text import DTypes
from shapelint.interpret.language.events import perform_operation
from shapelint.interpret.language.operators import DUNDERS, by_method, by_tensor
from shapelint.interpret.state.classed import ARRAY_NAME, TENSOR_NAMES
from shapelint.interpret.state.kind import KINDS, call
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import Class, External, Method, OperationFunction
from shapelint.interpret.values.sequences import is_open
from shapelint.ops.core.catalog import find, numpy_operations
from shapelint.ops.core.dtypes import real
from shapelint.sizes.tensors import Array, ArrayType, Reason, Tensor, Unknown, UnknownShape
from shapelint.source.place import Place
from shapelint.source.syntax import ir

COMPUTED = frozenset(("T", "mT", "size", "flat"))
"""Attributes that are operations."""

REPEATED = "a sequence times a number of an array"
"""`[0] * n`: a longer list of one of numpy's numbers, an array of an array without axes, which looks the same here."""


class Arrays(Tensors):
    types = (Array,)

    def surely_lacks(self, value: Tensor, name: str) -> bool:
        return False

    def prepared(self, run: Run, value: Tensor, depth: int) -> Any:
        return KINDS[type(value.data)].prepared(run, value.data, 0) if KINDS[type(value.data)].is_formula else value

    def is_instance(self, value: Tensor, cls: Class) -> bool | None:
        """Whether an array is of that class.

        One without axes may be a number, which is one of Python's to some.
        """
        return cls.name == "object" or (False if value.known_shape is not None else None)

    def is_of_library(self, value: Tensor, dotted: str) -> bool | None:
        if dotted in TENSOR_NAMES:
            return False if value.known_shape is not None else None
        if dotted == ARRAY_NAME:
            return True if value.known_shape else None
        return super().is_of_library(value, dotted)

    def set_attribute(self, run: Run, place: Place, value: Tensor, name: str, new: object) -> None:
        """`x.shape = 2, 3` reshapes the array itself."""
        super().set_attribute(run, place, value, name, new)
        if name in ("shape", "dtype"):
            value.shape, value.strides, value.data = UnknownShape(Reason(f"its {name} was set", place)), None, None
            value.dtype = value.dtype if name == "shape" else None

    def absolute(self, run: Run, place: Place, value: Tensor) -> object:
        return call(run, place, External("numpy.abs"), [value], {})

    def describe(self, value: Tensor) -> str:
        return "an array"

    def binary(self, run: Run, place: Place, op: str, value: Tensor, other: object, inplace: bool) -> object:
        if type(other) is Tensor and op not in ("==", "!="):
            return run.unknown(f"operator {op} on an array and a tensor, which depends on the versions", place)
        if KINDS[type(other)].is_sequence:
            if op == "*" and value.known_shape == ():
                return run.unknown(REPEATED, place)
            return by_method(run, place, f"__{'i' if inplace else ''}{DUNDERS[op]}__", value, other)
        return super().binary(run, place, op, value, other, inplace)

    def compare(self, run: Run, place: Place, op: str, left: object, right: object) -> object:
        """`names == "left"` asks each element."""
        array, other = (left, right) if isinstance(left, Array) else (right, left)
        if op in ("==", "!=") and isinstance(array, Array) and (other is None or isinstance(other, str)):
            return Array(array.shape, "bool")
        return super().compare(run, place, op, left, right)

    def reflected(self, run: Run, place: Place, op: str, value: Tensor, other: object, inplace: bool) -> object:
        if KINDS[type(other)].is_sequence:
            if op == "*" and value.known_shape == ():
                return run.unknown(REPEATED, place)
            return by_tensor(run, place, op, other, value)
        return super().reflected(run, place, op, value, other, inplace)

    def attribute(self, run: Run, place: Place, value: Tensor, name: str) -> object:
        """An attribute of an array.

        One that is not known may be there: the array may be of a derived class.
        """
        if name == "shape":
            return shape_of(run, value)
        if name == "ndim":
            return len(value.known_shape) if value.known_shape is not None else part_of_tensor(value, "ndim")
        if name == "dtype":
            return ArrayType(value.dtype) if value.dtype else part_of_tensor(value, "dtype")
        if name in ("real", "imag"):
            return Array(value.shape, real(value.dtype))
        operation = find(f"{Array.owner}.{name}")
        if operation is None:
            return Unknown(Reason(f"the {name} of an array", place), name)
        if name in COMPUTED:
            return call(run, place, OperationFunction(operation), [value], {})
        return Method(OperationFunction(operation), value)


class ArrayTypes(DTypes):
    """Types of numbers, which are called to convert: `np.float32(x)`."""

    types = (ArrayType,)

    def reveal(self, run: Run, value: str) -> str:
        return str(value)

    def call(
        self, run: Run, place: Place, value: str, args: list[Any], kwargs: dict[str, Any], node: ir.Call | None = None
    ) -> object:
        if len(args) != 1 or kwargs or is_open(args):
            return run.unknown(f"a number of type {value}", place)
        return perform_operation(run, place, numpy_operations()["numpy.asarray"], [args[0], value], {})
