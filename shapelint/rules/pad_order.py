"""pad-order (SHP301): an amount for one axis stands where another axis is padded.

What: `F.pad` and the padding layers count from the last axis: (left, right, top, bottom, front, back). Convolutions and
pools count from the first: (height, width). An amount that was computed from the height, or from the kernel over it,
stands in the width half, or the other way round.

Why: nothing raises. The borders are added where they do not belong, and a later crop, interpolation or pool hides the
wrong size. A file that says of its tensors that the width comes first is believed, and names say nothing where the
amounts of both axes are equal. What counts is first where the amounts come from, then whether only the swapped order
fits the kernel that follows, and names only where nothing else is known. Numbers that pad samples or channels alone are
spoken of where words say that the image was to be padded.

Bad:

    import torch
    from torch import nn
    import torch.nn.functional as F

    class Same(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv = nn.Conv2d(3, 8, kernel_size=(3, 7))

        def forward(self, x):
            kh, kw = self.conv.kernel_size
            x = F.pad(x, (kh // 2, kh // 2, kw // 2, kw // 2))  # warning: [pad-order]
            return self.conv(x)

Good:

    import torch
    from torch import nn
    import torch.nn.functional as F

    class Same(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv = nn.Conv2d(3, 8, kernel_size=(3, 7))

        def forward(self, x):
            kh, kw = self.conv.kernel_size
            x = F.pad(x, (kw // 2, kw // 2, kh // 2, kh // 2))
            return self.conv(x)
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.axis_names import names_of_arguments, names_of_pads
from shapelint.rules.evidence.pad_elsewhere import constants_elsewhere
from shapelint.rules.evidence.pad_evidence import (
    PaddedCase,
    case_of,
    flow,
    pair_for_both,
    pair_of_axes,
    rectangular,
    swapped_for_kernel,
    swapped_size,
    width_only,
)
from shapelint.rules.evidence.pad_spelled import difference_at_longer, spelled_elsewhere
from shapelint.rules.evidence.size_names import SIZED, names_of_size
from shapelint.rules.evidence.windows import pads, read_pad, windows
from shapelint.sizes.dims import symbols

severity = "warning"


def check(trace: Trace) -> Iterator[Finding]:
    found = [_first(case_of(trace, pad)) for pad in pads(trace) if not pad.event.caught]
    for window in windows(trace).values():
        if not window.event.caught:
            found.append(rectangular(window) or names_of_arguments(window))
    called = trace.called()
    for event in (event for name in SIZED for event in called.get(name, ())):
        if not event.caught:
            found.append(swapped_size(trace, event, SIZED[event.name]) or names_of_size(trace, event))
    yield from (one for one in found if one is not None)


def abstains(event: Event) -> bool:
    """Nothing is padded in this world, or all by one unknown number.

    `pad_h = 0 if h % 8 == 0 else ...`; `kernel_size = (k,) * 3` tells no axis from the others.
    """
    pad = read_pad(event)
    amounts = [] if pad is None else [amount for side in pad.sides for amount in side if amount != 0]
    if pad is None or None in amounts:
        return False
    names = [symbols(amount) for amount in amounts if amount is not None]
    return not names or (len(names) > 2 and len(names[0]) == 1 and all(one == names[0] for one in names))


def _first(case: PaddedCase) -> Finding | None:
    """Evidence from data flow first.

    Where that says that the order is right, nothing weaker is heard.
    """
    told = flow(case) or pair_of_axes(case)
    if told is not None:
        return told
    if case.flow is not None and (case.flow.right or case.flow.moves):
        return None
    return (
        swapped_for_kernel(case)
        or pair_for_both(case)
        or width_only(case)
        or spelled_elsewhere(case)
        or difference_at_longer(case)
        or constants_elsewhere(case)
        or (None if case.fits else names_of_pads(case))
    )
