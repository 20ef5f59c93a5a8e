"""Batch, instance and group normalisation.

One statistic a channel, the channels on axis 1.

A layer checks its channels only where it holds something per channel: with neither affine parameters nor running
statistics, torch takes any number of them. Batch normalisation wants more than one value a channel where it is surely
in training: `training` is True in a layer that nobody has put into evaluation, and the functional form is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shapelint.ops.core.declare import buffer, function, layer, parameter
from shapelint.ops.core.dtypes import weighed
from shapelint.ops.core.need import need
from shapelint.ops.core.state import optional, size_argument, told
from shapelint.ops.formulas.axes import at_least_rank, named_size
from shapelint.sizes.dims import Dim, product
from shapelint.sizes.tensors import Tensor, like


def per_channel(x: Tensor, axis: int, vectors: Mapping[str, Any], batch: Dim = 1) -> None:
    """Each given vector must hold one element for each channel of `x`."""
    for name, vector in vectors.items():
        if not isinstance(vector, Tensor):
            continue
        held = need.known(vector)
        if held is None:
            continue
        need.same(
            product(held), named_size(x, axis, "C"), "norm-mismatch", actual_is=f"elements of {name}",
            expected_is="channels of the input", argument=name, of=vector, axis=0 if len(held) == 1 else None,
        )  # fmt: skip


def more_than_one(count: Dim, of: Tensor, counted: str) -> None:
    """Statistics of a single value are refused (of none they are not)."""
    if count != 0:
        need.at_least(count, 2, "norm-mismatch", actual_is=counted, argument="input", of=of)


class _PerChannel:
    """What BatchNorm and InstanceNorm hold."""

    num_features: Any

    def _hold(
        self, num_features: Any, eps: Any, momentum: Any, affine: Any, track_running_stats: Any, bias: Any
    ) -> None:
        self.num_features = num_features
        self.eps, self.momentum = eps, momentum
        self.affine, self.track_running_stats = affine, track_running_stats
        self._fill(size_argument(num_features, 0, "num_features"), bias)

    def _hold_lazily(self, eps: Any, momentum: Any, affine: Any, track_running_stats: Any, bias: Any) -> None:
        """As torch does, until the first input tells: no features."""
        self._hold(0, eps, momentum, affine, track_running_stats, bias)

    def _fill(self, channels: Dim, bias: Any) -> None:
        self.weight = optional(self.affine, parameter(channels), "weight")
        self.bias = optional(bias, parameter(channels), "bias") if self.weight is not None else None
        self.running_mean = optional(self.track_running_stats, buffer(channels), "running_mean")
        self.running_var = optional(self.track_running_stats, buffer(channels), "running_var")
        self.num_batches_tracked = optional(self.track_running_stats, buffer(dtype="int64"), "num_batches_tracked")

    def _materialise(self, input: Tensor) -> None:
        """Give a lazy layer its width.

        From the first input's axis 1, be it batched or not.
        """
        if self.num_features == 0:
            at_least_rank(input, 2)
            self.num_features = named_size(input, 1, "C")
            self._fill(self.num_features, self.bias is not None)

    def _channels(self, input: Tensor, axis: int, checked: bool) -> None:
        if checked:
            need.same(
                named_size(input, axis, "C"), need.whole(self.num_features, "num_features"), "norm-mismatch",
                actual_is="channels of the input", expected_is="num_features", argument="num_features", of=input,
                axis=axis,
            )  # fmt: skip

    def reset_parameters(self) -> None:
        return None

    def reset_running_stats(self) -> None:
        return None


class _BatchNorm(_PerChannel):
    ranks: tuple[int, ...] = ()  # none: any from 2 on
    training: Any = None
    minds_training = True

    def __init__(
        self, num_features, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True, device=None, dtype=None,
        *, bias=True,
    ) -> None:  # fmt: skip
        self._hold(num_features, eps, momentum, affine, track_running_stats, bias)

    def forward(self, input: Tensor) -> Tensor:
        if len(self.ranks) == 1:
            need.rank(input, {self.ranks[0]: "NCDHW" if self.ranks[0] == 5 else "NCHW"})
        elif self.ranks:
            need.some_rank(input, self.ranks)
            at_least_rank(input, 2)
        else:
            at_least_rank(input, 2)
        held = (self.weight, self.bias, self.running_mean)
        weighed(input, self.weight if isinstance(self.weight, Tensor) else self.running_mean)
        is_empty = 0 in (need.known(input) or ())  # torch looks at no channel of a tensor without elements
        self._channels(input, 1, checked=not is_empty and any(isinstance(one, Tensor) for one in held))
        shape = need.known(input)
        if self.training is True and shape is not None and not is_empty:
            more_than_one(product((shape[0], *shape[2:])), input, "values a channel")
        return like(input)


class _LazyBatchNorm(_BatchNorm):
    minds_training = False

    def __init__(
        self, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True, device=None, dtype=None, *, bias=True
    ) -> None:
        self._hold_lazily(eps, momentum, affine, track_running_stats, bias)

    def forward(self, input: Tensor) -> Tensor:
        self._materialise(input)
        return super().forward(input)


@layer("torch.nn.BatchNorm1d")
class BatchNorm1d(_BatchNorm):
    """(N, num_features) or (N, num_features, L) -> same"""

    ranks = (2, 3)


@layer("torch.nn.BatchNorm2d")
class BatchNorm2d(_BatchNorm):
    """(N, num_features, H, W) -> same"""

    ranks = (4,)


@layer("torch.nn.BatchNorm3d")
class BatchNorm3d(_BatchNorm):
    """(N, num_features, D, H, W) -> same"""

    ranks = (5,)


@layer("torch.nn.SyncBatchNorm")
class SyncBatchNorm(_BatchNorm):
    """(N, num_features, *) -> same"""

    def __init__(
        self, num_features, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True, process_group=None,
        device=None, dtype=None, *, bias=True,
    ) -> None:  # fmt: skip
        self.process_group = process_group
        self._hold(num_features, eps, momentum, affine, track_running_stats, bias)


@layer("torch.nn.LazyBatchNorm1d")
class LazyBatchNorm1d(_LazyBatchNorm):
    """(N, C) or (N, C, L) -> same; the first input decides num_features"""

    ranks = (2, 3)


@layer("torch.nn.LazyBatchNorm2d")
class LazyBatchNorm2d(_LazyBatchNorm):
    """(N, C, H, W) -> same; the first input decides num_features"""

    ranks = (4,)


@layer("torch.nn.LazyBatchNorm3d")
class LazyBatchNorm3d(_LazyBatchNorm):
    """(N, C, D, H, W) -> same; the first input decides num_features"""

    ranks = (5,)


class _InstanceNorm(_PerChannel):
    letters: str = ""  # of a batched input

    def __init__(
        self, num_features, eps=1e-5, momentum=0.1, affine=False, track_running_stats=False, device=None, dtype=None,
        *, bias=True,
    ) -> None:  # fmt: skip
        self._hold(num_features, eps, momentum, affine, track_running_stats, bias)

    def forward(self, input: Tensor) -> Tensor:
        shape = need.rank(input, {len(self.letters): self.letters, len(self.letters) - 1: self.letters[1:]})
        channels = 1 if len(shape) == len(self.letters) else 0
        held = isinstance(self.weight, Tensor) or isinstance(self.running_mean, Tensor)
        self._channels(input, channels, checked=told(self.affine) is True or held)
        if told(self.track_running_stats) is False:
            more_than_one(product(shape[channels + 1 :]), input, "spatial elements of the input")
        return like(input)


class _LazyInstanceNorm(_InstanceNorm):
    def __init__(
        self, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True, device=None, dtype=None, *, bias=True
    ) -> None:
        self._hold_lazily(eps, momentum, affine, track_running_stats, bias)

    def forward(self, input: Tensor) -> Tensor:
        self._materialise(input)
        return super().forward(input)


@layer("torch.nn.InstanceNorm1d")
class InstanceNorm1d(_InstanceNorm):
    """(N?, C, L) -> same"""

    letters = "NCL"


@layer("torch.nn.InstanceNorm2d")
class InstanceNorm2d(_InstanceNorm):
    """(N?, C, H, W) -> same"""

    letters = "NCHW"


@layer("torch.nn.InstanceNorm3d")
class InstanceNorm3d(_InstanceNorm):
    """(N?, C, D, H, W) -> same"""

    letters = "NCDHW"


@layer("torch.nn.LazyInstanceNorm1d")
class LazyInstanceNorm1d(_LazyInstanceNorm):
    """(N?, C, L) -> same; the first input's axis 1 decides num_features"""

    letters = "NCL"


