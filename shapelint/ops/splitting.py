"""One tensor made several: chunk, split, tensor_split, unbind.

How many pieces there are must be known, for a program takes them apart by number.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from shapelint.ops.core.arguments import number, spread, whole, wholes
from shapelint.ops.core.declare import function
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.formulas.axes import size_at
from shapelint.ops.formulas.partial import known_of, removed, replaced, unranked
from shapelint.ops.parts import larger, no_scalar, smaller
from shapelint.sizes.dims import Dim, ceil_div, floor_div
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Tensor, Unknown

RULE = "size-mismatch"


def _axis(x: Tensor, dim: Any, what: str) -> tuple[int, Dim | None]:
    """The axis to split, and its size where that is known."""
    shape = need.known(x)
    no_scalar(x, shape, what)
    axis = number(dim, "dim") if shape is None else need.axis(dim, len(shape))
    return axis, size_at(x, axis)


def _cut(x: Tensor, axis: int, sizes: Sequence[Dim]) -> tuple[Tensor, ...]:
    """Views of the tensor with these sizes along the axis."""
    shape = need.known(x)
    if shape is None:
        return tuple(unranked(x, replaced(known_of(x), axis, size), axes=0) for size in sizes)
    pieces = tuple(Tensor((*shape[:axis], size, *shape[axis + 1 :]), x.dtype, x.strides) for size in sizes)
    lengths = [size for size in sizes if isinstance(size, int)]
    if axis == 0 and isinstance(x.data, list) and len(lengths) == len(pieces):
        rest = iter(x.data)
        for piece, length in zip(pieces, lengths, strict=True):
            piece.data = list(islice(rest, length))
    return pieces


def _known(size: Dim | None, axis: int) -> Dim:
    if size is None:
        raise Undecided(f"the size of axis {axis} is not known")
    return size


PIECES = 10_000


def _few(count: Dim) -> Any:
    """The number of pieces, where they are few.

    Not too many to make them all.
    """
    if isinstance(count, int) and count > PIECES:
        raise Undecided(f"there are {count:,} pieces, too many to look at")
    return count


def _vague(size: Dim, by: Dim) -> Undecided:
    return Undecided(f"how many pieces {size} makes, divided by {by}, is not known")


def _equal_pieces(size: Dim, each: Dim) -> list[Dim]:
    """Pieces of that size.

    The last one smaller where the size is no multiple.
    """
    if isinstance(size, int) and isinstance(each, int):
        if each == 0:
            return [0]
        _few(ceil_div(size, each))
        return [min(each, size - start) for start in range(0, size, each)] or [0]
    if need.facts.divides(each, size) is Verdict.YES:
        count = floor_div(size, each)
        if isinstance(count, int):
            return [each] * _few(count)
    if need.facts.at_least(each, size) is Verdict.YES:
        return [size]
    raise _vague(size, each)


@function("torch.chunk", "torch.Tensor.chunk")
def chunk(input: Tensor, chunks, dim=0) -> tuple[Tensor, ...]:
    """(*a, n, *b) -> at most `chunks` times (*a, ceil(n / chunks), *b), the last may be smaller"""
    count = whole(chunks, "chunks")
    need.at_least(count, 1, "invalid-size", actual_is="chunks", argument="chunks")
    axis, size = _axis(input, dim, "chunk")
    if not isinstance(count, int) or count < 1:
        raise Undecided("chunks is not known")
    if count == 1 and size is None:
        return (Tensor(input.shape, input.dtype),)
    return _cut(input, axis, _chunks(_known(size, axis), count))


def _chunks(size: Dim, count: int) -> list[Dim]:
    if size == 0:
        return [0] * _few(count)
    if isinstance(size, int):
        return _equal_pieces(size, ceil_div(size, count))
    if need.facts.divides(count, size) is Verdict.YES:
        return [floor_div(size, count)] * _few(count)
    if count == 2 and need.facts.at_least(size, 2) is Verdict.YES:
        return [ceil_div(size, 2), size - ceil_div(size, 2)]
    raise _vague(size, count)


def _split(x: Tensor, sizes: Any, dim: Any, argument: str) -> tuple[Tensor, ...]:
    if isinstance(sizes, Unknown):
        raise Undecided(f"{argument} is not known")
    if isinstance(sizes, (tuple, list)):
        return _split_with_sizes(x, sizes, dim, argument)
    each = whole(sizes, argument)
    need.at_least(each, 0, "invalid-size", actual_is=argument, argument=argument)
    axis, size = _axis(x, dim, "split")
    size = _known(size, axis)
    if each == 0:
        need.same(
            size,
            0,
            RULE,
            actual_is=f"size of axis {axis}",
            expected_is="what 0 can split",
            of=x,
            axis=axis,
            argument=argument,
        )
    if isinstance(each, int) and each < 0:
        raise Undecided(f"{argument} is negative")
    return _cut(x, axis, _equal_pieces(size, each))


def _split_with_sizes(x: Tensor, given: Any, dim: Any, argument: str) -> tuple[Tensor, ...]:
    sizes = wholes(given, argument)
    for size in sizes:
        need.at_least(size, 0, "invalid-size", actual_is=f"a size in {argument}", argument=argument)
    axis, there = _axis(x, dim, "split")
    if there is not None:
        need.same(
            there, sum(sizes, 0), RULE, actual_is=f"size of axis {axis}", expected_is=f"sum of {argument}", of=x,
            axis=axis, argument=argument,
        )  # fmt: skip
    return _cut(x, axis, sizes)


@function("torch.split")
def split(tensor: Tensor, split_size_or_sections, dim=0) -> tuple[Tensor, ...]:
    """(*a, n, *b) -> pieces of a size, or of the sizes given"""
    return _split(tensor, split_size_or_sections, dim, "split_size_or_sections")


@function("torch.Tensor.split")
def split_method(self: Tensor, split_size, dim=0) -> tuple[Tensor, ...]:
    """(*a, n, *b) -> pieces of a size, or of the sizes given"""
    return _split(self, split_size, dim, "split_size")


@function("torch.split_with_sizes", "torch.Tensor.split_with_sizes")
def split_with_sizes(input: Tensor, split_sizes, dim=0) -> tuple[Tensor, ...]:
    """(*a, n, *b) -> pieces of the sizes given"""
    return _split_with_sizes(input, spread((split_sizes,), "split_sizes"), dim, "split_sizes")


def sections(size: Dim, count: int, argument: str) -> list[Dim]:
    """As many pieces as asked for.

    The first ones larger by one where the size is no multiple.
    """
    if count < 1:
        need.refuse(
            "invalid-size", f"{argument} must be at least 1, it is {count}", actual=count, expected=1, argument=argument
        )
    _few(count)
    each, rest = floor_div(size, count), size - count * floor_div(size, count)
    if isinstance(rest, int):
        return [each + 1] * rest + [each] * (count - rest)
    return [floor_div(size + count - 1 - place, count) for place in range(count)]


def between(size: Dim, indices: Sequence[Dim]) -> list[Dim]:
    """The pieces between indices, which are read as in slices."""
    sizes: list[Dim] = []
    start: Dim = 0
    for index in (*indices, size):
        end = _bounded(index, size)
        sizes.append(larger(end - start, 0))
        start = end
    return sizes


def _bounded(index: Dim, size: Dim) -> Dim:
    if need.facts.at_least(index, 0) is Verdict.YES:
        return smaller(index, size)
    if need.facts.at_least(-1, index) is Verdict.YES:
        return larger(size + index, 0)
    raise Undecided("an index may be negative")


def _tensor_split(x: Tensor, given: Any, dim: Any, argument: str) -> tuple[Tensor, ...]:
    if isinstance(given, Tensor):
        given = given.data
    if given is None or isinstance(given, Unknown):
        raise Undecided(f"{argument} is not known")
    axis, size = _axis(x, dim, "tensor_split")
    if isinstance(given, (tuple, list)):
        return _cut(x, axis, between(_known(size, axis), wholes(given, argument)))
    return _cut(x, axis, sections(_known(size, axis), number(given, argument), argument))


@function("torch.tensor_split", "torch.Tensor.tensor_split")
def tensor_split(
    input: Tensor, indices_or_sections=None, dim=0, *, sections=None, indices=None, tensor_indices_or_sections=None
) -> tuple[Tensor, ...]:  # fmt: skip
    """(*a, n, *b) -> so many pieces, or the pieces between indices"""
    given = next(
        (one for one in (indices_or_sections, sections, indices, tensor_indices_or_sections) if one is not None), None
    )
    return _tensor_split(input, given, dim, "indices_or_sections")


def _along(x: Tensor, given: Any, dim: int, least: int, what: str) -> tuple[Tensor, ...]:
    shape = need.shape(x)
    if len(shape) < least:
        need.refuse(
            "wrong-rank", f"{what} needs at least {least} dimensions, the input has {len(shape)}", actual=len(shape),
            expected=least, of=x, argument="input",
        )  # fmt: skip
    if not isinstance(given, (tuple, list, Unknown)):
        need.divides(
            whole(given, "indices_or_sections"), shape[dim], RULE, actual_is=f"size of axis {dim}",
            expected_is="sections", of=x, axis=dim, argument="indices_or_sections",
        )  # fmt: skip
    return _tensor_split(x, given, dim, "indices_or_sections")


@function("torch.hsplit", "torch.Tensor.hsplit")
def hsplit(input: Tensor, indices_or_sections) -> tuple[Tensor, ...]:
    """Along the second axis; a vector along its only one"""
    return _along(input, indices_or_sections, 0 if len(need.shape(input)) == 1 else 1, 1, "hsplit")


@function("torch.vsplit", "torch.Tensor.vsplit")
def vsplit(input: Tensor, indices_or_sections) -> tuple[Tensor, ...]:
    """Along the first axis"""
    return _along(input, indices_or_sections, 0, 2, "vsplit")


@function("torch.dsplit", "torch.Tensor.dsplit")
def dsplit(input: Tensor, indices_or_sections) -> tuple[Tensor, ...]:
    """Along the third axis"""
    return _along(input, indices_or_sections, 2, 3, "dsplit")


@function("torch.unbind", "torch.Tensor.unbind")
def unbind(input: Tensor, dim=0) -> tuple[Tensor, ...]:
    """(*a, n, *b) -> n times (*a, *b)"""
    axis, size = _axis(input, dim, "unbind")
    count = _known(size, axis)
    if not isinstance(count, int):
        raise Undecided(f"how many pieces there are, {count}, is not known")
    _few(count)
    shape = need.known(input)
    if shape is None:
        return tuple(unranked(input, removed(known_of(input), axis), axes=-1) for _ in range(count))
    strides = None if input.strides is None else (*input.strides[:axis], *input.strides[axis + 1 :])
    return tuple(Tensor((*shape[:axis], *shape[axis + 1 :]), input.dtype, strides) for _ in range(count))
