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

from shapelint.ops.core.trace import Trace
from shapelint.report.findings import Finding
from shapelint.rules.wording.report import Case, explain, failing


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "wrong-arguments"):
        yield case.finding(explain(case), help=signature(case))


def signature(case: Case) -> str:
    """The arguments that a layer of torch takes.

    Where the names or the number given are wrong, and it is not too long.
    """
    operation, says = case.event.operation, case.need.actual_is
    if operation is None or not any(
        words in says for words in ("unexpected keyword", "missing a", "too many", "multiple")
    ):
        return ""
    taken = operation.build if case.event.kind == "build" and operation.build is not None else operation.call
    parameters = [p for p in taken.parameters.values() if p.name not in ("device", "dtype", "out")]
    if any(p.kind is p.VAR_POSITIONAL for p in parameters):
        return ""
    shown = ", ".join(str(p.replace(annotation=p.empty)) for p in parameters if p.kind is not p.KEYWORD_ONLY)
    text = f"{case.event.name}({shown})"
    return f"it takes {text}" if len(text) <= 160 else ""
