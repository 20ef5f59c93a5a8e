"""size-mismatch (SHP112): two sizes of one operation that must agree differ.

What: the batch of two inputs, a hidden state and its layer, the rows of an index and of what it selects from: an
operation takes several tensors that must agree on a size, and they do not.

Why: torch raises at the call.

Bad:

    import torch
    from torch import nn

    rnn = nn.GRU(16, 32, batch_first=True)
    out, h = rnn(torch.randn(4, 10, 16), torch.zeros(1, 8, 32))  # error: [size-mismatch]

Good:

    import torch
    from torch import nn

    rnn = nn.GRU(16, 32, batch_first=True)
    out, h = rnn(torch.randn(4, 10, 16), torch.zeros(1, 4, 32))
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Trace
from shapelint.report.findings import Finding
from shapelint.rules.fixes.behind import given, with_text_behind
from shapelint.rules.fixes.states import with_size_of_batch
from shapelint.rules.wording.report import Case, explain, failing
from shapelint.rules.wording.words import size_text
from shapelint.sizes.tensors import Tensor


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "size-mismatch"):
        found = case.finding(
            explain(case),
            label=f"{case.have}, not {case.want}" if case.need.relation == "same" else "",
            help=advice(case),
        )
        if is_turned(case):
            yield with_text_behind(found, given(case, case.need.argument), ".transpose(0, 1)")
        else:
            yield with_size_of_batch(case, found) if case.need.argument in STATES else found


STATES = frozenset(("hx", "h_0", "c_0"))


def is_turned(case: Case) -> bool:
    """Whether the state would fit with its first two axes exchanged."""
    shape, axis = case.shape, case.axis
    if shape is None or axis is None or case.need.relation != "same" or len(shape) != 3 or axis > 1:
        return False
    return case.need.argument in STATES and shape[1 - axis] == case.need.expected


PADDING = {
    "attn_mask": "key_padding_mask", "src_mask": "src_key_padding_mask", "tgt_mask": "tgt_key_padding_mask",
    "memory_mask": "memory_key_padding_mask", "mask": "src_key_padding_mask",
}  # fmt: skip
"""The argument for a mask of positions -> that for a mask of padding."""


def _padding_mask(case: Case) -> str:
    """The argument that takes a mask of each sequence's positions."""
    if case.need.argument not in PADDING or case.axis != 0 or case.shape is None or len(case.shape) != 2:
        return ""
    shapes = [one.known_shape or () for one in case.event.arguments.values() if isinstance(one, Tensor)]
    of_batches = any(len(shape) == 3 and case.shape[0] in shape[:2] for shape in shapes)
    return PADDING[case.need.argument] if of_batches else ""


def advice(case: Case) -> str:
    shape, axis, want = case.shape, case.axis, case.need.expected
    if shape is None or axis is None or case.need.relation != "same":
        return ""
    if is_turned(case):
        turned = size_text((shape[1], shape[0], shape[2]))
        return f"the state is (layers, batch, hidden) even with batch_first: .transpose(0, 1) makes {turned}"
    if mask := _padding_mask(case):
        return f"a mask of (batch, positions) is given as {mask}"
    fitting = size_text((*shape[:axis], want, *shape[axis + 1 :]))
    return f"with {want} on axis {axis} it would fit: {fitting}" if isinstance(want, int) else ""
