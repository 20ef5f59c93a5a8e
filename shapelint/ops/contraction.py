"""Products over chosen axes, without letters.

tensordot, kron, chains of matrices, cross products; by letters: `einsum`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapelint.ops.arithmetic import as_operand
from shapelint.ops.core.declare import function
from shapelint.ops.core.dtypes import promote, promoted
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.formulas.broadcasting import broadcast
from shapelint.ops.matmul import RULE, matrix_product
from shapelint.sizes.dims import Dim
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Tensor, Unknown


@function("torch.tensordot")
def tensordot(a: Tensor, b: Tensor, dims=2, out=None) -> Tensor:
    """The axes of a that stay, then those of b.

    dims: the last of a with the first of b, or two lists of axes.
    """
    left, right = need.shape(a), need.shape(b)
    if isinstance(dims, (tuple, list)):
        axes_a, axes_b = _listed(dims, len(left), len(right))
    else:
        count = need.whole(dims, "dims")
        if not isinstance(count, int):
            raise Undecided("dims is not known")
        if not 0 <= count <= min(len(left), len(right)):
            need.refuse(
                "axis-out-of-range", f"dims={count}, but the tensors have {len(left)} and {len(right)} dimensions",
                actual=count, expected=min(len(left), len(right)), argument="dims",
            )  # fmt: skip
        axes_a, axes_b = list(range(len(left) - count, len(left))), list(range(count))
    for one, other in zip(axes_a, axes_b, strict=True):
        _summed_together(left[one], right[other], b, other)
    kept_a = (size for axis, size in enumerate(left) if axis not in axes_a)
    kept_b = (size for axis, size in enumerate(right) if axis not in axes_b)
    return Tensor((*kept_a, *kept_b), promoted(a, b))


def _summed_together(left: Dim, right: Dim, of: Tensor, axis: int) -> None:
    """Equal, or one of them 1: torch sums over the other then."""
    same = need.facts.same
    if Verdict.YES in (same(left, 1), same(right, 1), same(left, right)):
        return
    about = {"actual_is": "size of b that is summed over", "expected_is": "size of a that is summed over"}
    demand = need.same if same(left, 1) is Verdict.NO and same(right, 1) is Verdict.NO else need.perhaps_same
    demand(right, left, RULE, of=of, axis=axis, argument="b", **about)


def _listed(dims: Sequence[Any], rank_a: int, rank_b: int) -> tuple[list[int], list[int]]:
    if len(dims) != 2 or any(isinstance(one, Unknown) for one in dims):
        raise Undecided("dims is not known")
    if not all(isinstance(one, (tuple, list)) for one in dims):
        need.refuse("wrong-arguments", "dims must be a number, or two lists of axes", argument="dims")
    if len(dims[0]) != len(dims[1]):
        need.refuse("wrong-arguments", "both lists of dims must have the same length", argument="dims")
    listed = [need.axis(one, rank_a, "dims") for one in dims[0]], [need.axis(one, rank_b, "dims") for one in dims[1]]
    if any(len(set(axes)) < len(axes) for axes in listed):
        need.refuse("wrong-arguments", "dims names an axis twice", argument="dims")
    return listed


@function("torch.kron", "torch.Tensor.kron")
def kron(input: Tensor, other: Tensor, *, out=None) -> Tensor:
    """Sizes multiply, axis by axis from the last"""
    a, b = need.shape(input), need.shape(other)
    rank = max(len(a), len(b))
    a, b = (1,) * (rank - len(a)) + a, (1,) * (rank - len(b)) + b
    return Tensor(tuple(one * two for one, two in zip(a, b, strict=True)), promote(input.dtype, other.dtype))


def _chain(tensors: Sequence[Any], vectors_at_ends: bool) -> Tensor:
    given = [as_operand(one, "tensors") for one in tensors]
    result = given[0]
    for place, one in enumerate(given):
        end = place in (0, len(given) - 1)
        need.rank(one, (2, 1) if end and vectors_at_ends else (2,), "tensors")
        if place:
            result = matrix_product(result, one, ("tensors", "tensors"))
    return result


@function("torch.linalg.multi_dot")
def multi_dot(tensors, *, out=None) -> Tensor:
    """(n, k), ..., (l, m) -> (n, m); the first may be a row, the last a column"""
    if not isinstance(tensors, (tuple, list)):
        raise Undecided("the tensors are not known")
    if len(tensors) < 2:
        need.refuse("wrong-arguments", "at least two tensors are wanted", argument="tensors")
    return _chain(tensors, True)


@function("torch.chain_matmul")
def chain_matmul(*matrices, out=None) -> Tensor:
    """(n, k), ..., (l, m) -> (n, m)"""
    if not matrices:
        need.refuse("wrong-arguments", "at least one matrix is wanted", argument="matrices")
    return _chain(matrices, False)


# --- cross products ---------------------------------------------------------------------------------------------


def _cross(input: Tensor, other: Tensor, dim: Any) -> Tensor:
    """The cross product of two tensors.

    Both have as many axes, the one named has size 3 in both, the others broadcast.
    """
    a, b = need.shape(input), need.shape(other)
    if len(a) != len(b):
        need.refuse(
            "wrong-rank", f"other must have as many dimensions as input ({len(a)}), it has {len(b)}", actual=len(b),
            expected=len(a), of=other, argument="other",
        )  # fmt: skip
    if dim is None:
        dim = _first_of_three(input, a)
    if isinstance(need.whole(dim, "dim"), int):
        axis = need.axis(dim, len(a))
        for one, shape, name in ((input, a, "input"), (other, b, "other")):
            need.same(
                shape[axis] if shape else 1, 3, "size-mismatch", actual_is=f"size of {name}",
                expected_is="three coordinates", of=one, axis=axis, argument=name,
            )  # fmt: skip
    return Tensor(broadcast(input, other), promoted(input, other))


def _first_of_three(input: Tensor, shape: Sequence[Dim]) -> Any:
    for axis, size in enumerate(shape):
        verdict = need.facts.same(size, 3)
        if verdict is Verdict.YES:
            return axis
        if verdict is Verdict.UNKNOWN:
            return Unknown("which dimension has size 3 is not known", "dim")
    return need.refuse("size-mismatch", "input has no dimension of size 3", of=input, argument="input")


@function("torch.cross", "torch.Tensor.cross")
def cross(input: Tensor, other: Tensor, dim=None, *, out=None) -> Tensor:
    """The broadcast of both.

    Dim, of size 3, is by default the first of that size.
    """
    return _cross(input, other, dim)


@function("torch.linalg.cross")
def linalg_cross(input: Tensor, other: Tensor, *, dim=-1, out=None) -> Tensor:
    """The broadcast of both; dim has size 3"""
    return _cross(input, other, dim)
