"""Keras's pools, paddings, croppings and upsamplings."""

from __future__ import annotations

from typing import Any

from shapelint.layers.keras.convolution import positive, window_sizes
from shapelint.layers.keras.declare import (
    KerasLayer,
    channels_first,
    joined,
    layer,
    made,
    need,
    needs_rank,
    padding_word,
    refuse,
    split,
)
from shapelint.sizes.tensors import Tensor


class Spatial(KerasLayer):
    spatial = 0
    first: bool

    def parts(self, input: Tensor) -> Any:
        shape = needs_rank(input, self.spatial + 2)
        channels, sizes = split(shape, self.first)
        return shape[0], channels, sizes


class Pooling(Spatial):
    def __init__(self, pool_size=2, strides=None, padding="valid", data_format=None, **options) -> None:
        self.hold(pool_size, strides, padding, data_format, options)

    def hold(self, pool_size, strides, padding, data_format, options) -> None:
        size = need.several(pool_size, self.spatial, "pool_size")
        steps = size if strides is None else need.several(strides, self.spatial, "strides")
        positive(size, "pool_size")
        positive(steps, "strides")
        self.keep(pool_size=size, strides=steps, padding=padding, first=channels_first(data_format), options=options)

    def forward(self, inputs: Tensor) -> Tensor:
        """(N, *sizes, channels) -> (N, *sizes, channels)"""
        batch, channels, sizes = self.parts(inputs)
        padding = padding_word(self.padding)
        found = window_sizes(sizes, self.pool_size, self.strides, padding, (1,) * self.spatial)
        return made(*joined(batch, channels, found, self.first), like=inputs)


@layer("MaxPooling1D", "MaxPool1D")
class MaxPooling1D(Pooling):
    """(N, L, C) -> (N, L, C)"""

    spatial = 1


@layer("MaxPooling2D", "MaxPool2D")
class MaxPooling2D(Pooling):
    """(N, H, W, C) -> (N, H, W, C)"""

    spatial = 2


@layer("MaxPooling3D", "MaxPool3D")
class MaxPooling3D(Pooling):
    """(N, D, H, W, C) -> (N, D, H, W, C)"""

    spatial = 3


class Average(Pooling):
    def __init__(self, pool_size=None, strides=None, padding="valid", data_format=None, **options) -> None:
        if pool_size is None:  # tf.keras 2 had a default
            refuse(f"{type(self).__name__}.__init__() missing 1 required positional argument: 'pool_size'")
        self.hold(pool_size, strides, padding, data_format, options)

    def forward(self, inputs: Tensor) -> Tensor:
        """(N, *sizes, channels) -> (N, *sizes, channels)"""
        if isinstance(self.padding, str) and self.padding not in ("valid", "same"):
            refuse(f"Exception encountered when calling AveragePooling.call(): padding {self.padding!r}")
        return super().forward(inputs)


@layer("AveragePooling1D", "AvgPool1D")
class AveragePooling1D(Average):
    """(N, L, C) -> (N, L, C)"""

    spatial = 1


@layer("AveragePooling2D", "AvgPool2D")
class AveragePooling2D(Average):
    """(N, H, W, C) -> (N, H, W, C)"""

    spatial = 2


@layer("AveragePooling3D", "AvgPool3D")
class AveragePooling3D(Average):
    """(N, D, H, W, C) -> (N, D, H, W, C)"""

    spatial = 3


class Global(Spatial):
    def __init__(self, data_format=None, keepdims=False, **options) -> None:
        self.keep(first=channels_first(data_format), keepdims=keepdims, options=options)

    def forward(self, inputs: Tensor) -> Tensor:
        """(N, *sizes, channels) -> (N, channels)"""
        batch, channels, sizes = self.parts(inputs)
        ones = [1] * len(sizes) if self.keepdims else []
        return made(*joined(batch, channels, ones, self.first), like=inputs)


@layer("GlobalMaxPooling1D", "GlobalMaxPool1D")
class GlobalMaxPooling1D(Global):
    """(N, L, C) -> (N, C)"""

    spatial = 1


@layer("GlobalMaxPooling2D", "GlobalMaxPool2D")
class GlobalMaxPooling2D(Global):
    """(N, H, W, C) -> (N, C)"""

    spatial = 2


@layer("GlobalMaxPooling3D", "GlobalMaxPool3D")
class GlobalMaxPooling3D(Global):
    """(N, D, H, W, C) -> (N, C)"""

    spatial = 3


