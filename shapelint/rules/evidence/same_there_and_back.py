"""Blocks that go down and up, and say that the size stays.

The strides up multiply to those down, and divide the size: with every layer exact, it comes back.
"""

from __future__ import annotations

from math import prod

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding, Related
from shapelint.rules.evidence.same_layer import Layer
from shapelint.rules.evidence.same_words import Promise
from shapelint.rules.evidence.windows import spatial_sizes
from shapelint.rules.wording.words import size_text, title
from shapelint.sizes.tensors import Tensor
from shapelint.source.reading.argument_text import span_of


def back_at_size(
    trace: Trace, event: Event, layers: list[Layer], promise: Promise, given: Tensor, made: Tensor
) -> Finding | None:
    """The finding about the first layer up that misses its multiple."""
    spatial = layers[0].window.spatial
    before, after = spatial_sizes(given, spatial, event), spatial_sizes(made, spatial, event)
    if before is None or after is None or promise.kind == "contract":
        return None
    if any(layer.window.spatial != spatial for layer in layers) or len(before) != len(after):
        return None
    for axis, (size, result) in enumerate(zip(before, after, strict=True)):
        down = prod(layer.stride[axis] for layer in layers if layer.window.kind != "transposed")
        up = prod(layer.stride[axis] for layer in layers if layer.window.kind == "transposed")
        if not isinstance(size, int) or not isinstance(result, int) or down != up or down == 1 or size % down:
            return None
        if not 0 < abs(size - result) < down:
            return None
    for layer in layers:
        window = layer.window
        one, other = (spatial_sizes(t, spatial, window.event) for t in (window.input, window.output))
        if window.kind != "transposed" or one is None or other is None:
            continue
        if any(b != a * step for a, b, step in zip(one, other, layer.stride, strict=True)):
            return _finding(
                trace, layer, promise, size_text(one), size_text(other), (size_text(before), size_text(after))
            )
    return None


def _finding(trace: Trace, layer: Layer, promise: Promise, one: str, other: str, whole: tuple[str, str]) -> Finding:
    window = layer.window
    message = (
        f"{title(trace, window.event)} makes {other} of {one}, not {layer.stride[-1]} times as much: {whole[0]} "
        f"becomes {whole[1]}, though {promise.says} says that the size stays"
    )
    kernel, stride = layer.kernel[-1], layer.stride[-1]
    help = "shapelint pad says which padding comes back exactly"
    if kernel >= stride:
        spare = (kernel - stride) % 2
        help = f"write padding={(kernel - stride + spare) // 2}" + (f", output_padding={spare}" if spare else "")
    related = () if promise.related is None else (promise.related,)
    called = () if window.event.build is None else (Related(span_of(window.event.place), "called here"),)
    return Finding(
        "", "", span_of(window.place), message, label="not a multiple", help=help, related=(*called, *related),
        event=window.event,
    )  # fmt: skip
