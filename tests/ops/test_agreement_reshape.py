"""Views and reshapes agree with torch."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from math import prod
from random import Random

from agreement import Sample, T, agreement_test, built, sample, samples

from shapelint.sizes.tensors import DType, Tensor, contiguous_strides


def shape_of(pick: Random, least: int = 0, most: int = 4) -> tuple[int, ...]:
    return tuple(pick.choice((1, 2, 3, 4, 6)) for _ in range(pick.randint(least, most)))


def factored(pick: Random, total: int) -> list[int]:
    """Sizes whose product is `total`, some of them 1."""
    sizes = []
    while total > 1 and len(sizes) < 3:
        size = pick.choice([d for d in range(1, total + 1) if total % d == 0])
        sizes.append(size)
        total //= size
    return [*sizes, total] if total > 1 or not sizes else sizes


def moved(pick: Random, shape: tuple[int, ...]) -> Tensor:
    """A tensor of that shape whose axes may lie in memory in another order, or repeat one element."""
    order = pick.choice(list(permutations(range(len(shape)))))
    dense = dict(zip(order, contiguous_strides([shape[axis] for axis in order]), strict=False))
    strides = [dense[axis] for axis in range(len(shape))]
    if shape and pick.random() < 0.2:
        strides[pick.randrange(len(shape))] = 0
    return T(*shape, strides=tuple(strides) if shape else None)


def targets(pick: Random, shape: tuple[int, ...]) -> tuple[int, ...]:
    sizes = factored(pick, prod(shape))
    kind = pick.random()
    if kind < 0.4:
        sizes[pick.randrange(len(sizes))] = -1
    elif kind < 0.55:
        place = pick.randrange(len(sizes))
        sizes[place] = max(1, sizes[place] + pick.choice((-1, 1)))
    elif kind < 0.65:
        sizes[pick.randrange(len(sizes))] = pick.choice((0, -2))
        sizes.append(-1)
    return tuple(sizes)


@samples("torch.Tensor.view", "torch.Tensor.reshape")
def views(pick: Random) -> Iterator[Sample]:
    for _ in range(70):
        shape = shape_of(pick)
        sizes = targets(pick, shape)
        x = moved(pick, shape) if pick.random() < 0.5 else T(*shape)
        yield sample(x, *sizes) if pick.random() < 0.6 else sample(x, pick.choice((tuple, list))(sizes))
    yield from (sample(T(2, 0, 3), 0, -1), sample(T(0, 3), -1, 3), sample(T(0, 3), 5, -1), sample(T(0), 3))
    yield from (sample(T(2, 3), -1, -1), sample(T(2, 3)), sample(T(), ()), sample(T(), 1, 1), sample(T(2), 2.0))


@samples("torch.Tensor.view")
def reinterpreted(pick: Random) -> Iterator[Sample]:
    for dtype in ("float64", "float32", "float16", "uint8", "complex64"):
        for shape in ((2, 4), (3,), (), (2, 2, 2)):
            yield sample(T(*shape), DType(dtype), unsettled=True)
    yield sample(T(2, 4), dtype=DType("float16"))
    yield sample(T(4, 6), size=(8, 3))


@samples("torch.reshape")
def reshapes(pick: Random) -> Iterator[Sample]:
    for _ in range(40):
        shape = shape_of(pick)
        yield sample(moved(pick, shape), targets(pick, shape))
    yield from (sample(T(4), 4), sample(T(2, 3), shape=(6,)), sample(T(4)))


@samples("torch.Tensor.view_as", "torch.Tensor.reshape_as")
def like_others(pick: Random) -> Iterator[Sample]:
    for _ in range(30):
        shape = shape_of(pick)
        sizes = [abs(size) for size in targets(pick, shape)]
        yield sample(moved(pick, shape), T(*sizes))


def flattening(pick: Random) -> Iterator[tuple[Tensor, tuple[int, ...], dict[str, int]]]:
    for _ in range(40):
        shape = shape_of(pick)
        ends = [pick.randint(-len(shape) - 1, len(shape)), pick.randint(-len(shape) - 1, len(shape))]
        if pick.random() < 0.5:
            ends = sorted(end % max(len(shape), 1) for end in ends)
        count = pick.randint(0, 2)
        yield T(*shape), tuple(ends[:count]), {"end_dim": ends[1]} if count < 2 and pick.random() < 0.3 else {}


@samples("torch.flatten", "torch.Tensor.flatten")
def flattens(pick: Random) -> Iterator[Sample]:
    for x, args, kwargs in flattening(pick):
        yield sample(x, *args, **kwargs)


@samples("torch.nn.Flatten")
def flatten_layers(pick: Random) -> Iterator[Sample]:
    for x, args, kwargs in flattening(pick):
        yield sample(x, build=built(*args, **kwargs))


@samples("torch.ravel", "torch.Tensor.ravel")
def ravels(pick: Random) -> Iterator[Sample]:
    for _ in range(8):
        yield sample(moved(pick, shape_of(pick)))


def unflattening(pick: Random) -> Iterator[tuple[Tensor, int, object]]:
    for _ in range(40):
        shape = shape_of(pick, 1)
        dim = pick.randint(-len(shape), len(shape) - 1 + (pick.random() < 0.1))
        yield T(*shape), dim, pick.choice((tuple, list))(targets(pick, (shape[dim % len(shape)],)))
    yield T(6, 4), 0, ()
    yield T(6, 4), 0, 6
    yield T(), 0, (1,)


@samples("torch.unflatten", "torch.Tensor.unflatten")
def unflattens(pick: Random) -> Iterator[Sample]:
    for x, dim, sizes in unflattening(pick):
        yield sample(x, dim, sizes) if pick.random() < 0.7 else sample(x, dim=dim, sizes=sizes)


@samples("torch.nn.Unflatten")
def unflatten_layers(pick: Random) -> Iterator[Sample]:
    for x, dim, sizes in unflattening(pick):
        yield sample(x, build=built(dim, sizes))


test_agreement = agreement_test(__name__)
