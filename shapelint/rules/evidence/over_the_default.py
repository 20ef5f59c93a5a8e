"""Vectors that are normalised along the axis that torch takes by itself.

Part of wrong-axis: `F.normalize(x)` takes axis 1. Of (batch, tokens, features) these are the tokens.
"""

from __future__ import annotations

from shapelint.ops.core.trace import Event
from shapelint.report.findings import Finding
from shapelint.rules.evidence.axis_origin import origin
from shapelint.rules.evidence.flow import shape_of, short, warning
from shapelint.sizes.tensors import Tensor

BY_ITSELF = 1
FEATURES = frozenset({"Linear", "linear", "Embedding", "LayerNorm"})


def over_the_default(event: Event, x: Tensor) -> Finding | None:
    """The finding about features on the last of three axes, without `dim`."""
    shape = shape_of(x, event)
    if shape is None or len(shape) != 3 or event.where("dim") is not None or shape[BY_ITSELF] == 1:
        return None
    features, there = origin(x, 2, event), origin(x, BY_ITSELF, event)
    if features.event is None or short(features.event) not in FEATURES or features.moved is not None:
        return None
    if there.event is features.event and there.meaning == features.meaning:
        return None
    return warning(
        event,
        f"normalize takes axis 1 where no `dim` is given, and the features of {short(features.event)} lie on axis 2: "
        "what has length 1 is no vector of features",
        label="along axis 1",
        help="write dim=-1",
        related=[(features.event, "puts its features on the last axis")],
    )
