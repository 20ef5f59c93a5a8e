"""norm-mismatch (SHP103): a normalisation layer is given another width than it was built for.

What: num_features, num_channels or normalized_shape of a normalisation layer differs from the tensor that reaches it.

Why: torch raises as soon as the layer is called. The norm usually kept the width of the layer before the last change.

Bad:

    import torch
    from torch import nn

    net = nn.Sequential(nn.Conv2d(3, 16, 3), nn.BatchNorm2d(32))  # error: [norm-mismatch]
    net(torch.randn(2, 3, 8, 8))

Good:

    import torch
    from torch import nn

    net = nn.Sequential(nn.Conv2d(3, 16, 3), nn.BatchNorm2d(16))
    net(torch.randn(2, 3, 8, 8))
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.findings import Finding
from shapelint.rules.report import explain, finding
from shapelint.trace import Trace


def check(trace: Trace) -> Iterator[Finding]:
    for event, need in trace.failures("norm-mismatch"):
        yield finding("SHP103", "norm-mismatch", event, need, explain(event, need), help="")
