"""kernel-exceeds-input (SHP105): a kernel is larger than the (padded) tensor it slides over.

What: a convolution, pool or unfold window does not fit into its input even once.

Why: torch raises at the call. The feature map was made too small by the strides and pools before.

Bad:

    import torch
    from torch import nn

    net = nn.Sequential(nn.MaxPool2d(8), nn.Conv2d(3, 8, 5))  # error: [kernel-exceeds-input]
    net(torch.randn(1, 3, 28, 28))

Good:

    import torch
    from torch import nn

    net = nn.Sequential(nn.MaxPool2d(4), nn.Conv2d(3, 8, 5))
    net(torch.randn(1, 3, 28, 28))
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Trace
from shapelint.report.findings import Finding
from shapelint.rules.wording.report import Case, failing


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "kernel-exceeds-input"):
        have, want, what = case.have, case.want, case.need.actual_is or "size"
        kernel = f"{case.need.expected_is} {want}" if case.need.expected_is else want
        how = f": {case.need.formula}" if case.need.formula else ""
        yield case.finding(
            f"{case.title}: the {what} is {have}, less than {kernel}{case.at_axis}{how}",
            label=f"{what} is {have}", built=f"needs {want}", help=advice(case),
        )  # fmt: skip


def advice(case: Case) -> str:
    have, want = case.need.actual, case.need.expected
    if not isinstance(have, int) or not isinstance(want, int):
        return "the image is too small for it: leave out a pool or stride before it, or add padding"
    pool = "Pool" in case.event.name or "pool" in case.event.name
    if pool and case.shape is not None and have > 1 and _is_global(case):
        rank = f"{len(case.shape) - 2}d"
        return f"to pool over all that is left, write nn.AdaptiveAvgPool{rank}(1), or kernel_size={have}"
    if pool:
        return "leave out this pool or a stride before it, or start from a larger input"
    if have < 1:
        return "nothing is left to slide over: leave out a pool or stride before it, or start from a larger input"
    missing = want - have
    padding = "more padding" if "padded" in case.need.actual_is else f"padding={(missing + 1) // 2}"
    remedies = f"a kernel of at most {have}, {padding}, one pool or stride fewer before it"
    return f"use {remedies}, or a larger input"


def _is_global(case: Case) -> bool:
    """Whether pooling over the whole image is meant.

    It comes close to that: a kernel that is no small window.
    """
    return isinstance(case.need.expected, int) and case.need.expected > 3 and "avg" in case.event.name.lower()
