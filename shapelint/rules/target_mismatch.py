"""target-mismatch (SHP110): a loss is given a target that does not fit its input.

What: cross entropy wants class numbers without the class axis or probabilities of the very same shape; binary cross
entropy wants the very same shape.

Why: torch raises at the call of the loss, after the whole forward pass.

Bad:

    import torch
    from torch import nn

    logits = torch.randn(8, 1)
    labels = torch.rand(8)
    loss = nn.BCELoss()(logits.sigmoid(), labels)  # error: [target-mismatch]

Good:

    import torch
    from torch import nn

    logits = torch.randn(8, 1)
    labels = torch.rand(8)
    loss = nn.BCELoss()(logits.sigmoid().squeeze(1), labels)
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Trace
from shapelint.report.findings import Finding
from shapelint.rules.fixes.behind import with_text_behind, written
from shapelint.rules.wording.origins import sizes
from shapelint.rules.wording.report import Case, explain, failing
from shapelint.rules.wording.words import count, size_text
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Tensor


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "target-mismatch"):
        pair = _pair(case)
        if pair is None:
            yield case.finding(explain(case))
            continue
        scores, target = pair
        found = case.finding(
            f"{case.title}: the input is {size_text(scores)}, the target {size_text(target)}; {_demand(case, scores)}",
            label=f"{size_text(scores)} against {size_text(target)}", help=advice(case, scores, target),
            related=[case.made_here(case.event.arguments.get(name)) for name in ("input", "target")],
        )  # fmt: skip
        which, axis = _too_many(case, scores, target)
        yield with_text_behind(found, case.event.where(which), f".squeeze({axis})") if which else found


def _pair(case: Case) -> tuple[tuple[Dim, ...], tuple[Dim, ...]] | None:
    """The shapes of input and target.

    Where the requirement is about these two.
    """
    given = [case.event.arguments.get(name) for name in ("input", "target")]
    if case.need.argument != "target" or not all(isinstance(one, Tensor) for one in given):
        return None
    scores, target = (sizes(one, case.event) for one in given if isinstance(one, Tensor))
    return None if scores is None or target is None else (scores, target)


BY_CLASS = frozenset(("CrossEntropyLoss", "NLLLoss", "NLLLoss2d", "cross_entropy", "nll_loss"))


def _demand(case: Case, scores: tuple[Dim, ...]) -> str:
    if case.event.name in BY_CLASS and len(scores) > 1:
        wanted = size_text((scores[0], *scores[2:]))
        return f"class numbers must be {wanted}, the input without axis 1, its {count(scores[1], 'class')}"
    return "both must have the same shape"


def advice(case: Case, scores: tuple[Dim, ...], target: tuple[Dim, ...]) -> str:
    """What is usually meant where these two meet."""
    if case.event.name in BY_CLASS and len(scores) > 1:
        return _by_class(case, scores, target)
    input, wanted = _written(case)
    which, axis = _too_many(case, scores, target)
    if which == "input":
        return f"write {input}.squeeze({axis}), or {wanted}.unsqueeze({axis})"
    if which == "target":
        return f"write {wanted}.squeeze({axis})"
    if len(scores) == 2 and scores[-1] == 2 and target == scores[:1]:
        return "two outputs for one target: use CrossEntropyLoss with class numbers, or a single output and squeeze(1)"
    return f"give the target the shape {size_text(scores)}"


def _written(case: Case) -> tuple[str, str]:
    """Input and target as the call has them."""
    input, target = (written(case.event.where(name)) or name for name in ("input", "target"))
    return input, target


def _too_many(case: Case, scores: tuple[Dim, ...], target: tuple[Dim, ...]) -> tuple[str, int]:
    """Which of the two has an axis of 1 too many, where.

    "" for neither.
    """
    by_class = case.event.name in BY_CLASS and len(scores) > 1
    axis = _one_more(target, (scores[0], *scores[2:]) if by_class else scores)
    if axis is not None:
        return "target", axis
    axis = None if by_class else _one_more(scores, target)
    return ("input", axis) if axis is not None else ("", 0)


def _one_more(long: tuple[Dim, ...], wanted: tuple[Dim, ...]) -> int | None:
    """The axis of 1 without which the shape is as wanted."""
    fitting = (at for at, size in enumerate(long) if size == 1 and (*long[:at], *long[at + 1 :]) == wanted)
    return next(fitting, None)


def _by_class(case: Case, scores: tuple[Dim, ...], target: tuple[Dim, ...]) -> str:
    wanted = (scores[0], *scores[2:])
    input, labels_written = _written(case)
    axis = _one_more(target, wanted)
    if axis is not None:
        return f"write {labels_written}.squeeze({axis}), which makes it {size_text(wanted)}"
    if len(scores) > 2 and target == scores[:-1]:
        last = len(scores) - 1
        order = ", ".join(map(str, (0, last, *range(1, last))))
        return (
            f"the classes stand last: write {input}.permute({order}), which moves the {size_text(scores[-1])} to axis 1"
        )
    if len(scores) > 2 and len(target) == 1:
        one = "take one step of it (`[:, -1]`), or " if len(scores) == 3 else ""
        return f"the input has more than one prediction for a target: {one}flatten or pool it to (batch, classes) first"
    if len(target) == len(wanted) and all(isinstance(one, int) for one in (scores[0], target[0])):
        rows, labels = scores[0], target[0]
        if isinstance(rows, int) and isinstance(labels, int) and labels > 0 and rows % labels == 0 and rows != labels:
            return f"the batch grew from {labels} to {rows}: does a view before it mix the batch with other axes?"
    return ""
