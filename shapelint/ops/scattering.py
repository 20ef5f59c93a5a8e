"""Gather and scatter.

An index as large as what it picks.
"""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.declare import function
from shapelint.ops.core.dtypes import INDICES, among
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.indexing import within
from shapelint.sizes.dims import Dim, product
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Tensor, like

RULE = "size-mismatch"


def integers(index: Tensor, argument: str = "index") -> None:
    if 0 not in (need.known(index) or ()):  # at nothing torch does not look
        among(index, INDICES, argument)


def _raised(shape: tuple[Dim, ...]) -> tuple[Dim, ...]:
    """A number counts as a vector of one."""
    return shape or (1,)


def _within_sizes(
    index: Tensor, sizes: tuple[Dim, ...], limit: Tensor, limits: tuple[Dim, ...], but: int | None, argument: str
) -> None:
    """Demand an index no larger than another tensor.

    On any axis but one.
    """
    if len(sizes) != len(limits):
        need.refuse(
            "wrong-rank", f"index has {len(sizes)} dimensions, {argument} has {len(limits)}", actual=len(sizes),
            expected=len(limits), of=index, argument="index",
        )  # fmt: skip
    for axis, (size, most) in enumerate(zip(sizes, limits, strict=False)):
        if axis != but:
            need.at_most(
                size, most, RULE, actual_is=f"size of axis {axis} of index",
                expected_is=f"size of axis {axis} of {argument}", of=index, axis=axis, argument="index",
            )  # fmt: skip


def _is_empty(shape: tuple[Dim, ...]) -> bool:
    verdict = need.facts.at_least(product(shape), 1)
    if verdict is Verdict.UNKNOWN:
        raise Undecided("whether the index is empty is not known")
    return verdict is Verdict.NO


@function("torch.gather", "torch.Tensor.gather")
def gather(input: Tensor, dim, index: Tensor, *, sparse_grad=False, out=None) -> Tensor:
    """(*), index (*sizes) -> (*sizes); index as large as input at most, but for the axis dim"""
    integers(index)
    mine, sizes = need.known(input), need.known(index)
    if mine is not None:
        axis = need.axis(dim, len(mine))
        if sizes is not None and not _is_empty(sizes):
            _within_sizes(index, _raised(sizes), input, _raised(mine), axis, "input")
            within(index, _raised(mine)[axis], input, axis, "index")
    return like(index, input.dtype) if input.dtype else Tensor(index.shape)


def _scattered(x: Tensor, dim: Any, index: Tensor, src: Any) -> None:
    integers(index)
    mine, sizes = need.known(x), need.known(index)
    if mine is None:
        return
    axis = need.axis(dim, len(mine))
    if sizes is None or _is_empty(sizes):
        return
    _within_sizes(index, _raised(sizes), x, _raised(mine), axis, "input")
    within(index, _raised(mine)[axis], x, axis, "index")
    given = need.known(src) if isinstance(src, Tensor) else None
    if given is not None and isinstance(src, Tensor):
        _within_sizes(index, _raised(sizes), src, _raised(given), None, "src")


NOTHING = ()
"""scatter takes src or value"""


@function("torch.scatter", "torch.Tensor.scatter")
def scatter(input: Tensor, dim, index: Tensor, src=NOTHING, *, value=NOTHING, reduce=None) -> Tensor:
    """(*) -> (*); index as large as input at most, but for the axis dim, and as src"""
    _source(src, value)
    _scattered(input, dim, index, src)
    return like(input)


@function("torch.Tensor.scatter_")
def scatter_(self: Tensor, dim, index: Tensor, src=NOTHING, *, value=NOTHING, reduce=None) -> Tensor:
    """scatter, in place"""
    _source(src, value)
    _scattered(self, dim, index, src)
    return changed(self)


def _source(src: Any, value: Any) -> None:
    if (src is NOTHING) == (value is NOTHING):
        need.refuse("wrong-arguments", "scatter takes src or value", argument="src")


def changed(self: Tensor) -> Tensor:
    self.data = None
    return self


@function("torch.scatter_add", "torch.Tensor.scatter_add")
def scatter_add(input: Tensor, dim, index: Tensor, src: Tensor) -> Tensor:
    """(*) -> (*); index as large as input at most, but for the axis dim, and as src"""
    _scattered(input, dim, index, src)
    return like(input)


@function("torch.Tensor.scatter_add_")
def scatter_add_(self: Tensor, dim, index: Tensor, src: Tensor) -> Tensor:
    """scatter_add, in place"""
    _scattered(self, dim, index, src)
    return changed(self)


SCATTER_REDUCTIONS = ("sum", "prod", "mean", "amax", "amin", "max", "min")
"""The last two are not documented, and accepted."""


def reduction(reduce: Any, allowed: tuple[str, ...]) -> None:
    if isinstance(reduce, str):
        need.holds(
            reduce in allowed, "wrong-arguments", f"reduce must be one of {', '.join(allowed)}, it is {reduce!r}",
            argument="reduce",
        )  # fmt: skip


@function("torch.scatter_reduce", "torch.Tensor.scatter_reduce")
def scatter_reduce(input: Tensor, dim, index: Tensor, src: Tensor, reduce, *, include_self=True) -> Tensor:
    """(*) -> (*); index as large as input at most, but for the axis dim, and as src"""
    reduction(reduce, SCATTER_REDUCTIONS)
    _scattered(input, dim, index, src)
    return like(input)


@function("torch.Tensor.scatter_reduce_")
def scatter_reduce_(self: Tensor, dim, index: Tensor, src: Tensor, reduce, *, include_self=True) -> Tensor:
    """scatter_reduce, in place"""
    reduction(reduce, SCATTER_REDUCTIONS)
    _scattered(self, dim, index, src)
    return changed(self)
