"""Dropout: layers and functions. All keep the shape.

Dropping whole channels wants two axes at least, but only while training, which a layer does not know; so only the
functions, where `training` is written, state it.
"""

from __future__ import annotations

from typing import Any

from shapelint.ops.arithmetic import changed
from shapelint.ops.core.declare import function, layer
from shapelint.ops.core.need import need
from shapelint.ops.formulas.axes import at_least_rank
from shapelint.ops.formulas.broadcasting import copied
from shapelint.sizes.tensors import Tensor


def _probability(p: Any) -> None:
    if isinstance(p, (int, float)):
        need.holds(0 <= p <= 1, "invalid-size", f"p must lie between 0 and 1, it is {p}", argument="p")


def _dropped(input: Tensor, p: Any, inplace: Any) -> Tensor:
    _probability(p)
    return changed(input) if inplace is True else copied(input)


def _drops_channels(input: Tensor, p: Any, training: Any, least: int = 2) -> None:
    """Nothing is refused where nothing is drawn.

    P of 0 or 1, or no elements at all.
    """
    shape = need.known(input)
    if training is True and isinstance(p, float) and 0 < p < 1 and shape is not None and 0 not in shape:
        at_least_rank(input, least)


def _batched_line(input: Tensor) -> None:
    """Demand (C, L) or (N, C, L) of dropout1d's input.

    It refuses all else, training or not.
    """
    if need.known(input) is not None:
        need.rank(input, {3: "NCL", 2: "CL"})


class _Dropout:
    def __init__(self, p=0.5, inplace=False) -> None:
        _probability(p)
        self.p, self.inplace = p, inplace

    def forward(self, input: Tensor) -> Tensor:
        return changed(input) if self.inplace is True else copied(input)


@layer("torch.nn.Dropout")
class Dropout(_Dropout):
    """(*) -> (*)"""


@layer("torch.nn.Dropout1d")
class Dropout1d(_Dropout):
    """(N?, C, L) -> same"""

    def forward(self, input: Tensor) -> Tensor:
        _batched_line(input)
        return super().forward(input)


@layer("torch.nn.Dropout2d")
class Dropout2d(_Dropout):
    """(N?, C, H, W) -> same"""


@layer("torch.nn.Dropout3d")
class Dropout3d(_Dropout):
    """(N?, C, D, H, W) -> same"""


@layer("torch.nn.AlphaDropout")
class AlphaDropout(_Dropout):
    """(*) -> (*)"""


@layer("torch.nn.FeatureAlphaDropout")
class FeatureAlphaDropout(_Dropout):
    """(N, C, *) -> same"""


@function("torch.nn.functional.dropout")
def dropout(input: Tensor, p=0.5, training=True, inplace=False) -> Tensor:
    """(*) -> (*)"""
    return _dropped(input, p, inplace)


@function("torch.nn.functional.alpha_dropout")
def alpha_dropout(input: Tensor, p=0.5, training=False, inplace=False) -> Tensor:
    """(*) -> (*)"""
    return _dropped(input, p, inplace)


@function("torch.nn.functional.feature_alpha_dropout")
def feature_alpha_dropout(input: Tensor, p=0.5, training=False, inplace=False) -> Tensor:
    """(N, C, *) -> same"""
    _drops_channels(input, p, training)
    return _dropped(input, p, inplace)


@function("torch.nn.functional.dropout1d")
def dropout1d(input: Tensor, p=0.5, training=True, inplace=False) -> Tensor:
    """(N?, C, L) -> same"""
    _batched_line(input)
    return _dropped(input, p, inplace)


@function("torch.nn.functional.dropout2d")
def dropout2d(input: Tensor, p=0.5, training=True, inplace=False) -> Tensor:
    """(N?, C, H, W) -> same"""
    _drops_channels(input, p, training)
    return _dropped(input, p, inplace)


@function("torch.nn.functional.dropout3d")
def dropout3d(input: Tensor, p=0.5, training=True, inplace=False) -> Tensor:
    """(N?, C, D, H, W) -> same"""
    _drops_channels(input, p, training, least=1)
    return _dropped(input, p, inplace)


@function("torch.dropout", "torch.alpha_dropout")
def torch_dropout(input: Tensor, p, train) -> Tensor:
    """(*) -> (*)"""
    return _dropped(input, p, False)


@function("torch.dropout_", "torch.alpha_dropout_")
def torch_dropout_(input: Tensor, p, train) -> Tensor:
    """(*) -> (*)"""
    return _dropped(input, p, True)


@function("torch.feature_dropout", "torch.feature_alpha_dropout")
def torch_feature_dropout(input: Tensor, p, train) -> Tensor:
    """(N, C, *) -> same"""
    _drops_channels(input, p, train)
    return _dropped(input, p, False)
