"""One step of a model, alike for Keras and torch.

A layer or an operation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from shapelint.layers.port.axes import Axes
from shapelint.ops.core.trace import Event
from shapelint.source.place import Place

WEIGHTED = ("conv", "transposed", "linear", "embedding", "batch_norm", "layer_norm", "group_norm", "lstm", "gru", "rnn",
            "attention", "prelu", "conv_lstm", "instance_norm")  # fmt: skip
CARRYING = ("conv", "transposed", "linear", "embedding", "lstm", "gru", "rnn", "attention", "conv_lstm")
"""Layers whose weights multiply what they are given: an order of numbers matters to them."""


@dataclass(eq=False)
class Step:
    """kind: what it does ("conv", "pool", "act").

    name: of the layer or module. label: what a table calls it.

    shape: of the result without the batch, in Keras's order (channels last); None where it is not known.
    said: what decides what it does, by field. takes: the axes of its input. parameters, trained: of its weights.
    """

    kind: str
    name: str
    label: str
    event: Event
    shape: tuple[Any, ...] | None = None
    said: dict[str, Any] = field(default_factory=dict)
    takes: Axes | None = None
    parameters: int = 0
    trained: int = 0
    refused: str = ""
    module: Any = None
    inputs: list[Step] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)

    def forget_unknowns(self) -> None:
        """Forget values that are not known, and keep their names in `unclear`."""
        for name, value in self.said.items():
            if name not in ("padded_by", "axis_parts", "letters") and not is_known(value):
                self.said[name] = None
                self.unclear.append(name)

    @property
    def weighted(self) -> bool:
        return self.kind in WEIGHTED

    @property
    def place(self) -> Place:
        """Where it is built, else where it is called."""
        built = getattr(self.module, "place", None) or getattr(self.event.target, "place", None)
        return built if isinstance(built, Place) else self.event.place

    def location(self) -> tuple[str, int]:
        row, *_ = self.place.definition.place(self.place.at)
        return self.place.definition.file.path, row


def is_known(value: Any) -> bool:
    """Whether a value is a plain one, or several."""
    if isinstance(value, (tuple, list)):
        return all(map(is_known, value))
    return value is None or isinstance(value, (int, float, str))


def weights_of(attributes: dict[str, Any]) -> Iterator[Any]:
    """The tensors that a layer holds, those of layers in it included."""
    from shapelint.sizes.tensors import Tensor

    for value in attributes.values():
        if isinstance(value, Tensor) and value.role in ("parameter", "buffer"):
            yield value
        elif isinstance(getattr(value, "attributes", None), dict):
            yield from weights_of(value.attributes)


def counted(weights: Iterator[Any]) -> tuple[int, int]:
    """The numbers in these tensors, and how many of them are trained."""
    total = trained = 0
    for weight in weights:
        size = 1
        for one in weight.shape if isinstance(weight.shape, tuple) else ():
            size *= one if isinstance(one, int) else 0
        total += size
        trained += size if weight.role == "parameter" else 0
    return total, trained
