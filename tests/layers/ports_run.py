"""Running a Keras program and its port with the same weights, where both Keras and torch are installed."""

from __future__ import annotations

import sys
import types
from typing import Any

import numpy as np
import torch
from ports import KERAS, TORCH, Port

from shapelint.layers.port.comparing import Comparison


def outputs(port: Port, comparison: Comparison, torch_source: str) -> tuple[Any, Any]:
    """What both give for the same numbers, in Keras's order of axes."""
    import keras

    keras.utils.clear_session()
    space: dict[str, Any] = {"__name__": "keras_program"}
    sys.modules["tensorflow"] = _tensorflow(keras)
    exec(KERAS + port.keras, space)
    del sys.modules["tensorflow"]
    model = space.get("model") or space[comparison.keras.name]()
    there: dict[str, Any] = {"__name__": "torch_program"}
    exec(TORCH + torch_source, there)
    module = there["Net"]().eval()
    given = [_numbers(one.shape, other.dtype) for one, other in zip(comparison.keras.inputs, comparison.torch.inputs)]
    mine = model(given if len(given) > 1 else given[0])
    layers = _layers(model)
    rng = np.random.default_rng(0)
    for layer in layers.values():
        if not list(layer._flatten_layers(include_self=False)):
            layer.set_weights([rng.normal(size=w.shape) ** 2 * 0.1 + 0.05 for w in layer.get_weights()])
    mine = model(given if len(given) > 1 else given[0], training=False)
    copied = set()
    for one, other in comparison.pairs:
        if one.weighted and (one.name, other.name, one.label) not in copied:
            copied.add((one.name, other.name, one.label))
            _copy(layers[one.name], one, module.get_submodule(other.name), other, comparison)
    moved = [
        _moved(one, tensor.shape, letters)
        for one, tensor, letters in zip(given, comparison.torch.inputs, comparison.letters)
    ]
    with torch.no_grad():
        its = module(*moved)
    its = (its[0] if isinstance(its, tuple) else its).numpy()
    mine = (mine[0] if isinstance(mine, (list, tuple)) else mine).detach().numpy()
    if "log_softmax" in torch_source:
        its = np.exp(its)
    if (its.ndim > 2 and its.shape != mine.shape) or its.ndim > 3:
        its = np.moveaxis(its, 1, -1)
    if "softmax" in port.keras.rsplit("Dense", 1)[-1] and port.final:
        its = torch.softmax(torch.tensor(its), -1).numpy()
    return mine, its


def _numbers(shape: Any, dtype: Any) -> Any:
    rng = np.random.default_rng(1)
    return rng.integers(0, 50, shape) if dtype == "int64" else rng.normal(size=shape).astype("float32")


def _moved(value: Any, shape: Any, letters: str) -> Any:
    tensor = torch.tensor(value)
    return (
        torch.movedim(tensor, -1, 1)
        if letters[1] == "C" and tensor.ndim > 2 and tuple(tensor.shape) != tuple(shape)
        else tensor
    )


def _layers(model: Any) -> dict[str, Any]:
    return {layer.name: layer for layer in model._flatten_layers(include_self=False)}


def _tensorflow(keras: Any) -> Any:
    """What the programs use of TensorFlow, made of Keras."""
    module: Any = types.ModuleType("tensorflow")
    module.keras, module.nn, module.reduce_mean = keras, keras.activations, keras.ops.mean
    module.__getattr__ = lambda name: type(name, (), {})  # Keras looks for classes of it
    return module


def _copy(layer: Any, one: Any, module: Any, other: Any, comparison: Comparison) -> None:
    weights = [torch.tensor(w) for w in layer.get_weights()]
    kind = one.kind
    with torch.no_grad():
        if "depthwise" in one.label or layer.__class__.__name__.startswith("Depthwise"):
            kernel = weights[0]
            count = kernel.ndim - 2
            kernel = kernel.permute(count, count + 1, *range(count)).reshape(module.weight.shape)
            module.weight.copy_(kernel)
            if module.bias is not None:
                module.bias.copy_(weights[1])
        elif kind in ("conv", "transposed"):
            kernel, *bias = weights[1:] if "pointwise" in one.label else weights
            count = kernel.ndim - 2
            module.weight.copy_(kernel.permute(count + 1, count, *range(count)))
            if bias:
                module.bias.copy_(bias[0])
        elif kind == "linear":
            module.weight.copy_(weights[0].T)
            if len(weights) > 1:
                module.bias.copy_(weights[1])
        elif kind == "embedding":
            module.weight.copy_(weights[0])
        elif kind == "batch_norm":
            rest = iter(weights)
            for wanted, target in ((layer.scale, module.weight), (layer.center, module.bias)):
                if wanted:
                    target.copy_(next(rest))
            module.running_mean.copy_(next(rest))
            module.running_var.copy_(next(rest))
        elif kind in ("layer_norm", "group_norm"):
            module.weight.copy_(weights[0])
            module.bias.copy_(weights[1])
        elif kind == "prelu":
            module.weight.copy_(weights[0].flatten())
        elif kind == "attention":
            query, key, value = weights[0:6:2]
            module.in_proj_weight.copy_(torch.cat([w.flatten(1).T for w in (query, key, value)]))
            module.in_proj_bias.copy_(torch.cat([b.flatten() for b in weights[1:6:2]]))
            module.out_proj.weight.copy_(weights[6].flatten(0, 1).T)
            module.out_proj.bias.copy_(weights[7])
        elif kind in ("lstm", "gru", "rnn"):
            number = [t for k, t in comparison.pairs if t.module is other.module].index(other)
            half = len(weights) // 2 if one.said["bidirectional"] else len(weights)
            for part, suffix in ((weights[:half], ""), (weights[half:], "_reverse")):
                if part:
                    _recurrent(module, f"l{number}{suffix}", kind, *part)


def _recurrent(module: Any, end: str, kind: str, kernel: Any, recurrent: Any, bias: Any = None) -> None:
    def order(weight: Any) -> Any:
        if kind != "gru":
            return weight
        z, r, h = weight.chunk(3, -1)
        return torch.cat([r, z, h], -1)

    getattr(module, f"weight_ih_{end}").copy_(order(kernel).T)
    getattr(module, f"weight_hh_{end}").copy_(order(recurrent).T)
    first, second = (bias[0], bias[1]) if bias.ndim == 2 else (bias, torch.zeros_like(bias))
    getattr(module, f"bias_ih_{end}").copy_(order(first))
    getattr(module, f"bias_hh_{end}").copy_(order(second))
