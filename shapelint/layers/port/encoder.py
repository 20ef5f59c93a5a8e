"""A transformer's encoder as the layers within it."""

from __future__ import annotations

from typing import Any, Protocol

from shapelint.layers.port.axes import Axes, named
from shapelint.layers.port.steps import Step, counted, weights_of
from shapelint.ops.core.submodule import operation_of
from shapelint.sizes.tensors import Tensor

PARTS = {
    "self_attn": "MultiheadAttention", "linear1": "Linear", "linear2": "Linear", "norm1": "LayerNorm",
    "norm2": "LayerNorm", "dropout": "Dropout", "dropout1": "Dropout", "dropout2": "Dropout",
}  # fmt: skip


class Walk(Protocol):
    """The reader of a module's steps, as an encoder needs it."""

    axes: dict[int, Axes]
    makers: dict[int, Step]
    alive: list[Any]

    def append(self, step: Step) -> None: ...
    def once(self, module: Any, count: tuple[int, int]) -> tuple[int, int]: ...
    def weighted(self, step: Step, short: str, held: dict[str, Any], source: Any) -> None: ...


def is_plain(module: Any) -> bool:
    """Whether nothing in an encoder was replaced by the program's own."""
    return bool(layers_of(module, "")) and all(
        isinstance(layer.attributes.get("norm_first"), bool)
        and all(_short(layer.attributes.get(role)) == short for role, short in PARTS.items())
        for _, layer in layers_of(module, "")
    )


def layers_of(module: Any, name: str) -> list[tuple[str, Any]]:
    """The encoder layers of a stack with their names.

    Or the one that it is.
    """
    stack = getattr(module.attributes.get("layers"), "attributes", None)
    if isinstance(stack, dict):
        return [(f"{name}.layers.{n}", layer) for n, layer in stack.items() if hasattr(layer, "attributes")]
    return [(name, module)]


def _short(module: Any) -> str:
    operation = operation_of(module)
    return "" if operation is None else operation.short


class Encoder:
    """Puts a step for each part into the walk.

    step: that of the whole; source: what it is given.
    """

    def __init__(self, walk: Walk, step: Step, source: Any) -> None:
        self.walk, self.whole, self.source = walk, step, source
        self.axes = step.takes
        shape = source.known_shape if isinstance(source, Tensor) else None
        self.shape = None if shape is None else tuple(shape[1:])
        if shape is not None and self.axes is not None and len(shape) == 3 and self.axes[0] and self.axes[1]:
            self.shape = (shape[0] if self.axes[0][0][0] == "T" else shape[1], shape[2])

    def read(self, module: Any, name: str, output: Any) -> None:
        above = self.walk.makers.get(id(self.source))
        for prefix, layer in layers_of(module, name):
            above = self.layer(layer, prefix, above)
        norm = module.attributes.get("norm")
        if norm is not None:
            above = self.part("norm", norm, name, above)
        self.walk.alive.append(output)
        if above is not None:
            self.walk.makers[id(output)] = above
        if self.axes is not None:
            self.walk.axes[id(output)] = self.axes

    def layer(self, layer: Any, prefix: str, above: Step | None) -> Step:
        blocks = (("norm1", ("self_attn", "dropout1")), ("norm2", ("linear1", "", "dropout", "linear2", "dropout2")))
        made = above
        for norm, roles in blocks:
            before = made
            if layer.attributes["norm_first"]:
                made = self.part(norm, layer.attributes[norm], prefix, made)
            for role in roles:
                if role:
                    made = self.part(role, layer.attributes[role], prefix, made)
                else:
                    made = self.put(self.activation(layer, prefix), made)
            merge = Step("merge", prefix, f"{prefix}: add", self.whole.event, self.shape, {"merge": "add"})
            made = self.put(merge, before, made)
            if not layer.attributes["norm_first"]:
                made = self.part(norm, layer.attributes[norm], prefix, made)
        assert made is not None
        return made

    def part(self, role: str, module: Any, prefix: str, above: Step | None) -> Step | None:
        short = _short(module)
        held = {**_arguments(module), **module.attributes}
        name = f"{prefix}.{role}"
        step = Step("other", name, f"{name} ({short})", self.whole.event, self.shape, takes=self.axes, module=module)
        _, count = counted(weights_of(module.attributes))
        step.parameters, step.trained = self.walk.once(module, (count, count))
        if role == "dropout":
            step.shape = None if above is None else above.shape
        if short == "Dropout":
            if not held.get("p"):
                return above
            step.kind, step.said = "dropout", {"rate": held["p"], "of": "dropout"}
            return self.put(step, above)
        self.walk.weighted(step, short, held, self.source)
        if role == "linear1" and self.shape is not None:
            step.shape = (*self.shape[:-1], held.get("out_features"))
        if role == "linear2" and self.axes is not None:
            step.takes = (*self.axes[:-1], named("C", (held.get("in_features"),))[0])
        return self.put(step, above)

    def activation(self, layer: Any, prefix: str) -> Step:
        given = layer.attributes.get("activation")
        word = given if isinstance(given, str) else getattr(given, "name", None) or _short(given).lower() or None
        shape = (
            None
            if self.shape is None
            else (*self.shape[:-1], layer.attributes["linear1"].attributes.get("out_features"))
        )
        return Step("act", prefix, f"{prefix}: {word}", self.whole.event, shape, {"activation": word})

    def put(self, step: Step, *above: Step | None) -> Step:
        step.inputs = [one for one in above if one is not None]
        self.walk.append(step)
        return step


def _arguments(module: Any) -> dict[str, Any]:
    """Those of its constructor."""
    built = getattr(module, "built_by", None)
    found = getattr(module, "arguments", None) or getattr(built, "arguments", None)
    return dict(found) if isinstance(found, dict) else {}
