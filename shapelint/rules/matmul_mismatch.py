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

from shapelint.ops.core.trace import Trace
from shapelint.report.findings import Finding
from shapelint.rules.wording.origins import sizes
from shapelint.rules.wording.report import Case, explain, failing
from shapelint.rules.wording.words import size_text
from shapelint.sizes.dims import Dim


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "matmul-mismatch"):
        made = [case.made_here(tensor) for _, tensor in case.tensors]
        pair = _factors(case)
        if pair is None:
            yield case.finding(explain(case), related=made, whole=True)
            continue
        left, right = pair
        (one, other), which = case.operands, "last but one" if len(right) > 1 else "size"
        yield case.finding(
            f"{case.title}: {one} is {size_text(left)} and {other} is {size_text(right)}; the last size of the first, "
            f"{size_text(left[-1])}, must be the {which} of the second, {size_text(right[-2:][0])}",
            label=f"{size_text(left)} times {size_text(right)}", help=advice(left, right), related=made, whole=True,
        )  # fmt: skip


def _factors(case: Case) -> tuple[tuple[Dim, ...], tuple[Dim, ...]] | None:
    """The shapes of the two factors.

    Where it is their inner sizes that do not meet.
    """
    shapes = [sizes(tensor, case.event) for _, tensor in case.tensors]
    if len(shapes) != 2 or not shapes[0] or not shapes[1] or not case.need.actual_is.endswith("summed over"):
        return None
    return shapes[0], shapes[1]


def advice(left: tuple[Dim, ...], right: tuple[Dim, ...]) -> str:
    """Which factor to transpose, where that makes them fit."""
    if len(left) < 2 or len(right) < 2 or (len(left) == len(right) and left[:-2] != right[:-2]):
        return ""
    if left[-1] == right[-1]:
        return f"transpose the second: .transpose(-2, -1) makes {size_text((*right[:-2], right[-1], right[-2]))}"
    if left[-2] == right[-2]:
        return f"transpose the first: .transpose(-2, -1) makes {size_text((*left[:-2], left[-1], left[-2]))}"
    return ""
