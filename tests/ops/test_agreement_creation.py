"""Creation of tensors agrees with torch."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from agreement import Sample, T, agreement_test, sample, samples

from shapelint.sizes.tensors import DType


def sizes(pick: Random) -> list[Any]:
    made: list[Any] = [pick.choice((0, 1, 2, 3, 4)) for _ in range(pick.randint(0, 3))]
    fault = pick.random()
    if fault < 0.1 and made:
        made[0] = pick.choice((-1, 2.0))
    return made


@samples("torch.zeros", "torch.ones", "torch.empty", "torch.rand", "torch.randn")
def of_sizes(pick: Random) -> Iterator[Sample]:
    for _ in range(15):
        given = sizes(pick)
        yield sample(*given) if given and pick.random() < 0.5 else sample(pick.choice((tuple, list))(given))
    yield sample(size=(2, 3))
    yield sample(2, dtype=DType("float64"), device="cpu", requires_grad=False)
    yield sample(2, (3,))
    yield sample(2, foo=1)
    yield sample()


@samples("torch.full")
def fulls(pick: Random) -> Iterator[Sample]:
    for _ in range(10):
        yield sample(pick.choice((tuple, list))(sizes(pick)), 1.0)
    yield from (sample(2, 1.0), sample((2,)), sample(size=(2,), fill_value=True))


@samples("torch.randint")
def random_integers(pick: Random) -> Iterator[Sample]:
    for _ in range(10):
        given = tuple(sizes(pick))
        yield sample(pick.randint(-1, 3), pick.randint(0, 6), given)
        yield sample(pick.randint(0, 5), given)
    yield from (sample(0, high=5, size=(2,)), sample(low=0, high=5, size=[2]), sample(5, size=(2,)), sample(5, 2))
    yield from (sample(5), sample(5.5, (2,)), sample(high=4, size=(2, 2), dtype=DType("int32")))


@samples(
    "torch.randperm", "torch.hann_window", "torch.hamming_window", "torch.bartlett_window", "torch.blackman_window"
)
@samples("torch.kaiser_window")
def lengths(pick: Random) -> Iterator[Sample]:
    for length in (0, 1, 5, -1):
        yield sample(length)


@samples("torch.arange")
def ranges(pick: Random) -> Iterator[Sample]:
    for _ in range(25):
        yield sample(*(pick.randint(-4, 8) for _ in range(pick.randint(1, 3))))
    yield from (sample(0, 1, 0.1), sample(0, 1, 0.3), sample(2.5), sample(1.0, 4.0), sample(5, step=2), sample())
    yield from (
        sample(end=5),
        sample(start=1, end=5),
        sample(1, end=6, step=2),
        sample((5,)),
        sample(T(dtype="int64", data=5)),
    )
    yield sample(5, dtype=DType("float32"))


@samples("torch.range")
def closed_ranges(pick: Random) -> Iterator[Sample]:
    for _ in range(12):
        yield sample(pick.randint(-4, 4), pick.randint(-4, 8), pick.randint(-2, 3))
    yield from (sample(1, 5), sample(5))


@samples("torch.linspace", "torch.logspace")
def spaced(pick: Random) -> Iterator[Sample]:
    for steps in (0, 1, 5, -1, 5.0):
        yield sample(0, 1, steps)
    yield from (sample(start=0.0, end=2.0, steps=4), sample(0, 1), sample(T(2), 1, 5), sample(T(), 1, 5))


@samples("torch.eye")
def identities(pick: Random) -> Iterator[Sample]:
    for _ in range(8):
        yield sample(*(pick.randint(-1, 4) for _ in range(pick.randint(1, 2))))
    yield sample(n=2, m=3)
    yield sample((3,))


@samples("torch.tril_indices", "torch.triu_indices")
def triangles(pick: Random) -> Iterator[Sample]:
    for _ in range(20):
        yield sample(pick.randint(0, 4), pick.randint(0, 4), pick.randint(-5, 5))
    yield from (sample(3, 3), sample(-1, 3), sample(3), sample(row=2, col=2, offset=1))


LITERALS: tuple[Any, ...] = (
    1, 1.5, True, [], [1, 2], (1, 2.0), [[1, 2], [3, 4]], [[1, 2], [3]], [[1], 2], [1, [2]], [[], []], [[], [1]],
    [T(dtype="int64", data=1), 2], [[[1.0]]], [True, False], "a", None, [None], {},
)  # fmt: skip


@samples("torch.tensor", "torch.as_tensor", "torch.asarray")
def literals(pick: Random) -> Iterator[Sample]:
    for data in LITERALS:
        yield sample(data)
    yield sample(T(2, 3))
    yield sample([1, 2], dtype=DType("float32"))


@samples("torch.Tensor.new_tensor")
def new_literals(pick: Random) -> Iterator[Sample]:
    for data in LITERALS:
        yield sample(T(2), data)


@samples("torch.scalar_tensor")
def scalars(pick: Random) -> Iterator[Sample]:
    for data in (1, 1.5, True, [1]):
        yield sample(data)


@samples("torch.complex", "torch.polar")
def complexes(pick: Random) -> Iterator[Sample]:
    for one, other in (((2,), (2,)), ((2,), (3,)), ((2, 1), (3,)), ((), (2,))):
        yield sample(T(*one), T(*other))


@samples("torch.normal")
def normals(pick: Random) -> Iterator[Sample]:
    yield from (sample(0.0, 1.0, (2, 3)), sample(0.0, 1.0, size=(2,)), sample(0.0, 1.0), sample(0.0, 1.0, 2))
    yield from (
        sample(T(2), T(2)),
        sample(T(2), T(3)),
        sample(T(2, 1), T(3)),
        sample(T(2)),
        sample(T(2), 2.0),
        sample(0.0, T(2)),
    )


@samples("torch.zeros_like", "torch.ones_like", "torch.empty_like", "torch.rand_like", "torch.randn_like")
def likes(pick: Random) -> Iterator[Sample]:
    for shape in ((), (2,), (2, 3)):
        yield sample(T(*shape))
        yield sample(T(*shape), dtype=DType("float64"), device="cpu")
    yield sample([1])


@samples("torch.full_like", "torch.randint_like")
def filled_likes(pick: Random) -> Iterator[Sample]:
    yield from (sample(T(2, 3), 3), sample(T(), 2))


@samples("torch.Tensor.new_zeros", "torch.Tensor.new_ones", "torch.Tensor.new_empty", "torch.Tensor.new")
def new_of_sizes(pick: Random) -> Iterator[Sample]:
    for _ in range(12):
        given = sizes(pick)
        yield sample(T(2), *given) if given and pick.random() < 0.5 else sample(T(2), given)
    yield sample(T(2), 3, 4)


@samples("torch.Tensor.new_full")
def new_fulls(pick: Random) -> Iterator[Sample]:
    yield from (
        sample(T(2), (2, 3), 1.0),
        sample(T(2), 2, 1.0),
        sample(T(2), size=[2], fill_value=1.0),
        sample(T(2), (-1,), 1.0),
    )


@samples(
    "torch.Tensor", "torch.FloatTensor", "torch.DoubleTensor", "torch.HalfTensor", "torch.LongTensor",
    "torch.IntTensor", "torch.ByteTensor", "torch.BoolTensor",
)  # fmt: skip
def constructors(pick: Random) -> Iterator[Sample]:
    yield from (
        sample(),
        sample(2),
        sample(2, 3),
        sample([2, 3]),
        sample([[1], [2]]),
        sample(-1),
        sample([[1], [2, 3]]),
    )
    yield from (sample(2, 3.0), sample(2, "a"), sample((2, 3), unsettled=True), sample(2.5))


@samples("torch.empty_strided")
def strided(pick: Random) -> Iterator[Sample]:
    yield from (sample((2, 3), (3, 1)), sample((2, 3), (1,)), sample((2,), (0,)))


@samples("torch.vander")
def vanders(pick: Random) -> Iterator[Sample]:
    yield from (sample(T(3)), sample(T(3), 2), sample(T(3), N=0), sample(T(3), -1), sample(T(3, 2)))


@samples("torch.Tensor.resize_")
def resizes(pick: Random) -> Iterator[Sample]:
    yield from (sample(T(2, 3), 4), sample(T(2, 3), (7, 2)), sample(T(2, 3), -1), sample(T(2), 2, 2))


@samples("torch.Tensor.resize_as_")
def resizes_as(pick: Random) -> Iterator[Sample]:
    yield sample(T(2, 3), T(5))


test_agreement = agreement_test(__name__)
