"""One thing that a port does otherwise than the Keras program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from shapelint.layers.port.steps import Step
from shapelint.layers.port.windows import plain

EFFECTS = ("raises", "shape", "params", "values", "order", "training")
HARMLESS = ("order", "training")
"""Effects that do not fail the comparison."""


@dataclass(eq=False)
class Difference:
    """One difference between a Keras program and its port.

    field: what differs. effect: what comes of it. keras, torch: the steps (None where there is none) and values.

    follows: the difference that it is a consequence of.
    """

    field: str
    effect: str
    keras: Step | None
    torch: Step | None
    keras_value: Any
    torch_value: Any
    message: str
    fix: str = ""
    follows: Difference | None = None


def as_written(value: Any) -> Any:
    return plain(value) if isinstance(value, tuple) and value else value


def field(k: Step, t: Step, name: str, effect: str, field: str = "", fix: str = "") -> Iterator[Difference]:
    a, b = k.said.get(name), t.said.get(name)
    if a is None or b is None or a == b or (isinstance(a, float) and isinstance(b, float) and abs(a - b) < 1e-12):
        return
    a, b = as_written(a), as_written(b)
    shown = field or name
    yield Difference(shown, effect, k, t, a, b, f"{shown} is {a} in Keras, {b} in torch", fix)
