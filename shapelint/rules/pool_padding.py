"""pool-padding (SHP202): the padding of a pool is more than half of its kernel.

What: pooling layers take at most half of the kernel size as padding, for more of it would give windows of padding
alone.

Why: torch raises when the pool is called. Often 'same' was meant, which is padding=kernel_size // 2.

Bad:

    import torch
    from torch import nn

    pool = nn.MaxPool2d(3, stride=2, padding=2)  # error: [pool-padding]
    pool(torch.randn(1, 3, 32, 32))

Good:

    import torch
    from torch import nn

    pool = nn.MaxPool2d(3, stride=2, padding=1)
    pool(torch.randn(1, 3, 32, 32))
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Trace
from shapelint.report.findings import Finding
from shapelint.rules.fixes.numbers import with_number
from shapelint.rules.wording.report import failing


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "pool-padding"):
        largest = case.want
        found = case.finding(
            f"{case.title}: padding may be at most {largest}, half of the kernel, but is {case.have}",
            label=f"padding is {case.have}", built=f"at most {largest}", help=f"write padding={largest}",
        )  # fmt: skip
        yield with_number(case, found, case.need.expected)
