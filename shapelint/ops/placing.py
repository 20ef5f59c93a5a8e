"""Picking and placing elements by vectors and masks.

A vector of indices along an axis, several indices, a mask: index_*, put, take, masked_*.
"""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.arguments import number
from shapelint.ops.core.declare import function
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.formulas.broadcasting import broadcast, broadcast_sizes, expands_to
from shapelint.ops.formulas.partial import known_of, replaced, unranked
from shapelint.ops.indexing import select, within
from shapelint.ops.scattering import RULE, changed, integers, reduction
from shapelint.sizes.dims import Dim, product
from shapelint.sizes.tensors import Tensor, Unknown, like, tensor


def _mask(mask: Tensor) -> None:
    if mask.dtype is not None:
        need.holds(
            mask.dtype == "bool", "wrong-arguments", f"mask must be boolean, it holds {mask.dtype}", of=mask,
            argument="mask",
        )  # fmt: skip


def _vector(index: Tensor) -> Dim | None:
    """The length of an index that must be a vector.

    A number counts as one; None where it is not known.
    """
    integers(index)
    shape = need.known(index)
    if shape is None:
        return None
    if len(shape) > 1:
        need.refuse(
            "wrong-rank", f"index must be a vector, it has {len(shape)} dimensions", actual=len(shape), expected=1,
            of=index, argument="index",
        )  # fmt: skip
    return shape[0] if shape else 1


@function("torch.index_select", "torch.Tensor.index_select")
def index_select(input: Tensor, dim, index: Tensor, *, out=None) -> Tensor:
    """(*a, n, *b), index (k) -> (*a, k, *b)"""
    length = _vector(index)
    shape = need.known(input)
    if shape is None:
        axis = number(dim, "dim")
        return unranked(input, replaced(known_of(input), axis, length))
    axis = need.axis(dim, len(shape))
    if not shape:
        if length is not None:
            need.same(
                length,
                1,
                RULE,
                actual_is="length of index",
                expected_is="a number's only element",
                of=index,
                argument="index",
            )
        return like(input)
    within(index, shape[axis], input, axis, "index")
    count = need.facts.fresh("n", at_least=0) if length is None else length
    return tensor(*shape[:axis], count, *shape[axis + 1 :], dtype=input.dtype)


def _placed(x: Tensor, dim: Any, index: Tensor, source: Tensor) -> None:
    """What index_add, index_copy and index_reduce share.

    source is like x, but as long as index on the axis.
    """
    length = _vector(index)
    mine, given = need.known(x), need.known(source)
    if mine is None or given is None:
        return
    axis = need.axis(dim, len(mine))
    if len(mine) != len(given):
        if not mine or not given:
            raise Undecided("numbers and vectors together are not modelled")
        need.refuse(
            "wrong-rank", f"source has {len(given)} dimensions, the input has {len(mine)}", actual=len(given),
            expected=len(mine), of=source, argument="source",
        )  # fmt: skip
    for other, (size, expected) in enumerate(zip(given, mine, strict=False)):
        target = length if other == axis else expected
        if target is not None:
            need.same(
                size, target, RULE, actual_is=f"size of axis {other} of source",
                expected_is="length of index" if other == axis else f"size of axis {other} of the input", of=source,
                axis=other, argument="source",
            )  # fmt: skip
    if mine:
        within(index, mine[axis], x, axis, "index")


@function("torch.index_add", "torch.Tensor.index_add")
def index_add(input: Tensor, dim, index: Tensor, source: Tensor, *, alpha=1, out=None) -> Tensor:
    """(*a, n, *b), index (k), source (*a, k, *b) -> (*a, n, *b)"""
    _placed(input, dim, index, source)
    return like(input)


@function("torch.Tensor.index_add_")
def index_add_(self: Tensor, dim, index: Tensor, source: Tensor, *, alpha=1) -> Tensor:
    """index_add, in place"""
    _placed(self, dim, index, source)
    return changed(self)


@function("torch.index_copy", "torch.Tensor.index_copy")
def index_copy(input: Tensor, dim, index: Tensor, source: Tensor, *, out=None) -> Tensor:
    """(*a, n, *b), index (k), source (*a, k, *b) -> (*a, n, *b)"""
    _placed(input, dim, index, source)
    return like(input)


@function("torch.Tensor.index_copy_")
def index_copy_(self: Tensor, dim, index: Tensor, source: Tensor) -> Tensor:
    """index_copy, in place"""
    _placed(self, dim, index, source)
    return changed(self)


INDEX_REDUCTIONS = ("prod", "mean", "amax", "amin")


@function("torch.index_reduce", "torch.Tensor.index_reduce")
def index_reduce(input: Tensor, dim, index: Tensor, source: Tensor, reduce, *, include_self=True, out=None) -> Tensor:
    """(*a, n, *b), index (k), source (*a, k, *b) -> (*a, n, *b)"""
    reduction(reduce, INDEX_REDUCTIONS)
    _placed(input, dim, index, source)
    return like(input)


@function("torch.Tensor.index_reduce_")
def index_reduce_(self: Tensor, dim, index: Tensor, source: Tensor, reduce, *, include_self=True) -> Tensor:
    """index_reduce, in place"""
    reduction(reduce, INDEX_REDUCTIONS)
    _placed(self, dim, index, source)
    return changed(self)


