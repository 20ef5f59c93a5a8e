"""Methods that fill a tensor with numbers, and return it."""

from __future__ import annotations

from shapelint.ops.arithmetic import as_operand, changed, changed_with
from shapelint.ops.core.declare import function
from shapelint.sizes.tensors import Tensor


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
