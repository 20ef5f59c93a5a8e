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
    scores = q @ k.transpose(-2, -1)
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Trace
from shapelint.report.findings import Finding
from shapelint.rules.fixes.behind import with_text_behind
from shapelint.rules.fixes.letters import with_letters_exchanged
from shapelint.rules.wording.origins import sizes
from shapelint.rules.wording.report import Case, explain, failing
from shapelint.rules.wording.words import size_text
from shapelint.sizes.dims import Dim
from shapelint.source.place import Place
from shapelint.source.reading.callee_text import operand_places


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "matmul-mismatch"):
        made = [case.made_here(tensor) for _, tensor in case.tensors]
        pair = _factors(case)
        if pair is None:
            help, fix = with_letters_exchanged(case) if case.event.bare == "einsum" else ("", None)
            yield case.finding(explain(case), help=help, related=made, whole=True).with_(fix=fix)
            continue
        left, right = pair
        (one, other), which = case.operands, "last but one" if len(right) > 1 else "size"
        found = case.finding(
            f"{case.title}: {one} is {size_text(left)} and {other} is {size_text(right)}; the last size of the first, "
            f"{size_text(left[-1])}, must be the {which} of the second, {size_text(right[-2:][0])}",
            label=f"{size_text(left)} times {size_text(right)}", help=advice(left, right), related=made, whole=True,
        )  # fmt: skip
        turned = _turned(left, right)
        yield found if turned is None else with_text_behind(found, _places(case)[turned], ".transpose(-2, -1)")


def _factors(case: Case) -> tuple[tuple[Dim, ...], tuple[Dim, ...]] | None:
    """The shapes of the two factors.

    Where it is their inner sizes that do not meet.
    """
    shapes = [sizes(tensor, case.event) for _, tensor in case.tensors]
    if len(shapes) != 2 or not shapes[0] or not shapes[1] or not case.need.actual_is.endswith("summed over"):
        return None
    return shapes[0], shapes[1]


def _places(case: Case) -> tuple[Place | None, Place | None]:
    event = case.event
    if event.place in event.stack:
        return None, None
    one, other = operand_places(event.place, event.as_method)
    return (other, one) if event.bare.startswith("__r") else (one, other)


def _turned(left: tuple[Dim, ...], right: tuple[Dim, ...]) -> int | None:
    """Which factor would fit transposed: the first (0) or the second (1)."""
    if len(left) < 2 or len(right) < 2 or (len(left) == len(right) and left[:-2] != right[:-2]):
        return None
    return 1 if left[-1] == right[-1] else 0 if left[-2] == right[-2] else None


def advice(left: tuple[Dim, ...], right: tuple[Dim, ...]) -> str:
    """Which factor to transpose, where that makes them fit."""
    turned = _turned(left, right)
    if turned == 1:
        return f"transpose the second: .transpose(-2, -1) makes {size_text((*right[:-2], right[-1], right[-2]))}"
    if turned == 0:
        return f"transpose the first: .transpose(-2, -1) makes {size_text((*left[:-2], left[-1], left[-2]))}"
    return ""