@layer("torch.nn.LazyInstanceNorm2d")
class LazyInstanceNorm2d(_LazyInstanceNorm):
    """(N?, C, H, W) -> same; the first input's axis 1 decides num_features"""

    letters = "NCHW"


@layer("torch.nn.LazyInstanceNorm3d")
class LazyInstanceNorm3d(_LazyInstanceNorm):
    """(N?, C, D, H, W) -> same; the first input's axis 1 decides num_features"""

    letters = "NCDHW"


@function("torch.nn.functional.batch_norm")
def batch_norm(
    input: Tensor, running_mean: Tensor | None, running_var: Tensor | None, weight: Tensor | None = None,
    bias: Tensor | None = None, training=False, momentum=0.1, eps=1e-5,
) -> Tensor:  # fmt: skip
    """(N, C, *) -> same"""
    at_least_rank(input, 2)
    shape = need.known(input)
    if told(training) is True and shape is not None:
        more_than_one(product(shape) // shape[1] if shape[1] != 0 else 0, input, "values a channel")
    return _batch_norm(input, weight, bias, running_mean, running_var, training)


@function("torch.batch_norm")
def torch_batch_norm(
    input: Tensor, weight: Tensor | None, bias: Tensor | None, running_mean: Tensor | None,
    running_var: Tensor | None, training, momentum, eps, cudnn_enabled,
) -> Tensor:  # fmt: skip
    """(N, C, *) -> same"""
    at_least_rank(input, 2)
    return _batch_norm(input, weight, bias, running_mean, running_var, training)


def _batch_norm(
    input: Tensor, weight: Tensor | None, bias: Tensor | None, mean: Tensor | None, var: Tensor | None, training: Any
) -> Tensor:
    if told(training) is False and (mean is None or var is None):
        need.refuse("wrong-arguments", "running_mean and running_var are needed unless training", argument="training")
    per_channel(input, 1, {"running_mean": mean, "running_var": var, "weight": weight, "bias": bias})
    return like(input)


@function("torch.nn.functional.instance_norm")
def instance_norm(
    input: Tensor, running_mean: Tensor | None = None, running_var: Tensor | None = None,
    weight: Tensor | None = None, bias: Tensor | None = None, use_input_stats=True, momentum=0.1, eps=1e-5,
) -> Tensor:  # fmt: skip
    """(N, C, *) -> same"""
    at_least_rank(input, 2)
    shape = need.known(input)
    if told(use_input_stats) is True and shape is not None:
        more_than_one(product(shape[2:]), input, "spatial elements of the input")
    return _instance_norm(input, weight, bias, running_mean, running_var, use_input_stats)


@function("torch.instance_norm")
def torch_instance_norm(
    input: Tensor, weight: Tensor | None, bias: Tensor | None, running_mean: Tensor | None,
    running_var: Tensor | None, use_input_stats, momentum, eps, cudnn_enabled,
) -> Tensor:  # fmt: skip
    """(N, C, *) -> same"""
    at_least_rank(input, 2)
    return _instance_norm(input, weight, bias, running_mean, running_var, use_input_stats)


def _instance_norm(
    input: Tensor, weight: Tensor | None, bias: Tensor | None, mean: Tensor | None, var: Tensor | None, own: Any
) -> Tensor:
    if told(own) is False and (mean is None or var is None):
        need.refuse(
            "wrong-arguments", "running_mean and running_var are needed unless use_input_stats",
            argument="use_input_stats",
        )  # fmt: skip
    per_channel(input, 1, {"running_mean": mean, "running_var": var, "weight": weight, "bias": bias})
    return like(input)
