"""Distances and similarities between vectors."""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.declare import function, layer
from shapelint.ops.core.dtypes import floated, promoted, real
from shapelint.ops.core.need import need
from shapelint.ops.formulas.axes import at_least_rank
from shapelint.ops.formulas.broadcasting import broadcast_sizes, elementwise
from shapelint.ops.reductions import reduced
from shapelint.sizes.tensors import Tensor


def _reduced_pair(x1: Tensor, x2: Tensor, dim: Any, keepdim: Any = False) -> Tensor:
    """Both broadcast, then one axis of the common shape goes."""
    common = elementwise(x1, x2)
    return Tensor(reduced(common, dim, keepdim, single=True), real(floated(x1.dtype)) if x1.dtype == x2.dtype else None)


@function("torch.nn.functional.cosine_similarity", "torch.cosine_similarity")
def cosine_similarity(x1: Tensor, x2: Tensor, dim=1, eps=1e-8) -> Tensor:
    """(*, D, *), (*, D, *) -> (*, *)"""
    return _reduced_pair(x1, x2, dim)


@layer("torch.nn.CosineSimilarity")
class CosineSimilarity:
    """(*, D, *), (*, D, *) -> (*, *)"""

    def __init__(self, dim=1, eps=1e-8) -> None:
        self.dim, self.eps = dim, eps

    def forward(self, x1: Tensor, x2: Tensor) -> Tensor:
        return _reduced_pair(x1, x2, self.dim)


@function("torch.nn.functional.pairwise_distance", "torch.pairwise_distance")
def pairwise_distance(x1: Tensor, x2: Tensor, p=2.0, eps=1e-6, keepdim=False) -> Tensor:
    """(*, D), (*, D) -> (*) or (*, 1)"""
    return _reduced_pair(x1, x2, -1, keepdim)


@layer("torch.nn.PairwiseDistance")
class PairwiseDistance:
    """(*, D), (*, D) -> (*) or (*, 1)"""

    def __init__(self, p=2.0, eps=1e-6, keepdim=False) -> None:
        self.norm, self.eps, self.keepdim = p, eps, keepdim

    def forward(self, x1: Tensor, x2: Tensor) -> Tensor:
        return _reduced_pair(x1, x2, -1, self.keepdim)


@function("torch.cdist")
def cdist(x1: Tensor, x2: Tensor, p=2.0, compute_mode="use_mm_for_euclid_dist_if_necessary") -> Tensor:
    """(*, P, D), (*, R, D) -> (*, P, R)"""
    at_least_rank(x1, 2, "x1")
    at_least_rank(x2, 2, "x2")
    a, b = need.shape(x1), need.shape(x2)
    need.same(
        b[-1], a[-1], "feature-mismatch", actual_is="last size of x2", expected_is="last size of x1", of=x2,
        axis=len(b) - 1, argument="x2",
    )  # fmt: skip
    batch = broadcast_sizes(a[:-2], b[:-2], arguments=("x1", "x2"))
    return Tensor((*batch, a[-2], b[-2]), promoted(x1, x2))


@function("torch.nn.functional.pdist", "torch.pdist")
def pdist(input: Tensor, p=2) -> Tensor:
    """(N, D) -> (N * (N - 1) / 2)"""
    count, _ = need.rank(input, {2: "ND"})
    return Tensor((count * (count - 1) // 2,), input.dtype)
