"""New arrays, and those made of what is given, agree with numpy; and torch with what is made of them."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from agreement import A, Sample, T, agreement_test, calls, sample, samples

from shapelint.sizes.tensors import DType

DTYPES = ("float32", "int64", "bool", "uint8", "complex64", "int16", "float16")


@samples("numpy.zeros", "numpy.ones", "numpy.empty")
def sized(pick: Random) -> Iterator[Sample]:
    for shape in ((), (3,), (2, 3), (0, 4), (2, 1, 3)):
        yield sample(shape)
        yield sample(list(shape), dtype=DType(pick.choice(DTYPES)))
        yield sample(shape=shape, order=pick.choice("CF"))
    yield from calls("5; -1; (2, -3); 2.0; ; (2,), 'f4'; 'a'; A(2, dtype='int64', data=[2, 3]); (2, 3), 'int32'")
    yield from calls("A(dtype='int64', data=4); (2.0, 3); (A(dtype='int64', data=4), 2)")
    yield from calls("(2, 3), shapes=3", unsettled=True)


@samples("numpy.full")
def filled(pick: Random) -> Iterator[Sample]:
    for value in (0, 1.5, True, 1j):
        yield sample((2, 3), value)
        yield sample((2, 3), value, dtype=DType(pick.choice(DTYPES)))
    yield from calls("3, A(dtype='float32', data=1.0); (2, 3), A(3); (2,); -1, 0; 2, [1, 2]")


@samples("numpy.zeros_like", "numpy.ones_like", "numpy.empty_like")
def alike(pick: Random) -> Iterator[Sample]:
    for shape in ((), (3,), (2, 3), (0, 4)):
        yield sample(A(*shape, dtype=pick.choice(DTYPES)))
        yield sample(A(*shape), dtype=DType(pick.choice(DTYPES)))
    yield from calls(
        "[1, 2, 3]; [[1.0], [2.0]]; 3; A(2, 3), shape=(5,); ; T(2, 3); A(2, 3, strides=(1, 2)); A(2), shape=-1"
    )


@samples("numpy.full_like")
def filled_alike(pick: Random) -> Iterator[Sample]:
    for shape in ((), (3,), (2, 3)):
        yield sample(A(*shape), 1)
        yield sample(A(*shape), 1, dtype=DType(pick.choice(DTYPES)))
    yield from calls("[1, 2, 3], 0.5; A(2); A(2, 3), 1, shape=(4, 1)")


@samples("numpy.eye", "numpy.tri")
def eyes(pick: Random) -> Iterator[Sample]:
    yield from calls("3; 3, 4; 3, 4, 1; N=2, M=0; 3, dtype=DType('float32'); ; 3, k=-1; (2, 3)")
    yield from calls("2.0", unsettled="fractions")


@samples("numpy.identity")
def identities(pick: Random) -> Iterator[Sample]:
    yield from calls("3; 0; 3, DType('int64'); -1; 2.0; n=4")


@samples(
    "numpy.array", "numpy.asarray", "numpy.asanyarray", "numpy.copy", "numpy.ascontiguousarray", "numpy.asfortranarray",
    "numpy.require",
)  # fmt: skip
def given(pick: Random) -> Iterator[Sample]:
    yield from calls(
        "3; 2.5; True; []; [1, 2]; (1.0, 2); [[1, 2], [3, 4]]; [[1, 2], [3]]; [[1], 2]; [True, 2]; [True, False]"
    )
    yield from calls("[1j, 2]; [A(2, 3), A(2, 3)]; [A(2, dtype='float32'), A(2, dtype='float32')]; [A(2), A(3)]")
    yield from calls("[A(2, dtype='int64'), [1.5, 2]]; A(2, 3); A(dtype='float32'); [[], []]; [A(2, 3), A(3)]")
    yield from calls("T(2, 3)")
    yield from calls("A(2, 3, strides=(1, 2)); A(0, 3); [T(3), T(3)]; A(4, strides=(-1,)); ['a', 'b']; [[[1, 2, 3]]]")
    yield from calls("")
    yield from calls("[A(dtype='float32', data=1.0), 2]; [1, 2.5, True]; [[0.5] * 3] * 2")


@samples("numpy.array", "numpy.asarray", "numpy.asanyarray")
def given_types(pick: Random) -> Iterator[Sample]:
    for dtype in DTYPES:
        yield sample([[1, 2], [3, 4]], dtype=DType(dtype))
        yield sample(A(2, 3), DType(dtype))
    yield from calls("[1.5, 2.5], 'int32'; [1, 2], 'f4'; [1, 2], dtype='float'")


@samples("numpy.array")
def more_axes(pick: Random) -> Iterator[Sample]:
    yield from calls("[1, 2], ndmin=2; A(2, 3), ndmin=4; 3, ndmin=1; [1, 2], ndmin=0; object=[1, 2]")


@samples("numpy.require")
def required(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3), DType('float32'); A(2, 3), None, ['C']")


@samples("numpy.frombuffer")
def buffers(pick: Random) -> Iterator[Sample]:
    yield from calls("A(8, dtype='uint8'), DType('uint8'); A(8)", open=True)
    yield from calls("A(8), count=3; ; A(8, dtype='uint8'), dtype=DType('uint8'), count=4")


@samples("numpy.fromiter")
def iterated(pick: Random) -> Iterator[Sample]:
    yield from calls("[1, 2, 3], DType('float32'); (1, 2), dtype=DType('int64'), count=2; [1, 2]")


@samples("numpy.arange")
def ranges(pick: Random) -> Iterator[Sample]:
    yield from calls(
        "5; 2, 7; 7, 2; 0, 10, 3; 10, 0, -3; 0, 10, -1; 0; 0, 1, 0.1; 0.0, 1.0, 0.25; 5.5; 0, 5, 0; ; 1, 2, 3, 4"
    )
    yield from calls(
        "stop=5; start=1, stop=5; 1, stop=5, step=2; 5, dtype=DType('float32'); start=4; -3; 1.0, 0.0; 2, 5, step=2"
    )
    yield from calls("A(dtype='int64', data=4); 0, 1, 0.3; 0, 1, 1 / 3")


@samples("numpy.linspace", "numpy.logspace", "numpy.geomspace")
def spaced(pick: Random) -> Iterator[Sample]:
    yield from calls(
        "1, 2; 1, 2, 5; 1.0, 2.0, 0; 1, 2, num=1; 1, 2, -1; 1, 2, 2.0; [1, 2, 3], 4, 5; 1, [2, 3], 5, axis=1; 1"
    )
    yield from calls(
        "A(3, data=[1.0, 2.0, 3.0]), [[1], [2]], 5; [1, 2], [1, 2, 3], 5; 1, 2, 5, endpoint=False; 1, 2j, 3"
    )
    yield from calls(
        "1, [2, 3], 5, axis=-1; 1, 2, 5, axis=1; 1, 2, dtype=DType('int64'); 1, 2, 5, dtype=DType('float32')"
    )


@samples("numpy.linspace")
def with_step(pick: Random) -> Iterator[Sample]:
    yield from calls("0, 1, 5, retstep=True; [1, 2], 3, 5, True, True")


@samples("numpy.hanning", "numpy.hamming", "numpy.bartlett", "numpy.blackman")
def windows(pick: Random) -> Iterator[Sample]:
    yield from calls("5; 1; 0; M=7; ; -1")


@samples("numpy.kaiser")
def kaisers(pick: Random) -> Iterator[Sample]:
    yield from calls("5, 8.6; 0, 1; 5; M=3, beta=2.0")


# --- what torch makes of arrays -----------------------------------------------------------------------------------


@samples("torch.from_numpy")
def from_numpy(pick: Random) -> Iterator[Sample]:
    for dtype in ("float64", "float32", "int64", "uint8", "bool"):
        yield sample(A(2, 3, dtype=dtype))
    yield from calls("A(2, 3, strides=(1, 2)); A(4, strides=(-1,)); A(2, 3, strides=(3, -1)); A(); [1, 2]; A(0, 3)")


@samples("torch.tensor", "torch.as_tensor")
def tensors_of_arrays(pick: Random) -> Iterator[Sample]:
    yield from calls(
        "A(2, 3); A(2, 3, dtype='float32'); [A(3), A(3)]; [A(3), A(2)]; A(4, strides=(-1,)); A(); [A(2, 2)] * 3"
    )
    yield from calls("A(2, 3), dtype=DType('float32')")


@samples("torch.Tensor", "torch.FloatTensor")
def constructed(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3, dtype='float32'); A(2, 3); [A(3), A(3)]")


@samples("torch.add", "torch.matmul", "torch.nn.functional.mse_loss")
def refused(pick: Random) -> Iterator[Sample]:
    yield from calls("T(2, 2), T(2, 2); A(2, 2), T(2, 2); T(2, 2), A(2, 2)")


@samples("torch.stack", "torch.cat")
def sequences_refused(pick: Random) -> Iterator[Sample]:
    yield from calls("[T(2), T(2)]; [A(2), A(2)]; [T(2), A(2)]")


@samples("torch.nn.Linear")
def layer_refused(pick: Random) -> Iterator[Sample]:
    yield Sample(((3, 4), {}), (T(2, 3),))
    yield Sample(((3, 4), {}), (A(2, 3, dtype="float32"),))


test_agreement = agreement_test(__name__)
