"""Ranks that are not known, and what comparisons say of them."""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection
from typing import Any

from shapelint.sizes.tensors import Computed, Reason, Tensor, Unknown

EVERY_RANK = range(65)
"""The ranks that torch has."""

ARITHMETIC: dict[str, Callable[[int, int], int]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}
COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "in": lambda rank, ranks: rank in ranks,
}  # fmt: skip


class RankOf(Unknown):
    """The number of axes of a tensor of unknown rank."""

    __slots__ = ("tensor",)

    def __init__(self, tensor: Tensor) -> None:
        super().__init__(Reason("the ndim of a tensor"), "ndim")
        self.tensor = tensor


def ranks_where(op: str, left: Any, right: Any, holds: bool) -> tuple[Tensor, frozenset[int], frozenset[int]] | None:
    """The ranks of a tensor with which a comparison turns out so.

    The tensor, the ranks that it may have, and those where the comparison holds, or does not (`holds`). None for what
    compares anything else.
    """
    compare = COMPARISONS.get(op)
    if compare is None:
        return None
    one, other = _by_rank(left), _by_rank(right)
    if (one is None) is (other is None):
        return None
    tensor, values = one or other or (None, {})
    against = right if one is not None else left
    if not (_are_ranks(against) if op == "in" else type(against) is int) or tensor is None:
        return None
    if op == "in" and one is None:
        return None
    found = (
        rank
        for rank, value in values.items()
        if (compare(value, against) if one is not None else compare(against, value)) is holds
    )
    return tensor, frozenset(values), frozenset(found)


def _are_ranks(value: Any) -> bool:
    return isinstance(value, Collection) and all(type(rank) is int for rank in value)


def _by_rank(value: Any) -> tuple[Tensor, dict[int, int]] | None:
    """The number that is computed of a rank, for each rank.

    And the tensor whose rank it is.
    """
    if type(value) is RankOf:
        return value.tensor, {rank: rank for rank in _possible(value.tensor)}
    if type(value) is not Computed or value.op not in ARITHMETIC:
        return None
    compute = ARITHMETIC[value.op]
    if type(value.right) is int:
        found = _by_rank(value.left)
        return found and (found[0], {rank: compute(one, value.right) for rank, one in found[1].items()})
    if type(value.left) is int:
        found = _by_rank(value.right)
        return found and (found[0], {rank: compute(value.left, one) for rank, one in found[1].items()})
    return None


def _possible(tensor: Tensor) -> Collection[int]:
    """The ranks that nothing has excluded."""
    shape = tensor.known_shape
    if shape is not None:
        return (len(shape),)
    ranks: frozenset[int] | None = getattr(tensor.shape, "ranks", None)
    return EVERY_RANK if ranks is None else ranks
