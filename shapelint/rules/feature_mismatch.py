"""feature-mismatch (SHP102): a layer is given another number of features than it was built for.

What: a Linear, Bilinear or recurrent layer takes a fixed number of features on its last axis, and the tensor that
reaches it has another number.

Why: torch raises as soon as the layer is called. The commonest cause by far is a Linear after convolutions whose
in_features was worked out for another image size, for a pool that is gone, or without a padding.

Bad:

    import torch
    from torch import nn

    net = nn.Sequential(
        nn.Conv2d(1, 8, 3),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(8 * 14 * 14, 10),  # error: [feature-mismatch]
    )
    net(torch.randn(1, 1, 28, 28))

Good:

    import torch
    from torch import nn

    net = nn.Sequential(
        nn.Conv2d(1, 8, 3),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(8 * 13 * 13, 10),
    )
    net(torch.randn(1, 1, 28, 28))
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.findings import Finding
from shapelint.rules.report import explain, finding, size_text
from shapelint.trace import Trace


def check(trace: Trace) -> Iterator[Finding]:
    for event, need in trace.failures("feature-mismatch"):
        have = size_text(need.actual)
        wanted = f"build it with {need.argument}={have}" if need.argument and isinstance(need.actual, int) else ""
        yield finding("SHP102", "feature-mismatch", event, need, explain(event, need), label=f"gets {have} features", help=wanted)
