"""torch.nn.init: functions that fill a tensor and return it."""

from __future__ import annotations

import math
from typing import Any

from shapelint.ops.core.declare import function
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.formulas.axes import at_least_rank
from shapelint.sizes.tensors import Tensor, Unknown

GAINS: dict[str, float] = {
    "linear": 1, "conv1d": 1, "conv2d": 1, "conv3d": 1, "conv_transpose1d": 1, "conv_transpose2d": 1,
    "conv_transpose3d": 1, "sigmoid": 1, "tanh": 5.0 / 3, "relu": math.sqrt(2.0), "selu": 3.0 / 4,
}  # fmt: skip


@function("torch.nn.init.uniform_", "torch.nn.init.uniform")
def uniform_(tensor: Tensor, a=0.0, b=1.0, generator=None) -> Tensor:
    """(*) -> same"""
    return tensor


@function("torch.nn.init.normal_", "torch.nn.init.normal")
def normal_(tensor: Tensor, mean=0.0, std=1.0, generator=None) -> Tensor:
    """(*) -> same"""
    return tensor


@function("torch.nn.init.trunc_normal_")
def trunc_normal_(tensor: Tensor, mean=0.0, std=1.0, a=-2.0, b=2.0, generator=None) -> Tensor:
    """(*) -> same"""
    return tensor


@function("torch.nn.init.constant_", "torch.nn.init.constant")
def constant_(tensor: Tensor, val) -> Tensor:
    """(*) -> same"""
    return tensor


@function("torch.nn.init.ones_", "torch.nn.init.zeros_")
def ones_(tensor: Tensor) -> Tensor:
    """(*) -> same"""
    return tensor


@function("torch.nn.init.eye_", "torch.nn.init.eye")
def eye_(tensor: Tensor) -> Tensor:
    """(n, m) -> same"""
    if need.known(tensor) is not None:
        need.rank(tensor, (2,), "tensor")
    return tensor


@function("torch.nn.init.dirac_", "torch.nn.init.dirac")
def dirac_(tensor: Tensor, groups=1) -> Tensor:
    """(C', C, *) -> same; the weight of a convolution"""
    if need.known(tensor) is not None:
        shape = need.rank(tensor, (3, 4, 5), "tensor")
        need.divides(
            need.whole(groups, "groups"), shape[0], "indivisible-channels", actual_is="first size of the tensor",
            expected_is="groups", argument="groups", of=tensor, axis=0,
        )  # fmt: skip
    return tensor


@function("torch.nn.init.sparse_", "torch.nn.init.sparse")
def sparse_(tensor: Tensor, sparsity, std=0.01, generator=None) -> Tensor:
    """(n, m) -> same"""
    if need.known(tensor) is not None:
        need.rank(tensor, (2,), "tensor")
    return tensor


@function("torch.nn.init.orthogonal_", "torch.nn.init.orthogonal")
def orthogonal_(tensor: Tensor, gain=1, generator=None) -> Tensor:
    """(n, *) -> same, with 2 axes at least"""
    at_least_rank(tensor, 2, "tensor")
    return tensor


@function(
    "torch.nn.init.xavier_uniform_", "torch.nn.init.xavier_uniform", "torch.nn.init.xavier_normal_",
    "torch.nn.init.xavier_normal",
)  # fmt: skip
def xavier_uniform_(tensor: Tensor, gain=1.0, generator=None) -> Tensor:
    """(out, in, *) -> same, with 2 axes at least"""
    at_least_rank(tensor, 2, "tensor")
    return tensor


@function(
    "torch.nn.init.kaiming_uniform_", "torch.nn.init.kaiming_uniform", "torch.nn.init.kaiming_normal_",
    "torch.nn.init.kaiming_normal",
)  # fmt: skip
def kaiming_uniform_(tensor: Tensor, a=0, mode="fan_in", nonlinearity="leaky_relu", generator=None) -> Tensor:
    """(out, in, *) -> same, with 2 axes at least"""
    shape = need.known(tensor)
    if shape is not None and 0 in shape:
        return tensor
    at_least_rank(tensor, 2, "tensor")
    if isinstance(mode, str) and mode.lower() not in ("fan_in", "fan_out"):
        need.refuse("wrong-arguments", f"mode must be 'fan_in' or 'fan_out', it is {mode!r}", argument="mode")
    _known_gain(nonlinearity)
    return tensor


def _known_gain(nonlinearity: Any) -> None:
    if isinstance(nonlinearity, str) and nonlinearity not in (*GAINS, "leaky_relu"):
        need.refuse("wrong-arguments", f"there is no gain for {nonlinearity!r}", argument="nonlinearity")


@function("torch.nn.init.calculate_gain")
def calculate_gain(nonlinearity, param=None) -> float:
    """-> a number"""
    _known_gain(nonlinearity)
    if isinstance(nonlinearity, Unknown):
        raise Undecided("the nonlinearity is not known")
    if nonlinearity != "leaky_relu":
        return GAINS[nonlinearity]
    slope = 0.01 if param is None else param
    if isinstance(slope, bool) or not isinstance(slope, (int, float)):
        raise Undecided("the slope is not known")
    return math.sqrt(2.0 / (1 + slope**2))
