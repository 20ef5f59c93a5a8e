"""indivisible-channels (SHP203): channels are to be divided into groups or heads that do not divide them.

What: groups of a convolution, num_groups of a GroupNorm and num_heads of an attention must divide their channels.

Why: torch raises in the constructor.

Bad:

    import torch
    from torch import nn

    norm = nn.GroupNorm(32, 48)  # error: [indivisible-channels]

Good:

    import torch
    from torch import nn

    norm = nn.GroupNorm(16, 48)
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.findings import Finding
from shapelint.rules.report import explain, finding
from shapelint.trace import Trace


def check(trace: Trace) -> Iterator[Finding]:
    for event, need in trace.failures("indivisible-channels"):
        yield finding("SHP203", "indivisible-channels", event, need, explain(event, need), help="")
