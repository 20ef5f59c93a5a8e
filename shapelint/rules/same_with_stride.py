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

from shapelint.ops.core.trace import Trace
from shapelint.report.findings import Finding
from shapelint.rules.wording.report import Case, failing


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "same-with-stride"):
        yield case.finding(
            f"{case.title}: padding='same' needs stride 1, but the stride is {case.have}",
            label=f"stride is {case.have}",
            help=advice(case),
        )


def advice(case: Case) -> str:
    """The padding of 'same' for an odd kernel, from d(k - 1)/2."""
    arguments = case.event.arguments
    kernel, dilation = arguments.get("kernel_size"), arguments.get("dilation", 1)
    if isinstance(kernel, int) and isinstance(dilation, int) and dilation * (kernel - 1) % 2 == 0:
        return f"write padding={dilation * (kernel - 1) // 2}: the size is divided by the stride, and rounded up"
    return "pad with F.pad before, or write the padding as a number"
