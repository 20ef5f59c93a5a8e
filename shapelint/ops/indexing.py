"""Subscripts of tensors: `x[key]` and `x[key] = value`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from shapelint.ops.core.arguments import whole
from shapelint.ops.core.declare import function
from shapelint.ops.core.dtypes import RULE, is_floating
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.formulas.broadcasting import broadcast_sizes, expands_to
from shapelint.ops.formulas.drawn_window import drawn_window, is_of_a_round
from shapelint.ops.formulas.partial import inserted, known_of, removed, replaced, unranked
from shapelint.ops.parts import index_within, larger, smaller
from shapelint.sizes.dims import Dim, Expr, ceil_div, product
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Tensor, Unknown, tensor

MASKS = ("bool", "uint8")
WIDE_ENOUGH = ("int64", "int32", *MASKS)


# --- what a key says, item by item --------------------------------------------------------------------------------


def parts_of(key: Any) -> tuple[Any, ...]:
    """The items of a key.

    Lists and other sequences of numbers among them are made tensors.
    """
    if isinstance(key, (list, range)):
        inside = list(key)
        if any(one is None or one is Ellipsis or isinstance(one, (slice, list, tuple, Tensor)) for one in inside):
            raise Undecided("a list with more than numbers in it indexes differently from version to version")
    items = key if isinstance(key, tuple) else (key,)
    return tuple(_item(one) for one in items)


def _item(one: Any) -> Any:
    if isinstance(one, (float, str, dict, set)):
        need.refuse("wrong-arguments", f"a tensor cannot be indexed by a {type(one).__name__}", argument="key")
    if isinstance(one, (list, tuple, range)):
        return _as_index(list(one))
    if isinstance(one, Tensor):
        if is_floating(one.dtype) or (one.dtype is not None and one.dtype not in WIDE_ENOUGH):
            need.refuse(
                RULE, f"a tensor used as an index must hold integers or booleans, it holds {one.dtype}",
                actual=one.dtype, expected="int64", of=one, argument="key",
            )  # fmt: skip
        if one.dtype is None and len(need.shape(one)) != 1:
            raise Undecided("whether an index is a mask is not known")
        return one
    if one is None or one is Ellipsis or isinstance(one, (bool, int, Expr, slice)):
        return one
    if is_of_a_round(one):
        return need.facts.fresh("i", at_least=None)
    raise Undecided("an index is not known")


def _as_index(numbers: list[Any]) -> Tensor:
    """The tensor that torch makes of a (nested) list of numbers."""
    shape: list[int] = []
    level: Any = numbers
    while isinstance(level, (list, tuple, range)):
        shape.append(len(level))
        level = level[0] if len(level) else None
    flat = list(_flat(numbers))
    if len(flat) != _count(shape):
        need.refuse("wrong-arguments", "a list used as an index is not rectangular", argument="key")
    if any(not isinstance(one, (bool, int, Expr)) for one in flat):
        raise Undecided("an index is not known")
    masks = bool(flat) and all(isinstance(one, bool) for one in flat)
    data = None if any(isinstance(one, Expr) for one in flat) else numbers
    return Tensor(tuple(shape), "bool" if masks else "int64", data=data)


def _count(shape: Sequence[int]) -> int:
    total = 1
    for size in shape:
        total *= size
    return total


def _flat(numbers: Any) -> Iterator[Any]:
    if isinstance(numbers, (list, tuple, range)):
        for one in numbers:
            yield from _flat(one)
    else:
        yield numbers


def _is_mask(item: Any) -> bool:
    return isinstance(item, Tensor) and item.dtype in MASKS


def _consumes(item: Any) -> int:
    """How many axes an item speaks of."""
    if item is None or item is Ellipsis or isinstance(item, bool):
        return 0
    return len(need.shape(item)) if _is_mask(item) else 1


# --- slices -------------------------------------------------------------------------------------------------------


def slice_length(size: Dim | None, key: slice) -> Dim:
    """The number of elements that a slice takes.

    Of an axis; a new symbol where that is not known.
    """
    step = 1 if key.step is None else _bound(key.step)
    if isinstance(step, int) and step < 1:
        need.refuse(
            "invalid-size",
            f"the step of a slice must be positive, it is {step}",
            actual=step,
            expected=1,
            argument="key",
        )
    if size is None or step is None:
        return need.facts.fresh("n", at_least=0)
    drawn = drawn_window(size, key, need.facts)
    if drawn is not None:
        return drawn
    start = 0 if key.start is None else from_front(_bound(key.start), size)
    stop = size if key.stop is None else from_front(_bound(key.stop), size)
    if start is None or stop is None or not isinstance(step, int):
        return need.facts.fresh("n", at_least=0)
    length = stop if start == 0 else larger(stop - start, 0)
    return length if step == 1 else ceil_div(length, step)


def _bound(value: Any) -> Dim | None:
    if isinstance(value, (float, str)):
        need.refuse("wrong-arguments", f"a slice takes integers, not {value!r}", argument="key")
    if isinstance(value, (bool, int, Expr)) or (isinstance(value, Tensor) and isinstance(value.data, int)):
        return whole(value, "key")
    return None


def from_front(bound: Dim | None, size: Dim) -> Dim | None:
    """A bound counted from the front and kept within the axis.

    None where its sign is not known.
    """
    if bound is None:
        return None
    if need.facts.at_least(bound, 0) is Verdict.YES:
        return smaller(bound, size)
    if need.facts.at_least(-1, bound) is Verdict.YES:
        return larger(size + bound, 0)
    return None


# --- selection ----------------------------------------------------------------------------------------------------


@dataclass
class _Selection:
    """What became of the axes so far.

    Their sizes and strides, and the tensors that index some of them.
    """

    x: Tensor
    sizes: list[Dim] = field(default_factory=list)
    strides: list[Dim] = field(default_factory=list)
    indexed: dict[int, tuple[Dim, ...]] = field(default_factory=dict)
    numbers: list[tuple[Tensor, Dim, int]] = field(default_factory=list)  # index, size of its axis, that axis

    def keep(self, size: Dim, stride: Dim) -> None:
        self.sizes.append(size)
        self.strides.append(stride)

    def result(self) -> Tensor:
        if not self.indexed:
            strides = None if self.x.strides is None else tuple(self.strides)
            return Tensor(tuple(self.sizes), self.x.dtype, strides)
        places = sorted(self.indexed)
        shapes = [self.indexed[place] for place in places]
        together = shapes[0] if len(shapes) == 1 else broadcast_sizes(*shapes, arguments=["key"] * len(shapes))
        rest = [size for place, size in enumerate(self.sizes) if place not in self.indexed]
        adjacent = places == list(range(places[0], places[-1] + 1))
        before = places[0] if adjacent else 0
        sizes = (*rest[:before], *together, *rest[before:])
        if need.facts.at_least(product(sizes), 1) is Verdict.YES:  # of no elements, torch looks up none
            for index, size, axis in self.numbers:
                within(index, size, self.x, axis)
        return tensor(*sizes, dtype=self.x.dtype)


def select(x: Tensor, key: Any) -> Tensor:
    """What `x[key]` is."""
    items = parts_of(key)
    shape = need.known(x)
    if shape is None:
        return _select_unranked(x, items)
    asked = sum(map(_consumes, items))
    if asked > len(shape):
        need.refuse(
            "wrong-rank", f"{asked} indices for a tensor with {len(shape)} dimensions", actual=len(shape),
            expected=asked, of=x, argument="key",
        )  # fmt: skip
    if sum(one is Ellipsis for one in items) > 1:
        raise Undecided("an index with two ellipses is not modelled")
    strides = x.strides or (0,) * len(shape)
    made = _Selection(x)
    axis = 0
    for item in items if Ellipsis in _kinds(items) else (*items, Ellipsis):
        if item is Ellipsis:
            for _ in range(len(shape) - asked):
                made.keep(shape[axis], strides[axis])
                axis += 1
        elif item is None:
            made.keep(1, shape[axis] * strides[axis] if axis < len(shape) else 1)
        elif isinstance(item, bool):
            made.indexed[len(made.sizes)] = (int(item),)
            made.keep(1, 1)
        else:
            axis += _apply(made, item, shape, strides, axis)
    return made.result()


def _kinds(items: Sequence[Any]) -> list[Any]:
    """The items that are no tensors.

    `in` would ask tensors whether they are equal.
    """
    return [one for one in items if not isinstance(one, (Tensor, Expr))]


def _apply(made: _Selection, item: Any, shape: Sequence[Dim], strides: Sequence[Dim], axis: int) -> int:
    """Let an int, a slice or a tensor act on the axis.

    How many axes it used up.
    """
    if isinstance(item, slice):
        step = item.step if isinstance(item.step, int) else 1
        made.keep(slice_length(shape[axis], item), strides[axis] * step)
        return 1
    if isinstance(item, (int, Expr)):
        index_within(item, shape[axis], made.x, axis, "key")
        return 1
    assert isinstance(item, Tensor)
    given = need.shape(item)
    if _is_mask(item):
        return _apply_mask(made, given, shape, axis, item)
    if not given:
        if isinstance(item.data, int):
            index_within(item.data, shape[axis], made.x, axis, "key")
        return 1
    made.numbers.append((item, shape[axis], axis))
    made.indexed[len(made.sizes)] = (need.fresh("n"),) if item.dtype is None else given
    made.keep(shape[axis], strides[axis])
    return 1


def _apply_mask(made: _Selection, given: tuple[Dim, ...], shape: Sequence[Dim], axis: int, mask: Tensor) -> int:
    for place, size in enumerate(given):
        need.same(
            size, shape[axis + place], "size-mismatch", actual_is=f"size of axis {place} of the mask",
            expected_is=f"size of axis {axis + place}", of=mask, axis=place, argument="key",
        )  # fmt: skip
    count = true_count(mask)
    if not given:
        made.indexed[len(made.sizes)] = (count,)
        made.keep(1, 1)
    for place in range(len(given)):
        made.indexed[len(made.sizes)] = (count,)
        made.keep(shape[axis + place], 1)
    return len(given)


def true_count(mask: Tensor) -> Dim:
    """How many elements a mask selects."""
    if mask.data is not None:
        return sum(map(bool, _flat(mask.data)))
    return need.facts.fresh("n", at_least=0)


def within(index: Tensor, size: Dim, x: Tensor, axis: int, argument: str = "key") -> None:
    """Demand that an index stays within an axis.

    Every number of it, where the source states them.
    """
    if index.data is None:
        return
    numbers = [one for one in _flat(index.data) if isinstance(one, int)]
    for extreme in {min(numbers), max(numbers)} if numbers else ():
        index_within(extreme, size, x, axis, argument)


def _select_unranked(x: Tensor, items: tuple[Any, ...]) -> Tensor:
    """What a subscript takes of a tensor of unknown rank.

    Axes are counted from the front before an ellipsis and from the end after it.
    """
    known = known_of(x)
    kinds = _kinds(items)
    if Ellipsis in kinds:
        middle = next(place for place, one in enumerate(items) if one is Ellipsis)
        front, back = items[:middle], items[middle + 1 :]
    else:
        front, back = items, ()
    if any(one is Ellipsis for one in back):
        raise Undecided("an index with two ellipses is not modelled")
    place = 0
    for item in front:
        known, place = _shift(x, known, item, place, 1)
    place = -1
    for item in reversed(back):
        known, place = _shift(x, known, item, place, -1)
    more, fewer = sum(item is None for item in items), sum(type(item) is int for item in items)
    sliced = sum(item is Ellipsis or isinstance(item, slice) for item in items)
    return unranked(x, known, axes=more - fewer if more + fewer + sliced == len(items) else None)


def _shift(x: Tensor, known: dict[int, Dim], item: Any, place: int, step: int) -> tuple[dict[int, Dim], int]:
    """Let an item act on axis `place`.

    The place of the next one.
    """
    size = known.get(place)
    if item is None:
        return inserted(known, place, 1), place + step
    if isinstance(item, slice):
        whole_axis = item.start is None and item.stop is None and item.step in (None, 1)
        return (known if whole_axis else replaced(known, place, slice_length(size, item))), place + step
    if isinstance(item, (int, Expr)) and not isinstance(item, bool):
        if size is not None:
            index_within(item, size, x, place, "key")
        return removed(known, place), place
    raise Undecided("the rank of the input is not known")


@function("torch.Tensor.__getitem__")
def getitem(self: Tensor, key) -> Tensor:
    """x[key]"""
    return select(self, key)


@function("torch.Tensor.__setitem__")
def setitem(self: Tensor, key, value) -> None:
    """x[key] = value: the value must broadcast to what is selected"""
    self.data = None
    if isinstance(key, Unknown):
        raise Undecided("the index is not known")
    selected = select(self, key)
    given = need.known(value) if isinstance(value, Tensor) else None
    wanted = need.known(selected)
    if given is None or wanted is None:
        return
    while len(given) > len(wanted):
        need.same(
            given[0], 1, "broadcast-mismatch", actual_is="size of the value", expected_is="an axis too many", of=value,
            axis=0, argument="value",
        )  # fmt: skip
        given = given[1:]
    expands_to(replace(value, shape=given, strides=None), selected, "value")
