"""own-check (SHP120): the program's own check of its sizes surely fails.

What: an `assert`, or an `if` that raises, compares sizes that the program itself gives, and does not hold.

Why: the program ends there, whatever it is run on.

Bad:

    import torch
    from torch import nn


    class Attention(nn.Module):
        def __init__(self, width, heads):
            super().__init__()
            assert width % heads == 0, "heads must divide width"  # error: [own-check]
            self.project = nn.Linear(width, 3 * width)


    Attention(1600, 48)

Good:

    import torch
    from torch import nn


    class Attention(nn.Module):
        def __init__(self, width, heads):
            super().__init__()
            assert width % heads == 0, "heads must divide width"
            self.project = nn.Linear(width, 3 * width)


    Attention(1600, 25)
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Trace
from shapelint.report.findings import Finding
from shapelint.rules.wording.report import failing
from shapelint.source.reading.callee_text import checked_text


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "own-check"):
        text, says = checked_text(case.event.place)
        about = f"`{text}`" if text else "the check"
        yield case.finding(
            f"{about} {says}: {case.need.actual_is}", label="the program ends here", whole=True,
            help="give sizes for which the check holds, where this is called",
        )  # fmt: skip
