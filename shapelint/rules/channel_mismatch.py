"""channel-mismatch (SHP101): another number of channels than a layer was built for.

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

import re
from collections.abc import Iterator

from shapelint.ops.core.trace import Trace
from shapelint.report.findings import Finding
from shapelint.rules.fixes.behind import given, with_text_behind
from shapelint.rules.fixes.numbers import with_number
from shapelint.rules.wording.origins import inputs, maker, source_of
from shapelint.rules.wording.report import Case, failing
from shapelint.rules.wording.siblings import meant
from shapelint.rules.wording.words import count, size_text
from shapelint.sizes.tensors import Tensor


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "channel-mismatch"):
        takes = count(case.need.expected, "channel")
        found = case.finding(
            f"{case.title} takes {takes}, but its input has {case.have_in_full}{case.at_axis}",
            label=f"gets {count(case.need.actual, 'channel')}", built=f"takes {case.want}", help=advice(case),
        )  # fmt: skip
        order = _order(case)
        missing = case.axis == 0 and case.need.expected == 1
        turned = f".permute({', '.join(map(str, order))})" if order else ".unsqueeze(1)" if missing else ""
        if meant(case):
            yield found
        else:
            yield with_text_behind(found, given(case), turned) if turned else with_number(case, found)


def advice(case: Case) -> str:
    have, want, shape, axis = case.need.actual, case.need.expected, case.shape, case.axis
    write = case.argument_to_write()
    if case.build is None:
        return f"the weight must have size {case.have} on the axis of its input channels, or groups must divide them"
    if sibling := meant(case):
        return f"{case.title} fits its other call, and {sibling} takes {case.have}: was that meant here?"
    if shape is not None and axis == 0:
        unbatched = f"an input of {len(shape)} dimensions is taken for one without a batch, and axis 0 for its channels"
        return f"{unbatched}: if the channel axis is missing, write .unsqueeze(1)" if want == 1 else unbatched
    order = _order(case)
    placed = source_of(case.need.of) if order and case.need.of is not None else None
    if placed is not None and placed.name == "unsqueeze" and want == 1:
        return "the axis that was added must be the channels: write .unsqueeze(1) in its place"
    if order and shape is not None:
        permuted = f".permute({', '.join(map(str, order))}), which makes {size_text([shape[one] for one in order])}"
        text = f"axis {order[1]} has {want}: if those are the channels, write {permuted}"
        return f"{text}; else {write}" if write else text
    if have == 1 and want == 3 and write:
        return f"for grey images write {write}; or give it three channels, x.expand(-1, 3, -1, -1)"
    if have == 3 and want == 1 and write:
        return f"for colour images write {write}"
    if write and "+" in case.formula:
        return f"write {write}: {case.formula}, the sizes that are joined"
    return f"write {write}" if write else ""


CHANNELS_FIRST = re.compile(
    r"(?:Lazy)?(?:Conv|conv|BatchNorm|InstanceNorm|GroupNorm|MaxPool|AvgPool|AdaptiveAvgPool)\w*"
)


def _order(case: Case) -> tuple[int, ...]:
    """The order of axes that puts the channels where they belong.

    () where no later axis has as many, or the layers before have put theirs there already.
    """
    want, shape, axis = case.need.expected, case.shape, case.axis
    if shape is None or not axis or want not in shape[axis + 1 :] or case.build is None:
        return ()
    if case.need.of is not None and _has_channels(case.need.of, axis):
        return ()
    at = len(shape) - 1 - shape[::-1].index(want)
    return (0, at, *(other for other in range(1, len(shape)) if other != at))


def _has_channels(tensor: Tensor, axis: int, depth: int = 4) -> bool:
    """Whether a convolution or the like gave an axis."""
    event = maker(tensor, axis)
    if event is None or not depth:
        return False
    if event.name in ("cat", "concat", "concatenate"):
        return all(_has_channels(one, axis, depth - 1) for one in inputs(event))
    return CHANNELS_FIRST.fullmatch(event.name) is not None
