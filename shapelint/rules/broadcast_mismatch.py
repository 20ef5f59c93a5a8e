"""broadcast-mismatch (SHP106): two tensors whose sizes can not be broadcast together meet.

What: arithmetic, comparison, or an assignment into a slice pairs two sizes that differ while neither is 1.

Why: torch raises at the operation. A residual sum after a stride, or a mask of another length, are the usual causes.

Bad:

    import torch
    from torch import nn

    x = torch.randn(1, 16, 32, 32)
    y = nn.Conv2d(16, 16, 3, stride=2, padding=1)(x)
    out = x + y  # error: [broadcast-mismatch]

Good:

    import torch
    from torch import nn

    x = torch.randn(1, 16, 32, 32)
    y = nn.Conv2d(16, 16, 3, padding=1)(x)
    out = x + y
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.findings import Finding
from shapelint.rules.report import explain, finding
from shapelint.trace import Trace


def check(trace: Trace) -> Iterator[Finding]:
    for event, need in trace.failures("broadcast-mismatch"):
        yield finding("SHP106", "broadcast-mismatch", event, need, explain(event, need), help="")
