"""invalid-reshape (SHP108): a view, reshape or pattern asks for a shape that cannot be.

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

    x = torch.randn(4, 16, 6, 6)
    flat = x.flatten(1)
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from shapelint.ops.core.trace import Trace
from shapelint.report.findings import Finding, Fix
from shapelint.rules.fixes.moves import flattened
from shapelint.rules.wording.report import Case, explain, failing
from shapelint.rules.wording.words import product_text, size_text
from shapelint.sizes.dims import Dim, Expr, product


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "invalid-reshape"):
        if case.need.relation == "holds" or case.shape is None:
            yield case.finding(explain(case), help=advice(case), whole=True)
            continue
        if case.axis is None:
            has, which = f"{product_text(case.shape)} = {case.have} elements", "are"
        else:
            has, which = f"size {case.have} on axis {case.axis}", "is"
        demand = (
            f"which {case.want} does not divide"
            if case.need.relation == "divides"
            else f"which {which} not {_asked(case)}"
        )
        found = case.finding(
            f"{case.title}: the input {size_text(case.shape)} has {has}, {demand}",
            label=f"{case.have} here", built=f"{case.want} are asked for", help=advice(case),
            whole=True,
        )  # fmt: skip
        text, edits = flattened(case.event.place, case.event.bare) if _is_flattening(case) else ("", ())
        yield found.with_(fix=Fix(f"write {text}", edits, safe=False)) if edits else found


def _asked(case: Case) -> str:
    """`64*7*8 = 3584`, the sizes that are asked for."""
    text = case.need.expected_is.rpartition(", ")[2].replace(" ", "")
    return f"{text} = {case.want}" if text and text != case.want else case.want


def _wanted(case: Case) -> list[Dim]:
    """The shape that is asked for; [] where it is not known."""
    given = case.event.arguments.get("size", case.event.arguments.get("shape"))
    if isinstance(given, tuple) and len(given) == 1 and isinstance(given[0], (tuple, list)):
        given = given[0]
    return (
        list(given) if isinstance(given, (tuple, list)) and all(isinstance(one, (int, Expr)) for one in given) else []
    )


def _is_flattening(case: Case) -> bool:
    """Whether samples are laid out as rows: `x.view(-1, 400)`, `x.view(len(x), 400)`."""
    shape, wanted = case.shape or (), _wanted(case)
    if case.axis is not None or len(shape) < 3 or len(wanted) != 2:
        return False
    return wanted[0] == shape[0] or (wanted[0] == -1 and case.need.relation == "divides")


def advice(case: Case) -> str:
    shape, have, wanted = case.shape, case.need.actual, _wanted(case)
    if shape is None:
        return ""
    if case.axis is not None:
        return f"the sizes must multiply to {case.have}{_as_product(have)}"
    if case.need.relation == "divides" and len(shape) > 1:
        return f"keep the batch and let the rest follow: .flatten(1) makes {size_text((shape[0], product(shape[1:])))}"
    if len(wanted) == 2 and len(shape) > 2 and wanted[0] == shape[0]:
        return f"write .flatten(1), or {product_text(shape[1:])} = {size_text(product(shape[1:]))} for the second size"
    last = len(shape) - 1
    if wanted[:last] == list(shape[:-1]) and len(wanted) == last + 2:
        text = f"the last two sizes must multiply to {size_text(shape[-1])}"
        by = wanted[last]
        cannot = isinstance(by, int) and isinstance(shape[-1], int) and by > 0 and shape[-1] % by
        return f"{text}, which {by} does not divide" if cannot else text
    return _one_off(wanted, have) if isinstance(have, int) else ""


def _as_product(size: Dim) -> str:
    """`, which is 7*7`: the two factors that are nearest to each other."""
    if not isinstance(size, int):
        return ""
    smaller = next((one for one in range(math.isqrt(max(size, 0)), 1, -1) if size % one == 0), 0)
    return f", which is {smaller}*{size // smaller}" if smaller else ", which has no divisors"


def _one_off(wanted: list[Dim], have: int) -> str:
    """The one size that would have to be another.

    The largest if it can be: it is the most likely to be stale.
    """
    numbers = [one for one in wanted if isinstance(one, int)]
    for stale in sorted(numbers, reverse=True) if len(numbers) == len(wanted) else ():
        rest = product(numbers) // stale if stale > 0 else 0
        if isinstance(rest, int) and rest > 0 and have % rest == 0:
            return f"with {have // rest} in place of {stale} it would fit, or with -1"
    return ""
