"""stray-axis (SHP306): an output with an axis of 1 meets a target without it.

What: a prediction such as (n, 1, H, W) meets a target (n, H, W), or (n, C, 1, 1) meets (n, C), in a loss that
broadcasts or in arithmetic: counted from the last axis, the 1 stands across from another size than its own. An axis
that the code puts there itself, `mask.unsqueeze(1)`, is meant to stretch, and one map for all channels may well be.

Why: nothing fails. (n, 1, H, W) and (n, H, W) give (n, n, H, W): each prediction is compared with the targets of all
samples of the batch.

Bad:

    import torch
    from torch import nn

    depth = nn.Conv2d(3, 1, 3, padding=1)(torch.rand(4, 3, 32, 32))
    loss = nn.functional.l1_loss(depth, torch.rand(4, 32, 32))  # warning: [stray-axis]

Good:

    import torch
    from torch import nn

    depth = nn.Conv2d(3, 1, 3, padding=1)(torch.rand(4, 3, 32, 32))
    loss = nn.functional.l1_loss(depth.squeeze(1), torch.rand(4, 32, 32))
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.flow import calls_of
from shapelint.rules.silent_broadcast import MEETING, met

severity = "warning"


def check(trace: Trace) -> Iterator[Finding]:
    for event in calls_of(trace, MEETING):
        found = met(event, 2)
        if found is not None:
            yield found
