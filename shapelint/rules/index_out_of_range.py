"""index-out-of-range (SHP114): an index lies beyond the end of an axis.

What: an element, a slice's start, or a class number is asked for that the axis does not have.

Why: torch raises IndexError at the call.

Bad:

    import torch
    from torch import nn

    x = torch.randn(8, 10)
    last = x[:, 10]  # error: [index-out-of-range]

Good:

    import torch
    from torch import nn

    x = torch.randn(8, 10)
    last = x[:, 9]
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.findings import Finding
from shapelint.rules.report import explain, finding
from shapelint.trace import Trace


def check(trace: Trace) -> Iterator[Finding]:
    for event, need in trace.failures("index-out-of-range"):
        yield finding("SHP114", "index-out-of-range", event, need, explain(event, need), help="")
