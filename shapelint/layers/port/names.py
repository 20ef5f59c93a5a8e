"""The names of Keras as the interpreter knows them.

Layers, models, functions, wherever they are imported from.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from shapelint.interpret.language.events import build_layer, perform_operation
from shapelint.interpret.library.library import library_name
from shapelint.interpret.state.kind import call
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import Class, External, Instance
from shapelint.layers.keras.catalog import layers
from shapelint.layers.port.models import LAMBDA, LAYER, MODEL, SEQUENTIAL, make_input
from shapelint.layers.port.timed import timed
from shapelint.ops.core.catalog import operations
from shapelint.sizes.tensors import Unknown
from shapelint.source.place import Place

PREFIX = re.compile(
    r"(tensorflow(\.python|\.compat\.v\d)?\.(_api\.v\d\.)?keras|tf_keras|keras\.src|keras\.api)(?=\.|\Z)"
)
INNER = re.compile(
    r"keras\.layers\.(?:core|convolutional|pooling|merge|merging|normalization|recurrent|rnn|wrappers|embeddings|"
    r"advanced_activations|noise|reshaping|regularization|activation|attention)\b.*\."
)
HOMES = {"keras.models": "keras", "keras.engine": "keras", "keras.engine.topology": "keras"}


@cache
def keras_name(dotted: str) -> Any:
    """What a dotted name of any library is."""
    plain = canonical(dotted)
    if plain in KNOWN:
        return KNOWN[plain]
    if plain == "keras.layers.TimeDistributed":
        return Native("TimeDistributed", timed(layer_class(plain)))
    if plain in layers():
        return layer_class(plain)
    home, _, last = plain.rpartition(".")
    if home in FUNCTIONS_OF and last in ACTIVATIONS:
        return Native(last, activation(ACTIVATIONS[last]))
    if home == "keras.layers" and last in MERGED:
        return Native(last, merging(MERGED[last]), wants_node=True)
    if home in TENSOR_HOMES and last in TENSOR_FUNCTIONS:
        return Native(last, TENSOR_FUNCTIONS[last], wants_node=True)
    return library_name(dotted) if plain == dotted else External(plain)


def canonical(dotted: str) -> str:
    plain = PREFIX.sub("keras", dotted)
    plain = INNER.sub("keras.layers.", plain)
    head, _, last = plain.rpartition(".")
    return f"{HOMES[head]}.{last}" if head in HOMES else plain


@cache
def layer_class(name: str) -> Class:
    operation = layers()[name]

    def forward(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any], node: Any = None) -> Any:
        known = operation.call.parameters
        kept = {key: value for key, value in kwargs.items() if key in known or key not in ("training", "mask")}
        return perform_operation(run, place, operation, args[1:], kept, node, args[0])

    def build(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any], node: Any = None) -> None:
        instance, *rest = args
        if not rest and "pool_size" not in kwargs:
            kwargs = {**kwargs, "pool_size": 2}
            instance.attributes["assumed"] = (
                "without pool_size Keras 3 refuses it; it is taken to be 2, as in tf.keras 2"
            )
        build_layer(run, place, operation, instance, rest, kwargs, node)

    namespace = {"forward": Native("forward", forward, wants_node=True)}
    if operation.short.startswith("AveragePooling"):
        namespace["__init__"] = Native("__init__", build, wants_node=True)
    return Class(operation.short, (LAYER,), namespace, operation=operation)


# --- activations as functions -----------------------------------------------------------------------------------------

ACTIVATIONS = {name: name for name in (
    "relu", "relu6", "sigmoid", "tanh", "softmax", "elu", "selu", "gelu", "softplus", "softsign", "swish", "silu",
    "leaky_relu", "hard_sigmoid", "exponential", "linear", "log_softmax", "mish",
)}  # fmt: skip
FUNCTIONS_OF = ("keras.activations", "tensorflow.nn", "keras.ops", "keras.backend", "tensorflow", "tensorflow.math")


def activation(name: str) -> Callable[..., Any]:
    def body(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
        value = args[0] if args else kwargs.get("x", kwargs.get("features", Unknown("no input")))
        held = {"activation": name, **({"max_value": kwargs["max_value"]} if "max_value" in kwargs else {})}
        made = Instance(layer_class("keras.layers.Activation"), held, place=place)
        return perform_operation(run, place, layers()["keras.layers.Activation"], [value], {}, None, made)

    return body


# --- merging and other functions --------------------------------------------------------------------------------------

MERGED = {
    "add": "Add", "subtract": "Subtract", "multiply": "Multiply", "average": "Average", "maximum": "Maximum",
    "minimum": "Minimum", "concatenate": "Concatenate", "dot": "Dot",
}  # fmt: skip


def merging(name: str) -> Callable[..., Any]:
    def body(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any], node: Any = None) -> Any:
        inputs = args[0] if args else kwargs.pop("inputs", [])
        made = call(run, place, layer_class(f"keras.layers.{name}"), args[1:], kwargs)
        return call(run, place, made, [inputs], {}, node)

    return body


TENSOR_HOMES = ("tensorflow", "keras.ops", "keras.backend", "tensorflow.math")


def _torch(name: str, *order: str) -> Callable[..., Any]:
    """A function that torch has under other argument names."""

    def body(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any], node: Any = None) -> Any:
        renamed = {RENAMED.get(key, key): value for key, value in kwargs.items() if key != "name"}
        return perform_operation(run, place, operations()[name], args, renamed, node)

    return body


RENAMED = {"axis": "dim", "keepdims": "keepdim", "x": "input", "x1": "input", "x2": "other", "a": "input", "b": "other",
           "values": "tensors", "xs": "tensors", "tensor": "input", "perm": "dims", "axes": "dims"}  # fmt: skip
TENSOR_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "add": _torch("torch.add"), "multiply": _torch("torch.mul"), "subtract": _torch("torch.sub"),
    "concat": _torch("torch.cat"), "concatenate": _torch("torch.cat"), "matmul": _torch("torch.matmul"),
    "reduce_mean": _torch("torch.mean"), "reduce_max": _torch("torch.amax"), "reduce_sum": _torch("torch.sum"),
    "mean": _torch("torch.mean"), "max": _torch("torch.amax"), "sum": _torch("torch.sum"),
    "expand_dims": _torch("torch.unsqueeze"), "squeeze": _torch("torch.squeeze"), "reshape": _torch("torch.reshape"),
    "transpose": _torch("torch.permute"), "stack": _torch("torch.stack"), "abs": _torch("torch.abs"),
    "sqrt": _torch("torch.sqrt"), "square": _torch("torch.square"), "exp": _torch("torch.exp"),
}  # fmt: skip


KNOWN: dict[str, Any] = {
    "keras.Sequential": SEQUENTIAL, "keras.Model": MODEL, "keras.layers.Layer": LAYER, "keras.Layer": LAYER,
    "keras.layers.Lambda": LAMBDA,
    "keras.Input": Native("Input", make_input), "keras.layers.Input": Native("Input", make_input),
    "keras.layers.InputLayer": Native("InputLayer", make_input), "keras.InputLayer": Native("InputLayer", make_input),
}  # fmt: skip
"""What is no layer that a declaration describes."""
