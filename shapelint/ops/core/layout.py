"""Memory layout.

Which shapes a strided tensor can be viewed as without copying.

Only `view` cares, and only where strides are known for certain; everything here answers YES, NO or UNKNOWN.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from shapelint.ops.core.need import Undecided, need
from shapelint.sizes.dims import Dim, product
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Tensor, UnknownShape, contiguous_strides

Strides = tuple[Dim, ...]


class _Open(Exception):
    """A comparison of sizes that cannot be decided."""


def is_contiguous(shape: Sequence[Dim], strides: Sequence[Dim]) -> Verdict:
    """Whether a tensor lies in memory row after row.

    By its shape and strides. Axes of size 1 may lie anyhow.
    """
    verdict = Verdict.YES
    for size, stride, wanted in zip(shape, strides, contiguous_strides(shape), strict=False):
        if stride == wanted or size == 1:
            continue
        if need.facts.same(stride, wanted) is Verdict.NO and need.facts.at_least(size, 2) is Verdict.YES:
            return Verdict.NO if need.facts.at_least(product(shape), 1) is Verdict.YES else Verdict.UNKNOWN
        verdict = Verdict.UNKNOWN
    return verdict


def viewed(shape: Sequence[Dim], strides: Sequence[Dim], new: Sequence[Dim]) -> tuple[Verdict, Strides | None]:
    """Whether memory can be seen as the shape `new`.

    It has as many elements; and the strides then.

    Axes that lie next to each other in memory (the stride of one is size times stride of the next) form a block;
    the new axes must fill each block exactly.
    """
    if is_contiguous(shape, strides) is Verdict.YES:
        return Verdict.YES, contiguous_strides(new)
    if need.facts.at_least(product(shape), 1) is not Verdict.YES:
        return Verdict.UNKNOWN, None
    try:
        found = _fill_blocks(shape, strides, new)
    except _Open:
        return Verdict.UNKNOWN, None
    return (Verdict.NO, None) if found is None else (Verdict.YES, found)


def _fill_blocks(shape: Sequence[Dim], strides: Sequence[Dim], new: Sequence[Dim]) -> Strides | None:
    made: list[Dim] = []
    left = len(new) - 1
    base, block = strides[-1], shape[-1]
    for axis in range(len(shape) - 2, -2, -1):
        if axis >= 0 and _continues(shape[axis], strides[axis], block * base):
            block = block * shape[axis]
            continue
        filled: Dim = 1
        while left >= 0 and (axis < 0 or need.facts.same(new[left], 1) is Verdict.YES or _below(filled, block)):
            made.append(filled * base)
            filled = filled * new[left]
            left -= 1
        if not _is(filled, block):
            return None
        if axis >= 0:
            base, block = strides[axis], shape[axis]
    return tuple(reversed(made))


def _continues(size: Dim, stride: Dim, end: Dim) -> bool:
    """Whether an axis continues the block that ends at `end`."""
    if size == 1 or need.facts.same(stride, end) is Verdict.YES:
        return True
    if need.facts.same(stride, end) is Verdict.NO and need.facts.same(size, 1) is Verdict.NO:
        return False
    raise _Open


def _is(a: Dim, b: Dim) -> bool:
    verdict = need.facts.same(a, b)
    if verdict is Verdict.UNKNOWN:
        raise _Open
    return verdict is Verdict.YES


def _below(a: Dim, b: Dim) -> bool:
    verdict = need.facts.at_least(a, b)
    if verdict is Verdict.UNKNOWN:
        raise _Open
    return verdict is Verdict.NO


def laid_out(*sizes: Dim, dtype: str | None = None) -> Tensor:
    """A new tensor that is contiguous for certain."""
    return Tensor(sizes, dtype, contiguous_strides(sizes))


@contextmanager
def in_place(self: Tensor) -> Iterator[None]:
    """Around the body of an operation in place.

    Where its result is not known, the tensor's shape is not either.
    """
    try:
        yield
    except Undecided as undecided:
        self.shape, self.strides, self.data = UnknownShape(str(undecided)), None, None
        raise


def become(self: Tensor, made: Tensor) -> Tensor:
    """What an operation in place does to its tensor.

    From now on it has the shape and layout of `made`.
    """
    self.reshaped = self.reshaped or self.shape != made.shape
    self.shape, self.strides, self.data = made.shape, made.strides, None
    return self
