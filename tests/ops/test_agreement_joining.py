"""Joining and splitting agrees with torch."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from agreement import Sample, T, agreement_test, sample, samples

from shapelint.sizes.tensors import Tensor

Shape = tuple[int, ...]


def shape_of(pick: Random, least: int = 0, most: int = 4) -> Shape:
    return tuple(pick.choice((1, 2, 3, 4)) for _ in range(pick.randint(least, most)))


def axis(pick: Random, rank: int, extra: int = 0) -> int:
    rank += extra
    return pick.randint(-rank - 1, rank) if pick.random() < 0.1 else pick.randint(-max(rank, 1), max(rank, 1) - 1)


def family(pick: Random, shape: Shape, free: int | None) -> list[Tensor]:
    """Tensors of that shape, with any size at the axis `free`, one of them perhaps out of line."""
    made = []
    for _ in range(pick.randint(1, 3)):
        sizes = list(shape)
        if free is not None and -len(shape) <= free < len(shape):
            sizes[free] = pick.randint(1, 4)
        fault = pick.random()
        if fault < 0.06 and sizes:
            sizes[pick.randrange(len(sizes))] += 1
        elif fault < 0.12:
            sizes = sizes[1:] if pick.random() < 0.5 else [*sizes, 1]
        made.append(T(*sizes))
    return made


@samples("torch.cat", "torch.concat", "torch.concatenate")
def cats(pick: Random) -> Iterator[Sample]:
    for _ in range(50):
        shape = shape_of(pick, pick.choice((0, 1, 1, 1, 1)))
        dim = axis(pick, len(shape))
        given = family(pick, shape, dim)
        if pick.random() < 0.15:
            given.insert(pick.randint(0, len(given)), T(0))
        yield sample(pick.choice((tuple, list))(given), dim)
    yield from (sample([T(2), T(3)]), sample([]), sample(T(2, 3)), sample([T(2), 3]), sample([T(0), T(0)], 1))
    yield from (sample([T(2, 3), T(2, 1)], axis=1), sample(tensors=[T(2), T(3)], dim=0), sample([T(0, 2), T(1, 2)]))


@samples("torch.stack")
def stacks(pick: Random) -> Iterator[Sample]:
    for _ in range(30):
        shape = shape_of(pick)
        yield sample(family(pick, shape, None), axis(pick, len(shape), 1))
    yield from (sample([T(2), T(2)]), sample([]), sample(T(2, 3)))


@samples("torch.hstack", "torch.vstack", "torch.row_stack", "torch.dstack", "torch.column_stack")
def directional(pick: Random) -> Iterator[Sample]:
    for free in (None, 0, 1, 1, 2):
        for _ in range(7):
            yield sample(family(pick, shape_of(pick, 0, 3), free))
    yield sample([T(3), T(0)])
    yield sample([T(3), T()])
    yield sample([])


@samples("torch.block_diag")
def blocks(pick: Random) -> Iterator[Sample]:
    for _ in range(10):
        yield sample(*(T(*shape_of(pick, 0, 2)) for _ in range(pick.randint(0, 3))))
    yield from (sample(T(2, 3, 4)), sample([T(2, 3)]), sample(T(0), T(2, 2)))


@samples("torch.meshgrid", "torch.functional.meshgrid")
def grids(pick: Random) -> Iterator[Sample]:
    for _ in range(15):
        given = [T(*shape_of(pick, 0, 1)) for _ in range(pick.randint(0, 3))]
        named = {"indexing": pick.choice(("ij", "xy", "xy", "yx"))} if pick.random() < 0.7 else {}
        yield sample(given, **named) if pick.random() < 0.5 or not given else sample(*given, **named)
    yield sample(T(2, 2))


@samples("torch.cartesian_prod")
def products(pick: Random) -> Iterator[Sample]:
    for _ in range(12):
        yield sample(*(T(*shape_of(pick, 1, pick.choice((1, 1, 1, 2)))) for _ in range(pick.randint(0, 3))))
    yield sample(T(), T(2))
    yield sample([T(2), T(3)])


@samples("torch.combinations")
def choices(pick: Random) -> Iterator[Sample]:
    for _ in range(12):
        yield sample(T(pick.randint(1, 6)), pick.randint(-1, 4), pick.random() < 0.5)
    yield from (sample(T(4)), sample(T(2, 3)))


@samples("torch.chunk", "torch.Tensor.chunk")
def chunks(pick: Random) -> Iterator[Sample]:
    for _ in range(40):
        shape = tuple(pick.choice((1, 2, 3, 5, 6, 7, 12)) for _ in range(pick.randint(0, 3)))
        yield sample(T(*shape), pick.choice((1, 2, 2, 3, 4, 5, 0)), axis(pick, len(shape)))
    yield sample(T(2, 0), 3, 1)


@samples("torch.split", "torch.Tensor.split")
def splits(pick: Random) -> Iterator[Sample]:
    for _ in range(40):
        shape = tuple(pick.choice((1, 2, 3, 5, 6)) for _ in range(pick.randint(0, 3)))
        dim = axis(pick, len(shape))
        if pick.random() < 0.5:
            yield sample(T(*shape), pick.randint(-1, 6), dim)
        else:
            yield sample(T(*shape), sections(pick, shape, dim), dim)
    yield from (sample(T(2, 0), 2, 1), sample(T(2, 0), 0, 1), sample(T(2, 3), [], 1))


def sections(pick: Random, shape: Shape, dim: int) -> list[int]:
    total = shape[dim] if -len(shape) <= dim < len(shape) else 3
    sizes = []
    while total > 0 and len(sizes) < 3:
        sizes.append(pick.randint(0, total))
        total -= sizes[-1]
    sizes.append(total)
    if pick.random() < 0.2:
        sizes[0] += pick.choice((-1, 1))
    return sizes


@samples("torch.split_with_sizes", "torch.Tensor.split_with_sizes")
def sized_splits(pick: Random) -> Iterator[Sample]:
    for _ in range(20):
        shape = shape_of(pick, 1, 3)
        dim = axis(pick, len(shape))
        yield sample(T(*shape), sections(pick, shape, dim), dim)


@samples("torch.tensor_split", "torch.Tensor.tensor_split")
def tensor_splits(pick: Random) -> Iterator[Sample]:
    for _ in range(40):
        shape = tuple(pick.choice((1, 2, 3, 5, 6, 7)) for _ in range(pick.randint(0, 3)))
        indices = tuple(pick.randint(-3, 8) for _ in range(pick.randint(0, 3)))
        yield sample(T(*shape), pick.choice((pick.randint(0, 5), indices)), axis(pick, len(shape)))
    yield sample(T(5, 2), T(2, dtype="int64", data=[1, 3]))
    yield sample(T(5, 2), sections=2)
    yield sample(T(5, 2), indices=(1, 2), dim=0)


@samples(
    "torch.hsplit", "torch.Tensor.hsplit", "torch.vsplit", "torch.Tensor.vsplit", "torch.dsplit", "torch.Tensor.dsplit"
)
def directional_splits(pick: Random) -> Iterator[Sample]:
    for _ in range(20):
        shape = tuple(pick.choice((1, 2, 4, 6)) for _ in range(pick.randint(0, 4)))
        yield sample(T(*shape), pick.choice((1, 2, 2, (1,), (1, 2))))


@samples("torch.unbind", "torch.Tensor.unbind")
def unbinds(pick: Random) -> Iterator[Sample]:
    for _ in range(12):
        shape = shape_of(pick, 0, 3)
        yield sample(T(*shape), axis(pick, len(shape)))
    yield sample(T(2, 3))
    yield sample(T(0, 3))


test_agreement = agreement_test(__name__)
