"""Transposed convolutions that were to multiply by their stride: part of not-same.

`(kernel - stride) // 2` makes size * stride where the difference is even. Where it is odd the half is too small, and
the result one longer; `output_padding` is made for that.
"""

from __future__ import annotations

import re

from shapelint.ops.core.trace import Trace
from shapelint.report.findings import Finding, Related
from shapelint.rules.evidence.flow_after import is_cut
from shapelint.rules.evidence.same_layer import Layer
from shapelint.rules.evidence.windows import spatial_sizes
from shapelint.rules.wording.words import size_text, title
from shapelint.source.reading.argument_text import formula_at, source_at, span_of

HALF = re.compile(r"\(\s*(?P<kernel>[\w.\[\]]+)\s*-\s*(?P<stride>[\w.\[\]]+)\s*\)\s*(?://\s*2\b|/\s*2\b|>>\s*1\b)")


def of_upwards(trace: Trace, layer: Layer | None) -> Finding | None:
    """The finding about a layer that gives one more than size * stride."""
    if layer is None or layer.window.kind != "transposed" or layer.padded_before or any(layer.extra):
        return None
    window = layer.window
    half = HALF.search(formula_at(window.argument("padding")))
    if half is None or any(half[name] != source_at(window.argument(f"{name}{end}")) for name, end in ENDS):
        return None
    odd = [
        k > s and (k - s) % 2 == 1 and d == 1 and t == k - s - 1
        for k, s, d, t in zip(layer.kernel, layer.stride, layer.dilation, layer.total, strict=True)
    ]
    if not all(odd) or is_cut(trace, window.event):
        return None
    event, kernel, stride = window.event, layer.kernel[0], layer.stride[0]
    before, after = (spatial_sizes(t, window.spatial, event) for t in (window.input, window.output))
    sizes = "" if before is None or after is None else f": {size_text(before)} becomes {size_text(after)}"
    message = (
        f"{title(trace, event)} gives one more than {stride} times the size, as half of {kernel} - {stride} is no "
        f"whole number{sizes}"
    )
    related = (Related(span_of(event.place), "called here"),) if event.build is not None else ()
    return Finding(
        "", "", span_of(window.argument("padding") or window.place), message, label="half of an odd number",
        help=f"write padding={(kernel - stride + 1) // 2}, output_padding=1 here: half of the difference, rounded up, "
        "and one at the end where it is odd",
        related=related, event=event,
    )  # fmt: skip


ENDS = (("kernel", "_size"), ("stride", ""))
