"""Agreement with torch: cov and corrcoef."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from agreement import Sample, T, agreement_test, sample, samples

SHAPES = ((), (5,), (1, 5), (3, 5), (3, 1), (0, 3), (2, 3, 4))


@samples("torch.cov", "torch.Tensor.cov")
def covariances(pick: Random) -> Iterator[Sample]:
    for shape in SHAPES:
        yield sample(T(*shape))
    yield sample(T(3, 4, dtype="int64"))
    yield sample(T(3, 4, dtype="bool"))
    for count in (4, 3):
        yield sample(T(3, 4), fweights=T(count, dtype="int64", data=[1] * count))
        yield sample(T(3, 4), correction=0, aweights=T(count, data=[1.0] * count))
    yield sample(T(3, 4), fweights=T(4))
    yield sample(T(3, 4), aweights=T(4, dtype="int64"))
    yield sample(T(3, 4), aweights=T(2, 2))


@samples("torch.corrcoef", "torch.Tensor.corrcoef")
def correlations(pick: Random) -> Iterator[Sample]:
    for shape in SHAPES:
        yield sample(T(*shape))


test_agreement = agreement_test(__name__)
