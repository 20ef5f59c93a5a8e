"""join-mismatch (SHP107): tensors that are joined differ in another axis than the one they are joined along.

What: torch.cat wants all sizes but that of dim to be the same, torch.stack wants all of them to be.

Why: torch raises at the call. In U-Nets an odd size is halved and doubled again, and the skip is one row larger.

Bad:

    import torch
    from torch import nn

    skip = torch.randn(1, 8, 25, 25)
    up = nn.Upsample(scale_factor=2)(nn.MaxPool2d(2)(skip))
    out = torch.cat([up, skip], dim=1)  # error: [join-mismatch]

Good:

    import torch
    from torch import nn

    skip = torch.randn(1, 8, 24, 24)
    up = nn.Upsample(scale_factor=2)(nn.MaxPool2d(2)(skip))
    out = torch.cat([up, skip], dim=1)
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.findings import Finding
from shapelint.rules.report import explain, finding
from shapelint.trace import Trace


def check(trace: Trace) -> Iterator[Finding]:
    for event, need in trace.failures("join-mismatch"):
        yield finding("SHP107", "join-mismatch", event, need, explain(event, need), help="")
