"""wrong-rank (SHP104): an operation is given a tensor with another number of dimensions than it takes.

What: a layer or function takes tensors of certain ranks only (Conv2d of 3 or 4), or a shape is unpacked into more or
fewer names than it has sizes.

Why: torch raises at the call. A flatten, a missing batch axis, or an image without its channel axis are the usual
causes.

Bad:

    import torch
    from torch import nn

    images = torch.randn(2, 3, 32, 32)
    flat = images.flatten(1)
    nn.Conv2d(3, 8, 3)(flat.unsqueeze(0).unsqueeze(0).unsqueeze(0))  # error: [wrong-rank]

Good:

    import torch
    from torch import nn

    images = torch.randn(2, 3, 32, 32)
    nn.Conv2d(3, 8, 3)(images)
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.findings import Finding
from shapelint.rules.report import explain, finding
from shapelint.trace import Trace


def check(trace: Trace) -> Iterator[Finding]:
    for event, need in trace.failures("wrong-rank"):
        yield finding("SHP104", "wrong-rank", event, need, explain(event, need), help="")
