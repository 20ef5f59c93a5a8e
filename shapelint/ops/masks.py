"""Operations under a mask, and broadcasting itself.

They fill or compare.
"""

from __future__ import annotations

from typing import Any

from shapelint.ops.arithmetic import as_operand, changed, changed_with
from shapelint.ops.core.declare import function
from shapelint.ops.core.dtypes import BOOLEANS, among
from shapelint.ops.core.need import need
from shapelint.ops.formulas.broadcasting import broadcast, broadcast_sizes, elementwise
from shapelint.sizes.dims import Dim
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Tensor, Unknown, like


def _boolean(mask: Tensor) -> None:
    among(mask, BOOLEANS, "mask")


def _single(value: Tensor) -> None:
    """A tensor that stands for one number must have no axes."""
    shape = need.known(value)
    if shape:
        need.refuse(
            "wrong-rank", f"value must be a number or a tensor without dimensions, it has {len(shape)}",
            actual=len(shape), expected=0, of=value, argument="value",
        )  # fmt: skip


@function("torch.masked_fill", "torch.Tensor.masked_fill")
def masked_fill(input: Tensor, mask: Tensor, value: Tensor) -> Tensor:
    """The broadcast of input and mask."""
    _boolean(mask)
    _single(value)
    made = elementwise(input, mask, arguments=("input", "mask"))
    made.dtype = input.dtype
    return made


@function("torch.Tensor.masked_fill_")
def masked_fill_(input: Tensor, mask: Tensor, value: Tensor) -> Tensor:
    """input; mask must broadcast to its shape."""
    _boolean(mask)
    _single(value)
    return changed_with(input, ("mask", mask))


@function("torch.fill", "torch.fill_", "torch.Tensor.fill_")
def fill_(input: Tensor, value: Tensor) -> Tensor:
    """input; value is one number."""
    _single(value)
    return changed(input)


@function("torch.Tensor.copy_")
def copy_(input: Tensor, src: Tensor, non_blocking=False) -> Tensor:
    """input; src must broadcast to its shape."""
    return changed_with(input, ("src", src))


@function("torch.isclose", "torch.Tensor.isclose")
def isclose(input: Tensor, other: Tensor, rtol=1e-05, atol=1e-08, equal_nan=False) -> Tensor:
    """The broadcast of both shapes."""
    return elementwise(input, other, dtype="bool")


@function("torch.allclose", "torch.Tensor.allclose")
def allclose(input: Tensor, other: Tensor, rtol=1e-05, atol=1e-08, equal_nan=False) -> Any:
    """A bool; both shapes must broadcast."""
    broadcast(input, other)
    return Unknown("whether numbers are close is not known")


@function("torch.equal", "torch.Tensor.equal")
def equal(input: Tensor, other: Tensor) -> Any:
    """A bool: False for shapes that differ, which torch.equal does not refuse."""
    left, right = need.known(input), need.known(other)
    if left is None or right is None:
        return Unknown("whether tensors are equal is not known")
    if len(left) != len(right) or any(need.facts.same(*pair) is Verdict.NO for pair in zip(left, right, strict=True)):
        return False
    return Unknown("whether numbers are equal is not known")


@function("torch.dist", "torch.Tensor.dist")
def dist(input: Tensor, other: Tensor, p=2) -> Tensor:
    """A number; both shapes must broadcast."""
    elementwise(input, other)
    return Tensor(())


@function("torch.broadcast_tensors")
def broadcast_tensors(*tensors) -> tuple[Tensor, ...]:
    """Every tensor in the shape that all broadcast to."""
    given = [as_operand(one, "tensors") for one in tensors]
    shape = broadcast(*given, arguments=("tensors",) * len(given)) if given else ()
    return tuple(Tensor(shape, one.dtype) for one in given)


@function("torch.broadcast_shapes")
def broadcast_shapes(*shapes) -> tuple[Dim, ...]:
    """The sizes that shapes broadcast to.

    A shape is a tuple, or a number for one axis.
    """
    return broadcast_sizes(*(need.sizes(one, "shapes") for one in shapes), arguments=("shapes",) * len(shapes))


@function("torch.result_type")
def result_type(tensor1, tensor2) -> Any:
    """A dtype"""
    return Unknown("which dtype torch chooses is not known")


@function("torch.promote_types")
def promote_types(type1, type2) -> Any:
    """A dtype"""
    return Unknown("which dtype torch chooses is not known")


@function("torch.bucketize")
def bucketize(input: Tensor, boundaries: Tensor, *, out_int32=False, right=False, out=None) -> Tensor:
    """(*), (boundaries) -> (*)"""
    need.rank(boundaries, {1: "K"}, "boundaries")
    return like(input, None if out_int32 else "int64")
