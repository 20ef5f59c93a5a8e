"""Losses between embeddings: ranking, cosine, triplet."""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.declare import function, layer
from shapelint.ops.core.dtypes import averaged
from shapelint.ops.core.need import need
from shapelint.ops.formulas.broadcasting import broadcast
from shapelint.ops.formulas.partial import removed
from shapelint.ops.formulas.reduction import RULE, legacy, reduced, same_rank
from shapelint.ops.losses import _Loss
from shapelint.sizes.tensors import Shape, Tensor, UnknownShape


@function("torch.nn.functional.margin_ranking_loss")
def margin_ranking_loss(
    input1: Tensor, input2: Tensor, target: Tensor, margin=0, size_average=None, reduce=None, reduction="mean"
) -> Tensor:
    """(*), (*), (*) -> () or, with reduction='none', (*)"""
    same_rank(input1, {"input2": input2, "target": target})
    shape = broadcast(input1, input2, target, arguments=("input1", "input2", "target"), rule=RULE)
    return reduced(legacy(size_average, reduce, reduction), shape, averaged(input1, input2, target))


@function("torch.nn.functional.cosine_embedding_loss")
def cosine_embedding_loss(
    input1: Tensor, input2: Tensor, target: Tensor, margin=0, size_average=None, reduce=None, reduction="mean"
) -> Tensor:
    """(N, D), (N, D), target (N) -> () or, with reduction='none', (N)"""
    dims = need.known(target)
    if dims is not None and len(dims) > 1:
        need.refuse(
            RULE, f"target must have at most 1 dimension, it has {len(dims)}", actual=len(dims), expected=1, of=target,
            argument="target",
        )  # fmt: skip
    for name, one in (("input1", input1), ("input2", input2)):
        shape = need.known(one)
        if dims is not None and shape is not None and len(shape) != len(dims) + 1:
            need.refuse(
                RULE, f"a target with {len(dims)} dimensions needs {name} to have {len(dims) + 1}", actual=len(shape),
                expected=len(dims) + 1, of=one, argument=name,
            )  # fmt: skip
    met = broadcast(input1, input2, arguments=("input1", "input2"), rule=RULE)
    whole: Shape = UnknownShape("the shapes of the inputs are not known")
    if isinstance(met, tuple) and dims is not None:
        rows = (*met[: len(dims)], *met[len(dims) + 1 :])
        whole = broadcast(Tensor(rows), target, arguments=("input", "target"), rule=RULE)
    return reduced(legacy(size_average, reduce, reduction), whole, averaged(input1, input2, target))


def _distance(first: Tensor, second: Tensor, names: tuple[str, str]) -> Shape:
    """Of pairs of vectors on the last axis: their shape without it."""
    met = broadcast(first, second, arguments=names, rule=RULE)
    if isinstance(met, UnknownShape):
        return UnknownShape(met.reason, removed(met.known, -1))
    return met[:-1]


def _triplet(anchor: Tensor, positive: Tensor, negative: Tensor, swap: Any) -> Shape:
    same_rank(anchor, {"positive": positive, "negative": negative})
    distances = [
        Tensor(_distance(anchor, positive, ("anchor", "positive"))),
        Tensor(_distance(anchor, negative, ("anchor", "negative"))),
    ]
    if isinstance(swap, bool) and swap:
        distances.append(Tensor(_distance(positive, negative, ("positive", "negative"))))
    return broadcast(*distances, arguments=("anchor", "negative"), rule=RULE)


def _margin(margin: Any) -> None:
    if isinstance(margin, (int, float)) and margin <= 0:
        need.refuse("wrong-arguments", f"margin must be greater than 0, it is {margin}", argument="margin")


@function("torch.nn.functional.triplet_margin_loss")
def triplet_margin_loss(
    anchor: Tensor, positive: Tensor, negative: Tensor, margin=1.0, p=2, eps=1e-6, swap=False, size_average=None,
    reduce=None, reduction="mean",
) -> Tensor:  # fmt: skip
    """(N, D), (N, D), (N, D) -> () or, with reduction='none', (N)"""
    _margin(margin)
    return reduced(
        legacy(size_average, reduce, reduction),
        _triplet(anchor, positive, negative, swap),
        averaged(anchor, positive, negative),
    )


@function("torch.nn.functional.triplet_margin_with_distance_loss")
def triplet_margin_with_distance_loss(
    anchor: Tensor, positive: Tensor, negative: Tensor, *, distance_function=None, margin=1.0, swap=False,
    reduction="mean",
) -> Tensor:  # fmt: skip
    """(N, D), (N, D), (N, D) -> () or, with reduction='none', (N)"""
    _margin(margin)
    same_rank(anchor, {"positive": positive, "negative": negative})
    if distance_function is None:
        return reduced(reduction, _triplet(anchor, positive, negative, swap), averaged(anchor, positive, negative))
    return reduced(reduction, UnknownShape("the distance function is not known"), averaged(anchor, positive, negative))


@layer("torch.nn.MarginRankingLoss")
class MarginRankingLoss(_Loss):
    """(*), (*), (*) -> () or, with reduction='none', (*)"""

    def __init__(self, margin=0.0, size_average=None, reduce=None, reduction="mean") -> None:
        super().__init__(size_average, reduce, reduction)
        self.margin = margin

    def forward(self, input1: Tensor, input2: Tensor, target: Tensor) -> Tensor:
        return margin_ranking_loss(input1, input2, target, reduction=self.reduction)


@layer("torch.nn.CosineEmbeddingLoss")
class CosineEmbeddingLoss(_Loss):
    """(N, D), (N, D), target (N) -> () or, with reduction='none', (N)"""

    def __init__(self, margin=0.0, size_average=None, reduce=None, reduction="mean") -> None:
        super().__init__(size_average, reduce, reduction)
        self.margin = margin

    def forward(self, input1: Tensor, input2: Tensor, target: Tensor) -> Tensor:
        return cosine_embedding_loss(input1, input2, target, reduction=self.reduction)


@layer("torch.nn.TripletMarginLoss")
class TripletMarginLoss(_Loss):
    """(N, D), (N, D), (N, D) -> () or, with reduction='none', (N)"""

    def __init__(
        self, margin=1.0, p=2.0, eps=1e-6, swap=False, size_average=None, reduce=None, reduction="mean"
    ) -> None:
        super().__init__(size_average, reduce, reduction)
        _margin(margin)
        self.margin, self.p, self.eps, self.swap = margin, p, eps, swap

    def forward(self, anchor: Tensor, positive: Tensor, negative: Tensor) -> Tensor:
        return triplet_margin_loss(anchor, positive, negative, swap=self.swap, reduction=self.reduction)


@layer("torch.nn.TripletMarginWithDistanceLoss")
class TripletMarginWithDistanceLoss(_Loss):
    """(N, D), (N, D), (N, D) -> () or, with reduction='none', (N)"""

    def __init__(self, *, distance_function=None, margin=1.0, swap=False, reduction="mean") -> None:
        _margin(margin)
        self.distance_function, self.margin, self.swap = distance_function, margin, swap
        self.reduction = reduction

    def forward(self, anchor: Tensor, positive: Tensor, negative: Tensor) -> Tensor:
        return triplet_margin_with_distance_loss(
            anchor, positive, negative, distance_function=self.distance_function, swap=self.swap,
            reduction=self.reduction,
        )  # fmt: skip
