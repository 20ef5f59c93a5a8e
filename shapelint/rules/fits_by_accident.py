"""fits-by-accident (SHP331): a residual sum fits tiny inputs only.

What: a tensor is added to what convolutions made of it, and they change its height, width or length: without padding,
or by a stride. The two fit for inputs of a few pixels only, mostly where one of them is 1; all others raise.

Why: nobody calls the block in the file, so that nothing is wrong for sure, and the first real image stops it. Where the
code compares shapes first, states that size, or pools to a number, nothing is said. What calls the block from another
file is not known, so that this rule is off by default.

Bad:

    import torch
    from torch import nn

    class Block(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv = nn.Conv2d(8, 8, 3)

        def forward(self, x):
            return x + self.conv(x)  # warning: [fits-by-accident]

Good:

    import torch
    from torch import nn

    class Block(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv = nn.Conv2d(8, 8, 3, padding=1)

        def forward(self, x):
            return x + self.conv(x)
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.accidents import SUMS, meeting, told
from shapelint.rules.evidence.flow import calls_of

severity = "warning"
default = False
torch = False
as_error = True


def check(trace: Trace) -> Iterator[Finding]:
    seen: set[object] = set()
    for event in calls_of(trace, SUMS):
        found = meeting(trace, event)
        if found is not None and event.place not in seen:
            seen.add(event.place)
            yield told(trace, event, found)
