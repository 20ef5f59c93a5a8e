"""Functions of arrays that keep the shape agree with numpy."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from agreement import A, Sample, agreement_test, calls, sample, samples

from shapelint.ops.numpy import elementwise

DECLARED = {one.__operation__.names[0] for one in elementwise.DECLARED}  # type: ignore[attr-defined]


@samples(*sorted(DECLARED))
def of_one(pick: Random) -> Iterator[Sample]:
    for dtype in ("int8", "int16", "int64", "uint8"):
        yield sample(A(2, 3, dtype=dtype))
    yield from calls("A(dtype='int64'); A(0, 3, dtype='int32'); [[1, 2], [3, 4]]; 1; A(2, 3, 4, dtype='int16')")
    yield from calls("")


@samples(*sorted(name for name in DECLARED if "bitwise" not in name and "invert" not in name))
def of_floats(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3, dtype='float32'); A(); A(2, dtype='float16'); [0.5, 1.5]; A(3, 2)")


@samples("numpy.sqrt", "numpy.exp", "numpy.square", "numpy.abs", "numpy.conj", "numpy.negative", "numpy.isnan")
def of_complex(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3, dtype='complex64'); A(2, dtype='complex128')")


@samples("numpy.sqrt", "numpy.square")
def typed(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3, dtype='float32'), dtype='float64'; A(2, 3), where=True")


@samples(
    "numpy.isreal", "numpy.iscomplex", "numpy.fix", "numpy.sinc", "numpy.i0", "numpy.real", "numpy.imag", "numpy.angle"
)
@samples("numpy.nan_to_num", "numpy.round", "numpy.around", "numpy.ndarray.round", "numpy.real_if_close", "numpy.angle")
def others(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3); A(2, 3, dtype='float32'); A(dtype='float64'); A(4, dtype='int64'); A(0, 2)")
    yield from calls("A(2, 3, 4)")


@samples("numpy.round", "numpy.around", "numpy.ndarray.round")
def rounded(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3), 2; A(2, 3), decimals=1; A(2, 3, dtype='int32'), -1; A(3, dtype='bool')")


@samples("numpy.real", "numpy.imag", "numpy.ndarray.conj", "numpy.ndarray.conjugate", "numpy.real_if_close")
def complex_parts(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3, dtype='complex64'); A(2, dtype='complex128'); A(2, 3)")


@samples("numpy.unwrap")
def unwrapped(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3); A(3); A(4, 2, 3)")


@samples("numpy.clip", "numpy.ndarray.clip")
def clipped(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3), 0, 1; A(2, 3), 0, A(3); A(2, 3), A(2, 1), A(3); A(2, 3), A(4), 1; A(2, 3), 0, None")
    yield from calls("A(2, 3), min=0")
    yield from calls("A(2, 3, dtype='float32'), 0, 1; A(2, 3, dtype='int64'), 0.5, 2; A(3), A(2, 3), 4")
    yield from calls("A(2, 3), max=A(3)")


@samples("numpy.where")
def chosen(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3, dtype='bool'), A(2, 3), 0; A(2, 3, dtype='bool'), A(3), A(2, 1); A(2, 3), 1, 0")
    yield from calls("A(2, 3), A(4), 0")
    yield from calls("A(2, 3), 1.5, 0; A(2, 3), 1, [1, 2, 3]; A(2, 3), 1; True, A(2), 0; [True, False], 1, 2.5")
    yield from calls("A(2, 3), 1, A(2)")
    yield from calls("A(2, 3), A(2, 3, dtype='float32'), 0; A(2, 3), A(2, 3, dtype='int32'), 1.5")
    yield from calls("A(2, 3); A(4); A(2, 3, 4); [0, 1]", open=True)
    yield from calls("A()", unsettled="older versions")


@samples("numpy.select")
def selected(pick: Random) -> Iterator[Sample]:
    yield from calls("[A(3, dtype='bool'), A(3, dtype='bool')], [A(3), A(3)]; [A(3, dtype='bool')], [A(2, 3)]")
    yield from calls("[A(3, dtype='bool')], []")
    yield from calls("[A(3, dtype='bool')], [A(2)]; [], []; [A(3, dtype='bool')], [A(3)], 5")


@samples("numpy.divmod")
def divided(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3), 2; A(2, 3), A(3); A(2, 3), A(2); 7, 2; A(3, dtype='int32'), A(3, dtype='int64')")


@samples("numpy.modf", "numpy.frexp")
def taken_apart(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3); A(3, dtype='float32'); A(2, dtype='int64'); 1.5; [1.0, 2.0]")


@samples("numpy.isclose", "numpy.allclose")
def close(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3), A(2, 3); A(2, 3), A(3); A(2, 3), A(2); A(2, 3), 0.5; A(), A()")
    yield from calls("A(2, 3), A(2, 3), 1e-3, atol=1.0")


@samples("numpy.array_equal", "numpy.array_equiv")
def equal(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3), A(2, 3); A(2, 3), A(2); [1, 2], [1, 2]; A(2)")


@samples("numpy.interp")
def interpolated(pick: Random) -> Iterator[Sample]:
    yield from calls("A(5), A(3, data=[0.0, 1.0, 2.0]), A(3); A(2, 2), [0, 1], [1, 2]; 0.5, [0, 1], [1, 2]")
    yield from calls("A(5), A(3), A(4)")
    yield from calls("A(5), A(3, 1), A(3); A(5), A(3)")


@samples("numpy.cross")
def crossed(pick: Random) -> Iterator[Sample]:
    yield from calls("A(3), A(3); A(2, 3), A(3); A(4, 3), A(5, 3); A(4), A(3); [1, 2, 3], [4, 5, 6]")
    yield from calls("A(2, 1, 3), A(4, 3)")
    yield from calls("A(), A(3); A(3, 2), A(3), axisa=0;A(2), A(2)", unsettled=True)


@samples("numpy.convolve", "numpy.correlate")
def slid(pick: Random) -> Iterator[Sample]:
    yield from calls("A(5), A(3); A(5), A(3), 'same'; A(5), A(3), 'valid'; A(3), A(5), 'valid'")
    yield from calls("A(5), A(3), mode='full'; A(0), A(3)")
    yield from calls("A(5), A(2, 3); [1, 2, 3], [1, 2]; A(3), A(5), 'same'")
    yield from calls("A(2, dtype='int64'), A(3)")


test_agreement = agreement_test(__name__)
