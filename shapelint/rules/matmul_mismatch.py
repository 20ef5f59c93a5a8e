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
from shapelint.rules.origins import sizes
from shapelint.rules.report import Case, explain, failing, size_text
from shapelint.trace import Trace


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "matmul-mismatch"):
        shapes = [sizes(tensor, case.event) for _, tensor in case.tensors]
        if (
            len(shapes) != 2
            or shapes[0] is None
            or shapes[1] is None
            or not case.need.actual_is.endswith("summed over")
        ):
            yield case.finding(explain(case), related=[case.made_here(tensor) for _, tensor in case.tensors])
            continue
        left, right = (
            f"{text} is {size_text(shape)}" if text else size_text(shape)
            for (text, _), shape in zip(case.tensors, shapes)
        )
        rows = shapes[1][-2] if len(shapes[1]) > 1 else shapes[1][-1]
        yield case.finding(
            f"{case.title}: {left} and {right}; the last size of the first, {size_text(shapes[0][-1])}, must be the "
            f"{'last but one' if len(shapes[1]) > 1 else 'size'} of the second, {size_text(rows)}",
            label=f"{size_text(shapes[0])} times {size_text(shapes[1])}", help=advice(case),
            related=[case.made_here(tensor) for _, tensor in case.tensors],
        )  # fmt: skip


def advice(case: Case) -> str:
    """Which factor to transpose, where that makes them fit."""
    left, right = (sizes(tensor, case.event) for _, tensor in case.tensors)
    if left is None or right is None or len(left) < 2 or len(right) < 2:
        return ""
    batched = len(left) > 2 or len(right) > 2
    if batched and left[:-2] != right[:-2] and len(left) == len(right):
        return ""
    if left[-1] == right[-1]:
        return f"transpose the second: .transpose(-2, -1) makes {size_text((*right[:-2], right[-1], right[-2]))}"
    if left[-2] == right[-2]:
        return f"transpose the first: .transpose(-2, -1) makes {size_text((*left[:-2], left[-1], left[-2]))}"
    return ""
