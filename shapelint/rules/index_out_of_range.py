"""index-out-of-range (SHP114): an index lies beyond the end of an axis.

What: an element, a slice's start, or a class number is asked for that the axis does not have.

Why: torch raises IndexError at the call.

Bad:

    import torch
    from torch import nn

    x = torch.randn(8, 10)
    last = x[:, 10]  # error: [index-out-of-range]

Good:

    import torch
    from torch import nn

    x = torch.randn(8, 10)
    last = x[:, 9]
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Trace
from shapelint.report.findings import Finding
from shapelint.rules.wording.report import Case, explain, failing
from shapelint.rules.wording.words import count


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "index-out-of-range"):
        yield case.finding(_message(case), help=advice(case))


def _message(case: Case) -> str:
    largest = case.need.expected
    if isinstance(largest, int) and case.need.expected_is.startswith("largest"):
        noun = "classes" if "class" in case.need.expected_is else "rows"
        return f"{case.title}: there are {case.have} {noun}, and number {largest - 1} is asked for; the first is 0"
    return explain(case)


def advice(case: Case) -> str:
    if isinstance(case.need.expected, int) and case.argument == "input" and case.build is not None:
        return f"write num_embeddings={case.need.expected} or more, or give it smaller numbers"
    if case.shape is None or case.axis is None or not 0 <= case.axis < len(case.shape):
        return ""
    size = case.shape[case.axis]
    if not isinstance(size, int) or size < 1:
        return ""
    return f"axis {case.axis} has {count(size, 'element')}: indices go from 0 to {size - 1}, or from -1 back to -{size}"
