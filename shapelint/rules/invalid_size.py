"""invalid-size (SHP205): a size, stride or other number that the operation never takes.

What: a stride of 0, a negative size, an output that would have no element: what constructors and calls refuse
whatever they are combined with.

Why: torch raises in the constructor or at the call.

Bad:

    import torch
    from torch import nn

    conv = nn.Conv2d(3, 8, 3, stride=0)  # error: [invalid-size]
    conv(torch.randn(1, 3, 32, 32))

Good:

    import torch
    from torch import nn

    conv = nn.Conv2d(3, 8, 3, stride=1)
    conv(torch.randn(1, 3, 32, 32))
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Trace
from shapelint.report.findings import Finding
from shapelint.rules.wording.report import Case, explain, failing


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "invalid-size"):
        yield case.finding(explain(case), help=advice(case))


def advice(case: Case) -> str:
    if case.need.relation == "at least" and case.need.argument and isinstance(case.need.expected, int):
        return f"{case.need.argument} must be at least {case.need.expected}"
    return ""
