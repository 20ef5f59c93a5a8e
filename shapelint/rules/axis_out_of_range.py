"""axis-out-of-range (SHP113): an axis is named that the tensor does not have.

What: dim lies outside what a tensor of this rank has.

Why: torch raises IndexError at the call.

Bad:

    import torch
    from torch import nn

    x = torch.randn(8, 10)
    p = x.softmax(dim=2)  # error: [axis-out-of-range]

Good:

    import torch
    from torch import nn

    x = torch.randn(8, 10)
    p = x.softmax(dim=1)
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.findings import Finding
from shapelint.rules.report import explain, finding
from shapelint.trace import Trace


def check(trace: Trace) -> Iterator[Finding]:
    for event, need in trace.failures("axis-out-of-range"):
        yield finding("SHP113", "axis-out-of-range", event, need, explain(event, need), help="")
