"""Connectionist temporal classification: sequences of labels against longer sequences of class scores."""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.declare import function, layer
from shapelint.ops.core.need import need
from shapelint.ops.formulas.reduction import RULE, reduced
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Tensor


@function("torch.nn.functional.ctc_loss")
def ctc_loss(
    log_probs: Tensor, targets: Tensor, input_lengths, target_lengths, blank=0, reduction="mean", zero_infinity=False
) -> Tensor:
    """(T, N, C), targets (N, S) or (sum of target_lengths) -> () or, with reduction='none', (N)"""
    return _ctc(log_probs, targets, input_lengths, target_lengths, blank, reduction)


def _ctc(
    log_probs: Tensor, targets: Tensor, input_lengths: Any, target_lengths: Any, blank: Any, reduction: Any
) -> Tensor:
    shape = need.rank(log_probs, {3: "TNC", 2: "TC"}, "log_probs")
    steps, classes = shape[0], shape[-1]
    batch: Dim = shape[1] if len(shape) == 3 else 1
    if isinstance(blank, int):
        need.at_least(blank, 0, "index-out-of-range", actual_is="blank", argument="blank")
        need.at_least(
            classes, blank + 1, "index-out-of-range", actual_is="classes in log_probs", expected_is="blank + 1",
            argument="blank", of=log_probs, axis=len(shape) - 1,
        )  # fmt: skip
    longest = {}
    for name, lengths in (("input_lengths", input_lengths), ("target_lengths", target_lengths)):
        count, stated = _lengths(lengths, name)
        if count is not None:
            need.same(count, batch, RULE, actual_is=f"number of {name}", expected_is="batch size", argument=name)
        longest[name] = stated
    if longest["input_lengths"]:
        need.at_least(
            steps, max(longest["input_lengths"]), RULE, actual_is="steps of log_probs",
            expected_is="longest of input_lengths", argument="input_lengths", of=log_probs, axis=0,
        )  # fmt: skip
    dims = need.known(targets)
    wanted = longest["target_lengths"]
    if dims is not None:
        need.rank(targets, (1, 2), "targets")
        if len(dims) == 2:
            need.same(
                dims[0], batch, RULE, actual_is="rows of targets", expected_is="batch size", argument="targets",
                of=targets, axis=0,
            )  # fmt: skip
            if wanted:
                need.at_least(
                    dims[1], max(wanted), RULE, actual_is="size of targets", argument="targets", of=targets, axis=1
                )
        elif wanted:
            need.same(
                dims[0], sum(wanted), RULE, actual_is="size of targets", expected_is="sum of target_lengths",
                argument="targets", of=targets, axis=0,
            )  # fmt: skip
    return reduced(reduction, (batch,) if len(shape) == 3 else (), log_probs.dtype)


def _lengths(lengths: Any, name: str) -> tuple[Dim | None, list[int] | None]:
    """How many lengths there are, and the lengths.

    The lengths themselves where the source states them.
    """
    if isinstance(lengths, Tensor):
        shape = need.known(lengths)
        if shape is None or len(shape) > 1:
            return None, None
        stated = lengths.data if isinstance(lengths.data, list) else None
        return (shape[0] if shape else 1), _all_whole(stated)
    if isinstance(lengths, (list, tuple)):
        return len(lengths), _all_whole(list(lengths))
    return None, None


def _all_whole(values: list[Any] | None) -> list[int] | None:
    return values if values and all(isinstance(one, int) for one in values) else None


@layer("torch.nn.CTCLoss")
class CTCLoss:
    """(T, N, C), targets (N, S) or (sum of target_lengths) -> () or, with reduction='none', (N)"""

    def __init__(self, blank=0, reduction="mean", zero_infinity=False) -> None:
        self.blank, self.reduction, self.zero_infinity = blank, reduction, zero_infinity

    def forward(self, log_probs: Tensor, targets: Tensor, input_lengths, target_lengths) -> Tensor:
        return _ctc(log_probs, targets, input_lengths, target_lengths, self.blank, self.reduction)
