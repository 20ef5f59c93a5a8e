"""axis-out-of-range (SHP113): an axis is named that the tensor does not have.

What: dim lies outside what a tensor of this rank has.

Why: torch raises IndexError at the call.

Bad:

    import torch
    from torch import nn

    x = torch.randn(8, 10)
    p = x.softmax(dim=2)  # error: [axis-out-of-range]

Good:

    import torch
    from torch import nn

    x = torch.randn(8, 10)
    p = x.softmax(dim=1)
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Trace
from shapelint.report.findings import Finding
from shapelint.rules.wording.report import Case, explain, failing
from shapelint.rules.wording.words import size_text


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "axis-out-of-range"):
        yield case.finding(explain(case), help=advice(case))


def advice(case: Case) -> str:
    rank, number = case.need.expected, case.need.actual
    shape = f" of {size_text(case.shape)}" if case.shape is not None else ""
    if not isinstance(rank, int) or not isinstance(number, int) or rank < 1:
        return ""
    return f"the axes{shape} are 0 to {rank - 1}, or -{rank} to -1 counted from the last"
