"""join-mismatch (SHP107): tensors that are joined differ in another axis than the one they are joined along.

What: torch.cat wants all sizes but that of dim to be the same, torch.stack wants all of them to be.

Why: torch raises at the call. In U-Nets an odd size is halved and doubled again, and the skip is one row larger.

Bad:

    import torch
    from torch import nn

    skip = torch.randn(1, 8, 25, 25)
    up = nn.Upsample(scale_factor=2)(nn.MaxPool2d(2)(skip))
    out = torch.cat([up, skip], dim=1)  # error: [join-mismatch]

Good:

    import torch
    from torch import nn

    skip = torch.randn(1, 8, 24, 24)
    up = nn.Upsample(scale_factor=2)(nn.MaxPool2d(2)(skip))
    out = torch.cat([up, skip], dim=1)
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.dims import Dim
from shapelint.findings import Finding
from shapelint.rules.origins import inputs, sizes
from shapelint.rules.report import Case, count, explain, failing, size_text
from shapelint.trace import Trace
from shapelint.written import element_texts


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "join-mismatch"):
        tensors = inputs(case.event)
        shapes = [sizes(tensor, case.event) for tensor in tensors]
        known = [shape for shape in shapes if shape is not None]
        if len(known) != len(shapes):
            yield case.finding(explain(case))
            continue
        names = element_texts(case.event.where("tensors"))
        shown = [
            f"{names[i]} is {size_text(s)}" if i < len(names) and names[i] else size_text(s)
            for i, s in enumerate(known)
        ]
        if len(shown) > 4:
            shown = [*shown[:3], "..."]
        yield case.finding(
            f"{case.title}: {' and '.join(shown)}; {_demand(case)}", help=advice(case, known),
            label=" and ".join(dict.fromkeys(size_text(shape) for shape in known[:4])), related=[case.made_here(one) for one in tensors[:3]],
        )  # fmt: skip


def _demand(case: Case) -> str:
    if case.need.relation != "same":
        return case.need.actual_is
    along = case.event.arguments.get("dim")
    rest = f"all axes but {along}" if case.event.name != "stack" else "all axes"
    return f"{rest} must agree, and axis {case.axis} is {case.want} and {case.have}"


def advice(case: Case, shapes: list[tuple[Dim, ...]]) -> str:
    """What is usually meant where these shapes are joined."""
    if case.need.relation != "same" or case.axis is None:
        ranks = {len(shape) for shape in shapes}
        return (
            f"they have {' and '.join(map(str, sorted(ranks)))} dimensions: .unsqueeze(...) adds the missing axis"
            if len(ranks) > 1
            else ""
        )
    first = shapes[0]
    differ = [
        axis for axis in range(len(first)) if len({shape[axis] for shape in shapes if len(shape) == len(first)}) > 1
    ]
    if case.event.name == "stack":
        return "pad them to one length, as torch.nn.utils.rnn.pad_sequence does"
    if len(differ) == 1:
        return f"they differ on axis {differ[0]} only: write dim={differ[0]}"
    if len(first) > 3 and all(axis >= 2 for axis in differ if axis != case.event.arguments.get("dim")):
        have, want = case.need.actual, case.need.expected
        if isinstance(have, int) and isinstance(want, int) and abs(have - want) == 1:
            return (
                (
                    f"{max(have, want)} is odd, and halving and doubling it gives {min(have, want)}: resize to the skip, F.interpolate(x, "
                    f"size=skip.shape[2:]), or pad by {count(1, 'pixel')}; or take images whose size every pool divides"
                )
                if max(have, want) % 2
                else _resize()
            )
        return _resize()
    return ""


def _resize() -> str:
    return "make the sizes equal before: crop the larger one, use padding in the convolutions, or F.interpolate(x, size=skip.shape[2:])"
