"""Keras's normalisations."""

from __future__ import annotations

from shapelint.layers.keras.declare import KerasLayer, axis_of, layer, made, need, refuse
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Tensor


@layer("BatchNormalization")
class BatchNormalization(KerasLayer):
    """(*) -> (*)"""

    def __init__(self, axis=-1, momentum=0.99, epsilon=1e-3, center=True, scale=True, **options) -> None:
        if isinstance(axis, (tuple, list)) and len(axis) == 1:
            axis = axis[0]
        self.keep(axis=axis, momentum=momentum, epsilon=epsilon, center=center, scale=scale, options=options)

    def forward(self, inputs: Tensor) -> Tensor:
        """(*) -> (*)"""
        shape = need.shape(inputs)
        size = shape[axis_of(self.axis, len(shape))]
        self.keep(size=size)
        if self.scale:
            self.weight("gamma", size)
        if self.center:
            self.weight("beta", size)
        self.weight("moving_mean", size, trained=False)
        self.weight("moving_variance", size, trained=False)
        return made(*shape, like=inputs)


@layer("LayerNormalization")
class LayerNormalization(KerasLayer):
    """(*) -> (*)"""

    def __init__(self, axis=-1, epsilon=1e-3, center=True, scale=True, rms_scaling=False, **options) -> None:
        self.keep(axis=axis, epsilon=epsilon, center=center, scale=scale, options=options)

    def forward(self, inputs: Tensor) -> Tensor:
        """(*) -> (*)"""
        shape = need.shape(inputs)
        axes = self.axis if isinstance(self.axis, (tuple, list)) else (self.axis,)
        sizes: list[Dim] = [shape[axis_of(axis, len(shape))] for axis in axes]
        self.keep(sizes=sizes)
        if self.scale:
            self.weight("gamma", *sizes)
        if self.center:
            self.weight("beta", *sizes)
        return made(*shape, like=inputs)


@layer("GroupNormalization")
class GroupNormalization(KerasLayer):
    """(*) -> (*)"""

    def __init__(self, groups=32, axis=-1, epsilon=1e-3, center=True, scale=True, **options) -> None:
        self.keep(groups=groups, axis=axis, epsilon=epsilon, center=center, scale=scale, options=options)

    def forward(self, inputs: Tensor) -> Tensor:
        """(*) -> (*)"""
        shape = need.shape(inputs)
        size = shape[axis_of(self.axis, len(shape))]
        groups = need.whole(self.groups, "groups")
        if groups == -1:
            groups = size
        self.keep(size=size)
        if isinstance(size, int) and isinstance(groups, int):
            if size < groups:
                refuse(f"Number of groups ({groups}) cannot be more than the number of channels ({size}).")
            if size % groups:
                refuse(f"Number of groups ({groups}) must be a multiple of the number of channels ({size}).")
        if self.scale:
            self.weight("gamma", size)
        if self.center:
            self.weight("beta", size)
        return made(*shape, like=inputs)
