"""invalid-reshape (SHP108): a view, reshape or pattern asks for a shape that the tensor's elements do not fill.

What: the number of elements of the new shape differs from the old one's, or a view can not be made without copying.

Why: torch raises at the call. Hard-coded sizes that were right for another image are the usual cause.

Bad:

    import torch
    from torch import nn

    x = torch.randn(4, 16, 6, 6)
    flat = x.view(4, 16 * 5 * 5)  # error: [invalid-reshape]

Good:

    import torch
    from torch import nn

    x = torch.randn(4, 16, 5, 5)
    flat = x.view(4, 16 * 5 * 5)
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.findings import Finding
from shapelint.rules.report import explain, finding
from shapelint.trace import Trace


def check(trace: Trace) -> Iterator[Finding]:
    for event, need in trace.failures("invalid-reshape"):
        yield finding("SHP108", "invalid-reshape", event, need, explain(event, need), help="")
