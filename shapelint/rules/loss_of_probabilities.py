"""loss-of-probabilities (SHP311): a loss applies softmax or sigmoid to the result of one.

What: CrossEntropyLoss takes raw scores and applies log_softmax to them, BCEWithLogitsLoss applies sigmoid, NLLLoss
takes the log_softmax of the classes, which stand on axis 1. Reported is where the loss is given the very result of a
softmax or sigmoid (moved, reshaped or indexed at most), or NLLLoss a softmax without the log, the log_softmax of a
softmax, or one of another axis. The softmax of a metric beside the loss, soft targets, and the log of mixed
probabilities are as they should be.

Why: nothing fails, and the loss still falls. But the scores that the loss sees lie between 0 and 1, so that no answer
is ever much surer than another, gradients are small, and the network stays at a poor result. A second log_softmax
changes nothing, and shows that one of the two was not meant.

Bad:

    import torch
    from torch import nn

    net = nn.Sequential(nn.Linear(8, 5), nn.Softmax(dim=1))  # warning: [loss-of-probabilities]
    nn.CrossEntropyLoss()(net(torch.randn(6, 8)), torch.randint(0, 5, (6,)))

Good:

    import torch
    from torch import nn

    net = nn.Sequential(nn.Linear(8, 5))
    nn.CrossEntropyLoss()(net(torch.randn(6, 8)), torch.randint(0, 5, (6,)))
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.flow import (
    axis_argument,
    calls_of,
    main,
    shape_of,
    short,
    source,
    warning,
)
from shapelint.rules.wording.words import title
from shapelint.sizes.tensors import Tensor

severity = "warning"
instead_of = ("wrong-axis",)

CROSS_ENTROPY = {"CrossEntropyLoss", "cross_entropy"}
BINARY = {"BCEWithLogitsLoss", "binary_cross_entropy_with_logits"}
NEGATIVE = {"NLLLoss", "nll_loss", "NLLLoss2d", "nll_loss2d"}
SOFTMAX = {"softmax", "Softmax", "Softmax2d"}
LOG_SOFTMAX = {"log_softmax", "LogSoftmax"}
SIGMOID = {"sigmoid", "Sigmoid", "sigmoid_"}
KEPT = {
    "contiguous", "clone", "to", "float", "double", "half", "type", "cuda", "cpu", "view", "reshape", "flatten",
    "squeeze", "permute", "transpose", "__getitem__", "Identity", "Flatten",
}  # fmt: skip


def check(trace: Trace) -> Iterator[Finding]:
    for loss in calls_of(trace, CROSS_ENTROPY | BINARY | NEGATIVE):
        given = loss.arguments.get("input")
        if not isinstance(given, Tensor):
            continue
        made, moved = _maker(given)
        if made is None:
            continue
        said = _said(trace, loss, made, moved)
        if said is not None:
            message, help = said
            place = (made.build or made).place
            related: list[tuple[Event | None, str]] = [(loss, "the loss is given it here")]
            if made.build is not None:
                related.append((made, "applied here"))
            label = f"the loss applies {'sigmoid' if short(loss) in BINARY else 'log_softmax'} itself"
            label = "over another axis than the classes" if "axis" in message else label
            yield warning(made, message, at=place, label=label, help=help, related=related)


def _maker(tensor: Tensor) -> tuple[Event | None, bool]:
    """The operation that made the numbers of a tensor.

    And whether they were moved since.
    """
    made, moved = source(tensor), False
    seen: set[int] = set()
    while made is not None and short(made) in KEPT:
        if id(made) in seen:
            return None, moved  # a tensor that was changed in place may be made of itself
        seen.add(id(made))
        moved = moved or short(made) not in ("contiguous", "clone", "to", "float", "Identity")
        made = source(main(made))
    return made, moved


def _said(trace: Trace, loss: Event, made: Event, moved: bool) -> tuple[str, str] | None:
    name, taken = short(loss), short(made)
    what, whose = title(trace, loss), title(trace, made)
    if name in CROSS_ENTROPY and taken in SOFTMAX:
        return (
            f"{what} takes raw scores, and is given the probabilities of {whose}",
            "give it the scores before the softmax",
        )
    if name in CROSS_ENTROPY and taken in LOG_SOFTMAX:
        return (
            f"{what} applies log_softmax itself, and is given the result of {whose}",
            "give it the raw scores, or take NLLLoss",
        )
    if name in BINARY and taken in SIGMOID:
        return (
            f"{what} takes raw scores, and is given the probabilities of {whose}",
            "give it the scores before the sigmoid, or take the loss without logits, BCELoss",
        )
    if name in NEGATIVE and taken in SOFTMAX:
        return (
            f"{what} takes logarithms of probabilities, and is given the probabilities of {whose}",
            "take log_softmax, or CrossEntropyLoss and the raw scores",
        )
    if name in NEGATIVE and taken in LOG_SOFTMAX and not moved:
        return _of_a_softmax(trace, what, made) or _over_another(what, whose, made)
    return None


def _of_a_softmax(trace: Trace, what: str, made: Event) -> tuple[str, str] | None:
    """A log_softmax of what is a softmax already."""
    given = main(made)
    inner = None if given is None else _maker(given)[0]
    if inner is None or short(inner) not in SOFTMAX:
        return None
    whose = title(trace, inner)
    return (
        f"{title(trace, made)} takes raw scores, and is given the probabilities of {whose}: {what} sees neither",
        "give log_softmax the scores before the softmax",
    )


def _over_another(what: str, whose: str, made: Event) -> tuple[str, str] | None:
    """A log_softmax that runs over another axis than the classes."""
    shape = shape_of(made.output, made)
    axis = axis_argument(made, len(shape)) if shape is not None else None
    classes = 1 if shape is not None and len(shape) > 1 else 0
    if axis is None or axis == classes:
        return None
    others = "the samples of the batch" if axis == 0 else "positions"
    message = f"{whose} over axis {axis} compares {others}: the classes of {what} stand on axis {classes}"
    return message, f"dim={classes}"
