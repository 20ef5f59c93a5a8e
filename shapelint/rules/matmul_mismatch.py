"""matmul-mismatch (SHP109): the inner sizes of a matrix product differ.

What: the columns of the left factor must be as many as the rows of the right one; in an einsum every letter stands
for one size.

Why: torch raises at the product. Usually one of the two wants to be transposed.

Bad:

    import torch
    from torch import nn

    q = torch.randn(2, 10, 64)
    k = torch.randn(2, 12, 64)
    scores = q @ k  # error: [matmul-mismatch]

Good:

    import torch
    from torch import nn

    q = torch.randn(2, 10, 64)
    k = torch.randn(2, 12, 64)
    scores = q @ k.transpose(1, 2)
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.findings import Finding
from shapelint.rules.report import explain, finding
from shapelint.trace import Trace


def check(trace: Trace) -> Iterator[Finding]:
    for event, need in trace.failures("matmul-mismatch"):
        yield finding("SHP109", "matmul-mismatch", event, need, explain(event, need), help="")
