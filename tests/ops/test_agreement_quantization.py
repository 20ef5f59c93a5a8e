"""QuantStub and DeQuantStub give their input back."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from agreement import Sample, T, agreement_test, built, sample, samples


@samples(
    "torch.ao.quantization.QuantStub",
    "torch.ao.quantization.DeQuantStub",
    "torch.quantization.QuantStub",
    "torch.quantization.DeQuantStub",
)
def stubs(pick: Random) -> Iterator[Sample]:
    for rank in range(5):
        yield sample(T(*(pick.randint(1, 4) for _ in range(rank))), build=built())


test_agreement = agreement_test(__name__)
