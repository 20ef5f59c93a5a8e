"""padded-twice (SHP312): the input is padded for a layer that pads it itself.

What: `F.pad` or a padding layer puts as much around the input as a convolution, or a pool, of stride 1 needs to keep
the size, and the layer's own padding is as much again. The result grows by that much. Where something is cut off it
later, both may be meant.

Why: nothing fails until a size is compared, and each layer of the kind puts another border of zeros around the image.

Bad:

    import torch
    from torch import nn

    block = nn.Sequential(nn.ReflectionPad2d(1), nn.Conv2d(3, 8, 3, padding=1))  # warning: [padded-twice]
    block(torch.rand(1, 3, 32, 32))

Good:

    import torch
    from torch import nn

    block = nn.Sequential(nn.ReflectionPad2d(1), nn.Conv2d(3, 8, 3, padding=0))
    block(torch.rand(1, 3, 32, 32))
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding, Fix, Related
from shapelint.rules.evidence.flow_after import is_cut
from shapelint.rules.evidence.same_layer import layer_of, numbers
from shapelint.rules.evidence.windows import Window, read_pad, windows
from shapelint.rules.fixes.edits import replace
from shapelint.rules.wording.words import title
from shapelint.source.reading.argument_text import span_of

severity = "warning"
instead_of = ("not-same",)


def check(trace: Trace) -> Iterator[Finding]:
    for window in windows(trace).values():
        layer, pad = layer_of(window), window.input.source
        if layer is None or not layer.padded_before or not isinstance(pad, Event) or window.event.caught:
            continue
        own = numbers(window.padding)
        wanted = tuple(layer.wants(axis) for axis in range(window.spatial))
        if own != wanted or not any(own) or any(step != 1 for step in layer.stride) or window.kind == "transposed":
            continue
        read = read_pad(pad)
        before = tuple(total - one for total, one in zip(layer.total, own, strict=True))
        if before != own or read is None or is_cut(trace, window.event) or _is_met(trace, window):
            continue
        place = window.argument("padding")
        edits = replace(place, "0")
        related = [Related(span_of((pad.build or pad).place), f"adds {before[-1]} already")]
        if window.event.build is not None:
            related.append(Related(span_of(window.event.place), "called here"))
        span = span_of(place or window.place)
        message = (
            f"{title(trace, window.event)} pads by {own[-1]} what {title(trace, pad)} has padded by {before[-1]}: "
            f"either keeps the size under a kernel of {layer.kernel[-1]}, both together add {own[-1]} to it"
        )
        yield Finding(
            "", "", span, message, label="padded before", help="write padding=0",
            fix=Fix("the layer pads no more", edits, safe=False) if edits else None,
            related=tuple(one for one in related if one.span != span), event=window.event,
        )  # fmt: skip


def _is_met(trace: Trace, window: Window) -> bool:
    """Whether what was padded goes elsewhere too.

    It may be meant to have the size of what it meets there.
    """
    return any(
        event is not window.event and event.kind == "call" and any(one is window.input for one in event.tensors())
        for event in trace.events
    )
