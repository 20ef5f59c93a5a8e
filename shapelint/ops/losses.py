"""Losses that compare element by element: regression, binary targets, divergences.

Where torch only broadcasts, with a warning (mse_loss of (n, 1) and (n,)), nothing is required but that the shapes
broadcast: a silent rule reads the arguments later.
"""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.declare import function, layer
from shapelint.ops.core.dtypes import alike, averaged, floats
from shapelint.ops.core.need import need
from shapelint.ops.formulas.broadcasting import broadcast, expands_to
from shapelint.ops.formulas.reduction import RULE, exactly, legacy, reduced
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Shape, Tensor


def _met(input: Tensor, target: Tensor) -> Shape:
    """The shape to which input and target broadcast."""
    return broadcast(input, target, arguments=("input", "target"), rule=RULE)


def _weighted(input: Tensor, target: Tensor, weight: Tensor | None, reduction: Any) -> Tensor:
    """Of two that broadcast.

    A weight must have the very shape of the input.
    """
    shape = _met(input, target)
    if weight is not None:
        exactly(weight, input, "weight")
        shape = broadcast(Tensor(shape), weight, arguments=("input", "weight"), rule=RULE)
    return reduced(reduction, shape, averaged(input, target))


@function("torch.nn.functional.mse_loss")
def mse_loss(
    input: Tensor, target: Tensor, size_average=None, reduce=None, reduction="mean", weight: Tensor | None = None
) -> Tensor:
    """(*), (*) -> () or, with reduction='none', (*)"""
    return _weighted(input, target, weight, legacy(size_average, reduce, reduction))


@function("torch.nn.functional.l1_loss")
def l1_loss(
    input: Tensor, target: Tensor, size_average=None, reduce=None, reduction="mean", weight: Tensor | None = None
) -> Tensor:
    """(*), (*) -> () or, with reduction='none', (*)"""
    return _weighted(input, target, weight, legacy(size_average, reduce, reduction))


@function("torch.nn.functional.smooth_l1_loss")
def smooth_l1_loss(input: Tensor, target: Tensor, size_average=None, reduce=None, reduction="mean", beta=1.0) -> Tensor:
    """(*), (*) -> () or, with reduction='none', (*)"""
    return _weighted(input, target, None, legacy(size_average, reduce, reduction))


@function("torch.nn.functional.huber_loss")
def huber_loss(input: Tensor, target: Tensor, reduction="mean", delta=1.0, weight: Tensor | None = None) -> Tensor:
    """(*), (*) -> () or, with reduction='none', (*)"""
    return _weighted(input, target, weight, reduction)


@function("torch.nn.functional.binary_cross_entropy")
def binary_cross_entropy(
    input: Tensor, target: Tensor, weight: Tensor | None = None, size_average=None, reduce=None, reduction="mean"
) -> Tensor:
    """(*), (*) -> () or, with reduction='none', (*)"""
    exactly(target, input)
    floats(input)
    alike(target, input, "target", "input")
    if weight is not None:
        expands_to(weight, input, "weight", RULE)
    return reduced(legacy(size_average, reduce, reduction), input.shape, input.dtype)


@function("torch.nn.functional.binary_cross_entropy_with_logits")
def binary_cross_entropy_with_logits(
    input: Tensor, target: Tensor, weight: Tensor | None = None, size_average=None, reduce=None, reduction="mean",
    pos_weight: Tensor | None = None,
) -> Tensor:  # fmt: skip
    """(*), (*) -> () or, with reduction='none', (*)"""
    exactly(target, input)
    floats(target, "target")
    for name, factor in (("weight", weight), ("pos_weight", pos_weight)):
        if factor is not None:
            expands_to(factor, input, name, RULE)
    dtype = input.dtype if input.dtype == target.dtype else None
    return reduced(legacy(size_average, reduce, reduction), input.shape, dtype)


