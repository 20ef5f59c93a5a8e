"""Several tensors made one: cat, stack and their relatives.

Grids and products of vectors.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import comb
from typing import Any

from shapelint.ops.axes_order import padded_rank
from shapelint.ops.core.arguments import number, spread
from shapelint.ops.core.declare import function
from shapelint.ops.core.dtypes import promoted
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.formulas.axes import size_at
from shapelint.ops.formulas.partial import inserted, known_of, one_end, unranked
from shapelint.sizes.dims import Dim, floor_div, product
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Array, Several, Tensor, like, tensor

RULE = "join-mismatch"


def pieces(tensors: Any, what: str, argument: str = "tensors") -> list[Tensor]:
    """The tensors of a sequence, at least one.

    Raises Undecided where they are not known one by one.
    """
    if isinstance(tensors, Tensor) and not isinstance(tensors, Array):  # sizes are tensors while torch traces
        need.refuse("wrong-arguments", f"{argument} must be a sequence of tensors, it is one tensor", argument=argument)
    if not isinstance(tensors, (tuple, list)):
        raise Undecided(f"the tensors to {what} are not known")
    if not tensors:
        need.refuse("wrong-arguments", f"there are no tensors to {what}", argument=argument)
    for one in tensors:
        if not isinstance(one, Tensor):
            raise Undecided(f"a tensor to {what} is not known")
    return list(tensors)


def rows(tensors: Any, what: str) -> tuple[list[Tensor], Dim]:
    """The tensors of a sequence, and how often they come."""
    if isinstance(tensors, Several):
        return tensors.tensors, need.fresh("n")
    return pieces(tensors, what), 1


def joined(given: Sequence[Tensor], dim: Any, times: Dim = 1) -> Tensor:
    """cat: all sizes but those of axis `dim` must be equal.

    A tensor of shape (0) is skipped, as torch does for old programs.

    times: how often the tensors come.
    """
    shapes = [need.known(one) for one in given]
    ranks = [len(shape) for shape in shapes if shape is not None and not _is_empty(shape)]
    if not ranks:
        vague = [one for one, shape in zip(given, shapes, strict=False) if shape is None]
        return _joined_unranked(vague, number(dim, "dim")) if vague else tensor(0, dtype=promoted(*given))
    first = next(i for i, shape in enumerate(shapes) if shape is not None and not _is_empty(shape))
    model = shapes[first]
    assert model is not None
    if not model:
        need.refuse(
            "wrong-rank",
            "a tensor without axes cannot be concatenated",
            actual=0,
            expected=1,
            of=given[first],
            argument="tensors",
        )
    rank = len(model)
    axis = need.axis(dim, rank)
    total: Dim | None = 0
    for place, (one, shape) in enumerate(zip(given, shapes, strict=False)):
        if shape is not None and _skipped(shape, rank):
            continue
        if shape is not None and len(shape) != rank:
            need.refuse(
                RULE, f"tensor {place} has {len(shape)} dimensions, tensor {first} has {rank}", actual=len(shape),
                expected=rank, of=one, argument="tensors",
            )  # fmt: skip
        for other in range(rank) if place != first else ():
            if other != axis:
                _must_meet(one, _sizes_at(one, other, rank), model[other], other, place, first)
        there = _sizes_at(one, axis, rank)
        total = None if total is None or not there else total + there[0]
    size = need.fresh("n") if total is None else total * times
    sizes = [need.facts.resolve(one) for one in model]
    return tensor(*sizes[:axis], size, *sizes[axis + 1 :], dtype=promoted(*given))


def _is_empty(shape: tuple[Dim, ...]) -> bool:
    return len(shape) == 1 and need.facts.same(shape[0], 0) is Verdict.YES


def _skipped(shape: tuple[Dim, ...], rank: int) -> bool:
    """Whether this is the empty vector.

    A vector among tensors of another rank can only be that.
    """
    if len(shape) != 1:
        return False
    verdict = need.facts.same(shape[0], 0)
    if verdict is Verdict.UNKNOWN and rank != 1:
        need.facts.assume_same(shape[0], 0, need.why)
        return True
    return verdict is Verdict.YES


def _sizes_at(x: Tensor, axis: int, rank: int) -> list[Dim]:
    """What is known of an axis, if anything is.

    The tensor has that rank.
    """
    found = (size_at(x, axis), size_at(x, axis - rank))
    return [size for size in found if size is not None]


def _must_meet(x: Tensor, sizes: list[Dim], expected: Dim, axis: int, place: int, first: int) -> None:
    for size in sizes[:1] if need.known(x) is not None else sizes:
        if need.known(x) is None and need.facts.at_least(size, 1) is not Verdict.YES:
            continue  # it may be the empty vector, which fits everywhere
        need.same(
            size, expected, RULE, actual_is=f"size of axis {axis} of tensor {place}",
            expected_is=f"size of axis {axis} of tensor {first}", of=x, axis=axis, argument="tensors",
        )  # fmt: skip


def _joined_unranked(given: Sequence[Tensor], axis: int) -> Tensor:
    if len(given) == 1:
        return like(given[0])
    known: dict[int, Dim] = {}
    for place, one in enumerate(given):
        for other, size in one_end(known_of(one), axis).items():
            if other != axis and other in known:
                _must_meet(one, [size], known[other], other, place, 0)
            elif other != axis:
                known[other] = size
    sizes = [known_of(one).get(axis) for one in given]
    if all(size is not None for size in sizes):
        known[axis] = sum((size for size in sizes if size is not None), 0)
    return unranked(given[0], known, promoted(*given), axes=0)


@function("torch.cat", "torch.concat")
def cat(tensors: Sequence[Tensor], dim=0, *, out=None) -> Tensor:
    """[(*a, n, *b), (*a, m, *b), ...] -> (*a, n + m + ..., *b)"""
    given, times = rows(tensors, "concatenate")
    return joined(given, dim, times)


@function("torch.concatenate")
def concatenate(tensors: Sequence[Tensor], dim=0, *, out=None) -> Tensor:
    """[(*a, n, *b), (*a, m, *b), ...] -> (*a, n + m + ..., *b)"""
    given, times = rows(tensors, "concatenate")
    return joined(given, dim, times)


@function("torch.stack")
def stack(tensors: Sequence[Tensor], dim=0, *, out=None) -> Tensor:
    """k times (*a, *b) -> (*a, k, *b)"""
    given, times = rows(tensors, "stack")
    count = len(given) * times
    shapes = [need.known(one) for one in given]
    model = next((shape for shape in shapes if shape is not None), None)
    if model is None:
        return unranked(given[0], inserted(known_of(given[0]), number(dim, "dim"), count), promoted(*given))
    axis = need.axis(dim, len(model), extra=1)
    for place, (one, shape) in enumerate(zip(given, shapes, strict=False)):
        if shape is None:
            shape = need.refine(one, len(model)) if need.known(one) is None else need.shape(one)
        if len(shape) != len(model):
            need.refuse(
                RULE, f"tensor {place} has {len(shape)} dimensions, another has {len(model)}", actual=len(shape),
                expected=len(model), of=one, argument="tensors",
            )  # fmt: skip
        for other, (size, expected) in enumerate(zip(shape, model, strict=False) if shape is not model else ()):
            _must_meet(one, [size], expected, other, place, 0)
    sizes = [need.facts.resolve(one) for one in model]
    return tensor(*sizes[:axis], count, *sizes[axis:], dtype=promoted(*given))


@function("torch.hstack")
def hstack(tensors: Sequence[Tensor], *, out=None) -> Tensor:
    """Along the second axis; vectors along their only one"""
    given, times = rows(tensors, "stack")
    given = [padded_rank(one, 1) for one in given]
    return joined(given, 0 if len(need.shape(given[0])) == 1 else 1, times)


@function("torch.vstack", "torch.row_stack")
def vstack(tensors: Sequence[Tensor], *, out=None) -> Tensor:
    """Along the first axis; vectors are rows"""
    given, times = rows(tensors, "stack")
    return joined([padded_rank(one, 2) for one in given], 0, times)


@function("torch.dstack")
def dstack(tensors: Sequence[Tensor], *, out=None) -> Tensor:
    """Along the third axis"""
    given, times = rows(tensors, "stack")
    return joined([padded_rank(one, 3) for one in given], 2, times)


@function("torch.column_stack")
def column_stack(tensors: Sequence[Tensor], *, out=None) -> Tensor:
    """Along the second axis; vectors are columns"""
    given, times = rows(tensors, "stack")
    columns = [tensor(product(s), 1, dtype=one.dtype) if len(s := need.shape(one)) <= 1 else one for one in given]
    return joined(columns, 1, times)


def _several(tensors: tuple[Any, ...], what: str) -> list[Tensor]:
    """The tensors of `f(a, b)`."""
    for one in tensors:
        if isinstance(one, (tuple, list)):
            need.refuse("wrong-arguments", f"{what} takes tensors, not a sequence of them", argument="tensors")
        if not isinstance(one, Tensor):
            raise Undecided("a tensor is not known")
    return list(tensors)


@function("torch.block_diag")
def block_diag(*tensors) -> Tensor:
    """(n, m), (k, l), ... -> (n + k + ..., m + l + ...)"""
    given = _several(tensors, "block_diag")
    if not given:
        return tensor(1, 0)
    rows: Dim = 0
    columns: Dim = 0
    for one in given:
        shape = need.shape(one)
        if len(shape) > 2:
            need.refuse(
                "wrong-rank",
                f"a block has {len(shape)} dimensions",
                actual=len(shape),
                expected=2,
                of=one,
                argument="tensors",
            )
        shape = (*(1,) * (2 - len(shape)), *shape)
        rows, columns = rows + shape[0], columns + shape[1]
    return tensor(rows, columns, dtype=promoted(*given))


@function("torch.meshgrid", "torch.functional.meshgrid")
def meshgrid(*tensors, indexing=None) -> tuple[Tensor, ...]:
    """(n), (m), ... -> each (n, m, ...); the first two swapped with indexing="xy\""""
    given = pieces(
        spread(tensors, "tensors") if len(tensors) == 1 and not isinstance(tensors[0], Tensor) else tensors,
        "span a grid",
    )
    if indexing is not None and not isinstance(indexing, str):
        raise Undecided("indexing is not known")
    if indexing not in (None, "ij", "xy"):
        need.refuse("wrong-arguments", f"indexing must be 'ij' or 'xy', it is {indexing!r}", argument="indexing")
    sizes: list[Dim] = []
    for one in given:
        shape = need.rank(one, {1: "n", 0: ""}, "a tensor of the grid")
        sizes.append(shape[0] if shape else 1)
    if indexing == "xy" and len(sizes) > 1:
        sizes[:2] = sizes[1], sizes[0]
    return tuple(tensor(*sizes, dtype=one.dtype) for one in given)


