"""dtype-mismatch (SHP115): an operation surely refuses the type of what a tensor holds.

What: torch takes integers, floats or booleans only where the operation has a meaning for them, and does not turn one
into the other: an embedding wants whole numbers, a layer with weights what its weights are, cross entropy the numbers
of classes as int64.

Why: torch raises RuntimeError, often about kernels or scalar types.

numpy computes with float64, layers are made of float32: where both were seen to be made, and nothing in the program
speaks of another default type or of autocast, they do not fit.

Bad:

    import numpy as np
    import torch
    from torch import nn

    features = torch.from_numpy(np.random.rand(100, 8))
    model = nn.Linear(8, 1)
    model(features)  # error: [dtype-mismatch]

Good:

    import numpy as np
    import torch
    from torch import nn

    features = torch.from_numpy(np.random.rand(100, 8))
    model = nn.Linear(8, 1)
    model(features.float())
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Trace
from shapelint.report.findings import Finding
from shapelint.rules.fixes.behind import given, with_text_behind
from shapelint.rules.wording.origins import source_of
from shapelint.rules.wording.report import Case, explain, failing

CASTS = {"int64": "long", "float32": "float", "float64": "double", "bool": "bool"}
OF_NUMPY = ("from_numpy", "as_tensor", "tensor")


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "dtype-mismatch"):
        cast = CASTS.get(str(case.need.expected))
        if case.need.expected == "dtype":
            yield case.finding(explain(case), help="make it with dtype=torch.float32, or of numbers with a point")
        elif cast is None:
            yield case.finding(explain(case))
        else:
            found = case.finding(explain(case), help=_help(case, cast))
            fixable = not _is_drawn(case) and cast != "bool"
            yield with_text_behind(found, given(case, case.need.argument), f".{cast}()") if fixable else found


def _help(case: Case, cast: str) -> str:
    """What to write, and why the type is as it is."""
    if case.need.actual == "float64" and cast == "float":
        return "numpy computes with float64, layers are made of float32: write .float() behind it"
    if cast == "bool":
        return "compare it with something (mask == 0), or write .bool() behind it"
    if _is_drawn(case):
        return "make them with torch.randint, or write .long() behind them"
    return f"write .{cast}() behind it"


def _is_drawn(case: Case) -> bool:
    """Whether whole numbers are wanted of a normal distribution."""
    made = source_of(case.need.of) if case.need.of is not None else None
    return case.need.expected == "int64" and made is not None and made.name in ("randn", "normal")
