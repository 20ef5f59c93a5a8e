"""Arrays made one: concatenate, stack and their relatives, append, insert, delete."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapelint.ops.core.array_arguments import axis_given, listed, type_given
from shapelint.ops.core.arrays import to_array, together
from shapelint.ops.core.declare import function
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.formulas.axes import size_at
from shapelint.ops.joining import RULE
from shapelint.sizes.dims import Dim, Expr, product
from shapelint.sizes.tensors import Array, ArrayLike, Tensor, Unknown, UnknownShape


def several(arrays: Any, what: str, argument: str = "arrays") -> list[Array]:
    """The arrays of a sequence, at least one.

    An array is the sequence of its rows.
    """
    if isinstance(arrays, Tensor):
        shape = need.shape(arrays)
        if not shape:
            need.refuse("wrong-rank", f"there is nothing to {what} in an array without axes", of=arrays)
        if not isinstance(shape[0], int) or shape[0] > 1000:
            raise Undecided(f"how many arrays there are to {what} is not known")
        arrays = [Array(shape[1:], arrays.dtype) for _ in range(shape[0])]
    if not isinstance(arrays, (tuple, list)):
        if isinstance(arrays, (int, float, Expr)):
            need.refuse("wrong-arguments", f"{argument} must be a sequence of arrays", argument=argument)
        raise Undecided(f"the arrays to {what} are not known")
    if not arrays:
        need.refuse("wrong-arguments", f"there are no arrays to {what}", argument=argument)
    return [to_array(one) for one in arrays]


def joined(given: Sequence[Array], axis: Any, dtype: Any = None) -> Tensor:
    """The array that concatenate gives.

    As many axes, and all sizes equal but those of the axis.
    """
    kind = type_given(dtype, together(given, weakly=False))
    shapes = [need.known(one) for one in given]
    first = next((place for place, shape in enumerate(shapes) if shape is not None), None)
    if first is None:
        raise Undecided("the shapes of the arrays are not known")
    model = shapes[first]
    assert model is not None
    if not model:
        need.refuse("wrong-rank", "an array without axes cannot be concatenated", actual=0, expected=1, of=given[first])
    place = axis_given(axis, len(model))
    total: Dim | None = 0
    for number, (one, shape) in enumerate(zip(given, shapes)):
        _same_rank(one, shape, number, first, len(model))
        for other in range(len(model)) if number != first else ():
            if other != place:
                _must_meet(one, other, len(model), model[other], number, first)
        there = _size_of(one, place, len(model))
        total = None if total is None or there is None else total + there
    size = need.facts.fresh("n", at_least=0) if total is None else total
    sizes = [need.facts.resolve(one) for one in model]
    return Tensor((*sizes[:place], size, *sizes[place + 1 :]), kind)


def _same_rank(one: Array, shape: tuple[Dim, ...] | None, number: int, first: int, rank: int) -> None:
    if shape is not None and len(shape) != rank:
        need.refuse(
            RULE, f"array {number} has {len(shape)} dimensions, array {first} has {rank}", actual=len(shape),
            expected=rank, of=one, argument="arrays",
        )  # fmt: skip


def _size_of(x: Array, axis: int, rank: int) -> Dim | None:
    found = size_at(x, axis)
    return size_at(x, axis - rank) if found is None else found


def _must_meet(x: Array, axis: int, rank: int, expected: Dim, number: int, first: int) -> None:
    size = _size_of(x, axis, rank)
    if size is not None:
        need.same(
            size, expected, RULE, actual_is=f"size of axis {axis} of array {number}",
            expected_is=f"size of axis {axis} of array {first}", of=x, axis=axis, argument="arrays",
        )  # fmt: skip


@function("numpy.concatenate", "numpy.concat")
def concatenate(arrays, /, axis=0, out=None, *, dtype=None, casting="same_kind") -> Tensor:
    """[(*a, n, *b), (*a, m, *b), ...] -> (*a, n + m + ..., *b)"""
    if isinstance(axis, Unknown):
        raise Undecided("axis is not known")
    many = _uncounted(arrays)
    if many is not None and axis is not None:
        return _joined_alike(*many, axis, dtype)
    given = several(arrays, "concatenate")
    return joined([flat(one) for one in given], 0, dtype) if axis is None else joined(given, axis, dtype)


def flat(x: Array) -> Array:
    """All elements in a row."""
    return Array((product(need.shape(x)),), x.dtype, data=None)


@function("numpy.stack")
def stack(arrays, axis=0, out=None, *, dtype=None, casting="same_kind") -> Tensor:
    """k times (*a, *b) -> (*a, k, *b)"""
    many = _uncounted(arrays)
    if many is not None:
        sizes = list(need.shape(many[0]))
        sizes.insert(axis_given(axis, len(sizes), extra=1), many[1])
        return Tensor(tuple(sizes), type_given(dtype, many[0].dtype))
    given = several(arrays, "stack")
    kind = type_given(dtype, together(given, weakly=False))
    shapes = [need.known(one) for one in given]
    first = next((place for place, shape in enumerate(shapes) if shape is not None), None)
    if first is None:
        known: dict[int, Dim] = {axis: len(given)} if axis in (0, -1) else {}
        return Tensor(UnknownShape("the shapes of the arrays are not known", known), kind)
    model = shapes[first]
    assert model is not None
    place = axis_given(axis, len(model), extra=1)
    for number, (one, shape) in enumerate(zip(given, shapes)):
        _same_rank(one, shape, number, first, len(model))
        for other in range(len(model)) if number != first else ():
            _must_meet(one, other, len(model), model[other], number, first)
    sizes = [need.facts.resolve(one) for one in model]
    return Tensor((*sizes[:place], len(given), *sizes[place:]), kind)


def _uncounted(arrays: Any) -> tuple[Array, Dim] | None:
    """A row and how many there are, where no number is known."""
    shape = need.known(arrays) if isinstance(arrays, Tensor) else None
    return (Array(shape[1:], arrays.dtype), shape[0]) if shape and isinstance(shape[0], Expr) else None


def _joined_alike(x: Array, count: Dim, axis: Any, dtype: Any) -> Tensor:
    """So many arrays like this one, joined along an axis."""
    sizes = list(need.shape(x))
    sizes[axis_given(axis, len(sizes))] *= count
    return Tensor(tuple(sizes), type_given(dtype, x.dtype))


@function("numpy.vstack", "numpy.row_stack")
def vstack(tup, *, dtype=None, casting="same_kind") -> Tensor:
    """[(n, *), (m, *), ...] -> (n + m + ..., *), vectors as rows"""
    many = _uncounted(tup)
    if many is not None:
        return _joined_alike(_at_least(many[0], 2), many[1], 0, dtype)
    return joined([_at_least(one, 2) for one in several(tup, "stack", "tup")], 0, dtype)


@function("numpy.hstack")
def hstack(tup, *, dtype=None, casting="same_kind") -> Tensor:
    """[(a, n, *), (a, m, *), ...] -> (a, n + m + ..., *); vectors one after the other"""
    given = [_at_least(one, 1) for one in several(tup, "stack", "tup")]
    return joined(given, 0 if len(need.shape(given[0])) == 1 else 1, dtype)


@function("numpy.dstack")
def dstack(tup) -> Tensor:
    """[(a, b, n, *), (a, b, m, *), ...] -> (a, b, n + m + ..., *)"""
    return joined([_at_least(one, 3) for one in several(tup, "stack", "tup")], 2)


@function("numpy.column_stack")
def column_stack(tup) -> Tensor:
    """[(a, n), (a), ...] -> (a, n + 1 + ...), vectors as columns"""
    given = several(tup, "stack", "tup")
    columns = [Array((*need.shape(_at_least(one, 1)), 1), one.dtype) if _rank(one) < 2 else one for one in given]
    return joined(columns, 1)


def _rank(x: Array) -> int:
    return len(need.shape(x))


def _at_least(x: Array, rank: int) -> Array:
    """The array with that many axes, as vstack and dstack see it."""
    shape = need.shape(x)
    if len(shape) >= rank:
        return x
    sizes = {0: (1,) * rank, 1: (1, *shape, 1)[:rank] if rank > 1 else shape, 2: (*shape, 1)}[len(shape)]
    return Array(sizes, x.dtype)


@function("numpy.atleast_1d")
def atleast_1d(*arys) -> Any:
    """() -> (1)"""
    return _each_at_least(arys, 1)


@function("numpy.atleast_2d")
def atleast_2d(*arys) -> Any:
    """() -> (1, 1), (n) -> (1, n)"""
    return _each_at_least(arys, 2)


@function("numpy.atleast_3d")
def atleast_3d(*arys) -> Any:
    """() -> (1, 1, 1), (n) -> (1, n, 1), (n, m) -> (n, m, 1)"""
    return _each_at_least(arys, 3)


def _each_at_least(arys: tuple[Any, ...], rank: int) -> Any:
    results = tuple(_at_least(to_array(one), rank) for one in arys)
    return results[0] if len(results) == 1 else results


# --- elements put in and taken out --------------------------------------------------------------------------------


@function("numpy.append")
def append(arr: ArrayLike, values, axis=None) -> Tensor:
    """Both in a row, or one after the other along the axis"""
    other = to_array(values)
    return joined([flat(arr), flat(other)], 0) if axis is None else joined([arr, other], axis)


@function("numpy.delete")
def delete(arr: Array, obj, axis=None) -> Tensor:
    """(*a, n, *b) -> (*a, n - those named, *b)"""
    x = flat(arr) if axis is None else arr
    shape = need.shape(x)
    place = axis_given(0 if axis is None else axis, len(shape))
    gone = _deleted(listed(obj), shape[place])
    length = need.facts.fresh("n", at_least=0) if gone is None else shape[place] - gone
    return Tensor((*shape[:place], length, *shape[place + 1 :]), x.dtype)


def _deleted(obj: Any, size: Dim) -> Dim | None:
    """How many elements are named; None where it is not known."""
    if isinstance(obj, int) and not isinstance(obj, bool):
        if isinstance(size, int) and not -size <= obj < size:
            need.refuse("index-out-of-range", f"index {obj} is out of range for {size} elements", argument="obj")
        return 1
    if isinstance(obj, (list, tuple)) and all(isinstance(one, int) and not isinstance(one, bool) for one in obj):
        if isinstance(size, int):
            if any(not -size <= one < size for one in obj):
                need.refuse("index-out-of-range", f"an index is out of range for {size} elements", argument="obj")
            return len({one % size for one in obj})
    return None


@function("numpy.insert")
def insert(arr: Array, obj, values, axis=None) -> Tensor:
    """(*a, n, *b) -> (*a, n + those put in, *b)"""
    x = flat(arr) if axis is None else arr
    shape = need.shape(x)
    place = axis_given(0 if axis is None else axis, len(shape))
    places = listed(obj)
    length: Dim | None = None
    if isinstance(places, int) and _rank(to_array(values)) == 0:
        length = shape[place] + 1
    elif isinstance(places, (list, tuple)) and all(isinstance(one, int) for one in places):
        length = shape[place] + len(places) if len(places) != 1 else None
    if length is None:
        length = need.facts.fresh("n", at_least=0)
    return Tensor((*shape[:place], length, *shape[place + 1 :]), x.dtype)
