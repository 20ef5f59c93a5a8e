"""Attributes of tensors, and of what may turn out to be one."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.language.iterate import ShapeOf, ShapeTuple
from shapelint.interpret.language.operation_methods import TENSOR_METHODS
from shapelint.interpret.state.kind import call
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import MISSING, External, Method, Native, OperationFunction
from shapelint.ops.core.catalog import find, operations
from shapelint.ops.core.dtypes import real
from shapelint.sizes.dims import Expr
from shapelint.sizes.tensors import Array, ArrayType, Computed, DType, Input, Reason, Tensor, Unknown
from shapelint.source.place import Place

TENSOR_PROPERTIES = {"T", "mT", "H", "mH", "real", "imag"}
ARRAY_PROPERTIES = {"T", "mT", "size", "flat"}
TENSOR_ONLY = {"unsqueeze", "permute", "contiguous", "detach", "masked_fill", "unflatten", "expand_as", "type_as"}


def tensor_attribute(run: Run, place: Place, value: Tensor, name: str) -> Any:
    if name == "shape":
        return shape_of(run, value)
    if isinstance(value, Array):
        return array_attribute(run, place, value, name)
    if name in (
        "ndim",
        "itemsize",
        "nbytes",
        "device",
        "grad",
        "layout",
        "is_cuda",
        "requires_grad",
        "names",
        "grad_fn",
        "is_meta",
        "is_leaf",
    ):
        if name == "ndim":
            shape = value.known_shape
            return len(shape) if shape is not None else part_of_tensor(value, "ndim")
        return Unknown(Reason(f"the {name} of a tensor", place), name)
    if name == "dtype":
        return DType(value.dtype) if value.dtype else part_of_tensor(value, "dtype")
    if name == "data":
        return value
    if name in TENSOR_PROPERTIES:
        return call(run, place, External(f"torch.Tensor.{name}"), [value], {})
    special = TENSOR_METHODS.get(name)
    if special is not None:
        return Method(special, value)
    operation = operations().get(f"torch.Tensor.{name}")
    if operation is not None:
        return Method(OperationFunction(operation), value)
    return MISSING if value.set is None else value.set.get(name, MISSING)


def array_attribute(run: Run, place: Place, value: Array, name: str) -> Any:
    """An attribute of an array of numpy. What is not known of it may be there: an array may be of a derived class."""
    if name == "ndim":
        return len(value.known_shape) if value.known_shape is not None else part_of_tensor(value, "ndim")
    if name == "dtype":
        return ArrayType(value.dtype) if value.dtype else part_of_tensor(value, "dtype")
    if name in ("real", "imag"):
        return Array(value.shape, real(value.dtype))
    operation = find(f"{Array.owner}.{name}")
    if operation is None:
        return Unknown(Reason(f"the {name} of an array", place), name)
    if name in ARRAY_PROPERTIES:
        return call(run, place, OperationFunction(operation), [value], {})
    return Method(OperationFunction(operation), value)


def part_of_tensor(tensor: Tensor, name: str) -> Unknown:
    """A property of a tensor that is not known: the same Unknown whenever it is read."""
    if tensor.parts is None:
        tensor.parts = {}
    found = tensor.parts.get(name)
    if found is None:
        found = ShapeOf(tensor) if name == "shape" else Unknown(Reason(f"the {name} of a tensor"), name)
        tensor.parts[name] = found
    return found


def shape_of(run: Run, value: Tensor) -> Any:
    """`x.shape`: a tuple that remembers its tensor, or a value that will learn the rank."""
    shape = value.known_shape
    if shape is None:
        return part_of_tensor(value, "shape")
    return ShapeTuple(tuple(run.world.facts.resolve(d) if isinstance(d, Expr) else d for d in shape), value)


def unknown_attribute(run: Run, place: Place, value: Unknown, name: str) -> Any:
    if isinstance(value, ShapeOf):
        return Native(name, lambda *_: Unknown(value.reason))
    if value.parts is not None and name in value.parts:
        return value.parts[name]
    if isinstance(value, Input) or name in TENSOR_ONLY or (name == "shape" and not isinstance(value, Computed)):
        if (
            name in ("shape", "ndim", "dtype", *TENSOR_PROPERTIES)
            or f"torch.Tensor.{name}" in operations()
            or name in TENSOR_METHODS
        ):
            if name not in AMBIGUOUS or value in run.world.tensors:
                return tensor_attribute(run, place, run.world.tensor_of(value), name)
    return value.part(name, f"{value.name}.{name}" if value.name else name)


AMBIGUOUS = {
    "split",
    "index",
    "count",
    "copy",
    "items",
    "keys",
    "values",
    "pop",
    "get",
    "append",
    "sort",
    "device",
    "data",
    "type",
    "to",
}
"""Names that strings, lists, dicts and configuration objects have as well as tensors."""
