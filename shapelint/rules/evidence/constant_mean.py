"""The mean of shares over the axis of their softmax.

Part of wrong-axis: it is one over their number, whatever the scores are.
"""

from __future__ import annotations

from shapelint.ops.core.trace import Event
from shapelint.report.findings import Finding
from shapelint.rules.evidence.axis_origin import MOVES, step_back
from shapelint.rules.evidence.flow import axis_argument, main, shape_of, short, source, warning
from shapelint.rules.wording.words import size_text
from shapelint.sizes.tensors import Tensor

SOFTMAX = frozenset({"softmax", "Softmax"})
PURE = frozenset({
    "squeeze", "unsqueeze", "view", "reshape", "contiguous", "detach", "to", "float", "cpu", "cuda", "clone", "double",
    "__getitem__", *MOVES,
})  # fmt: skip
"""Operations that leave every number as it is."""
MOST = 20


def constant_mean(event: Event, x: Tensor, axis: int) -> Finding | None:
    """The finding about a mean over the axis of a softmax."""
    tensor, at = x, axis
    for _ in range(MOST):
        made = source(tensor)
        if made is None:
            return None
        shape = shape_of(tensor, made)
        if short(made) in SOFTMAX:
            if shape is None or axis_argument(made, len(shape)) != at:
                return None
            return _says(event, made, axis, size_text(shape[at]))
        before = step_back(made, tensor, at) if short(made) in PURE else None
        if before is None:
            return None
        tensor, at = before
    return None


def _says(event: Event, made: Event, axis: int, size: str) -> Finding:
    given = shape_of(main(event), event)
    return warning(
        event,
        f"axis {axis} of {size_text(given)} is the one over which {short(made)} shared out, "
        f"so that its mean is always 1/{size}",
        label=f"always 1/{size}",
        help="take the mean over another axis; was one dropped before?",
        related=[(made, "shares sum to one along this axis")],
    )
