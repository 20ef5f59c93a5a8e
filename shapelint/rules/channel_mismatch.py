"""channel-mismatch (SHP101): a layer is given another number of channels than it was built for.

What: a convolution, a transposed convolution or a channel-wise layer takes `in_channels` channels, counted on the axis
before the spatial ones, and the tensor that reaches it has another number.

Why: torch raises as soon as the layer is called. The number is usually stale: the layer before it was changed, a
concatenation added channels, or a grey image meets a network for colour.

Bad:

    import torch
    from torch import nn

    net = nn.Sequential(
        nn.Conv2d(3, 16, 3),
        nn.ReLU(),
        nn.Conv2d(8, 32, 3),  # error: [channel-mismatch]
    )
    net(torch.randn(1, 3, 32, 32))

Good:

    import torch
    from torch import nn

    net = nn.Sequential(
        nn.Conv2d(3, 16, 3),
        nn.ReLU(),
        nn.Conv2d(16, 32, 3),
    )
    net(torch.randn(1, 3, 32, 32))
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Trace
from shapelint.report.findings import Finding
from shapelint.rules.fixes.numbers import with_number
from shapelint.rules.wording.report import Case, failing
from shapelint.rules.wording.words import count, size_text


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "channel-mismatch"):
        takes = count(case.need.expected, "channel")
        found = case.finding(
            f"{case.title} takes {takes}, but its input has {case.have_in_full}{case.at_axis}",
            label=f"gets {count(case.need.actual, 'channel')}", built=f"takes {case.want}", help=advice(case),
        )  # fmt: skip
        yield with_number(case, found)


def advice(case: Case) -> str:
    have, want, shape, axis = case.need.actual, case.need.expected, case.shape, case.axis
    write = case.argument_to_write()
    if case.build is None:
        return f"the weight must have size {case.have} on the axis of its input channels, or groups must divide them"
    if shape is not None and axis == 0:
        unbatched = f"an input of {len(shape)} dimensions is taken for one without a batch, and axis 0 for its channels"
        return f"{unbatched}: if the channel axis is missing, write .unsqueeze(1)" if want == 1 else unbatched
    if shape is not None and axis is not None and want in shape[axis + 1 :]:
        at = len(shape) - 1 - shape[::-1].index(want)
        order = [0, at, *(other for other in range(1, len(shape)) if other != at)]
        permuted = f".permute({', '.join(map(str, order))}), which makes {size_text([shape[one] for one in order])}"
        text = f"axis {at} has {want}: if those are the channels, write {permuted}"
        return f"{text}; else {write}" if write else text
    if have == 1 and want == 3 and write:
        return f"for grey images write {write}; or give it three channels, x.expand(-1, 3, -1, -1)"
    if have == 3 and want == 1 and write:
        return f"for colour images write {write}"
    if write and "+" in case.formula:
        return f"write {write}: {case.formula}, the sizes that are joined"
    return f"write {write}" if write else ""
