"""norm-mismatch (SHP103): a normalisation layer is given another width than it was built for.

What: num_features, num_channels or normalized_shape of a normalisation layer differs from the tensor that reaches it.

Why: torch raises as soon as the layer is called. The norm usually kept the width of the layer before the last change.

Bad:

    import torch
    from torch import nn

    net = nn.Sequential(nn.Conv2d(3, 16, 3), nn.BatchNorm2d(32))  # error: [norm-mismatch]
    net(torch.randn(2, 3, 8, 8))

Good:

    import torch
    from torch import nn

    net = nn.Sequential(nn.Conv2d(3, 16, 3), nn.BatchNorm2d(16))
    net(torch.randn(2, 3, 8, 8))
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Trace
from shapelint.report.findings import Finding
from shapelint.rules.fixes.numbers import with_number
from shapelint.rules.wording.report import Case, explain, failing
from shapelint.rules.wording.siblings import meant
from shapelint.rules.wording.words import count


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "norm-mismatch"):
        if case.need.relation != "same" or not case.argument_to_write(1):
            yield case.finding(explain(case), help=advice(case))
            continue
        noun = "feature" if case.argument == "normalized_shape" else "channel"
        found = case.finding(
            f"{case.title} is for {count(case.need.expected, noun)}, but its input has {case.have}{case.at_axis}",
            label=f"gets {case.have}", built=f"for {case.want}", help=advice(case),
        )  # fmt: skip
        yield found if meant(case) else with_number(case, found)


def advice(case: Case) -> str:
    want, shape, axis = case.need.expected, case.shape, case.axis
    write = case.argument_to_write()
    if sibling := meant(case):
        return f"{case.title} fits its other call, and {sibling} has {case.have}: was that meant here?"
    if case.need.relation == "at least":
        return (
            "in training there must be more than one value per channel: use a larger batch or image, leave out a last "
            "batch of one (drop_last=True), or call net.eval()"
        )
    if shape is not None and axis is not None and len(shape) > 2 and want in shape[1:]:
        other = len(shape) - 1 - shape[::-1].index(want)
        text = f"axis {other} has {want}, but {case.event.name} looks at axis {axis}: move it there"
        if other != axis:
            kept = [one for one in range(len(shape)) if one != other]
            kept.insert(axis, other)
            text += f" with .permute({', '.join(map(str, kept))})"
            return f"{text}; else write {write}" if write else text
    return f"write {write}" if write else ""
