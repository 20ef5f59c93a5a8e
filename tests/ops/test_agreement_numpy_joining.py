"""Arrays that are joined, cut, repeated, padded and turned agree with numpy."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from agreement import A, Sample, agreement_test, calls, sample, samples

SHAPES = ((2, 3), (3,), (2, 3, 4), (1, 3), (4, 3), (2, 5), (2,), ())


@samples("numpy.concatenate", "numpy.concat", "numpy.stack")
def joined(pick: Random) -> Iterator[Sample]:
    for _ in range(40):
        first = pick.choice(SHAPES)
        rest = [first if pick.random() < 0.6 else pick.choice(SHAPES) for _ in range(pick.choice((0, 1, 1, 2)))]
        axis = pick.choice((0, 0, 1, -1, 2, -2, 3))
        yield sample([A(*first), *(A(*one) for one in rest)], axis)
    yield from calls("[A(2, 3), A(4, 3)]; (A(2), A(3)); []; A(2, 3); [[1, 2], [3, 4]]")
    yield from calls("[A(2, dtype='int32'), A(2, dtype='float32')]")
    yield from calls("[[1, 2], A(2)]; [A(2, 3), A(2, 3)], axis=0; [A(2, 3, dtype='float32')] * 3, 1; [T(2), T(2)]; 3")
    yield from calls("A(0, 3)")
    yield from calls("[A(2, dtype='int64'), [1.5, 2.5]], 0; [A(2, 3), A(3)]; [1, 2]; [A(2, 3)] * 2, axis=-1")
    yield from calls("[A(0, 3), A(2, 3)], 0")


@samples("numpy.concatenate")
def in_a_row(pick: Random) -> Iterator[Sample]:
    yield from calls("[A(2, 3), A(4)], None; [A(2), A(2)], axis=None; [A(2), A(2)], dtype='float32'")
    yield from calls("[A(), A()], None")


@samples("numpy.vstack", "numpy.hstack", "numpy.dstack", "numpy.column_stack")
def stacked(pick: Random) -> Iterator[Sample]:
    for _ in range(25):
        first = pick.choice(SHAPES)
        yield sample([A(*first), A(*(first if pick.random() < 0.5 else pick.choice(SHAPES)))])
    yield from calls("[A(3)] * 4; A(2, 3); [[1, 2], [3, 4]]; [1, 2, 3]; []; (A(2, 3), A(2, 1))")
    yield from calls("[A(3, dtype='int32'), [1, 2, 3]]")
    yield from calls("[A(2, 3, 4)] * 2; [A(2), A(2, 3)]; 5")


@samples("numpy.atleast_1d", "numpy.atleast_2d", "numpy.atleast_3d")
def at_least(pick: Random) -> Iterator[Sample]:
    yield from calls("A(); A(3); A(2, 3); A(2, 3, 4); A(2, 3, 4, 5); 3; [1, 2]; A(), A(3); A(2), 1.5; T(2)")


@samples("numpy.append")
def appended(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3), A(3); A(2, 3), A(1, 3), 0; A(2, 3), A(3), 0; [1, 2], 3; A(0), 1.5")
    yield from calls("A(2, 3), A(2, 2), axis=1; A(2)")
    yield from calls("A(3, dtype='int64'), [4, 5]; A(2, 3), A(2, 2), axis=0; [], [1, 2]")


@samples("numpy.delete")
def deleted(pick: Random) -> Iterator[Sample]:
    yield from calls("A(5), 1; A(5), [1, 2]; A(2, 3), 1; A(2, 3), 1, 0; A(2, 3), [0, 2], axis=1; A(5), 5")
    yield from calls("A(5), [1, 1]; A(5), -1")
    yield from calls("A(5), [0, 7]; A(2, 3), 0, 2; A(5), [1, -4]; [1, 2, 3], 0")
    yield from calls("A(5), slice(1, 3); A(5), A(2, dtype='int64')", open=True)


@samples("numpy.insert")
def inserted(pick: Random) -> Iterator[Sample]:
    yield from calls("A(5), 1, 0.5; A(5), [1, 2], 7; A(2, 3), 1, 9.0; A(2, 3), 1, 9.0, axis=0; A(2, 3), 1, 9, 2")
    yield from calls("A(5), [1, 2], [3, 4]")
    yield from calls("A(5), 1, [3, 4]; A(2, 3), 1, [1, 2], axis=1; A(5), [1], [3, 4]", open=True)


@samples("numpy.meshgrid")
def grids(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2), A(3); A(2), A(3), indexing='ij'; A(2), A(3), A(4); A(2); A(2), A(3), sparse=True")
    yield from calls("[1, 2], [3, 4, 5]")
    yield from calls("A(2, 3), A(4); A(2), A(3), indexing='xx'; 1, 2; A(2), A(3), A(4), indexing='ij', sparse=True")
    yield from calls("A(2), [1, 2]")


@samples("numpy.ix_")
def index_grids(pick: Random) -> Iterator[Sample]:
    yield from calls("[0, 1], [1, 2, 3]; A(2, dtype='int64'), A(3, dtype='int64'), [0]; A(2, 3, dtype='int64'), [1]")
    yield from calls("[0, 1]")
    yield from calls("[True, False], [1, 2]", open=True)


@samples("numpy.block")
def blocks(pick: Random) -> Iterator[Sample]:
    yield from calls("[A(2, 3), A(2, 2)]; [[A(2, 3), A(2, 2)], [A(1, 3), A(1, 2)]]; [A(2), A(3)]; [[A(2)], [A(2)]]")
    yield from calls("A(2, 3); [1, 2]")
    yield from calls("[[A(2, 3)], [A(2, 2)]]; [[A(2)], A(2)]; []; (A(2), A(2)); [[A(2, 3), A(3, 2)]]")
    yield from calls("[[1, 2], [3, 4]]; 5")


# --- cut ----------------------------------------------------------------------------------------------------------


@samples("numpy.split", "numpy.array_split")
def cut(pick: Random) -> Iterator[Sample]:
    yield from calls("A(6), 3; A(7), 3; A(6, 4), 2, 1; A(6, 4), 3, axis=-1; A(6), [2, 4]; A(6), [2, 9]; A(6), 0")
    yield from calls("A(6, 4), 2, 2; A(6), (1,)")
    yield from calls("A(6), -1; A(6), [4, 2]; A(6), [-2]; A(6), []; A(6), 6; A(6), 1; A(), 1")
    yield from calls("A(0, 3), 2; A(2, 6), A(2, dtype='int64', data=[1, 3]), 1")


@samples("numpy.hsplit", "numpy.vsplit", "numpy.dsplit")
def cut_along(pick: Random) -> Iterator[Sample]:
    yield from calls("A(4, 6), 2; A(4, 6, 2), 2; A(4), 2; A(), 1; A(4, 6), [1, 3]; A(4, 6, 2), 3; A(4, 6, 4), [2]")
    yield from calls("A(3, 5), 2")


@samples("numpy.unstack")
def unstacked(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3); A(2, 3), axis=1; A(2, 3), axis=2; A(3); A(); A(0, 3)")


# --- repeated -----------------------------------------------------------------------------------------------------


@samples("numpy.tile")
def tiled(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3), 2; A(2, 3), (2, 1); A(2, 3), (2, 1, 3); A(3), (2, 2); A(), 3; A(2, 3), (0, 1)")
    yield from calls("A(2, 3), -1; [1, 2], 3")
    yield from calls("A(2, 3), (); A(2, 3), 1.5; A(2, 3), [2, 2]; T(2), 2; A(2)")


@samples("numpy.repeat", "numpy.ndarray.repeat")
def repeated(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3), 2; A(2, 3), 2, 0; A(2, 3), 2, axis=-1; A(2, 3), [1, 2], 0; A(2, 3), [1, 2, 3], 0")
    yield from calls("A(2, 3), 2, 2; A(2), -1")
    yield from calls("A(2, 3), [2], 1; A(3), [1, 0, 2]; A(3), A(3, dtype='int64', data=[1, 2, 3]); A(), 3")
    yield from calls("A(2, 3), 0; A(2); A(), 4, 0; A(), 4, axis=-1; A(), 4, 1; A(), [1, 2], 0")
    yield from calls("A(3), A(3, dtype='int64')", open=True)


@samples("numpy.resize")
def resized(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3), (4, 5); A(2, 3), 7; [1, 2], (3, 3); A(2, 3), -1; A(2, 3); A(2), ()")


@samples("numpy.broadcast_to")
def broadcast_to(pick: Random) -> Iterator[Sample]:
    yield from calls("A(3), (2, 3); A(2, 1), (2, 3); A(3), (3,); A(3), (2, 4); A(2, 3), (3,); 1, (2, 2); A(1), 5")
    yield from calls("A(2, 3), (4, 2, 3)")
    yield from calls("A(3), -1; A(2, 3), (1, 3); A(1, 3), (0, 3)")


@samples("numpy.broadcast_arrays")
def broadcast_arrays(pick: Random) -> Iterator[Sample]:
    yield from calls("A(3), A(2, 1); A(3), A(2); A(2, 3), 1, A(3, dtype='int64'); A(2)")


@samples("numpy.broadcast_shapes")
def broadcast_shapes(pick: Random) -> Iterator[Sample]:
    yield from calls("(3,), (2, 1); (3,), (2,); (2, 3); (1,), (4, 1), (1, 5); 3, (2, 3)")


# --- padded and turned --------------------------------------------------------------------------------------------


@samples("numpy.pad")
def padded(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3), 1; A(2, 3), (1, 2); A(2, 3), ((1, 2), (0, 3)); A(2, 3), ((1, 2),)")
    yield from calls("A(2, 3), ((1, 2), (0, 3), (1, 1))")
    yield from calls("A(2, 3), -1; A(2, 3), 1, 'reflect'; A(2, 3), 1, mode='edge'; A(2, 3), 1, 'none'")
    yield from calls("A(2, 3), 1, constant_values=5")
    yield from calls("A(2, 3), 1.5; A(3), (2, 0); A(3), (1, 2, 3); A(2, 3), ((1,), (2,)); A(0, 3), 1, 'reflect'")
    yield from calls("A(0, 3), 1; A(), 1")
    yield from calls("A(2, 3), ((0, 0), (0, -1)); A(2, 3), [(1, 2), (3, 4)]; A(2, 3), (1,); A(2, 3), 5, 'wrap'")
    yield from calls("[1, 2, 3], 2; A(2, 3)")
    yield from calls("A(2, 3), 5, 'symmetric'; A(2, 3), A(2, 2, dtype='int64', data=[[1, 2], [3, 4]])")
    yield from calls("A(2, 3), (1.5, 2); A(2, 3), {0: 1}")


@samples("numpy.flip")
def flipped(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3); A(2, 3), 0; A(2, 3), axis=-1; A(2, 3), (0, 1); A(2, 3), 2; A(2, 3), (0, 0); A()")
    yield from calls("[1, 2, 3]")


@samples("numpy.fliplr", "numpy.flipud")
def flipped_over(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3); A(3); A(); A(2, 3, 4); [[1, 2], [3, 4]]")


@samples("numpy.roll")
def rolled(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3), 1; A(2, 3), 1, 0; A(2, 3), (1, 2), (0, 1); A(2, 3), 1, 2; A(2, 3), -1, axis=1")
    yield from calls("A(2, 3), 1, (0, 1); A(2)")


@samples("numpy.rot90")
def turned(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3); A(2, 3), 2; A(2, 3), -1; A(2, 3, 4), 1, (1, 2); A(3); A(2, 3), 1, (0, 0)")
    yield from calls("A(2, 3), 1, (0, 2); A(2, 3), 3, axes=(1, 0)")
    yield from calls("A(2, 3), 1, (0, 1, 2)")


# --- after a flip torch refuses what numpy reads backwards --------------------------------------------------------


@samples("numpy.ascontiguousarray")
def in_one_piece(pick: Random) -> Iterator[Sample]:
    yield from calls("A(4, strides=(-1,)); T(2, 3)")


test_agreement = agreement_test(__name__)
