"""Triangles of matrices."""

from __future__ import annotations

from shapelint.ops.arithmetic import changed
from shapelint.ops.core.declare import function
from shapelint.ops.formulas.axes import at_least_rank
from shapelint.ops.formulas.broadcasting import mapped
from shapelint.sizes.tensors import Tensor


@function("torch.tril", "torch.Tensor.tril")
def tril(input: Tensor, diagonal=0, *, out=None) -> Tensor:
    """(*, n, m) -> (*, n, m)"""
    at_least_rank(input, 2)
    return mapped(input, ordered=False)


@function("torch.triu", "torch.Tensor.triu")
def triu(input: Tensor, diagonal=0, *, out=None) -> Tensor:
    """(*, n, m) -> (*, n, m)"""
    at_least_rank(input, 2)
    return mapped(input, ordered=False)


@function("torch.Tensor.tril_", "torch.Tensor.triu_")
def tril_(input: Tensor, diagonal=0) -> Tensor:
    """(*, n, m) -> (*, n, m)"""
    at_least_rank(input, 2)
    return changed(input)
