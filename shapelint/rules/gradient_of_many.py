"""gradient-of-many (SHP116): gradients are taken of many numbers at once.

What: `backward()` and `torch.autograd.grad` begin at a single number; here they are given a tensor of several, and no
gradient for each of them.

Why: torch raises at the call. A loss with reduction="none", a forgotten mean or sum, or a missing
`grad_outputs=torch.ones_like(u)` are the usual causes.

Bad:

    import torch
    from torch import nn

    net = nn.Linear(4, 3)
    loss = nn.CrossEntropyLoss(reduction="none")(net(torch.randn(8, 4)), torch.zeros(8).long())
    loss.backward()  # error: [gradient-of-many]

Good:

    import torch
    from torch import nn

    net = nn.Linear(4, 3)
    loss = nn.CrossEntropyLoss()(net(torch.randn(8, 4)), torch.zeros(8).long())
    loss.backward()
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Trace
from shapelint.report.findings import Finding
from shapelint.rules.wording.report import Case, failing
from shapelint.rules.wording.words import size_text


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "gradient-of-many"):
        shape = size_text(case.shape) if case.shape is not None else "of several numbers"
        message = f"{case.title}: gradients begin at a single number, {_called(case)} is {shape}"
        yield case.finding(message, label=f"is {shape}", help=_advice(case))


def _called(case: Case) -> str:
    return "the tensor" if case.event.name == "backward" else "`outputs`"


def _advice(case: Case) -> str:
    if case.event.name == "grad":
        return "give it grad_outputs=torch.ones_like(...) of its shape, or take the sum first"
    return "write .mean() or .sum() before, or give backward() a gradient of its shape"
