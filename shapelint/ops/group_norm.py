"""Group normalisation.

The channels on axis 1, cut into equal groups that are normalised on their own.
"""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.declare import function, layer, parameter
from shapelint.ops.core.dtypes import weighed
from shapelint.ops.core.need import need
from shapelint.ops.core.state import optional, told
from shapelint.ops.formulas.axes import at_least_rank, named_size
from shapelint.ops.normalisation import more_than_one, per_channel
from shapelint.sizes.dims import product
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Tensor, like


@layer("torch.nn.GroupNorm")
class GroupNorm:
    """(N, num_channels, *) -> same"""

    def __init__(self, num_groups, num_channels, eps=1e-5, affine=True, device=None, dtype=None, *, bias=True) -> None:
        groups, channels = need.whole(num_groups, "num_groups"), need.whole(num_channels, "num_channels")
        if groups == 0:
            need.refuse("invalid-size", "num_groups must not be 0", argument="num_groups")
        need.divides(
            groups, channels, "indivisible-channels", actual_is="num_channels", expected_is="num_groups",
            argument="num_groups",
        )  # fmt: skip
        self.num_groups, self.num_channels, self.eps, self.affine = num_groups, num_channels, eps, affine
        if told(affine) is True:
            need.at_least(channels, 0, "invalid-size", actual_is="num_channels", argument="num_channels")
        self.weight = optional(affine, parameter(channels), "weight")
        self.bias = optional(bias, parameter(channels), "bias") if self.weight is not None else None

    def forward(self, input: Tensor) -> Tensor:
        at_least_rank(input, 2)
        weighed(input, self.weight)
        if isinstance(self.weight, Tensor):
            need.same(
                named_size(input, 1, "C"), need.whole(self.num_channels, "num_channels"), "norm-mismatch",
                actual_is="channels of the input", expected_is="num_channels", argument="num_channels", of=input,
                axis=1,
            )  # fmt: skip
        return _group_norm(input, self.num_groups)


@function("torch.nn.functional.group_norm")
def group_norm(input: Tensor, num_groups, weight: Tensor | None = None, bias: Tensor | None = None, eps=1e-5) -> Tensor:
    """(N, C, *) -> same"""
    at_least_rank(input, 2)
    _channel_vectors(input, weight, bias)
    return _group_norm(input, num_groups)


@function("torch.group_norm")
def torch_group_norm(
    input: Tensor, num_groups, weight: Tensor | None = None, bias: Tensor | None = None, eps=1e-5, cudnn_enabled=True
) -> Tensor:
    """(N, C, *) -> same"""
    at_least_rank(input, 2)
    _channel_vectors(input, weight, bias)
    return _group_norm(input, num_groups, statistics=False)


def _channel_vectors(input: Tensor, weight: Tensor | None, bias: Tensor | None) -> None:
    """Unlike batch normalisation, group normalisation wants them one-dimensional."""
    for name, vector in (("weight", weight), ("bias", bias)):
        if vector is not None and need.known(vector) is not None:
            need.rank(vector, (1,), name)
    per_channel(input, 1, {"weight": weight, "bias": bias})


def _group_norm(input: Tensor, num_groups: Any, statistics: bool = True) -> Tensor:
    groups, channels = need.whole(num_groups, "num_groups"), named_size(input, 1, "C")
    positive = need.at_least(groups, 1, "invalid-size", actual_is="num_groups", argument="num_groups")
    if positive is Verdict.NO:
        return like(input)
    need.divides(
        groups, channels, "indivisible-channels", actual_is="channels of the input", expected_is="num_groups",
        argument="num_groups", of=input, axis=1,
    )  # fmt: skip
    shape = need.known(input)
    if statistics and shape is not None:
        more_than_one(product((*shape[:2], *shape[2:])) // groups, input, "values in each group")
    return like(input)
