"""Arrays cut, repeated, turned and moved: split, tile, repeat, flip, roll, rot90."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapelint.ops.core.array_arguments import axes_given, axis_given, listed, row_of, shape_given
from shapelint.ops.core.arrays import to_array
from shapelint.ops.core.declare import function
from shapelint.ops.core.layout import laid_out
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.formulas.broadcasting import broadcast, meet
from shapelint.ops.numpy.reshape import moved
from shapelint.ops.splitting import between, sections
from shapelint.sizes.dims import Dim, Expr, floor_div, product
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Array, ArrayLike, Tensor, Unknown


@function("numpy.split")
def split(ary: Array, indices_or_sections, axis=0) -> list[Tensor]:
    """(*a, n, *b) -> parts of it along the axis"""
    return _split(ary, indices_or_sections, axis, True)


@function("numpy.array_split")
def array_split(ary: Array, indices_or_sections, axis=0) -> list[Tensor]:
    """(*a, n, *b) -> parts of it along the axis, the first ones one longer where they are not equal"""
    return _split(ary, indices_or_sections, axis, False)


@function("numpy.hsplit")
def hsplit(ary: Array, indices_or_sections) -> list[Tensor]:
    """(a, n, *b) -> parts of it along axis 1; of a vector along its axis"""
    rank = _of_rank(ary, 1)
    return _split(ary, indices_or_sections, 1 if rank > 1 else 0, True)


@function("numpy.vsplit")
def vsplit(ary: Array, indices_or_sections) -> list[Tensor]:
    """(n, *b) -> parts of it along axis 0"""
    _of_rank(ary, 2)
    return _split(ary, indices_or_sections, 0, True)


@function("numpy.dsplit")
def dsplit(ary: Array, indices_or_sections) -> list[Tensor]:
    """(a, b, n, *c) -> parts of it along axis 2"""
    _of_rank(ary, 3)
    return _split(ary, indices_or_sections, 2, True)


def _of_rank(x: Array, least: int) -> int:
    shape = need.shape(x)
    if len(shape) < least:
        need.refuse(
            "wrong-rank", f"the array must have at least {least} dimensions, it has {len(shape)}", actual=len(shape),
            expected=least, of=x, argument="ary",
        )  # fmt: skip
    return len(shape)


def _split(x: Array, given: Any, axis: Any, equal: bool) -> list[Tensor]:
    shape = need.shape(x)
    place = axis_given(axis, len(shape))
    size = shape[place]
    given = listed(given)
    if isinstance(given, Unknown):
        raise Undecided("into how many parts it is split is not known")
    if isinstance(given, (tuple, list)):
        sizes: Sequence[Dim] = between(size, [need.whole(one, "indices_or_sections") for one in given])
    else:
        count = need.whole(given, "indices_or_sections")
        if not isinstance(count, int):
            raise Undecided("into how many parts it is split is not known")
        if count < 1:
            says = f"there must be at least one part, not {count}"
            need.refuse("invalid-size", says, actual=count, expected=1, argument="indices_or_sections")
        sizes = _parts(x, size, place, count, equal)
    return [Tensor((*shape[:place], one, *shape[place + 1 :]), x.dtype, x.strides) for one in sizes]


def _parts(x: Array, size: Dim, axis: int, count: int, equal: bool) -> list[Dim]:
    if equal:
        need.divides(
            count, size, "size-mismatch", actual_is=f"size of axis {axis}", expected_is="equal parts", of=x, axis=axis,
            argument="indices_or_sections",
        )  # fmt: skip
        return [floor_div(size, count)] * count
    return sections(size, count, "indices_or_sections")


@function("numpy.unstack")
def unstack(x: ArrayLike, /, *, axis=0) -> tuple[Tensor, ...]:
    """(*a, n, *b) -> n times (*a, *b)"""
    shape = need.shape(x)
    if not shape:
        need.refuse("wrong-rank", "an array without axes cannot be unstacked", actual=0, expected=1, of=x)
    place = axis_given(axis, len(shape))
    count = shape[place]
    if not isinstance(count, int):
        raise Undecided("how many parts there are is not known")
    return tuple(Tensor((*shape[:place], *shape[place + 1 :]), x.dtype) for _ in range(count))


# --- repeated -----------------------------------------------------------------------------------------------------


@function("numpy.tile")
def tile(A: ArrayLike, reps) -> Tensor:
    """Sizes times the repetitions, from the last axis"""
    shape = need.shape(A)
    times = shape_given(reps, "reps")
    rank = max(len(shape), len(times))
    sizes = (*(1,) * (rank - len(shape)), *shape)
    repeated = (*(1,) * (rank - len(times)), *times)
    return laid_out(*(size * time for size, time in zip(sizes, repeated, strict=True)), dtype=A.dtype)


@function("numpy.repeat", "numpy.ndarray.repeat")
def repeat(a: Array, repeats, axis=None) -> Tensor:
    """(*a, n, *b) -> (*a, n * repeats, *b); without an axis all elements in a row"""
    shape = row_of(need.shape(a))
    sizes: tuple[Dim, ...] = (product(shape),) if axis is None else shape
    place = 0 if axis is None else axis_given(axis, len(shape))
    times = listed(repeats)
    length = _repeated(a, sizes[place], times)
    return Tensor((*sizes[:place], length, *sizes[place + 1 :]), a.dtype)


def _repeated(a: Array, size: Dim, times: Any) -> Dim:
    if isinstance(times, Tensor):
        times = times.data
    if isinstance(times, (tuple, list)) and len(times) == 1:
        times = times[0]
    if isinstance(times, (tuple, list)):
        need.same(
            len(times), size, "size-mismatch", actual_is="numbers in repeats", expected_is="elements to repeat", of=a,
            argument="repeats",
        )  # fmt: skip
        if not all(isinstance(one, (int, Expr)) for one in times):
            return need.facts.fresh("n", at_least=0)
        return sum(times, 0)
    if isinstance(times, (int, Expr)):
        need.at_least(times, 0, "invalid-size", actual_is="repeats", argument="repeats")
        return size * times
    return need.facts.fresh("n", at_least=0)


@function("numpy.resize")
def resize(a: ArrayLike, new_shape) -> Tensor:
    """new_shape -> (*new_shape)"""
    return laid_out(*shape_given(new_shape, "new_shape"), dtype=a.dtype)


@function("numpy.broadcast_to")
def broadcast_to(array: ArrayLike, shape, subok=False) -> Tensor:
    """(*), shape -> (*shape)"""
    wanted, own = shape_given(shape), need.shape(array)
    if len(own) > len(wanted):
        need.refuse(
            "broadcast-mismatch", f"an array of {len(own)} dimensions cannot have {len(wanted)}", actual=len(own),
            expected=len(wanted), of=array, argument="shape",
        )  # fmt: skip
    for axis in range(-1, -len(own) - 1, -1):
        size, there = wanted[axis], own[axis]
        if need.facts.same(there, 1) is not Verdict.YES:
            if need.facts.same(there, 1) is Verdict.NO:
                need.same(
                    there, size, "broadcast-mismatch", actual_is="size of the array", expected_is="size it is to have",
                    of=array, axis=axis + len(own), argument="shape",
                )  # fmt: skip
            else:
                meet(there, size, array, axis + len(own), "shape")
    return Tensor(wanted, array.dtype)


@function("numpy.broadcast_arrays")
def broadcast_arrays(*args, subok=False) -> tuple[Tensor, ...]:
    """The broadcast of all of them, for each"""
    given = [to_array(one) for one in args]
    if not given:
        return ()
    shape = broadcast(*given, arguments=["args"] * len(given))
    return tuple(Tensor(shape, one.dtype) for one in given)


@function("numpy.broadcast_shapes")
def broadcast_shapes(*args) -> tuple[Dim, ...]:
    """The broadcast of shapes"""
    given = [Tensor(shape_given(one, "args")) for one in args]
    shape = broadcast(*given, arguments=["args"] * len(given)) if given else ()
    assert isinstance(shape, tuple)
    return shape


# --- turned and moved ---------------------------------------------------------------------------------------------


@function("numpy.flip")
def flip(m: ArrayLike, axis=None) -> Tensor:
    """(*) -> (*), axes read backwards"""
    return _backwards(m, axis)


@function("numpy.fliplr")
def fliplr(m: ArrayLike) -> Tensor:
    """(a, b, *) -> (a, b, *), axis 1 read backwards"""
    _of_rank(m, 2)
    return _backwards(m, 1)


@function("numpy.flipud")
def flipud(m: ArrayLike) -> Tensor:
    """(a, *) -> (a, *), axis 0 read backwards"""
    _of_rank(m, 1)
    return _backwards(m, 0)


def _backwards(x: Array, axis: Any) -> Tensor:
    shape = need.shape(x)
    axes = axes_given(axis, len(shape))
    strides = None
    if x.strides is not None:
        strides = tuple(-step if place in axes else step for place, step in enumerate(x.strides))
    return Tensor(x.shape, x.dtype, strides)


@function("numpy.roll")
def roll(a: ArrayLike, shift, axis=None) -> Tensor:
    """(*) -> (*)"""
    shape = need.known(a)
    if axis is not None and shape is not None:
        for one in axis if isinstance(axis, (tuple, list)) else (axis,):
            axis_given(one, len(shape))
    return Tensor(a.shape, a.dtype)


@function("numpy.rot90")
def rot90(m: ArrayLike, k=1, axes=(0, 1)) -> Tensor:
    """(a, b, *) -> (b, a, *), turned k times"""
    shape = need.shape(m)
    if not isinstance(axes, (tuple, list)):
        raise Undecided("axes is not known")
    if len(axes) != 2:
        need.refuse("wrong-arguments", "axes must name two axes", argument="axes")
    one, other = axes_given(axes, len(shape), "axes")
    times = need.whole(k, "k")
    if not isinstance(times, int):
        raise Undecided("how often it is turned is not known")
    order = list(range(len(shape)))
    if times % 2:
        order[one], order[other] = other, one
    return Tensor(moved(m, order).shape, m.dtype)
