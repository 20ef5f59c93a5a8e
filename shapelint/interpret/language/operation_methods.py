"""Methods that torch's layers and tensors have from its declared operations."""

from __future__ import annotations

from functools import cache
from typing import Any

from shapelint.interpret.language.events import build_layer, perform_operation
from shapelint.interpret.state.kind import get_attribute
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import MISSING, Class, OperationFunction
from shapelint.ops.core.catalog import operations
from shapelint.ops.core.declare import Operation
from shapelint.source.place import Place


def layer_method(cls: Class, name: str) -> Native:
    """`nn.Conv2d.__init__` or `.forward` as a value: what `super().__init__(...)` of a subclass calls."""
    assert cls.operation is not None
    return _operation_method(cls.operation, name)


def static_method(cls: Class, name: str) -> object:
    """What a layer's class offers without a layer: `nn.Transformer.generate_square_subsequent_mask`; MISSING for none."""
    owner = next((one.operation for one in cls.reach if one.operation is not None), None)
    found = None if owner is None else operations().get(f"{owner.name}.{name}")
    return MISSING if found is None else OperationFunction(found)


@cache
def _operation_method(operation: Operation, name: str) -> Native:
    def build(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any], node: Any = None) -> None:
        build_layer(run, place, operation, args[0], args[1:], kwargs, node)

    def forward(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any], node: Any = None) -> Any:
        return perform_operation(run, place, operation, args[1:], kwargs, node, args[0])

    return Native(name, build if name == "__init__" else forward, True)


def _asked(name: str, attribute: str) -> Native:
    """`x.size()` is `x.shape`, and `x.dim()` is `x.ndim`.

    Values that are the same each time, and may learn the rank. `x.size(1)` is an operation.
    """

    def body(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any], node: Any = None) -> Any:
        if len(args) == 1 and not kwargs:
            return get_attribute(run, place, args[0], attribute)
        return perform_operation(run, place, operations()[f"torch.Tensor.{name}"], args, kwargs, node)

    return Native(name, body, True)


TENSOR_METHODS: dict[str, Native] = {
    **{name: Native(name, lambda run, place, args, kwargs: None) for name in ("register_hook", "retain_grad")},
    "size": _asked("size", "shape"), "dim": _asked("dim", "ndim"), "ndimension": _asked("ndimension", "ndim"),
}  # fmt: skip
