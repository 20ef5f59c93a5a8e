"""pad-exceeds-input (SHP111): a reflecting or circular pad is wider than what it copies from.

What: reflection needs a pad smaller than the size it mirrors, circular padding one that is not larger.

Why: torch raises at the call, for small inputs only: it works in the test and fails on the first thumbnail.

Bad:

    import torch
    from torch import nn

    x = torch.randn(1, 3, 4, 4)
    padded = nn.ReflectionPad2d(4)(x)  # error: [pad-exceeds-input]

Good:

    import torch
    from torch import nn

    x = torch.randn(1, 3, 4, 4)
    padded = nn.ReflectionPad2d(3)(x)
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.findings import Finding
from shapelint.rules.report import explain, finding
from shapelint.trace import Trace


def check(trace: Trace) -> Iterator[Finding]:
    for event, need in trace.failures("pad-exceeds-input"):
        yield finding("SHP111", "pad-exceeds-input", event, need, explain(event, need), help="")
