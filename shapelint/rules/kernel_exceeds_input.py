"""kernel-exceeds-input (SHP105): a kernel is larger than the (padded) tensor it slides over.

What: a convolution, pool or unfold window does not fit into its input even once.

Why: torch raises at the call. The feature map was made too small by the strides and pools before.

Bad:

    import torch
    from torch import nn

    net = nn.Sequential(nn.MaxPool2d(8), nn.Conv2d(3, 8, 5))  # error: [kernel-exceeds-input]
    net(torch.randn(1, 3, 28, 28))

Good:

    import torch
    from torch import nn

    net = nn.Sequential(nn.MaxPool2d(4), nn.Conv2d(3, 8, 5))
    net(torch.randn(1, 3, 28, 28))
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.findings import Finding
from shapelint.rules.report import explain, finding
from shapelint.trace import Trace


def check(trace: Trace) -> Iterator[Finding]:
    for event, need in trace.failures("kernel-exceeds-input"):
        yield finding("SHP105", "kernel-exceeds-input", event, need, explain(event, need), help="")
