"""Queries, casts and copies agree with torch."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from agreement import Sample, T, agreement_test, sample, samples

from shapelint.sizes.tensors import DType

SHAPES = ((), (3,), (2, 3), (1, 1), (2, 1, 4), (0, 2))


@samples("torch.Tensor.size", "torch.Tensor.stride")
def sizes(pick: Random) -> Iterator[Sample]:
    for shape in SHAPES:
        yield sample(T(*shape))
        for dim in range(-len(shape) - 1, len(shape) + 1):
            yield sample(T(*shape), dim)
    yield sample(T(2, 3), dim=1)


@samples(
    "torch.Tensor.shape", "torch.Tensor.dim", "torch.Tensor.ndimension", "torch.Tensor.ndim", "torch.numel",
    "torch.Tensor.numel", "torch.Tensor.nelement", "torch.Tensor.__len__", "torch.Tensor.item", "torch.Tensor.tolist",
    "torch.is_floating_point", "torch.Tensor.is_floating_point", "torch.is_complex", "torch.Tensor.is_complex",
    "torch.Tensor.element_size", "torch.Tensor.itemsize", "torch.Tensor.get_device", "torch.Tensor.data_ptr",
    "torch.Tensor.storage_offset", "torch.Tensor.numpy", "torch.Tensor.is_contiguous", "torch.Tensor.float",
    "torch.Tensor.double", "torch.Tensor.half", "torch.Tensor.bfloat16", "torch.Tensor.long", "torch.Tensor.int",
    "torch.Tensor.short", "torch.Tensor.char", "torch.Tensor.byte", "torch.Tensor.bool", "torch.Tensor.cfloat",
    "torch.Tensor.cdouble", "torch.Tensor.type", "torch.Tensor.contiguous", "torch.clone", "torch.Tensor.clone",
    "torch.detach", "torch.Tensor.detach", "torch.Tensor.data", "torch.Tensor.cpu", "torch.Tensor.requires_grad_",
    "torch.Tensor.detach_", "torch.Tensor.share_memory_", "torch.Tensor.to",
)  # fmt: skip
def plain(pick: Random) -> Iterator[Sample]:
    for shape in SHAPES:
        yield sample(T(*shape))
    yield sample(T(2, 3, dtype="float64"))
    yield sample(T(2, 3, strides=(1, 2)))
    yield sample(T(2, dtype="float32", data=[1.0, 2.0]))


@samples("torch.Tensor.is_same_size", "torch.Tensor.type_as")
def with_another(pick: Random) -> Iterator[Sample]:
    for shape in SHAPES:
        yield sample(T(2, 3), T(*shape))


@samples("torch.Tensor.to")
def moves(pick: Random) -> Iterator[Sample]:
    yield from (sample(T(2, 3), DType("int64")), sample(T(2, 3), "cpu"), sample(T(2, 3), "cpu", DType("float64")))
    yield from (sample(T(2, 3), T(4)), sample(T(2, 3), device="cpu", dtype=DType("bool"), non_blocking=True))


@samples("torch.Tensor.type")
def types(pick: Random) -> Iterator[Sample]:
    yield from (sample(T(2, 3), DType("int64")), sample(T(2, 3), "torch.LongTensor"))


test_agreement = agreement_test(__name__)