@function("torch.nn.functional.kl_div")
def kl_div(input: Tensor, target: Tensor, size_average=None, reduce=None, reduction="mean", log_target=False) -> Tensor:
    """(*), (*) -> () or, with reduction='none', (*)"""
    flags = legacy(size_average, reduce, reduction)
    return reduced(flags, _met(input, target), averaged(input, target), batch=True)


@function("torch.nn.functional.poisson_nll_loss")
def poisson_nll_loss(
    input: Tensor, target: Tensor, log_input=True, full=False, size_average=None, eps=1e-8, reduce=None,
    reduction="mean",
) -> Tensor:  # fmt: skip
    """(*), (*) -> () or, with reduction='none', (*)"""
    return reduced(legacy(size_average, reduce, reduction), _met(input, target), averaged(input, target))


@function("torch.nn.functional.gaussian_nll_loss")
def gaussian_nll_loss(input: Tensor, target: Tensor, var, full=False, eps=1e-6, reduction="mean") -> Tensor:
    """(*, D), (*, D), var (*, D), (*, 1) or (*) -> () or, with reduction='none', (*, D)"""
    if isinstance(var, int):
        need.refuse("wrong-arguments", "var must be a tensor or a float, it is an int", argument="var")
    spread = _variance(input, var) if isinstance(var, Tensor) else None
    operands = [input, target] if spread is None else [input, target, spread]
    shape = broadcast(*operands, arguments=("input", "target", "var"), rule=RULE)
    return reduced(reduction, shape, averaged(*operands))


def _variance(input: Tensor, var: Tensor) -> Tensor | None:
    """The variance as it meets the input.

    Of its shape, or of its shape with one axis missing (the last) or 1.
    """
    wanted, given = need.known(input), need.known(var)
    if wanted is None or given is None:
        return None
    if len(given) + 1 == len(wanted):
        exactly(var, Tensor(wanted[:-1]), "var")
        return Tensor((*given, 1))
    if len(given) != len(wanted):
        need.refuse(
            RULE, "var must have the shape of the input, but for one axis", actual=len(given), expected=len(wanted),
            of=var, argument="var",
        )  # fmt: skip
    other = [axis for axis, (a, b) in enumerate(zip(given, wanted, strict=True)) if need.facts.same(a, b) is Verdict.NO]
    for axis in other:
        rest = 1 if len(other) == 1 else wanted[axis]
        need.same(given[axis], rest, RULE, actual_is="size of var", argument="var", of=var, axis=axis)
    return var


@function("torch.nn.functional.hinge_embedding_loss")
def hinge_embedding_loss(
    input: Tensor, target: Tensor, margin=1.0, size_average=None, reduce=None, reduction="mean"
) -> Tensor:
    """(*), (*) -> () or, with reduction='none', (*)"""
    return reduced(legacy(size_average, reduce, reduction), _met(input, target), averaged(input, target))


@function("torch.nn.functional.soft_margin_loss")
def soft_margin_loss(input: Tensor, target: Tensor, size_average=None, reduce=None, reduction="mean") -> Tensor:
    """(*), (*) -> () or, with reduction='none', (*)"""
    expands_to(target, input, "target", RULE)
    return reduced(legacy(size_average, reduce, reduction), input.shape, averaged(input, target))


class _Loss:
    """What every loss layer holds."""

    reduction: Any

    def __init__(self, size_average=None, reduce=None, reduction="mean") -> None:
        self.reduction = legacy(size_average, reduce, reduction)


@layer("torch.nn.MSELoss")
class MSELoss(_Loss):
    """(*), (*) -> () or, with reduction='none', (*)"""

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        return mse_loss(input, target, reduction=self.reduction)


@layer("torch.nn.L1Loss")
class L1Loss(_Loss):
    """(*), (*) -> () or, with reduction='none', (*)"""

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        return l1_loss(input, target, reduction=self.reduction)


@layer("torch.nn.SmoothL1Loss")
class SmoothL1Loss(_Loss):
    """(*), (*) -> () or, with reduction='none', (*)"""

    def __init__(self, size_average=None, reduce=None, reduction="mean", beta=1.0) -> None:
        super().__init__(size_average, reduce, reduction)
        self.beta = beta

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        return smooth_l1_loss(input, target, reduction=self.reduction)