@function("torch.cartesian_prod")
def cartesian_prod(*tensors) -> Tensor:
    """(n), (m), ... k of them -> (n * m * ..., k); one alone stays"""
    for one in tensors:
        if isinstance(one, Tensor) and need.known(one) is not None:
            need.rank(one, {1: "n"}, "a factor")  # whatever the others are
    given = _several(tensors, "cartesian_prod")
    if not given:
        need.refuse("wrong-arguments", "there are no tensors to multiply", argument="tensors")
    lengths = [need.rank(one, {1: "n"}, "a factor")[0] for one in given]
    if len(given) == 1:
        return like(given[0])
    return tensor(product(lengths), len(given), dtype=promoted(*given))


@function("torch.combinations")
def combinations(input: Tensor, r=2, with_replacement=False) -> Tensor:
    """(n) -> (n choose r, r)"""
    (length,) = need.rank(input, {1: "n"})
    each = number(r, "r")
    if each < 0:
        need.refuse("invalid-size", f"r must not be negative, it is {each}", actual=each, expected=0, argument="r")
    if each == 0:
        return tensor(0, dtype=input.dtype)
    again = need.flag(with_replacement, "with_replacement")
    pool = length + each - 1 if again else length
    if isinstance(pool, int):
        return tensor(comb(max(pool, 0), each), each, dtype=input.dtype)
    count = floor_div(pool * (pool - 1), 2) if each == 2 else need.facts.fresh("n", at_least=0)
    return tensor(count, each, dtype=input.dtype)
