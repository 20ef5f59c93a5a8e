"""torch.nn.utils: wrappers of modules, and gradients.

Wrappers return the module they are given; the rest is what training loops do to parameters.
"""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.declare import function
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.core.submodule import clone
from shapelint.sizes.dims import Dim, product
from shapelint.sizes.tensors import Tensor


@function("torch.nn.utils.weight_norm")
def weight_norm(module, name="weight", dim=0) -> Any:
    """The module given, with its weight in two parts.

    A direction and a length.
    """
    return module


@function("torch.nn.utils.spectral_norm", "torch.nn.utils.parametrizations.spectral_norm")
def spectral_norm(module, name="weight", n_power_iterations=1, eps=1e-12, dim=None) -> Any:
    """The module given, its weight now divided by its largest singular value."""
    return module


@function("torch.nn.utils.parametrizations.orthogonal")
def orthogonal(module, name="weight", orthogonal_map=None, *, use_trivialization=True) -> Any:
    """The module given, its weight now orthogonal."""
    return module


@function("torch.nn.utils.remove_weight_norm", "torch.nn.utils.remove_spectral_norm")
def remove_weight_norm(module, name="weight") -> Any:
    """The module given."""
    return module


@function("torch.nn.utils.parametrize.remove_parametrizations")
def remove_parametrizations(module, tensor_name, leave_parametrized=True) -> Any:
    """The module given."""
    return module


@function("torch.nn.utils.prune.identity", "torch.nn.utils.prune.remove")
def prune_identity(module, name) -> Any:
    """The module given."""
    return module


@function("torch.nn.utils.prune.l1_unstructured")
def prune_l1(module, name, amount, importance_scores=None) -> Any:
    """The module given, part of its weight masked."""
    return module


@function("torch.nn.utils.prune.random_unstructured")
def prune_random(module, name, amount) -> Any:
    """The module given, part of its weight masked."""
    return module


@function("torch.nn.utils.prune.random_structured")
def prune_random_structured(module, name, amount, dim) -> Any:
    """The module given, part of its weight masked."""
    return module


@function("torch.nn.utils.prune.ln_structured")
def prune_ln_structured(module, name, amount, n, dim, importance_scores=None) -> Any:
    """The module given, part of its weight masked."""
    return module


@function("torch.nn.utils.prune.custom_from_mask")
def prune_by_mask(module, name, mask) -> Any:
    """The module given, part of its weight masked."""
    return module


@function("torch.nn.utils.convert_conv2d_weight_memory_format", "torch.nn.utils.convert_conv3d_weight_memory_format")
def convert_memory_format(module, memory_format) -> Any:
    """The module given, its weights laid out otherwise."""
    return module


@function("torch.nn.utils.fuse_conv_bn_eval")
def fuse_conv_bn_eval(conv, bn, transpose=False) -> Any:
    """A copy of the convolution, the norm worked into its weights."""
    return clone(conv)


@function("torch.nn.utils.fuse_linear_bn_eval")
def fuse_linear_bn_eval(linear, bn) -> Any:
    """A copy of the layer, the norm worked into its weights."""
    return clone(linear)


@function("torch.nn.utils.clip_grad_norm_", "torch.nn.utils.clip_grad_norm")
def clip_grad_norm_(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False, foreach=None) -> Tensor:
    """-> ()"""
    return Tensor((), None)


@function("torch.nn.utils.get_total_norm")
def get_total_norm(tensors, norm_type=2.0, error_if_nonfinite=False, foreach=None) -> Tensor:
    """-> ()"""
    return Tensor((), None)


@function("torch.nn.utils.clip_grad_value_")
def clip_grad_value_(parameters, clip_value, foreach=None) -> None:
    """-> None"""


@function("torch.nn.utils.clip_grads_with_norm_")
def clip_grads_with_norm_(parameters, max_norm, total_norm: Tensor, foreach=None) -> None:
    """-> None"""


@function("torch.nn.utils.parameters_to_vector")
def parameters_to_vector(parameters) -> Tensor:
    """Parameters of any shape -> all their elements in one vector"""
    if not isinstance(parameters, (list, tuple)) or not all(isinstance(one, Tensor) for one in parameters):
        return Tensor((need.fresh("parameters"),), None)
    if not parameters:
        need.refuse("wrong-arguments", "there must be at least one parameter", argument="parameters")
    total: Dim = 0
    for one in parameters:
        shape = need.known(one)
        total = total + (need.fresh("parameters") if shape is None else product(shape))
    return Tensor((total,), _all_alike(parameters))


def _all_alike(tensors: Any) -> str | None:
    """The type that all of them have."""
    types = {one.dtype for one in tensors}
    return types.pop() if len(types) == 1 else None


@function("torch.nn.utils.vector_to_parameters")
def vector_to_parameters(vec: Tensor, parameters) -> None:
    """Put the elements of a vector into the parameters.

    It has at least as many as they have.
    """
    if not isinstance(parameters, (list, tuple)) or not all(isinstance(one, Tensor) for one in parameters):
        raise Undecided("the parameters are not known")
    shape, shapes = need.known(vec), [need.known(one) for one in parameters]
    if shape is None or len(shape) != 1 or any(one is None for one in shapes):
        raise Undecided("the shape of the vector or of a parameter is not known")
    total: Dim = 0
    for one in shapes:
        total = total + product(one or ())
    need.at_least(
        shape[0], total, "size-mismatch", actual_is="elements of the vector", expected_is="elements of the parameters",
        argument="vec", of=vec, axis=0,
    )  # fmt: skip
