"""A separable convolution of Keras as the two convolutions that it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapelint.layers.port.steps import Step


def parted(steps: Sequence[Step]) -> list[Step]:
    found: list[Step] = []
    for step in steps:
        if step.kind != "separable":
            found.append(step)
            continue
        said = step.said
        channels = said["in"] if isinstance(said["in"], int) else 1
        between = channels * (said["multiplier"] or 1)
        depthwise = Step("conv", step.name, f"{step.name} (depthwise)", step.event, None, takes=step.takes)
        depthwise.said = {**said, "units": between, "groups": said["in"], "bias": False}
        depthwise.parameters = depthwise.trained = _product(said["kernel"]) * between if step.parameters else 0
        depthwise.inputs, depthwise.module, depthwise.refused = step.inputs, step.module, step.refused
        if step.shape is not None:
            depthwise.shape = (*step.shape[:-1], between)
        count = len(said["kernel"])
        ones, zeros = (1,) * count, (0,) * count
        pointwise = step
        pointwise.kind, pointwise.label = "conv", f"{step.name} (pointwise)"
        pointwise.inputs, pointwise.takes = [depthwise], None
        sizes = step.shape[:-1] if step.shape is not None else None
        pointwise.said = {
            "in": between, "units": said["units"], "groups": 1, "bias": said["bias"], "kernel": ones, "stride": ones,
            "dilation": ones, "before": zeros, "after": zeros, "padding_word": "valid", "sizes": sizes,
        }  # fmt: skip
        pointwise.parameters -= depthwise.parameters
        pointwise.trained -= depthwise.trained
        found += [depthwise, pointwise]
    return found


def _product(sizes: Sequence[Any]) -> int:
    total = 1
    for size in sizes:
        total *= size
    return total
