"""Normalisation over last axes, or neighbouring channels.

LayerNorm and RMSNorm, or local response.
"""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.declare import function, layer, parameter
from shapelint.ops.core.dtypes import is_floating, weighed
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.core.state import optional
from shapelint.ops.formulas.axes import at_least_rank, require_last
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Tensor, Unknown, like


def _stored(normalized_shape: Any) -> Any:
    """`normalized_shape` as the layers keep it: a tuple.

    An unknown one stays as it is.
    """
    if isinstance(normalized_shape, (tuple, list)):
        return tuple(normalized_shape)
    if isinstance(normalized_shape, (str, float)) or normalized_shape is None:
        need.refuse(
            "wrong-arguments", "normalized_shape must be a size or a sequence of sizes", argument="normalized_shape"
        )
    return normalized_shape if isinstance(normalized_shape, Unknown) else (normalized_shape,)


def _weights(normalized_shape: Any, argument: str = "normalized_shape") -> Tensor | Unknown:
    """A parameter of that shape.

    An unknown `normalized_shape` may be a number or a sequence: then nobody knows.
    """
    if isinstance(normalized_shape, Unknown):
        return Unknown(f"{argument} is not known", "weight")
    sizes = need.sizes(normalized_shape, argument)
    for size in sizes:
        need.at_least(size, 0, "invalid-size", actual_is=argument, argument=argument)
    return parameter(*sizes)


def _optional_weights(flag: Any, normalized_shape: Any, name: str) -> Tensor | Unknown | None:
    made = _weights(normalized_shape)
    if isinstance(made, Tensor):
        return optional(flag, made, name)
    return made if optional(flag, parameter(), name) is not None else None


def _over_last(input: Tensor, normalized_shape: Any, weights: dict[str, Tensor | None]) -> Tensor:
    """The input, once its last axes are `normalized_shape`.

    So must be the shape of each weight.
    """
    if isinstance(normalized_shape, Unknown):
        return like(input)
    sizes: tuple[Dim, ...] = need.sizes(normalized_shape, "normalized_shape")
    if not sizes:
        need.refuse("wrong-arguments", "normalized_shape must name at least one axis", argument="normalized_shape")
    for name, weight in weights.items():
        held = None if weight is None else need.known(weight)
        if held is None:
            continue
        if len(held) != len(sizes):
            need.refuse(
                "norm-mismatch", f"{name} must have the shape normalized_shape", actual=held, expected=sizes,
                argument=name, of=weight,
            )  # fmt: skip
        for axis, (there, size) in enumerate(zip(held, sizes, strict=True)):
            need.same(
                there, size, "norm-mismatch", actual_is=f"size of {name}", expected_is="normalized_shape",
                argument=name, of=weight, axis=axis,
            )  # fmt: skip
    require_last(input, sizes, "norm-mismatch", actual_is="last size of the input", expected_is="normalized_shape")
    return like(input)


@layer("torch.nn.LayerNorm")
class LayerNorm:
    """(*, *normalized_shape) -> same"""

    def __init__(self, normalized_shape, eps=1e-5, elementwise_affine=True, bias=True, device=None, dtype=None) -> None:
        self.normalized_shape = _stored(normalized_shape)
        self.eps, self.elementwise_affine = eps, elementwise_affine
        self.weight = _optional_weights(elementwise_affine, self.normalized_shape, "weight")
        self.bias = _optional_weights(bias, self.normalized_shape, "bias") if self.weight is not None else None

    def forward(self, input: Tensor) -> Tensor:
        weighed(input, self.weight)
        return _over_last(input, self.normalized_shape, {})


@layer("torch.nn.RMSNorm")
class RMSNorm:
    """(*, *normalized_shape) -> same"""

    def __init__(self, normalized_shape, eps=None, elementwise_affine=True, device=None, dtype=None) -> None:
        self.normalized_shape = _stored(normalized_shape)
        self.eps, self.elementwise_affine = eps, elementwise_affine
        self.weight = _optional_weights(elementwise_affine, self.normalized_shape, "weight")

    def forward(self, x: Tensor) -> Tensor:
        return _over_last(x, self.normalized_shape, {})


def _sequence(normalized_shape: Any) -> Any:
    """The functional forms take no bare number."""
    if isinstance(normalized_shape, (tuple, list, Unknown)):
        return normalized_shape
    if isinstance(normalized_shape, (int, float, str)):
        need.refuse("wrong-arguments", "normalized_shape must be a sequence of sizes", argument="normalized_shape")
    raise Undecided("normalized_shape is not known")


@function("torch.nn.functional.layer_norm")
def layer_norm(
    input: Tensor, normalized_shape, weight: Tensor | None = None, bias: Tensor | None = None, eps=1e-5
) -> Tensor:
    """(*, *normalized_shape) -> same"""
    return _over_last(input, _sequence(normalized_shape), {"weight": weight, "bias": bias})


@function("torch.layer_norm")
def torch_layer_norm(
    input: Tensor, normalized_shape, weight: Tensor | None = None, bias: Tensor | None = None, eps=1e-5,
    cudnn_enable=True,
) -> Tensor:  # fmt: skip
    """(*, *normalized_shape) -> same"""
    return _over_last(input, _sequence(normalized_shape), {"weight": weight, "bias": bias})


@function("torch.nn.functional.rms_norm", "torch.rms_norm")
def rms_norm(input: Tensor, normalized_shape, weight: Tensor | None = None, eps=None) -> Tensor:
    """(*, *normalized_shape) -> same"""
    return _over_last(input, _sequence(normalized_shape), {"weight": weight})


@layer("torch.nn.LocalResponseNorm")
class LocalResponseNorm:
    """(N, C, *) -> same"""

    def __init__(self, size, alpha=1e-4, beta=0.75, k=1.0) -> None:
        self.size, self.alpha, self.beta, self.k = size, alpha, beta, k

    def forward(self, input: Tensor) -> Tensor:
        return local_response_norm(input, self.size)


@function("torch.nn.functional.local_response_norm")
def local_response_norm(input: Tensor, size, alpha=1e-4, beta=0.75, k=1.0) -> Tensor:
    """(N, C, *) -> same"""
    at_least_rank(input, 3)
    if isinstance(size, (int, Unknown)):
        need.at_least(need.whole(size, "size"), 1, "invalid-size", actual_is="size", argument="size")
    return Tensor(input.shape, input.dtype if is_floating(input.dtype) else None)


@layer("torch.nn.CrossMapLRN2d")
class CrossMapLRN2d:
    """(N, C, H, W) -> same"""

    def __init__(self, size, alpha=1e-4, beta=0.75, k=1) -> None:
        self.size, self.alpha, self.beta, self.k = size, alpha, beta, k

    def forward(self, input: Tensor) -> Tensor:
        need.rank(input, {4: "NCHW"})
        if self.size == 0:
            need.refuse("invalid-size", "size must not be 0", argument="size")
        return like(input)
