"""Looking things up in arrays, what is asked of them, and fft agree with numpy."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from agreement import Sample, agreement_test, calls, samples

from shapelint.ops.numpy import fourier


@samples("numpy.nonzero", "numpy.ndarray.nonzero", "numpy.argwhere", "numpy.flatnonzero")
def found(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3); A(4); A(2, 3, 4, dtype='bool'); A(0, 2)", open=True)


@samples("numpy.sort", "numpy.argsort", "numpy.ndarray.argsort")
def ordered(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3); A(4); A(2, 3), 0; A(2, 3), axis=2; A(2, 3), None; A(0); A(2, 3), kind='stable'")
    yield from calls("A(2, dtype='int32')")


@samples("numpy.sort", "numpy.argsort")
def ordered_lists(pick: Random) -> Iterator[Sample]:
    yield from calls("[3, 1, 2]; [[1.5, 2.5]], 0")
    yield from calls("A()", unsettled="versions")


@samples("numpy.partition", "numpy.argpartition", "numpy.ndarray.argpartition", "numpy.ndarray.partition")
def parted(pick: Random) -> Iterator[Sample]:
    yield from calls("A(5), 2; A(2, 5), 2; A(2, 5), 1, 0; A(2, 5), 2, 0; A(5), 7; A(5), -1; A(5), [1, 2]")
    yield from calls("A(2, 5), 1, axis=2; A(5)")


@samples("numpy.ndarray.sort")
def sorted_in_place(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3); A(4); A(2, 3), 0; A(2, 3), axis=2; A(2, 3), -1")


@samples("numpy.lexsort")
def by_keys(pick: Random) -> Iterator[Sample]:
    yield from calls("(A(4), A(4)); [[1, 2, 3], [3, 2, 1]]; A(2, 3); (A(2, 3), A(2, 3)); (A(4), A(4)), axis=1")


@samples("numpy.unique")
def distinct(pick: Random) -> Iterator[Sample]:
    yield from calls("A(5); A(2, 3); A(2, 3), axis=0; A(5), True; A(5), return_counts=True", open=True)
    yield from calls("A(5), True, True, True", open=True)
    yield from calls("[1, 2, 2, 3]; [1, 1], return_counts=True; [[1, 2], [1, 2]]; A(2, 3), axis=2")
    yield from calls("A(2), axs=0", open=True, unsettled="declared")
    yield from calls("A(2, 3), return_inverse=True", open=True, unsettled="version")


@samples("numpy.unique_values", "numpy.unique_counts")
def distinct_values(pick: Random) -> Iterator[Sample]:
    yield from calls("A(5); [1, 2, 2]; A(2, 3, dtype='int64')", open=True)


@samples("numpy.intersect1d", "numpy.union1d", "numpy.setdiff1d", "numpy.setxor1d")
def sets(pick: Random) -> Iterator[Sample]:
    yield from calls("A(5), A(3); [1, 2, 3], [2, 3]; A(2, 3), A(4, dtype='float32'); A(5)", open=True)


@samples("numpy.intersect1d")
def sets_with_places(pick: Random) -> Iterator[Sample]:
    yield from calls("[1, 2, 3], [2, 3], return_indices=True", open=True)


@samples("numpy.isin")
def contained(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3), [1, 2]; [1, 2], A(4); 3, [1, 2]; A(2, 3), 0, invert=True")


@samples("numpy.take", "numpy.ndarray.take")
def taken(pick: Random) -> Iterator[Sample]:
    yield from calls("A(5), 2; A(5), [0, 1]; A(4, 5), [0, 1], 1; A(4, 5), 2, axis=0; A(4, 5), [[0, 1], [2, 3]], 0")
    yield from calls("A(4, 5), 0, 2; A(4, 5), 4, 0; A(), 0, 0; A(), [0, 0], axis=-1; A(), 0, 1; A(), 1, 0")
    yield from calls("A(4, 5), 9, 0, mode='clip'; A(4, 5), A(3, dtype='int64')")


@samples("numpy.take_along_axis")
def taken_along(pick: Random) -> Iterator[Sample]:
    yield from calls("A(4, 5), A(4, 1, dtype='int64'), 1; A(4, 5), A(2, 5, dtype='int64'), 0")
    yield from calls("A(4, 5), A(3, 1, dtype='int64'), 1; A(4, 5), A(5, dtype='int64'), 0")
    yield from calls("A(4, 5), A(1, 2, dtype='int64'), axis=1; A(4, 5), A(4, 2, dtype='int64'), 2")


@samples("numpy.compress", "numpy.extract")
def chosen(pick: Random) -> Iterator[Sample]:
    yield from calls("[True, False], A(2); A(3, dtype='bool'), A(3)", open=True)


@samples("numpy.compress")
def chosen_along(pick: Random) -> Iterator[Sample]:
    yield from calls("[True, False], A(2, 3), 0; [True, False], A(2, 3), axis=1; [True], A(2, 3), 2", open=True)
    yield from calls("A(2, 2, dtype='bool'), A(2, 3), 0; [True], A(), 0; [True], A(), 1", open=True)


@samples("numpy.choose")
def choices(pick: Random) -> Iterator[Sample]:
    yield from calls("A(3, dtype='int64'), [A(3), A(3)]; A(3, dtype='int64'), [A(2, 3), 0.0]")
    yield from calls("A(3, dtype='int64'), [A(2), A(2)]")


@samples("numpy.ndarray.fill")
def fills(pick: Random) -> Iterator[Sample]:
    yield from calls("A(3), 0; A(2, 3), 1.5; A(); A(), 2")


@samples("numpy.copyto")
def copies(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3), A(3); A(2, 3), 1.5; A(3), A(2, 3); A(2, 3), A(2); A(2, 3), [1, 2, 3]")


@samples("numpy.fill_diagonal")
def diagonals(pick: Random) -> Iterator[Sample]:
    yield from calls("A(3, 3), 1; A(2, 3), 0; A(3), 1; A(3, 3, 3), 1; A(3, 3, 2), 1")


# --- between bounds -----------------------------------------------------------------------------------------------


@samples("numpy.searchsorted", "numpy.ndarray.searchsorted")
def searched(pick: Random) -> Iterator[Sample]:
    yield from calls("A(5), 2; A(5), [1, 2]; A(5), A(2, 3); A(2, 3), 1; A(5), A(4), side='right'; A(5)")


@samples("numpy.digitize")
def digits(pick: Random) -> Iterator[Sample]:
    yield from calls("A(5), [0, 1]; A(2, 3), A(4); 0.5, [0, 1]; A(5), A(2, 2); A(5), [0, 1], right=True")


@samples("numpy.bincount")
def counted(pick: Random) -> Iterator[Sample]:
    yield from calls("A(5, dtype='int64'); [0, 1, 2]; A(2, 3, dtype='int64'); [0, 1], A(2); [0, 1], A(3)", open=True)
    yield from calls("[0, 1], minlength=5; [0, 1], minlength=-1", open=True)


@samples("numpy.histogram", "numpy.histogram_bin_edges")
def histograms(pick: Random) -> Iterator[Sample]:
    yield from calls("A(5); A(5), 4; A(2, 3), bins=3; A(5), [0, 1, 2]; A(5), 0")
    yield from calls("A(5), A(4, data=[0.0, 1.0, 2.0, 3.0])")


@samples("numpy.histogram")
def densities(pick: Random) -> Iterator[Sample]:
    yield from calls("A(5), density=True; A(5), 3, weights=A(5)")


@samples("numpy.histogram2d")
def planes(pick: Random) -> Iterator[Sample]:
    yield from calls("A(5), A(5); A(5), A(4); A(5), A(5), 3; A(5), A(5), [2, 3]; A(5), A(5), bins=(2, 3)")
    yield from calls("A(2, 3), A(6)")


@samples("numpy.triu_indices", "numpy.tril_indices")
def triangles(pick: Random) -> Iterator[Sample]:
    yield from calls("3; 3, 1; 4, k=-1; 3, 0, 5", open=True)


@samples("numpy.diag_indices")
def diagonal_places(pick: Random) -> Iterator[Sample]:
    yield from calls("3; 4, 3; n=2, ndim=1")


@samples("numpy.indices")
def grids(pick: Random) -> Iterator[Sample]:
    yield from calls("(2, 3); (4,); (2, 3), sparse=True; (2, 3), dtype=DType('float32'); (2, -1); ()")


@samples("numpy.unravel_index")
def unravelled(pick: Random) -> Iterator[Sample]:
    yield from calls("5, (2, 3); [0, 1], (2, 3); A(2, 2, dtype='int64'), (2, 3, 4)")


@samples("numpy.ravel_multi_index")
def ravelled(pick: Random) -> Iterator[Sample]:
    yield from calls("(1, 2), (2, 3); ([0, 1], [1, 2]), (2, 3); ([0, 1], [1, 2]), (2, 3, 4)")
    yield from calls("([0, 1], [0, 1, 2]), (2, 3); ([0, 1], 1), (2, 3)")


# --- what is asked ------------------------------------------------------------------------------------------------


@samples("numpy.shape", "numpy.ndim", "numpy.size")
def asked(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3); A(); [1, 2, 3]; 3; [[1, 2], [3, 4]]; A(0, 3); T(2, 3); [[1], [2, 3]]")


@samples("numpy.size")
def asked_of_axes(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3), 1; A(2, 3), axis=0; A(2, 3), 2; A(2, 3), (0, 1)")


@samples("numpy.iscomplexobj", "numpy.isrealobj")
def asked_of_types(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3); A(2, dtype='complex64'); 3")


@samples("numpy.ndarray.view")
def views(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3); A(2, 3), DType('int64'); A(2, 3), DType('float32')")
    yield from calls("A(2, 3, dtype='float32'), DType('float64')")
    yield from calls("A(2, 4, dtype='float32'), DType('complex64'); A(), DType('float32')")
    yield from calls("A(2, dtype='int64'), 'uint8'")


@samples("numpy.ndarray.tobytes", "numpy.ndarray.byteswap")
def bytes_of(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3); A()")


# --- fft ----------------------------------------------------------------------------------------------------------

LINES = [f"numpy.fft.{name}" for name in fourier.LINES]
PLANES = [f"numpy.fft.{name}{kind}" for name in ("fft", "ifft", "rfft", "irfft") for kind in "2n"]


@samples(*LINES)
def lines(pick: Random) -> Iterator[Sample]:
    yield from calls("A(8); A(3, 8); A(3, 8), 5; A(3, 8), axis=0; A(3, 8), 4, 0; A(3, 8), axis=2; A(8), 0; A()")
    yield from calls("A(8), norm='ortho'; A(8), norm='none'")
    yield from calls("[1, 2, 3, 4]; A(8, dtype='int64'); A(8, dtype='float32')")


@samples(*PLANES)
def several(pick: Random) -> Iterator[Sample]:
    yield from calls("A(4, 8); A(2, 4, 8); A(4, 8), (2, 6); A(2, 4, 8), axes=(0, 1); A(4, 8), (2, 6), (0, 1)")
    yield from calls("A(4, 8), axes=(0, 2); A(4, 8), norm='ortho'")


@samples("numpy.fft.fftshift", "numpy.fft.ifftshift")
def shifted(pick: Random) -> Iterator[Sample]:
    yield from calls("A(4); A(4, 8); A(4, 8), 0; A(4, 8), axes=(0, 1); A(4, 8), 2; [1, 2, 3]")


@samples("numpy.fft.fftfreq", "numpy.fft.rfftfreq")
def frequencies(pick: Random) -> Iterator[Sample]:
    yield from calls("8; 7; 8, 0.5; n=4, d=2.0; 0")


test_agreement = agreement_test(__name__)
