"""pad-exceeds-input (SHP111): a reflecting or circular pad is wider than what it copies from.

What: reflection needs a pad smaller than the size it mirrors, circular padding one that is not larger.

Why: torch raises at the call, for small inputs only: it works in the test and fails on the first thumbnail.

Bad:

    import torch
    from torch import nn

    x = torch.randn(1, 3, 4, 4)
    padded = nn.ReflectionPad2d(4)(x)  # error: [pad-exceeds-input]

Good:

    import torch
    from torch import nn

    x = torch.randn(1, 3, 4, 4)
    padded = nn.ReflectionPad2d(3)(x)
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Trace
from shapelint.report.findings import Finding
from shapelint.rules.wording.report import Case, explain, failing


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "pad-exceeds-input"):
        yield case.finding(
            explain(case), label=f"at most {case.want}" if case.need.relation == "at most" else "", help=advice(case)
        )


def advice(case: Case) -> str:
    if case.need.relation != "at most":
        return ""
    text = f"pad by at most {case.want}"
    mode = case.event.arguments.get("mode")
    name = f"{case.event.name} {mode if isinstance(mode, str) else ''}".lower()
    if "reflect" in name or "circular" in name:
        text += ", or use mode='replicate' or 'constant', which take any padding"
    return text