def _filled(x: Tensor, dim: Any, index: Tensor, value: Any) -> None:
    _vector(index)
    shape = need.known(x)
    if shape is not None:
        axis = need.axis(dim, len(shape))
        if shape:
            within(index, shape[axis], x, axis, "index")
    given = need.known(value) if isinstance(value, Tensor) else None
    if given:
        need.refuse(
            "wrong-rank",
            f"value must be a number, it has {len(given)} dimensions",
            actual=len(given),
            expected=0,
            of=value,
            argument="value",
        )


@function("torch.index_fill", "torch.Tensor.index_fill")
def index_fill(input: Tensor, dim, index: Tensor, value) -> Tensor:
    """(*) -> (*)"""
    _filled(input, dim, index, value)
    return like(input)


@function("torch.Tensor.index_fill_")
def index_fill_(self: Tensor, dim, index: Tensor, value) -> Tensor:
    """index_fill, in place"""
    _filled(self, dim, index, value)
    return changed(self)


# --- by several indices -------------------------------------------------------------------------------------------


def _put(x: Tensor, indices: Any, values: Tensor) -> None:
    if not isinstance(indices, (tuple, list)):
        raise Undecided("indices are not known")
    selected = select(x, tuple(slice(None) if one is None else one for one in indices))
    wanted, given = need.known(selected), need.known(values)
    if wanted is not None and given is not None and len(given) > len(wanted):
        need.refuse(
            "broadcast-mismatch", f"values has {len(given)} dimensions for {len(wanted)} that are selected",
            actual=len(given), expected=len(wanted), of=values, argument="values",
        )  # fmt: skip
    expands_to(values, selected, "values")


@function("torch.index_put", "torch.Tensor.index_put")
def index_put(input: Tensor, indices, values: Tensor, accumulate=False) -> Tensor:
    """(*) -> (*); values must broadcast to what the indices select"""
    _put(input, indices, values)
    return like(input)


@function("torch.Tensor.index_put_")
def index_put_(self: Tensor, indices, values: Tensor, accumulate=False) -> Tensor:
    """index_put, in place"""
    _put(self, indices, values)
    return changed(self)


def _counted(index: Tensor, source: Tensor) -> None:
    integers(index)
    one, other = need.known(index), need.known(source)
    if one is not None and other is not None:
        need.same(
            product(other), product(one), RULE, actual_is="elements of source", expected_is="elements of index",
            of=source, argument="source",
        )  # fmt: skip


@function("torch.put", "torch.Tensor.put")
def put(input: Tensor, index: Tensor, source: Tensor, accumulate=False) -> Tensor:
    """(*) -> (*); index and source have as many elements"""
    _counted(index, source)
    return like(input)


@function("torch.Tensor.put_")
def put_(self: Tensor, index: Tensor, source: Tensor, accumulate=False) -> Tensor:
    """put, in place"""
    _counted(index, source)
    return changed(self)


@function("torch.take", "torch.Tensor.take")
def take(input: Tensor, index: Tensor, *, out=None) -> Tensor:
    """(*), index (*sizes) -> (*sizes)"""
    integers(index)
    shape = need.known(input)
    if shape is not None:
        within(index, product(shape), input, 0, "index")
    return Tensor(index.shape, input.dtype)


@function("torch.take_along_dim", "torch.Tensor.take_along_dim")
def take_along_dim(input: Tensor, indices: Tensor, dim=None, *, out=None) -> Tensor:
    """(*), indices (*) -> the broadcast of both, as long as indices on the axis; without dim both are flattened"""
    integers(indices, "indices")
    if isinstance(dim, Unknown):
        raise Undecided("dim is not known")
    if dim is None:
        return tensor(product(need.shape(indices)), dtype=input.dtype)
    mine, sizes = need.shape(input), need.shape(indices)
    if len(mine) != len(sizes):
        need.refuse(
            "wrong-rank", f"indices has {len(sizes)} dimensions, the input has {len(mine)}", actual=len(sizes),
            expected=len(mine), of=indices, argument="indices",
        )  # fmt: skip
    axis = need.axis(dim, len(mine))
    if not mine:
        says = "an input without axes has none to take along"
        need.refuse("axis-out-of-range", says, actual=axis, expected=0, argument="dim")
    within(indices, mine[axis], input, axis, "indices")
    rest = broadcast_sizes(
        (*mine[:axis], *mine[axis + 1 :]), (*sizes[:axis], *sizes[axis + 1 :]), arguments=("input", "indices")
    )
    return tensor(*rest[:axis], sizes[axis], *rest[axis:], dtype=input.dtype)


# --- by a mask ----------------------------------------------------------------------------------------------------


@function("torch.masked_select", "torch.Tensor.masked_select")
def masked_select(input: Tensor, mask: Tensor, *, out=None) -> Tensor:
    """(*), mask (*) -> (n), as many as the mask selects"""
    _mask(mask)
    broadcast(input, mask, arguments=("input", "mask"))
    return tensor(need.facts.fresh("n", at_least=0), dtype=input.dtype)


@function("torch.masked_scatter", "torch.Tensor.masked_scatter")
def masked_scatter(input: Tensor, mask: Tensor, source: Tensor) -> Tensor:
    """(*), mask (*) -> the broadcast of both"""
    _mask(mask)
    return Tensor(broadcast(input, mask, arguments=("input", "mask")), input.dtype)


@function("torch.Tensor.masked_scatter_")
def masked_scatter_(self: Tensor, mask: Tensor, source: Tensor) -> Tensor:
    """masked_scatter, in place: mask must broadcast to the tensor"""
    _mask(mask)
    expands_to(mask, self, "mask")
    return changed(self)
