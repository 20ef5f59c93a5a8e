"""Arrays that are made by subscripts agree with numpy."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from agreement import A, Sample, agreement_test, calls, sample, samples


@samples("numpy.mgrid.__getitem__", "numpy.ogrid.__getitem__")
def grids(pick: Random) -> Iterator[Sample]:
    for key in (
        slice(0, 5), (slice(0, 5), slice(0, 4)), (slice(0, 1, 0.25), slice(2, 5)), slice(0, 1, 5j),
        (slice(5), slice(3)),
        (slice(-1, 1, 3j), slice(-1, 1, 4j), slice(0, 2)), (slice(5, 0, -2),), slice(3, 1),
    ):  # fmt: skip
        yield sample(key)


@samples("numpy.r_.__getitem__")
def rows(pick: Random) -> Iterator[Sample]:
    yield from calls(
        "(A(3), A(2)); (1, 2, 3); (A(3), 0, 0, A(2)); A(3); (A(2, 3), A(1, 3)); (A(2, 3), A(1, 2)); (A(2, 3), A(3))"
    )
    yield from (sample((slice(0, 5), A(2))), sample(slice(0, 1, 5j)), sample((slice(1, 3), 7)))


@samples("numpy.c_.__getitem__")
def columns(pick: Random) -> Iterator[Sample]:
    yield from calls(
        "(A(3), A(3)); (A(3), A(2)); (A(3, 2), A(3)); A(3); (A(3, 2), A(3, 4)); ([1, 2], [3, 4]); (A(3, 2), A(2))"
    )


@samples("numpy.s_.__getitem__", "numpy.index_exp.__getitem__")
def keys(pick: Random) -> Iterator[Sample]:
    yield from calls("(1, 2); 3; (0, 1, 2)")


test_agreement = agreement_test(__name__)
