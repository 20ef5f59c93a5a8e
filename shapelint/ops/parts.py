"""Parts of a tensor by numbers: narrow, select, diagonals, sliding windows."""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.arguments import number, whole, wholes
from shapelint.ops.core.declare import function
from shapelint.ops.core.need import Refused, Undecided, need
from shapelint.ops.formulas.axes import at_least_rank, size_at
from shapelint.ops.formulas.partial import known_of, removed, replaced, unranked
from shapelint.sizes.dims import Dim, maximum, minimum, product
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Tensor, like, tensor

RULE = "index-out-of-range"


def larger(one: Dim, other: Dim) -> Dim:
    """The larger, without `max` where it is known which one that is."""
    if need.facts.at_least(one, other) is Verdict.YES:
        return one
    return other if need.facts.at_least(other, one) is Verdict.YES else maximum(one, other)


def smaller(one: Dim, other: Dim) -> Dim:
    """The smaller, without `min` where it is known which one that is."""
    if need.facts.at_least(other, one) is Verdict.YES:
        return one
    return other if need.facts.at_least(one, other) is Verdict.YES else minimum(one, other)


def no_scalar(x: Tensor, shape: tuple[Dim, ...] | None, what: str) -> None:
    if shape == ():
        need.refuse(
            "wrong-rank", f"{what} needs an axis, the input has none", actual=0, expected=1, of=x, argument="input"
        )


def index_within(index: Dim, size: Dim, x: Tensor, axis: int, argument: str) -> None:
    """An index of an axis must lie in -size .. size - 1."""
    about: dict[str, Any] = {"of": x, "axis": axis, "argument": argument}
    if need.facts.at_least(index, 0) is Verdict.YES:
        need.at_most(index, size - 1, RULE, actual_is="index", expected_is="last index", **about)
    elif need.facts.at_least(-1, index) is Verdict.YES:
        need.at_least(index, -size, RULE, actual_is="index", expected_is="first index", **about)


@function("torch.narrow", "torch.Tensor.narrow")
def narrow(input: Tensor, dim, start, length) -> Tensor:
    """(*a, n, *b) -> (*a, length, *b)"""
    return _narrowed(input, dim, start, length, input.strides)


@function("torch.narrow_copy", "torch.Tensor.narrow_copy")
def narrow_copy(input: Tensor, dim, start, length) -> Tensor:
    """(*a, n, *b) -> (*a, length, *b)"""
    return _narrowed(input, dim, start, length, None)


def _narrowed(input: Tensor, dim: Any, start: Any, length: Any, strides: tuple[Dim, ...] | None) -> Tensor:
    size = whole(length, "length")
    need.at_least(size, 0, "invalid-size", actual_is="length", argument="length")
    first = whole(start, "start")
    shape = need.known(input)
    no_scalar(input, shape, "narrow")
    axis = number(dim, "dim") if shape is None else need.axis(dim, len(shape))
    there = size_at(input, axis)
    if there is not None:
        about: dict[str, Any] = {"of": input, "axis": axis, "expected_is": f"size of axis {axis}"}
        if need.facts.at_least(first, 0) is Verdict.YES:
            need.at_most(first + size, there, RULE, actual_is="start + length", argument="length", **about)
        elif need.facts.at_least(-1, first) is Verdict.YES:
            need.at_least(
                there + first, 0, RULE, actual_is="start, from the front", argument="start", of=input, axis=axis
            )
            need.at_most(first + size, 0, RULE, actual_is="start + length", argument="length", of=input, axis=axis)
    if shape is None:
        return unranked(input, replaced(known_of(input), axis, size), axes=0)
    return Tensor((*shape[:axis], size, *shape[axis + 1 :]), input.dtype, strides)


@function("torch.select", "torch.Tensor.select")
def select(input: Tensor, dim, index) -> Tensor:
    """(*a, n, *b) -> (*a, *b)"""
    place = whole(index, "index")
    shape = need.known(input)
    no_scalar(input, shape, "select")
    axis = number(dim, "dim") if shape is None else need.axis(dim, len(shape))
    there = size_at(input, axis)
    if there is not None:
        index_within(place, there, input, axis, "index")
    if shape is None:
        return unranked(input, removed(known_of(input), axis), axes=-1)
    strides = None if input.strides is None else (*input.strides[:axis], *input.strides[axis + 1 :])
    return Tensor((*shape[:axis], *shape[axis + 1 :]), input.dtype, strides)


# --- diagonals ----------------------------------------------------------------------------------------------------


def _offset(value: Any, argument: str) -> int:
    return number(value, argument)


def diagonal_length(rows: Dim, columns: Dim, offset: int) -> Dim:
    """The number of elements of a diagonal.

    It lies `offset` above the main one.
    """
    if offset >= 0:
        return larger(smaller(rows, columns - offset), 0)
    return larger(smaller(rows + offset, columns), 0)


