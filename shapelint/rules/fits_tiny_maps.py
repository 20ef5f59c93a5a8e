"""fits-tiny-maps (SHP332): branches of a network meet where a map has a pixel only.

What: a block adds or concatenates what convolutions made of one tensor, and by a stride or without padding they make
maps of other sizes of it. The network that calls the block makes maps of more pixels for all but the smallest pictures.

Why: torch raises for each real picture, and for one so small that the map has a single pixel it runs, by accident.
Where the code compares shapes first, states that size, or goes on to pool to a number that decides it, nothing is said.

Bad:

    import torch
    from torch import nn

    class Block(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv = nn.Conv2d(8, 8, 3, stride=2, padding=1)

        def forward(self, x):
            return x + self.conv(x)  # warning: [fits-tiny-maps]

    class Network(nn.Module):
        def __init__(self):
            super().__init__()
            self.stem = nn.Conv2d(3, 8, 7, stride=4, padding=3)
            self.body = nn.Sequential(Block(), Block())

        def forward(self, x):
            return self.body(self.stem(x)).mean((2, 3))

Good:

    import torch
    from torch import nn

    class Block(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv = nn.Conv2d(8, 8, 3, padding=1)

        def forward(self, x):
            return x + self.conv(x)

    class Network(nn.Module):
        def __init__(self):
            super().__init__()
            self.stem = nn.Conv2d(3, 8, 7, stride=4, padding=3)
            self.body = nn.Sequential(Block(), Block())

        def forward(self, x):
            return self.body(self.stem(x)).mean((2, 3))
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.accidents import JOINS, SUMS, in_network, meeting, told
from shapelint.rules.evidence.flow import calls_of

severity = "warning"
torch = False
as_error = True
instead_of = ("fits-by-accident",)


def check(trace: Trace) -> Iterator[Finding]:
    seen: set[object] = set()
    for event in calls_of(trace, SUMS | JOINS):
        found = meeting(trace, event, own_numbers=False) if in_network(event) and event.place not in seen else None
        if found is not None:
            seen.add(event.place)
            yield told(trace, event, found)
