"""Single axes of a tensor whose rank may be unknown.

Some operations have an opinion of the last axes only (Linear, LayerNorm) and accept any rank. They must not settle the
rank; what they require of an axis is then remembered with the unknown shape, and becomes a size of the shape once
another operation settles the rank.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapelint.ops.core.need import need
from shapelint.sizes.dims import Dim
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Tensor, UnknownShape, unknown_tensor


def size_at(x: Tensor, axis: int) -> Dim | None:
    """The size of an axis (negative counts from the end).

    None where it is not known or does not exist.
    """
    shape = need.known(x)
    if shape is not None:
        return shape[axis] if -len(shape) <= axis < len(shape) else None
    assert isinstance(x.shape, UnknownShape)
    size = x.shape.known.get(axis)
    return None if size is None else need.facts.resolve(size)


def named_size(x: Tensor, axis: int, name: str) -> Dim:
    """The size of an axis.

    Where nothing is known of it, a new symbol of that name, remembered with the tensor.

    The axis must exist where the rank is known.
    """
    size = size_at(x, axis)
    if size is None:
        assert isinstance(x.shape, UnknownShape)
        size = need.fresh(name)
        need.facts.refining(x.shape)
        x.shape.known[axis] = size
    return size


def require_last(x: Tensor, sizes: Sequence[Dim], rule: str, argument: str = "input", **about: Any) -> Verdict:
    """The last axes of `x` must have these sizes.

    Refuses (wrong-rank) fewer axes than sizes.

    Returns the verdict about all of them; states one requirement for each axis, the first first.
    """
    shape = need.known(x)
    if shape is not None and len(shape) < len(sizes):
        need.refuse(
            "wrong-rank", f"{argument} must have at least {len(sizes)} dimensions, it has {len(shape)}",
            actual=len(shape), expected=len(sizes), of=x, argument=argument,
        )  # fmt: skip
    verdicts = [
        need.same(named_size(x, axis, "features"), size, rule, of=x, axis=axis, argument=argument, **about)
        for axis, size in zip(range(-len(sizes), 0), sizes, strict=True)
    ]
    if Verdict.NO in verdicts:
        return Verdict.NO
    return Verdict.UNKNOWN if Verdict.UNKNOWN in verdicts else Verdict.YES


def with_last(x: Tensor, size: Dim, dtype: str | None = None) -> Tensor:
    """A new tensor like `x` but for its last axis.

    Of unknown rank where `x` is.
    """
    shape = need.known(x)
    if shape is not None:
        return Tensor((*shape[:-1], size), dtype or x.dtype)
    assert isinstance(x.shape, UnknownShape)
    return unknown_tensor(x.shape.reason, {-1: size}, dtype or x.dtype)


def along(x: Tensor, axis: Any, argument: str = "dim") -> None:
    """For operations that work along an axis and keep the shape.

    Refuse (axis-out-of-range) one that surely is not there. An unknown axis, and any axis of an unknown rank, may be.
    """
    shape = need.known(x)
    if shape is not None and isinstance(need.whole(axis, argument), int):
        need.axis(axis, len(shape), argument)


def at_least_rank(x: Tensor, least: int, argument: str = "input") -> None:
    """Refuse (wrong-rank) a tensor that surely has fewer axes."""
    shape = need.known(x)
    if shape is not None and len(shape) < least:
        need.refuse(
            "wrong-rank", f"{argument} must have at least {least} dimensions, it has {len(shape)}",
            actual=len(shape), expected=least, of=x, argument=argument,
        )  # fmt: skip