@function("torch.diag", "torch.Tensor.diag")
def diag(input: Tensor, diagonal=0) -> Tensor:
    """(n) -> (n, n) with n on the diagonal; (n, m) -> (min(n, m))"""
    if need.known(input) is None:
        raise Undecided("the rank of the input is not known")
    shape = need.rank(input, (1, 2))
    offset = _offset(diagonal, "diagonal")
    if len(shape) == 1:
        return tensor(shape[0] + abs(offset), shape[0] + abs(offset), dtype=input.dtype)
    rows, columns = shape
    return tensor(diagonal_length(rows, columns, offset), dtype=input.dtype)


@function("torch.diagflat", "torch.Tensor.diagflat")
def diagflat(input: Tensor, offset=0) -> Tensor:
    """(*) -> (elements, elements)"""
    size = product(need.shape(input)) + abs(_offset(offset, "offset"))
    return tensor(size, size, dtype=input.dtype)


def _two_axes(dim1: Any, dim2: Any, rank: int, x: Tensor) -> tuple[int, int]:
    one, other = need.axis(dim1, rank, "dim1"), need.axis(dim2, rank, "dim2")
    if one == other:
        need.refuse("wrong-arguments", "dim1 and dim2 are the same axis", argument="dim2", of=x)
    return one, other


@function("torch.diagonal", "torch.Tensor.diagonal")
def diagonal(input: Tensor, offset=0, dim1=0, dim2=1) -> Tensor:
    """(*, n, m) -> (*, min(n, m)): the two axes give way to one at the end"""
    shape = need.shape(input)
    one, other = _two_axes(dim1, dim2, len(shape), input)
    length = diagonal_length(shape[one], shape[other], _offset(offset, "offset"))
    rest = [size for axis, size in enumerate(shape) if axis not in (one, other)]
    return tensor(*rest, length, dtype=input.dtype)


@function("torch.diag_embed", "torch.Tensor.diag_embed")
def diag_embed(input: Tensor, offset=0, dim1=-2, dim2=-1) -> Tensor:
    """(*, n) -> (*, n, n), the two axes at dim1 and dim2"""
    shape = need.shape(input)
    if not shape:
        need.refuse("axis-out-of-range", "a tensor without axes has no diagonal to embed", argument="input", of=input)
    axes = _two_axes(dim1, dim2, len(shape) + 1, input)
    size = shape[-1] + abs(_offset(offset, "offset"))
    rest = iter(shape[:-1])
    return tensor(*(size if axis in axes else next(rest) for axis in range(len(shape) + 1)), dtype=input.dtype)


# --- windows ------------------------------------------------------------------------------------------------------


@function("torch.Tensor.unfold")
def unfold(self: Tensor, dimension, size, step) -> Tensor:
    """(*a, n, *b) -> (*a, (n - size) // step + 1, *b, size)"""
    window, stride = whole(size, "size"), whole(step, "step")
    need.at_least(window, 0, "invalid-size", actual_is="size", argument="size")
    need.at_least(stride, 1, "invalid-size", actual_is="step", argument="step")
    shape = need.shape(self)
    axis = need.axis(dimension, len(shape), "dimension")
    there = shape[axis] if shape else 1
    need.at_most(
        window, there, "kernel-exceeds-input", actual_is="size of the window", expected_is=f"size of axis {axis}",
        of=self, axis=axis, argument="size",
    )  # fmt: skip
    if not shape:
        return tensor(window, dtype=self.dtype)
    if stride == 0:
        raise Undecided("step is 0")
    windows = (there - window) // stride + 1
    return tensor(*shape[:axis], windows, *shape[axis + 1 :], window, dtype=self.dtype)


@function("torch.as_strided", "torch.Tensor.as_strided")
def as_strided(input: Tensor, size, stride, storage_offset=None) -> Tensor:
    """(*), size -> (*size)"""
    sizes, strides = wholes(size, "size"), wholes(stride, "stride")
    if len(sizes) != len(strides):
        need.refuse("wrong-arguments", "size and stride must be equally long", argument="stride")
    return Tensor(sizes, input.dtype, strides)


@function("torch.diff", "torch.Tensor.diff")
def diff(
    input: Tensor,
    n: Any = 1,
    dim: Any = -1,
    prepend: Tensor | None = None,
    append: Tensor | None = None,
    *,
    out: Any = None,
) -> Tensor:
    """(*, size, *) -> (*, size - n, *); not shorter than 0"""
    at_least_rank(input, 1)
    shape = list(need.shape(input))
    if not shape:
        raise Refused("a tensor without axes has no differences")
    steps = need.whole(n, "n")
    if not isinstance(steps, int):
        raise Undecided("how many differences are taken is not known")
    if steps == 0:
        return like(input)
    axis = need.axis(dim, len(shape))
    need.at_least(steps, 0, "invalid-size", actual_is="n", argument="n")
    if prepend is not None or append is not None:
        raise Undecided("what is put before and after may be of any length")
    shape[axis] = maximum(shape[axis] - steps, 0)
    return tensor(*shape, dtype=input.dtype)
