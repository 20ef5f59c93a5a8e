"""Arrays laid out in grids and blocks: meshgrid, ix_, block."""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.arrays import to_array
from shapelint.ops.core.declare import function
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.numpy.joining import joined
from shapelint.sizes.dims import Dim, product
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Array, Tensor, Unknown


@function("numpy.meshgrid")
def meshgrid(*xi, copy=True, sparse=False, indexing="xy") -> tuple[Tensor, ...]:
    """(n), (m), ... -> as many of (m, n, ...), or (n, m, ...) with indexing='ij'"""
    if isinstance(indexing, Unknown):
        raise Undecided("indexing is not known")
    if indexing not in ("xy", "ij"):
        need.refuse("wrong-arguments", f"indexing must be 'xy' or 'ij', it is {indexing!r}", argument="indexing")
    given = [to_array(one) for one in xi]
    sizes = [product(need.shape(one)) for one in given]
    order = list(range(len(sizes)))
    if indexing == "xy" and len(order) > 1:
        order[:2] = 1, 0
    made = []
    for number, one in enumerate(given):
        shape: tuple[Dim, ...] = tuple(sizes[place] for place in order)
        if need.flag(sparse, "sparse"):
            shape = tuple(sizes[place] if place == number else 1 for place in order)
        made.append(Tensor(shape, one.dtype))
    return tuple(made)


@function("numpy.ix_")
def ix_(*args) -> tuple[Tensor, ...]:
    """(n), (m) -> (n, 1), (1, m)"""
    given = [to_array(one) for one in args]
    made = []
    for place, one in enumerate(given):
        shape = need.shape(one)
        if len(shape) != 1:
            need.refuse("wrong-rank", "ix_ takes vectors", actual=len(shape), expected=1, of=one, argument="args")
        if one.dtype in ("bool", None):
            size: Dim = need.facts.fresh("n", at_least=0)
        else:
            size = shape[0]
        dtype = "int64" if one.dtype == "bool" or need.facts.same(size, 0) is Verdict.YES else one.dtype
        made.append(Tensor((*(1,) * place, size, *(1,) * (len(given) - place - 1)), dtype))
    return tuple(made)


@function("numpy.block")
def block(arrays) -> Tensor:
    """Arrays in a row, in rows of rows one above the other"""
    if not isinstance(arrays, list):
        if isinstance(arrays, tuple):
            need.refuse("wrong-arguments", "block takes lists, not tuples", argument="arrays")
        return to_array(arrays)
    depth = _depth(arrays)
    leaves: list[Array] = []
    _leaves(arrays, leaves)
    rank = max(depth, *(len(need.shape(one)) for one in leaves))
    return _blocked(arrays, depth, rank)


def _depth(arrays: Any) -> int:
    if isinstance(arrays, Unknown):
        raise Undecided("a part of it is not known")
    if not isinstance(arrays, list):
        return 0
    if not arrays:
        need.refuse("wrong-arguments", "a list in block is empty", argument="arrays")
    depths = {_depth(one) for one in arrays}
    if len(depths) > 1:
        need.refuse("wrong-arguments", "the lists in block are not equally deep", argument="arrays")
    return 1 + depths.pop()


def _leaves(arrays: Any, found: list[Array]) -> None:
    if isinstance(arrays, list):
        for one in arrays:
            _leaves(one, found)
    else:
        found.append(to_array(arrays))


def _blocked(arrays: Any, depth: int, rank: int) -> Array:
    if not isinstance(arrays, list):
        found = to_array(arrays)
        shape = need.shape(found)
        return Array((*(1,) * (rank - len(shape)), *shape), found.dtype)
    parts = [_blocked(one, depth - 1, rank) for one in arrays]
    made = joined(parts, -depth)
    return Array(made.shape, made.dtype)
