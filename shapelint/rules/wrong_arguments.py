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
from shapelint.rules.report import Case, explain, failing
from shapelint.trace import Trace


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "wrong-arguments"):
        yield case.finding(explain(case), help=signature(case))


def signature(case: Case) -> str:
    """What the operation takes, where it is one of torch's and that is short."""
    operation = case.event.operation
    if operation is None:
        return ""
    taken = operation.build if case.event.kind == "build" and operation.build is not None else operation.call
    shown = [str(p.replace(annotation=p.empty)) for p in taken.parameters.values() if p.name not in ("device", "dtype")]
    text = f"{case.event.name}({', '.join(shown)})"
    return f"it takes {text}" if len(text) <= 160 else ""
