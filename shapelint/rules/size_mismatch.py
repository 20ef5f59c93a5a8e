"""size-mismatch (SHP112): two sizes of one operation that must agree differ.

What: the batch of two inputs, a hidden state and its layer, the rows of an index and of what it selects from: an
operation takes several tensors that must agree on a size, and they do not.

Why: torch raises at the call.

Bad:

    import torch
    from torch import nn

    rnn = nn.GRU(16, 32, batch_first=True)
    out, h = rnn(torch.randn(4, 10, 16), torch.zeros(1, 8, 32))  # error: [size-mismatch]

Good:

    import torch
    from torch import nn

    rnn = nn.GRU(16, 32, batch_first=True)
    out, h = rnn(torch.randn(4, 10, 16), torch.zeros(1, 4, 32))
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.findings import Finding
from shapelint.rules.report import explain, finding
from shapelint.trace import Trace


def check(trace: Trace) -> Iterator[Finding]:
    for event, need in trace.failures("size-mismatch"):
        yield finding("SHP112", "size-mismatch", event, need, explain(event, need), help="")