@layer("GlobalAveragePooling1D", "GlobalAvgPool1D")
class GlobalAveragePooling1D(Global):
    """(N, L, C) -> (N, C)"""

    spatial = 1


@layer("GlobalAveragePooling2D", "GlobalAvgPool2D")
class GlobalAveragePooling2D(Global):
    """(N, H, W, C) -> (N, C)"""

    spatial = 2


@layer("GlobalAveragePooling3D", "GlobalAvgPool3D")
class GlobalAveragePooling3D(Global):
    """(N, D, H, W, C) -> (N, C)"""

    spatial = 3


class Adaptive(Spatial):
    def __init__(self, output_size, data_format=None, **options) -> None:
        size = need.several(output_size, self.spatial, "output_size")
        self.keep(output_size=size, first=channels_first(data_format), options=options)

    def forward(self, inputs: Tensor) -> Tensor:
        """(N, *sizes, channels) -> (N, *output_size, channels)"""
        batch, channels, _ = self.parts(inputs)
        return made(*joined(batch, channels, self.output_size, self.first), like=inputs)


def _spatial(base: Any, spatial: int, *names: str) -> Any:
    cls = type(names[0], (base,), {"spatial": spatial, "__module__": __name__, "__doc__": base.forward.__doc__})
    return layer(*names)(cls)


ADAPTIVE = [
    _spatial(Adaptive, spatial, f"Adaptive{kind}Pooling{spatial}D")
    for kind in ("Max", "Average")
    for spatial in (1, 2, 3)
]


# --- padding, cropping, upsampling ------------------------------------------------------------------------------------


def sides(value: Any, spatial: int, argument: str) -> list[tuple[Any, Any]]:
    """(before, after) for each axis.

    From a number, one for each axis, or a pair for each axis.
    """
    if isinstance(value, (tuple, list)):
        if spatial == 1 and len(value) == 2:
            return [(need.whole(value[0], argument), need.whole(value[1], argument))]
        if spatial > 1 and len(value) != spatial:
            refuse(f"`{argument}` should have {spatial} elements. Received: {value}.")
        pairs = [one if isinstance(one, (tuple, list)) else (one, one) for one in value]
        return [(need.whole(a, argument), need.whole(b, argument)) for a, b in pairs]
    number = need.whole(value, argument)
    return [(number, number)] * spatial


class ZeroPadding(Spatial):
    def __init__(self, padding=1, data_format=None, **options) -> None:
        self.keep(sides=sides(padding, self.spatial, "padding"), first=channels_first(data_format), options=options)

    def forward(self, inputs: Tensor) -> Tensor:
        """(N, *sizes, channels) -> (N, *sizes, channels)"""
        batch, channels, sizes = self.parts(inputs)
        found = [size + before + after for size, (before, after) in zip(sizes, self.sides)]
        return made(*joined(batch, channels, found, self.first), like=inputs)


class Cropping(Spatial):
    def __init__(self, cropping=None, data_format=None, **options) -> None:
        cropping = (0 if self.spatial == 2 else 1) if cropping is None else cropping
        self.keep(sides=sides(cropping, self.spatial, "cropping"), first=channels_first(data_format), options=options)

    def forward(self, inputs: Tensor) -> Tensor:
        """(N, *sizes, channels) -> (N, *sizes, channels)"""
        batch, channels, sizes = self.parts(inputs)
        found = [size - before - after for size, (before, after) in zip(sizes, self.sides)]
        if any(isinstance(size, int) and size <= 0 for size in found):
            refuse("Exception encountered when calling Cropping.call(): `cropping` is greater than the input")
        return made(*joined(batch, channels, found, self.first), like=inputs)


class UpSampling(Spatial):
    def __init__(self, size=2, data_format=None, interpolation="nearest", **options) -> None:
        factors = need.several(size, self.spatial, "size")
        self.keep(
            size=factors, first=channels_first(data_format), interpolation=interpolation, options=options
        )  # fmt: skip

    def forward(self, inputs: Tensor) -> Tensor:
        """(N, *sizes, channels) -> (N, *sizes, channels)"""
        batch, channels, sizes = self.parts(inputs)
        found = [size * factor for size, factor in zip(sizes, self.size)]
        return made(*joined(batch, channels, found, self.first), like=inputs)


RESIZING = [
    _spatial(base, spatial, f"{name}{spatial}D")
    for name, base in (("ZeroPadding", ZeroPadding), ("Cropping", Cropping), ("UpSampling", UpSampling))
    for spatial in (1, 2, 3)
]
