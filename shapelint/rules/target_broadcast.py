"""target-broadcast (SHP330): a loss stretches its target, or its input, to the other.

What: mse_loss, l1_loss and their like are given an input and a target of different shapes, which only broadcast.

Why: torch warns of it and goes on. Every number of the one is compared with the same number of the other, and the loss
falls towards a mean instead of what was to be learnt. Columns that meet rows are told of by silent-broadcast, an axis
of 1 that is left over by stray-axis; of axes that the code makes itself, and of a constant that all numbers are
compared with, nothing is said.

Bad:

    import torch
    from torch import nn

    predicted = nn.Linear(3, 20)(torch.rand(1, 3))
    wanted = torch.rand(1)
    loss = nn.MSELoss()(predicted, wanted)  # warning: [target-broadcast]

Good:

    import torch
    from torch import nn

    predicted = nn.Linear(3, 20)(torch.rand(1, 3))
    wanted = torch.rand(1, 20)
    loss = nn.MSELoss()(predicted, wanted)
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.flow import calls_of, differ, main, shape_of, short, source, warning
from shapelint.rules.silent_broadcast import met
from shapelint.rules.wording.words import size_text
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Tensor

severity = "warning"
torch = False

WARNING = frozenset(
    ("MSELoss", "L1Loss", "SmoothL1Loss", "HuberLoss", "mse_loss", "l1_loss", "smooth_l1_loss", "huber_loss")
)
"""The losses at which torch itself warns."""
SHAPED = frozenset(("unsqueeze", "expand", "expand_as", "broadcast_to", "view", "reshape", "repeat", "tensor", "full"))
CONSTANTS = frozenset(("ones", "zeros", "tensor", "full", "scalar_tensor", "ones_like", "zeros_like", "full_like"))
HANDED_ON = frozenset(("to", "float", "cuda", "cpu", "detach", "clone", "double", "type"))


def check(trace: Trace) -> Iterator[Finding]:
    for event in calls_of(trace, WARNING):
        scores, target = event.arguments.get("input"), event.arguments.get("target")
        if not isinstance(scores, Tensor) or not isinstance(target, Tensor):
            continue
        if met(event, 1) is not None or met(event, 2) is not None:
            continue
        one, other = shape_of(scores, event), shape_of(target, event)
        if one is None or other is None or not _surely_others(event, one, other):
            continue
        if _is_meant(scores, one) or _is_meant(target, other):
            continue
        yield warning(
            event,
            f"the input is {size_text(one)}, the target {size_text(other)}: the smaller is stretched to the other",
            label="torch warns here, and goes on",
            help=f"give both the same shape: a target of {size_text(one)}, or fewer outputs",
            related=[
                (source(scores), f"gives {size_text(one)}"),
                (source(target), f"gives {size_text(other)}"),
            ],
        )


def _surely_others(event: Event, one: tuple[Dim, ...], other: tuple[Dim, ...]) -> bool:
    return len(one) != len(other) or any(differ(event, a, b) for a, b in zip(one, other, strict=True))


def _is_meant(tensor: Tensor, shape: tuple[Dim, ...]) -> bool:
    """Whether the code made it for this very broadcast.

    An axis of its own making, a constant, a parameter.
    """
    if not shape or tensor.role:
        return True
    event = source(tensor)
    while event is not None and short(event) in HANDED_ON:
        before = main(event)
        event = None if before is None else source(before)
    if event is None:
        return False
    name = short(event)
    if name in SHAPED or bool(event.arguments.get("keepdim")):
        return True
    return name in CONSTANTS and all(size == 1 for size in shape)
