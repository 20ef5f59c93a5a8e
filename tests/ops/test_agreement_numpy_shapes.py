"""Other shapes for the same elements, and what is asked of arrays, agree with numpy."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from random import Random

from agreement import A, Sample, agreement_test, calls, sample, samples
from test_agreement_reshape import moved as tensor_moved
from test_agreement_reshape import shape_of, targets

from shapelint.sizes.tensors import Array, DType


def moved(pick: Random, shape: tuple[int, ...]) -> Array:
    """An array of that shape whose axes may lie in memory in another order."""
    found = tensor_moved(pick, shape)
    strides = found.strides if found.strides is None or 0 not in found.strides else None
    return A(*shape, strides=strides)  # type: ignore[arg-type]


@samples("numpy.reshape", "numpy.ndarray.reshape")
def reshapes(pick: Random) -> Iterator[Sample]:
    for _ in range(40):
        shape = shape_of(pick)
        yield sample(moved(pick, shape), targets(pick, shape))
    yield from calls("A(4), 4; A(2, 3), (3, 2), order='F'; A(4); A(0, 3), (-1, 3); A(0, 3), (0, -1); A(2), 2.0")
    yield from calls("A(2, 3), -1")
    yield from calls("A(6), A(2, dtype='int64', data=[2, 3])")


@samples("numpy.ndarray.reshape")
def reshapes_one_by_one(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3), 3, 2; A(2, 3), 3, -1; A(2, 3), 4, 2; A(2, 3), 3, 2, order='C'; A(2, 3), -1, -1")
    yield from calls("A(), 1, 1")


@samples("numpy.reshape")
def reshapes_of_lists(pick: Random) -> Iterator[Sample]:
    yield from calls("[1, 2, 3, 4], (2, 2); 3, (1, 1); [[1.0]], -1; [1, 2, 3], (2, 2)")


@samples("numpy.ravel", "numpy.ndarray.ravel", "numpy.ndarray.flatten")
def flat(pick: Random) -> Iterator[Sample]:
    for shape in ((), (3,), (2, 3), (0, 4), (2, 3, 4)):
        yield sample(moved(pick, shape))
    yield from calls("A(2, 3), 'F'; A(2, 3), order='C'; A(2, 3), 1")


@samples("numpy.transpose", "numpy.permute_dims", "numpy.ndarray.transpose")
def transposed(pick: Random) -> Iterator[Sample]:
    for shape in ((), (3,), (2, 3), (2, 3, 4)):
        yield sample(moved(pick, shape))
        for order in list(permutations(range(len(shape))))[:3]:
            yield sample(moved(pick, shape), order)
    yield from calls("A(2, 3), (1, 1); A(2, 3), (0,); A(2, 3), (0, 2); A(2, 3), (-1, 0); A(2, 3), [1, 0]")
    yield from calls("A(2), (0, 1); A(3), 0")
    yield from calls("A(2, 3), None")


@samples("numpy.ndarray.transpose")
def transposed_one_by_one(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3, 4), 2, 0, 1; A(2, 3), 1, 0; A(2, 3), 1; A(2, 3, 4), -1, 0, 1")


@samples("numpy.ndarray.T", "numpy.ndarray.size", "numpy.ndarray.mT", "numpy.matrix_transpose")
def properties(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3); A(2, 3, 4); A(0, 3)")


@samples("numpy.ndarray.T", "numpy.ndarray.size")
def properties_of_fewer(pick: Random) -> Iterator[Sample]:
    yield from calls("A(); A(3)")


@samples("numpy.matrix_transpose", "numpy.ndarray.mT")
def matrices(pick: Random) -> Iterator[Sample]:
    yield from calls("A(); A(3)")


@samples("numpy.swapaxes", "numpy.ndarray.swapaxes")
def swapped(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3, 4), 0, 2; A(2, 3), -1, 0; A(2, 3), 0, 2; A(2, 3), 0; A(2, 3), 1, 1; A(), 0, 0")
    yield from calls("A(2, 3), 0, -3")


@samples("numpy.moveaxis")
def moves(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3, 4), 0, 2; A(2, 3, 4), -1, 0; A(2, 3, 4), (0, 1), (1, 2); A(2, 3, 4), [0, 1], [-1, 0]")
    yield from calls("A(2, 3), 0, 2")
    yield from calls("A(2, 3, 4), (0, 1), 2; A(2, 3, 4), (0, 0), (1, 2); A(2, 3, 4), 2, 0")
    yield from calls("A(2, 3, 4, 5), (3, 0), (0, 2)")


@samples("numpy.rollaxis")
def rolled(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3, 4), 2; A(2, 3, 4), 0, 3; A(2, 3, 4), 2, 1; A(2, 3, 4), 1, 1; A(2, 3, 4), 3")
    yield from calls("A(2, 3, 4), 0, 4")
    yield from calls("A(2, 3, 4), -1; A(2, 3, 4), 0, -1")


@samples("numpy.expand_dims")
def expanded(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3), 0; A(2, 3), 2; A(2, 3), -1; A(2, 3), (0, 2); A(2, 3), 3; A(2, 3), (0, 0); A(2, 3), -4")
    yield from calls("A(), 0")
    yield from calls("[1, 2], 0; 3, 0; A(2, 3); A(2, 3), [0, 1]; A(2, 3), (0, 4); A(2, 3), axis=1")


@samples("numpy.squeeze", "numpy.ndarray.squeeze")
def squeezed(pick: Random) -> Iterator[Sample]:
    yield from calls("A(1, 3, 1); A(1, 3, 1), 0; A(1, 3, 1), -1; A(1, 3, 1), (0, 2); A(1, 3, 1), 1; A(1, 3), 2; A()")
    yield from calls("A(2, 3)")
    yield from calls("A(1, 1); A(1, 3, 1), axis=2; A(2, 1, strides=(1, 2)); A(1, 3, 1), (0, 0)")
    yield from calls("A(), 0; A(), axis=-1; A(), 1; A(), (0,)")


# --- what is asked ------------------------------------------------------------------------------------------------


@samples("numpy.ndarray.astype", "numpy.astype")
def converted(pick: Random) -> Iterator[Sample]:
    for dtype in ("float32", "int64", "bool", "uint8", "float16", "complex64"):
        yield sample(moved(pick, (2, 3)), DType(dtype))
    yield from calls("A(2), DType('int32'), copy=False; A(); A(3, data=[1.5, 2.5, 3.5]), DType('int64')")


@samples("numpy.ndarray.astype")
def converted_by_name(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3), 'float32'; A(2, 3), 'f8'; A(2, 3), dtype='int'")


@samples("numpy.ndarray.copy", "numpy.ndarray.tolist")
def copies(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3, data=[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]); A(2, dtype='int64', data=[1, 2])")


@samples("numpy.ndarray.copy")
def more_copies(pick: Random) -> Iterator[Sample]:
    yield from calls("A(); A(2, 3, strides=(1, 2)); A(4, strides=(-1,)); A(2, 3), 'F'; A(0)")


@samples("numpy.ndarray.item")
def items(pick: Random) -> Iterator[Sample]:
    yield from calls("A(1, 1); A(); A(2, 3); A(1, data=[2.5]); A(dtype='int64', data=3); A(0); A(2, 3), 4")
    yield from calls("A(2, 3), 1, 2")


@samples("numpy.ndarray.__len__")
def lengths(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3); A(0, 3); A(); A(5)")


test_agreement = agreement_test(__name__)
