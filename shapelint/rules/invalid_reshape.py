"""invalid-reshape (SHP108): a view, reshape or pattern asks for a shape that the tensor's elements do not fill.

What: the number of elements of the new shape differs from the old one's, or a view can not be made without copying.

Why: torch raises at the call. Hard-coded sizes that were right for another image are the usual cause.

Bad:

    import torch
    from torch import nn

    x = torch.randn(4, 16, 6, 6)
    flat = x.view(4, 16 * 5 * 5)  # error: [invalid-reshape]

Good:

    import torch
    from torch import nn

    x = torch.randn(4, 16, 5, 5)
    flat = x.view(4, 16 * 5 * 5)
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.dims import Dim, product
from shapelint.findings import Finding
from shapelint.rules.report import Case, explain, failing, product_text, size_text
from shapelint.trace import Trace


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "invalid-reshape"):
        if case.need.relation == "holds" or case.shape is None:
            yield case.finding(explain(case), help=advice(case))
            continue
        elements = (
            f"{product_text(case.shape)} = {case.have} elements"
            if case.axis is None
            else f"{case.have} on axis {case.axis}"
        )
        demand = "do not divide by" if case.need.relation == "divides" else "are not"
        asked = f"{_asked(case)} = {case.want}" if _asked(case) != case.want else case.want
        yield case.finding(
            f"{case.title}: the input {size_text(case.shape)} has {elements}, which {demand} {asked}",
            label=f"{case.have} elements", built=f"{case.want} elements", help=advice(case),
        )  # fmt: skip


def _asked(case: Case) -> str:
    """`64*7*8`, the sizes that are asked for."""
    text = case.need.expected_is.rpartition(", ")[2]
    return text.replace(" ", "") or case.want


def advice(case: Case) -> str:
    shape, have = case.shape, case.need.actual
    if shape is None or case.axis is not None:
        return f"the sizes must multiply to {case.have}" if case.axis is not None else ""
    if case.need.relation == "divides" and len(shape) > 1:
        return f"keep the batch and let the rest follow: .flatten(1) makes {size_text((shape[0], product(shape[1:])))}"
    asked = case.event.arguments.get("size", case.event.arguments.get("shape"))
    flat = (
        list(asked[0])
        if isinstance(asked, tuple) and len(asked) == 1 and isinstance(asked[0], (tuple, list))
        else asked
    )
    if isinstance(flat, (tuple, list)) and len(flat) == 2 and len(shape) > 2 and flat[0] == shape[0]:
        return f"write .flatten(1), or {product_text(shape[1:])} = {size_text(product(shape[1:]))} for the second size"
    if isinstance(flat, (tuple, list)) and isinstance(have, int) and all(isinstance(one, int) for one in flat):
        return _one_off([one for one in flat if isinstance(one, int)], have)
    return ""


def _one_off(sizes: list[int], have: int) -> str:
    """The one size that would have to be another, where that is a whole number."""
    for at in reversed(range(len(sizes))):
        rest: Dim = product(sizes[:at] + sizes[at + 1 :])
        if isinstance(rest, int) and rest > 0 and have % rest == 0:
            return f"with {have // rest} in place of {sizes[at]} it would fit, or with -1"
    return ""
