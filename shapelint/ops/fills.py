"""What fills a tensor with numbers: methods that draw them, and torch.nn.init. All return the tensor they filled."""

from __future__ import annotations

from typing import Any

from shapelint.ops.arithmetic import as_operand, changed, changed_with
from shapelint.ops.axes import at_least_rank
from shapelint.ops.declare import function
from shapelint.ops.need import need
from shapelint.values import Tensor, Unknown


@function("torch.zero_", "torch.Tensor.zero_")
def zero_(input: Tensor) -> Tensor:
    """(*) -> (*)"""
    return changed(input)


@function("torch.Tensor.normal_")
def normal_(input: Tensor, mean=0, std=1, *, generator=None) -> Tensor:
    """(*) -> (*)"""
    return changed(input)


@function("torch.Tensor.log_normal_")
def log_normal_(input: Tensor, mean=1, std=2, *, generator=None) -> Tensor:
    """(*) -> (*)"""
    return changed(input)


@function("torch.Tensor.cauchy_")
def cauchy_(input: Tensor, median=0, sigma=1, *, generator=None) -> Tensor:
    """(*) -> (*)"""
    return changed(input)


@function("torch.Tensor.exponential_")
def exponential_(input: Tensor, lambd=1, *, generator=None) -> Tensor:
    """(*) -> (*)"""
    return changed(input)


@function("torch.Tensor.geometric_")
def geometric_(input: Tensor, p, *, generator=None) -> Tensor:
    """(*) -> (*)"""
    return changed(input)


@function("torch.Tensor.random_", "torch.Tensor.uniform_")
def random_(input: Tensor, *bounds, generator=None, **named) -> Tensor:
    """(*) -> (*); the bounds are called `from` (which Python cannot declare) and `to`"""
    return changed(input)


@function("torch.Tensor.bernoulli_")
def bernoulli_(input: Tensor, p=0.5, *, generator=None) -> Tensor:
    """(*) -> (*); a tensor p must broadcast to it"""
    return changed_with(input, ("p", as_operand(p, "p")))


@function("torch.bernoulli", "torch.Tensor.bernoulli")
def bernoulli(input: Tensor, p=None, *, generator=None, out=None) -> Tensor:
    """(*) -> (*)"""
    return Tensor(input.shape, input.dtype)


# --- torch.nn.init (names without the underscore are deprecated, and work) -----------------------------------------


def _fans(tensor: Tensor) -> None:
    """The numbers of inputs and outputs exist from two axes on."""
    at_least_rank(tensor, 2, "tensor")


@function("torch.nn.init.ones_", "torch.nn.init.zeros_")
def init_ones_(tensor: Tensor) -> Tensor:
    """(*) -> (*)"""
    return changed(tensor)


@function("torch.nn.init.constant_", "torch.nn.init.constant")
def init_constant_(tensor: Tensor, val) -> Tensor:
    """(*) -> (*)"""
    return changed(tensor)


@function("torch.nn.init.normal_", "torch.nn.init.normal")
def init_normal_(tensor: Tensor, mean=0.0, std=1.0, generator=None) -> Tensor:
    """(*) -> (*)"""
    return changed(tensor)


@function("torch.nn.init.uniform_", "torch.nn.init.uniform")
def init_uniform_(tensor: Tensor, a=0.0, b=1.0, generator=None) -> Tensor:
    """(*) -> (*)"""
    return changed(tensor)


@function("torch.nn.init.trunc_normal_")
def init_trunc_normal_(tensor: Tensor, mean=0.0, std=1.0, a=-2.0, b=2.0, generator=None) -> Tensor:
    """(*) -> (*)"""
    return changed(tensor)


@function(
    "torch.nn.init.xavier_uniform_", "torch.nn.init.xavier_normal_", "torch.nn.init.xavier_uniform",
    "torch.nn.init.xavier_normal",
)  # fmt: skip
def init_xavier_(tensor: Tensor, gain=1.0, generator=None) -> Tensor:
    """(n, m, *) -> same"""
    _fans(tensor)
    return changed(tensor)


@function(
    "torch.nn.init.kaiming_uniform_", "torch.nn.init.kaiming_normal_", "torch.nn.init.kaiming_uniform",
    "torch.nn.init.kaiming_normal",
)  # fmt: skip
def init_kaiming_(tensor: Tensor, a=0, mode="fan_in", nonlinearity="leaky_relu", generator=None) -> Tensor:
    """(n, m, *) -> same"""
    if 0 not in (need.known(tensor) or ()):
        _fans(tensor)
    return changed(tensor)


@function("torch.nn.init.orthogonal_", "torch.nn.init.orthogonal")
def init_orthogonal_(tensor: Tensor, gain=1, generator=None) -> Tensor:
    """(n, m, *) -> same"""
    _fans(tensor)
    return changed(tensor)


@function("torch.nn.init.eye_", "torch.nn.init.eye")
def init_eye_(tensor: Tensor) -> Tensor:
    """(n, m) -> same"""
    need.rank(tensor, {2: "nm"}, "tensor")
    return changed(tensor)


@function("torch.nn.init.sparse_", "torch.nn.init.sparse")
def init_sparse_(tensor: Tensor, sparsity, std=0.01, generator=None) -> Tensor:
    """(n, m) -> same"""
    need.rank(tensor, {2: "nm"}, "tensor")
    return changed(tensor)


@function("torch.nn.init.dirac_", "torch.nn.init.dirac")
def init_dirac_(tensor: Tensor, groups=1) -> Tensor:
    """(out, in, *), of 3 to 5 axes -> same; groups divide out"""
    if (shape := need.known(tensor)) is not None:
        need.rank(tensor, (3, 4, 5), "tensor")
        need.divides(
            need.whole(groups, "groups"), shape[0], "indivisible-channels", actual_is="out channels",
            expected_is="groups", of=tensor, axis=0, argument="groups",
        )  # fmt: skip
    return changed(tensor)


@function("torch.nn.init.calculate_gain")
def calculate_gain(nonlinearity, param=None) -> Any:
    """A number"""
    return Unknown("the gain is not computed", "gain")
