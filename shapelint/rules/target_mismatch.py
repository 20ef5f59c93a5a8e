"""target-mismatch (SHP110): a loss is given a target whose shape does not fit its input.

What: cross entropy wants class numbers without the class axis or probabilities of the very same shape; binary cross
entropy wants the very same shape.

Why: torch raises at the call of the loss, after the whole forward pass.

Bad:

    import torch
    from torch import nn

    logits = torch.randn(8, 1)
    labels = torch.rand(8)
    loss = nn.BCELoss()(logits.sigmoid(), labels)  # error: [target-mismatch]

Good:

    import torch
    from torch import nn

    logits = torch.randn(8, 1)
    labels = torch.rand(8)
    loss = nn.BCELoss()(logits.sigmoid().squeeze(1), labels)
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.findings import Finding
from shapelint.rules.report import explain, finding
from shapelint.trace import Trace


def check(trace: Trace) -> Iterator[Finding]:
    for event, need in trace.failures("target-mismatch"):
        yield finding("SHP110", "target-mismatch", event, need, explain(event, need), help="")
