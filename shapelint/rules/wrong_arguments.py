"""wrong-arguments (SHP201): a constructor or call does not match the signature.

What: an argument is missing, is one too many, has a name that the signature does not have, or is of a kind that it
surely refuses (a tuple for a tensor).

Why: Python or torch raises TypeError at the call.

Bad:

    import torch
    from torch import nn

    conv = nn.Conv2d(3, 8, kernel=3)  # error: [wrong-arguments]

Good:

    import torch
    from torch import nn

    conv = nn.Conv2d(3, 8, kernel_size=3)
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.findings import Finding
from shapelint.rules.report import explain, finding
from shapelint.trace import Trace


def check(trace: Trace) -> Iterator[Finding]:
    for event, need in trace.failures("wrong-arguments"):
        yield finding("SHP201", "wrong-arguments", event, need, explain(event, need), help="")
