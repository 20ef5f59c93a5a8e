"""padded-last-step (SHP315): the last step of padded sequences is taken.

What: `pad_packed_sequence` fills every sequence up to the longest; its result is indexed by -1 along the steps. A batch
of one, lengths that are all the same, and steps that are gathered by the lengths are as they should be.

Why: nothing fails. All but the longest sequences give what they were padded with, zeros, and not the state behind their
last step: the network learns from the longest alone.

Bad:

    import torch
    from torch import nn
    from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

    lengths = torch.tensor([7, 5, 2])
    packed = pack_padded_sequence(torch.randn(3, 7, 8), lengths, batch_first=True)
    out, _ = nn.GRU(8, 16, batch_first=True)(packed)
    out, _ = pad_packed_sequence(out, batch_first=True)
    last = out[:, -1]  # warning: [padded-last-step]

Good:

    import torch
    from torch import nn
    from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

    lengths = torch.tensor([7, 5, 2])
    packed = pack_padded_sequence(torch.randn(3, 7, 8), lengths, batch_first=True)
    out, _ = nn.GRU(8, 16, batch_first=True)(packed)
    out, lengths = pad_packed_sequence(out, batch_first=True)
    last = out[torch.arange(len(out)), lengths - 1]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.axis_origin import MOVES, step_back
from shapelint.rules.evidence.flow import alike, calls_of, main, number, shape_of, short, source, warning
from shapelint.rules.wording.words import size_text
from shapelint.sizes.tensors import Tensor

severity = "warning"

MOST = 20
STEPWISE = frozenset({
    "Dropout", "dropout", "Linear", "linear", "LayerNorm", "layer_norm", "relu", "ReLU", "tanh", "Tanh", "gelu", "GELU",
    "contiguous", "float", "to", "add", "mul", *MOVES,
})  # fmt: skip
"""Operations that look at one step at a time."""
EQUAL = frozenset({"full", "ones", "full_like", "ones_like", "expand", "repeat", "new_full"})
"""Operations that make lengths which are all the same."""


def check(trace: Trace) -> Iterator[Finding]:
    packed = calls_of(trace, {"pack_padded_sequence", "pack_sequence"})
    if not packed or not calls_of(trace, {"pad_packed_sequence"}):
        return
    if any(_are_the_same(event) for event in packed):
        return
    for event in calls_of(trace, {"__getitem__"}):
        x, axis = main(event), _last_of(event)
        padded = None if x is None or axis is None else _padded(x, axis)
        if padded is None or x is None or axis is None:
            continue
        shape = shape_of(x, event) or ()
        if len(shape) != 3 or alike(event, shape[1 - axis], 1) or alike(event, shape[axis], 1):
            continue
        yield warning(
            event,
            f"step -1 of {size_text(shape)} is the last of the longest sequence only: the others were padded up to it, "
            "and give their padding",
            label="padding, but for the longest",
            help="take the step before each length, "
            + ("out[torch.arange(len(out)), lengths - 1]" if axis else "out[lengths - 1, torch.arange(out.size(1))]")
            + ", or the states that the layer returns beside its output",
            related=[(padded, "pads all up to the longest")],
        )


def _last_of(event: Event) -> int | None:
    """The axis of which an index takes the last element.

    All axes before it are taken whole.
    """
    key = event.arguments.get("key")
    parts: Any = key if isinstance(key, tuple) else (key,)
    for axis, part in enumerate(parts[:2]):
        if number(part) == -1:
            return axis
        if part != slice(None):
            return None
    return None


def _padded(x: Tensor, axis: int) -> Event | None:
    """The call that padded the sequences along an axis."""
    tensor, at = x, axis
    for _ in range(MOST):
        made = source(tensor)
        if made is None:
            return None
        if short(made) == "pad_packed_sequence":
            first = made.arguments.get("batch_first", False)
            return made if isinstance(first, bool) and at == int(first) else None
        before = step_back(made, tensor, at) if short(made) in STEPWISE else None
        if before is None:
            return None
        tensor, at = before
    return None


def _are_the_same(event: Event) -> bool:
    """Whether all sequences surely are of one length."""
    lengths = event.arguments.get("lengths")
    if isinstance(lengths, (tuple, list)):
        return bool(lengths) and all(one == lengths[0] for one in lengths)
    if not isinstance(lengths, Tensor):
        return False
    made = source(lengths)
    return made is not None and (short(made) in EQUAL or _repeats_one(made.arguments.get("data")))


def _repeats_one(data: Any) -> bool:
    return isinstance(data, (tuple, list)) and bool(data) and all(one == data[0] for one in data)
