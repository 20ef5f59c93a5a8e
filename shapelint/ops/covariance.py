"""Covariance: how variables go together, each a row of observations."""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.declare import function
from shapelint.ops.core.dtypes import is_floating
from shapelint.ops.core.need import Undecided, need
from shapelint.sizes.dims import Dim
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Tensor, tensor


@function("torch.cov", "torch.Tensor.cov")
def cov(input: Tensor, *, correction=1, fweights=None, aweights=None) -> Tensor:
    """(variables, observations) -> (variables, variables); (observations) -> (), and so is one variable"""
    shape = _of_variables(input, "cov")
    if input.dtype == "bool":
        need.refuse("wrong-arguments", "cov takes no bool", argument="input")
    observations = shape[-1] if shape else 1
    _weigh(fweights, observations, "fweights", whole=True)
    _weigh(aweights, observations, "aweights", whole=False)
    return _square(input, shape)


@function("torch.corrcoef", "torch.Tensor.corrcoef")
def corrcoef(input: Tensor) -> Tensor:
    """(variables, observations) -> (variables, variables); (observations) -> (), and so is one variable"""
    return _square(input, _of_variables(input, "corrcoef"))


def _of_variables(input: Tensor, name: str) -> tuple[Dim, ...]:
    shape = need.shape(input)
    if len(shape) > 2:
        need.refuse(
            "wrong-rank", f"{name} takes a matrix, the input has {len(shape)} dimensions", actual=len(shape),
            expected=2, of=input, argument="input",
        )  # fmt: skip
    return shape


def _weigh(weights: Any, observations: Dim, argument: str, whole: bool) -> None:
    """Require one weight an observation."""
    shape = need.known(weights) if isinstance(weights, Tensor) else None
    if shape is None:
        return
    if len(shape) > 1:
        need.refuse("wrong-rank", f"{argument} must be a vector, it has {len(shape)} dimensions", argument=argument)
    if weights.dtype is not None and is_floating(weights.dtype) is whole:
        kind = "whole" if whole else "floating"
        need.refuse("wrong-arguments", f"{argument} must be {kind} numbers, it is {weights.dtype}", argument=argument)
    need.same(
        shape[0] if shape else 1, observations, "size-mismatch", actual_is=f"number of {argument}",
        expected_is="observations of the input", of=weights, argument=argument,
    )  # fmt: skip


def _square(input: Tensor, shape: tuple[Dim, ...]) -> Tensor:
    """Variables by variables, and a number of one variable."""
    dtype = input.dtype if input.dtype is None or is_floating(input.dtype) else None
    if len(shape) < 2:
        return tensor(dtype=dtype)
    verdict = need.facts.same(shape[0], 1)
    if verdict is Verdict.UNKNOWN:
        raise Undecided("whether there is one variable or more is not known")
    return tensor(dtype=dtype) if verdict is Verdict.YES else tensor(shape[0], shape[0], dtype=dtype)
