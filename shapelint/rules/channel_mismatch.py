"""channel-mismatch (SHP101): a layer is given another number of channels than it was built for.

What: a convolution, a transposed convolution or a channel-wise layer takes `in_channels` channels, counted on the axis
before the spatial ones, and the tensor that reaches it has another number.

Why: torch raises as soon as the layer is called. The number is usually stale: the layer before it was changed, a
concatenation added channels, or a grey image meets a network for colour.

Bad:

    import torch
    from torch import nn

    net = nn.Sequential(
        nn.Conv2d(3, 16, 3),
        nn.ReLU(),
        nn.Conv2d(8, 32, 3),  # error: [channel-mismatch]
    )
    net(torch.randn(1, 3, 32, 32))

Good:

    import torch
    from torch import nn

    net = nn.Sequential(
        nn.Conv2d(3, 16, 3),
        nn.ReLU(),
        nn.Conv2d(16, 32, 3),
    )
    net(torch.randn(1, 3, 32, 32))
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.findings import Finding
from shapelint.rules.report import finding, shape_text, size_text
from shapelint.trace import Trace


def check(trace: Trace) -> Iterator[Finding]:
    for event, need in trace.failures("channel-mismatch"):
        have, want = size_text(need.actual), size_text(need.expected)
        given = f" of the {shape_text(need.of, event)} input" if need.of is not None else ""
        yield finding(
            "SHP101", "channel-mismatch", event, need,
            f"{event.name} takes {want} channels, but gets {have}: axis {need.axis}{given}",
            label=f"gets {have} channels", help=f"build it with {need.argument or need.expected_is or 'in_channels'}={have}",
        )  # fmt: skip
