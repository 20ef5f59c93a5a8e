"""same-with-stride (SHP204): padding='same' is asked for together with a stride.

What: torch's convolutions accept padding='same' only where every stride is 1.

Why: torch raises in the constructor. TensorFlow accepts it, with an uneven padding that depends on the input's size.

Bad:

    import torch
    from torch import nn

    conv = nn.Conv2d(3, 8, 3, stride=2, padding="same")  # error: [same-with-stride]

Good:

    import torch
    from torch import nn

    conv = nn.Conv2d(3, 8, 3, stride=2, padding=1)
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.findings import Finding
from shapelint.rules.report import explain, finding
from shapelint.trace import Trace


def check(trace: Trace) -> Iterator[Finding]:
    for event, need in trace.failures("same-with-stride"):
        yield finding("SHP204", "same-with-stride", event, need, explain(event, need), help="")
