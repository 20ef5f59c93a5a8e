"""Reductions of arrays agree with numpy."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from agreement import A, Sample, agreement_test, calls, sample, samples

TYPES = ("bool", "int8", "uint8", "int32", "int64", "float16", "float32", "float64")
SHAPES = ((2, 3), (3,), (2, 3, 4), (1, 3, 1))
SUMS = ["sum", "prod", "mean", "std", "var"]
EXTREMES = ["max", "min", "all", "any"]
OTHERS = [
    "amax",
    "amin",
    "nansum",
    "nanprod",
    "nanmean",
    "nanstd",
    "nanvar",
    "nanmax",
    "nanmin",
    "ptp",
    "median",
    "nanmedian",
]
TABLE = [
    *(f"numpy.{name}" for name in (*SUMS, *EXTREMES, *OTHERS)), *(f"numpy.ndarray.{name}" for name in SUMS + EXTREMES),
]  # fmt: skip


@samples(*TABLE, "numpy.count_nonzero")
def reduced(pick: Random) -> Iterator[Sample]:
    for shape in SHAPES:
        for _ in range(3):
            axis = pick.choice((*range(-len(shape), len(shape)), None, tuple(range(len(shape))), (0,), len(shape)))
            yield sample(A(*shape, dtype=pick.choice(TYPES[1:])), axis, keepdims=pick.random() < 0.4)
    yield from calls("A(2, 3, 4), (0, -1); A(2, 3, 4), (0, 0); A(2, 3, 4), axis=(1, 2), keepdims=True; A(2, 3), 1.0")
    yield from calls("A(2, 3), (0, 3)")
    yield from calls("A(2, 3), axis=0; A(2, 3), axis=(); A(2, 3, dtype='int64'), axis=0, keepdims=True")
    yield from calls("A(2, 3), axs=0", unsettled="declared")


@samples(*TABLE, "numpy.argmax", "numpy.ndarray.argmin")
def of_numbers(pick: Random) -> Iterator[Sample]:
    yield from calls("A(), 0; A(), -1; A(), axis=1; A(3), 0; A(), 0, keepdims=True")


@samples(*TABLE)
def of_all(pick: Random) -> Iterator[Sample]:
    for dtype in TYPES[1:]:
        yield sample(A(2, 3, dtype=dtype))
    yield from calls("A(); A(3), keepdims=True; A(2, 3), None, keepdims=True")


@samples(*(name for name in TABLE if not name.startswith("numpy.ndarray")), "numpy.count_nonzero")
def of_lists(pick: Random) -> Iterator[Sample]:
    yield from calls("[1, 2, 3]; [[1.0, 2.0], [3.0, 4.0]], 0; [1.5, 2], axis=0")


@samples("numpy.sum", "numpy.ndarray.prod", "numpy.all", "numpy.ndarray.any")
def of_truth(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3, dtype='bool'), 0; A(0, 3); A(0, 3), 1; A(0, 3), 0")


@samples("numpy.max", "numpy.ndarray.min", "numpy.ptp", "numpy.argmax", "numpy.ndarray.argmin")
def of_nothing(pick: Random) -> Iterator[Sample]:
    yield from calls("A(0, 3), 1; A(0, 3), 0; A(0); A(0, 0), 0; A(2, 3)")


@samples("numpy.sum", "numpy.ndarray.mean", "numpy.std")
def typed(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3), 0, 'float32'; A(2, 3), dtype=DType('float64'); A(2, 3, dtype='complex64'), 0")


@samples(
    "numpy.argmax", "numpy.argmin", "numpy.ndarray.argmax", "numpy.ndarray.argmin", "numpy.nanargmax", "numpy.nanargmin"
)
def places(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3); A(2, 3), 0; A(2, 3), axis=-1; A(2, 3), 2; A(2, 3), (0, 1)")
    yield from calls("A(2, 3, 4), 1, keepdims=True; A()")
    yield from calls("A(2, 3), None, keepdims=True; A(2, 3, dtype='int64'), 1")


@samples("numpy.count_nonzero")
def counted(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3); A(2, 3), 0; A(3, dtype='bool'); A(2, 3), axis=1, keepdims=True")


@samples("numpy.percentile", "numpy.nanpercentile", "numpy.quantile", "numpy.nanquantile")
def percentiles(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3), 0.5; A(2, 3), [0.1, 0.5], 0; A(2, 3), 0.5, axis=1, keepdims=True; A(2, 3), 0.5, 2")
    yield from calls("A(2, 3)")
    yield from calls("A(2, 3), [[0.1, 0.2], [0.3, 0.4]], axis=(0, 1); A(2, 3, dtype='float32'), 0.5")
    yield from calls("A(2, 3, dtype='int64'), 0.5, 1")


@samples("numpy.average")
def averages(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3); A(2, 3), 0; A(2, 3), axis=1; A(2, 3, dtype='int64'), 0; A(2, 3), 2")
    yield from calls("A(2, 3), keepdims=True; A(2, 3), (0, 1)")
    yield from calls("A(2, 3), 0, [1, 2]; A(2, 3), 1, [1, 2]; A(2, 3), None, [[1, 2, 3], [1, 2, 3]]")
    yield from calls("A(2, 3), None, [1, 2]")
    yield from calls("A(2, 3), 1, [1, 2, 3], True")


@samples(
    "numpy.cumsum",
    "numpy.cumprod",
    "numpy.nancumsum",
    "numpy.nancumprod",
    "numpy.ndarray.cumsum",
    "numpy.ndarray.cumprod",
)
def running(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3); A(2, 3), 0; A(2, 3), axis=-1; A(2, 3), 2; A(2, 3, dtype='int32'), 1; A()")
    yield from calls("A(2, 3), dtype='float32'; A(0, 3); A(), 0; A(), axis=-1; A(), 1")


@samples("numpy.diff")
def differences(pick: Random) -> Iterator[Sample]:
    yield from calls("A(5); A(2, 5); A(2, 5), 2; A(2, 5), 1, 0; A(2, 5), 7; A(2, 5), 0; A(2, 5), -1; A()")
    yield from calls("A(2, 5), axis=2; [1, 2, 4]")
    yield from calls("A(2, 5), prepend=0; A(2, 5), append=A(2, 3); A(5), prepend=A(1), append=0.0")
    yield from calls("A(2, 5, dtype='int32'), axis=0")


@samples("numpy.ediff1d")
def plain_differences(pick: Random) -> Iterator[Sample]:
    yield from calls("A(5); A(2, 3); A(1); [1, 2, 4]")


@samples("numpy.gradient")
def gradients(pick: Random) -> Iterator[Sample]:
    yield from calls("A(5); A(4, 5); A(4, 5), axis=0; A(4, 5), axis=(0, 1); A(1, 5); A(4, 5), 2.0")
    yield from calls("A(3, dtype='int64'); A(3, dtype='float32')")


@samples("numpy.trapezoid")
def integrals(pick: Random) -> Iterator[Sample]:
    yield from calls("A(5); A(2, 5); A(2, 5), axis=0; A(2, 5), A(5); A(2, 5), dx=0.5; A(2, 5), axis=2; A(2, 5), A(4)")
    yield from calls("[1, 2, 3]")


test_agreement = agreement_test(__name__)
