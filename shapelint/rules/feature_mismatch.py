"""feature-mismatch (SHP102): another number of features than a layer was built for.

What: a Linear, Bilinear or recurrent layer takes a fixed number of features on its last axis, and the tensor that
reaches it has another number.

Why: torch raises as soon as the layer is called. The commonest cause by far is a Linear after convolutions whose
in_features was worked out for another image size, for a pool that is gone, or without a padding.

Bad:

    import torch
    from torch import nn

    net = nn.Sequential(
        nn.Conv2d(1, 8, 3),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(8 * 14 * 14, 10),  # error: [feature-mismatch]
    )
    net(torch.randn(1, 1, 28, 28))

Good:

    import torch
    from torch import nn

    net = nn.Sequential(
        nn.Conv2d(1, 8, 3),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(8 * 13 * 13, 10),
    )
    net(torch.randn(1, 1, 28, 28))
"""

from __future__ import annotations

from collections.abc import Iterator
from math import gcd

from shapelint.ops.core.trace import Trace
from shapelint.report.findings import Finding
from shapelint.rules.fixes.axes import joined_along, with_axis
from shapelint.rules.fixes.behind import given, with_layer_before, with_text_behind
from shapelint.rules.fixes.numbers import with_number
from shapelint.rules.wording.report import Case, failing
from shapelint.rules.wording.words import count, size_text
from shapelint.sizes.dims import Expr, product, terms


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "feature-mismatch"):
        takes = count(case.need.expected, "feature")
        found = case.finding(
            f"{case.title} takes {takes}, but its input has {case.have_in_full}{case.at_axis}",
            label=f"gets {count(case.need.actual, 'feature')}", built=f"takes {case.want}", help=advice(case),
        )  # fmt: skip
        yield _mended(case, found)


def advice(case: Case) -> str:
    want, shape, axis = case.need.expected, case.shape, case.axis
    write = case.argument_to_write()
    if shape is not None and axis is not None:
        start = _flattened_from(case)
        if start:
            flat = size_text((*shape[:start], want))
            return f"flatten it first: .flatten({start}), or nn.{_flatten(start)}, makes {flat}"
        joined = joined_along(case)
        if joined is not None:
            event, along = joined
            return (
                f"joined along axis {along}, they would be {want}: write {event.bare}(..., dim={along}); else {write}"
            )
        if want in shape[1:axis]:
            other = shape.index(want, 1)
            text = f"axis {other} has {want}: if these are the features, write .transpose({other}, {axis}) before"
            return f"{text}; else {write}" if write else text
    if write:
        return f"write {write}"
    if isinstance(want, int) and isinstance(case.need.actual, Expr):
        factor = _content(case.need.actual)
        if factor > 1 and want % factor:
            return f"no input gives {want}: it would have to be a multiple of {factor}"
    return ""


def _mended(case: Case, found: Finding) -> Finding:
    start, joined = _flattened_from(case), joined_along(case)
    if start:
        found = with_layer_before(found, case, _flatten(start))
        return with_text_behind(found, given(case), f".flatten({start})")
    if joined is not None:
        return with_axis(found, *joined)
    return with_number(case, found)


def _flattened_from(case: Case) -> int:
    """The first axis to flatten for the size that is expected.

    0 for none.
    """
    shape = case.shape or ()
    fitting = (at for at in range(1, len(shape) - 1) if product(shape[at:]) == case.need.expected)
    return next(fitting, 0) if case.axis == len(shape) - 1 else 0


def _flatten(start: int) -> str:
    return f"Flatten({start})" if start > 1 else "Flatten()"


def _content(size: Expr) -> int:
    """The largest number that surely divides the size.

    Whatever its symbols are, as far as its terms show it.
    """
    return gcd(terms(size)[1], *(coefficient for _, coefficient in terms(size)[0]))