@layer("torch.nn.HuberLoss")
class HuberLoss(_Loss):
    """(*), (*) -> () or, with reduction='none', (*)"""

    def __init__(self, reduction="mean", delta=1.0) -> None:
        self.reduction, self.delta = reduction, delta

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        return huber_loss(input, target, self.reduction)


@layer("torch.nn.BCELoss")
class BCELoss(_Loss):
    """(*), (*) -> () or, with reduction='none', (*)"""

    def __init__(self, weight: Tensor | None = None, size_average=None, reduce=None, reduction="mean") -> None:
        super().__init__(size_average, reduce, reduction)
        self.weight = held(weight)

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        return binary_cross_entropy(input, target, given(self.weight), reduction=self.reduction)


@layer("torch.nn.BCEWithLogitsLoss")
class BCEWithLogitsLoss(_Loss):
    """(*), (*) -> () or, with reduction='none', (*)"""

    def __init__(
        self, weight: Tensor | None = None, size_average=None, reduce=None, reduction="mean",
        pos_weight: Tensor | None = None,
    ) -> None:  # fmt: skip
        super().__init__(size_average, reduce, reduction)
        self.weight, self.pos_weight = held(weight), held(pos_weight)

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        return binary_cross_entropy_with_logits(
            input, target, given(self.weight), reduction=self.reduction, pos_weight=given(self.pos_weight)
        )


@layer("torch.nn.KLDivLoss")
class KLDivLoss(_Loss):
    """(*), (*) -> () or, with reduction='none', (*)"""

    def __init__(self, size_average=None, reduce=None, reduction="mean", log_target=False) -> None:
        super().__init__(size_average, reduce, reduction)
        self.log_target = log_target

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        return kl_div(input, target, reduction=self.reduction)


@layer("torch.nn.PoissonNLLLoss")
class PoissonNLLLoss(_Loss):
    """(*), (*) -> () or, with reduction='none', (*)"""

    def __init__(self, log_input=True, full=False, size_average=None, eps=1e-8, reduce=None, reduction="mean") -> None:
        super().__init__(size_average, reduce, reduction)
        self.log_input, self.full, self.eps = log_input, full, eps

    def forward(self, log_input: Tensor, target: Tensor) -> Tensor:
        return poisson_nll_loss(log_input, target, reduction=self.reduction)


@layer("torch.nn.GaussianNLLLoss")
class GaussianNLLLoss(_Loss):
    """(*, D), (*, D), var (*, D), (*, 1) or (*) -> () or, with reduction='none', (*, D)"""

    def __init__(self, *, full=False, eps=1e-6, reduction="mean") -> None:
        self.full, self.eps, self.reduction = full, eps, reduction

    def forward(self, input: Tensor, target: Tensor, var) -> Tensor:
        return gaussian_nll_loss(input, target, var, reduction=self.reduction)


@layer("torch.nn.HingeEmbeddingLoss")
class HingeEmbeddingLoss(_Loss):
    """(*), (*) -> () or, with reduction='none', (*)"""

    def __init__(self, margin=1.0, size_average=None, reduce=None, reduction="mean") -> None:
        super().__init__(size_average, reduce, reduction)
        self.margin = margin

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        return hinge_embedding_loss(input, target, reduction=self.reduction)


@layer("torch.nn.SoftMarginLoss")
class SoftMarginLoss(_Loss):
    """(*), (*) -> () or, with reduction='none', (*)"""

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        return soft_margin_loss(input, target, reduction=self.reduction)


def held(weight: Any) -> Any:
    """A weight that a loss keeps as a buffer."""
    return Tensor(weight.shape, weight.dtype, role="buffer", name=weight.name) if isinstance(weight, Tensor) else weight


def given(weight: Any) -> Tensor | None:
    """The weight that a loss keeps.

    As far as it is known to be a tensor.
    """
    return weight if isinstance(weight, Tensor) else None
