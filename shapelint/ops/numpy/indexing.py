"""Subscripts of arrays: `x[key]` and `x[key] = value`.

They are torch's but for these: slices may run backwards, every type of integer is an index, single numbers between
arrays are arrays of indices themselves, and strings name the fields of records.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from shapelint.ops.core.arguments import whole
from shapelint.ops.core.arrays import KINDS, is_array_like, to_array
from shapelint.ops.core.declare import function
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.formulas.broadcasting import broadcast_sizes, expands_to
from shapelint.ops.formulas.drawn_window import drawn_window, is_of_a_round
from shapelint.ops.indexing import from_front, true_count, within
from shapelint.ops.parts import index_within, larger, smaller
from shapelint.sizes.dims import Dim, Expr, ceil_div
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Array, Tensor, Unknown


@function("numpy.ndarray.__getitem__")
def getitem(self: Array, key) -> Tensor:
    """x[key]"""
    return select(self, key)


@function("numpy.ndarray.__setitem__")
def setitem(self: Array, key, value) -> None:
    """x[key] = value: the value must broadcast to what is selected"""
    self.data = None
    if isinstance(key, Unknown):
        raise Undecided("the index is not known")
    selected = select(self, key)
    if self.dtype not in KINDS or not is_array_like(value):
        return  # an array of objects takes what it is given, one of records takes tuples
    given, wanted = to_array(value), need.known(selected)
    sizes = need.known(given)
    if sizes is None or wanted is None:
        return
    while len(sizes) > len(wanted):
        need.same(
            sizes[0], 1, "broadcast-mismatch", actual_is="size of the value", expected_is="an axis too many", of=given,
            axis=0, argument="value",
        )  # fmt: skip
        sizes = sizes[1:]
    expands_to(replace(given, shape=sizes, strides=None), selected, "value")


def select(x: Tensor, key: Any) -> Tensor:
    """What `x[key]` is."""
    items = [_item(one) for one in (key if isinstance(key, tuple) else (key,))]
    shape = need.known(x)
    if shape is None:
        raise Undecided("the rank of the array is not known")
    asked = sum(map(_consumes, items))
    if asked > len(shape):
        need.refuse(
            "wrong-rank", f"{asked} indices for an array with {len(shape)} dimensions", actual=len(shape),
            expected=asked, of=x, argument="key",
        )  # fmt: skip
    dots = sum(one is Ellipsis for one in items)
    if dots > 1:
        need.refuse("wrong-arguments", "an index can have one ellipsis only", argument="key")
    if not dots:
        items.append(Ellipsis)
    return _Selection(x, shape, items, len(shape) - asked).result()


def _item(one: Any) -> Any:
    if isinstance(one, str):
        raise Undecided("a field of records")
    if isinstance(one, float):
        need.refuse("wrong-arguments", "an array cannot be indexed by a float", argument="key")
    if isinstance(one, (list, tuple, range)):
        one = to_array(one) if one else Array((0,), "int64", (1,), [])
    if isinstance(one, Tensor):
        if one.dtype is None:
            raise Undecided("whether an index is a mask is not known")
        if one.dtype not in KINDS or KINDS[one.dtype] > 2:
            need.refuse(
                "wrong-arguments", f"an array used as an index must hold integers or booleans, it holds {one.dtype}",
                actual=one.dtype, expected="int64", of=one, argument="key",
            )  # fmt: skip
        need.shape(one)
        return one
    if one is None or one is Ellipsis or isinstance(one, (bool, int, Expr, slice)):
        return one
    if is_of_a_round(one):
        return need.facts.fresh("i", at_least=None)
    raise Undecided("an index is not known")


def _is_mask(item: Any) -> bool:
    return isinstance(item, Tensor) and item.dtype == "bool"


def _consumes(item: Any) -> int:
    """How many axes an item speaks of."""
    if item is None or item is Ellipsis or isinstance(item, bool):
        return 0
    return len(need.shape(item)) if _is_mask(item) else 1


class _Selection:
    """What became of the axes.

    Those that stay, and those in which arrays of indices choose.
    """

    def __init__(self, x: Tensor, shape: Sequence[Dim], items: Sequence[Any], rest: int) -> None:
        self.x = x
        self.sizes: list[Dim] = []
        self.strides: list[Dim] = []
        self.chosen: list[tuple[Dim, ...]] = []
        self.places: list[int] = []  # of the items that choose
        self.numbers: list[tuple[Any, Dim, int]] = []  # index, size of its axis, that axis
        self.before = 0  # axes that stay before the first choice
        strides = x.strides or (0,) * len(shape)
        advanced = any(isinstance(one, (bool, Tensor)) for one in items)
        axis = 0
        for place, item in enumerate(items):
            if item is Ellipsis:
                self.keep(shape[axis : axis + rest], strides[axis : axis + rest])
                axis += rest
            elif item is None:
                self.keep((1,), (1,))
            elif isinstance(item, slice):
                length, step = sliced(shape[axis], item)
                self.keep((length,), (strides[axis] * step if isinstance(step, int) else 0,))
                axis += 1
            elif isinstance(item, bool):
                self.choose(place, (int(item),))
            elif isinstance(item, Tensor):
                axis += self.by_array(place, item, shape, axis)
            else:
                self.numbers.append((item, shape[axis], axis))
                if advanced:
                    self.choose(place, ())
                axis += 1

    def keep(self, sizes: Sequence[Dim], strides: Sequence[Dim]) -> None:
        self.sizes.extend(sizes)
        self.strides.extend(strides)

    def choose(self, place: int, sizes: tuple[Dim, ...]) -> None:
        if not self.chosen:
            self.before = len(self.sizes)
        self.chosen.append(sizes)
        self.places.append(place)

    def by_array(self, place: int, item: Tensor, shape: Sequence[Dim], axis: int) -> int:
        """Let an array of indices, or a mask, act on the axis.

        How many axes it used up.
        """
        given = need.shape(item)
        if not _is_mask(item):
            self.numbers.append((item, shape[axis], axis))
            self.choose(place, given)
            return 1
        for at, size in enumerate(given):
            need.same(
                size, shape[axis + at], "size-mismatch", actual_is=f"size of axis {at} of the mask",
                expected_is=f"size of axis {axis + at}", of=item, axis=at, argument="key",
            )  # fmt: skip
        self.choose(place, (true_count(item),))
        return len(given)

    def result(self) -> Tensor:
        sizes: Sequence[Dim] = self.sizes
        if self.chosen:
            names = ["key"] * len(self.chosen)
            met = self.chosen[0] if len(self.chosen) == 1 else broadcast_sizes(*self.chosen, arguments=names)
            adjacent = self.places == list(range(self.places[0], self.places[-1] + 1))
            before = self.before if adjacent else 0
            sizes = (*self.sizes[:before], *met, *self.sizes[before:])
        for index, size, axis in self.numbers:
            self._within(index, size, axis)
        strides = None if self.chosen or self.x.strides is None else tuple(self.strides)
        return Tensor(tuple(sizes), self.x.dtype, strides)

    def _within(self, index: Any, size: Dim, axis: int) -> None:
        if isinstance(index, Tensor):
            if isinstance(index.data, int):
                index_within(index.data, size, self.x, axis, "key")
            else:
                within(index, size, self.x, axis)
        else:
            index_within(index, size, self.x, axis, "key")


# --- slices -------------------------------------------------------------------------------------------------------


def sliced(size: Dim, key: slice) -> tuple[Dim, Dim | None]:
    """The number of elements of a slice, and its step.

    A new symbol where the number is not known.
    """
    step = 1 if key.step is None else _bound(key.step)
    if step == 0:
        need.refuse("invalid-size", "the step of a slice must not be 0", actual=0, argument="key")
    if not isinstance(step, int):
        return need.facts.fresh("n", at_least=0), None
    if step < 0:
        return _backwards(size, key, -step), step
    drawn = drawn_window(size, key, need.facts)
    if drawn is not None:
        return drawn, step
    start = 0 if key.start is None else from_front(_bound(key.start), size)
    stop = size if key.stop is None else from_front(_bound(key.stop), size)
    if start is None or stop is None:
        return need.facts.fresh("n", at_least=0), step
    length = stop if start == 0 else larger(stop - start, 0)
    return (length if step == 1 else ceil_div(length, step)), step


def _backwards(size: Dim, key: slice, step: int) -> Dim:
    """The elements from `start` down to `stop`, which is not among them."""
    first = size - 1 if key.start is None else _from_end(_bound(key.start), size)
    last = -1 if key.stop is None else _from_end(_bound(key.stop), size)
    if first is None or last is None:
        return need.facts.fresh("n", at_least=0)
    length = larger(first - last, 0)
    return length if step == 1 else ceil_div(length, step)


def _from_end(bound: Dim | None, size: Dim) -> Dim | None:
    """A bound of a slice that runs backwards.

    From -1, before the first, to the last; None where it is not known.
    """
    if bound is None:
        return None
    if need.facts.at_least(bound, 0) is Verdict.YES:
        return smaller(bound, size - 1)
    return larger(size + bound, -1) if need.facts.at_least(-1, bound) is Verdict.YES else None


def _bound(value: Any) -> Dim | None:
    if isinstance(value, (float, str)):
        need.refuse("wrong-arguments", f"a slice takes integers, not {value!r}", argument="key")
    if isinstance(value, (bool, int, Expr)) or (isinstance(value, Tensor) and isinstance(value.data, int)):
        return whole(value, "key")
    return None
