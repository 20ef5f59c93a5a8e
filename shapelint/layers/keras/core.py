"""Keras's layers that keep, flatten, permute or multiply by a matrix."""

from __future__ import annotations

from typing import Any

from shapelint.layers.keras.declare import KerasLayer, channels_first, layer, made, need, needs_rank, product, refuse
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Tensor


@layer("Dense")
class Dense(KerasLayer):
    """(*, features) -> (*, units)"""

    def __init__(self, units, activation=None, use_bias=True, **options) -> None:
        units = need.whole(units, "units")
        if isinstance(units, int) and units <= 0:
            refuse(f"Received an invalid value for `units`, expected a positive integer. Received: units={units}")
        self.keep(units=units, activation=activation, use_bias=use_bias, options=options)

    def forward(self, inputs: Tensor) -> Tensor:
        """(*, features) -> (*, units)"""
        shape = needs_rank(inputs, 2, least=True)
        self.keep(features=shape[-1])
        self.weight("kernel", shape[-1], self.units)
        if self.use_bias:
            self.weight("bias", self.units)
        return made(*shape[:-1], self.units, like=inputs)


@layer("Embedding")
class Embedding(KerasLayer):
    """(*) -> (*, output_dim)"""

    def __init__(self, input_dim, output_dim, embeddings_initializer="uniform", **options) -> None:
        self.keep(input_dim=need.whole(input_dim, "input_dim"), output_dim=need.whole(output_dim, "output_dim"))
        self.keep(options=options)

    def forward(self, inputs: Tensor) -> Tensor:
        """(*) -> (*, output_dim)"""
        self.weight("embeddings", self.input_dim, self.output_dim)
        return made(*need.shape(inputs), self.output_dim)


@layer("Flatten")
class Flatten(KerasLayer):
    """(N, *) -> (N, features)"""

    def __init__(self, data_format=None, **options) -> None:
        self.keep(first=channels_first(data_format), options=options)

    def forward(self, inputs: Tensor) -> Tensor:
        """(N, *) -> (N, features)"""
        shape = need.shape(inputs)
        return made(shape[0], product(shape[1:]), like=inputs)


@layer("Reshape")
class Reshape(KerasLayer):
    """(N, *) -> (N, *target_shape)"""

    def __init__(self, target_shape, **options) -> None:
        target = need.sizes(target_shape, "target_shape")
        if sum(size == -1 for size in target) > 1:
            refuse(
                f"There must be at most one unknown dimension (-1) in `target_shape`. Received: target_shape={target}."
            )
        self.keep(target_shape=target, options=options)

    def forward(self, inputs: Tensor) -> Tensor:
        """(N, *) -> (N, *target_shape)"""
        shape = need.shape(inputs)
        total = product(shape[1:])
        known = product([size for size in self.target_shape if size != -1])
        has_unknown = -1 in self.target_shape
        if isinstance(total, int) and isinstance(known, int):
            if (has_unknown and (known == 0 or total % known)) or (not has_unknown and total != known):
                refuse(
                    "Exception encountered when calling Reshape.call(): the total size must be unchanged. "
                    f"Received: input_shape={shape[1:]}, target_shape={self.target_shape}",
                    of=inputs,
                )
        rest = total // known if has_unknown and not (isinstance(known, int) and known == 0) else 0
        return made(shape[0], *[rest if size == -1 else size for size in self.target_shape], like=inputs)


@layer("Permute")
class Permute(KerasLayer):
    """(N, *) -> (N, *), axes counted from 1"""

    def __init__(self, dims, **options) -> None:
        dims = need.sizes(dims, "dims")
        if sorted(dims) != list(range(1, len(dims) + 1)):
            refuse(
                "Invalid permutation argument `dims` for Permute Layer. The set of indices in `dims` must be "
                f"consecutive and start from 1. Received dims={dims}"
            )
        self.keep(dims=dims, options=options)

    def forward(self, inputs: Tensor) -> Tensor:
        """(N, *) -> (N, *)"""
        shape = needs_rank(inputs, len(self.dims) + 1)
        return made(shape[0], *[shape[axis] for axis in self.dims], like=inputs)


@layer("RepeatVector")
class RepeatVector(KerasLayer):
    """(N, features) -> (N, n, features)"""

    def __init__(self, n, **options) -> None:
        self.keep(n=need.whole(n, "n"), options=options)

    def forward(self, inputs: Tensor) -> Tensor:
        """(N, features) -> (N, n, features)"""
        batch, features = needs_rank(inputs, 2)
        return made(batch, self.n, features, like=inputs)


# --- what keeps the shape -------------------------------------------------------------------------------------------


class Keeping(KerasLayer):
    rank: int | None = None

    def forward(self, inputs: Tensor) -> Tensor:
        """(*) -> (*)"""
        shape = need.shape(inputs) if self.rank is None else needs_rank(inputs, self.rank)
        return made(*shape, like=inputs)


@layer("Activation")
class Activation(Keeping):
    """(*) -> (*)"""

    def __init__(self, activation, **options) -> None:
        self.keep(activation=activation, options=options)


@layer("ReLU")
class ReLU(Keeping):
    """(*) -> (*)"""

    def __init__(self, max_value=None, negative_slope=0.0, threshold=0.0, **options) -> None:
        self.keep(max_value=max_value, negative_slope=negative_slope, threshold=threshold, options=options)


@layer("LeakyReLU")
class LeakyReLU(Keeping):
    """(*) -> (*)"""

    def __init__(self, negative_slope=0.3, **options) -> None:
        self.keep(negative_slope=options.get("alpha", negative_slope), options=options)


@layer("ELU")
class ELU(Keeping):
    """(*) -> (*)"""

    def __init__(self, alpha=1.0, **options) -> None:
        self.keep(alpha=alpha, options=options)


@layer("Softmax")
class Softmax(Keeping):
    """(*) -> (*)"""

    def __init__(self, axis=-1, **options) -> None:
        self.keep(axis=axis, options=options)


@layer("PReLU")
class PReLU(KerasLayer):
    """(N, *) -> (N, *), a slope for each number"""

    def __init__(
        self, alpha_initializer="zeros", alpha_regularizer=None, alpha_constraint=None, shared_axes=None, **options
    ) -> None:
        axes = () if shared_axes is None else need.sizes(shared_axes, "shared_axes")
        self.keep(shared_axes=axes, options=options)

    def forward(self, inputs: Tensor) -> Tensor:
        """(N, *) -> (N, *)"""
        shape = need.shape(inputs)
        slopes: list[Dim] = list(shape[1:])
        for axis in self.shared_axes:
            if not isinstance(axis, int) or axis - 1 >= len(slopes):
                refuse("list assignment index out of range", argument="shared_axes")
            slopes[axis - 1] = 1
        self.weight("alpha", *slopes)
        return made(*shape, like=inputs)


def _keeping(name: str, rank: int | None = None) -> Any:
    def init(self, *args, **options):
        self.keep(rate=args[0] if args else options.get("rate"), options=options)

    body = {"__init__": init, "rank": rank, "__module__": __name__, "__doc__": "(*) -> (*)"}
    return layer(name)(type(name, (Keeping,), body))


KEEPING = [
    _keeping("Dropout"), _keeping("SpatialDropout1D", 3), _keeping("SpatialDropout2D", 4),
    _keeping("SpatialDropout3D", 5), _keeping("GaussianNoise"), _keeping("GaussianDropout"), _keeping("AlphaDropout"),
    _keeping("ActivityRegularization"), _keeping("Masking"), _keeping("Identity"), _keeping("Rescaling"),
    _keeping("UnitNormalization"),
]  # fmt: skip
