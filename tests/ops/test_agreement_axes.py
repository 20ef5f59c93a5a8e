"""Moving, adding, removing, repeating and taking parts of axes agrees with torch."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from agreement import Sample, T, agreement_test, sample, samples

Shape = tuple[int, ...]


def shape_of(pick: Random, least: int = 0, most: int = 4) -> Shape:
    return tuple(pick.choice((1, 2, 3, 4)) for _ in range(pick.randint(least, most)))


def axis(pick: Random, rank: int, extra: int = 0) -> int:
    """An axis of that many, now and then one that is not there."""
    rank += extra
    return pick.randint(-rank - 1, rank) if pick.random() < 0.1 else pick.randint(-max(rank, 1), max(rank, 1) - 1)


def spelled(pick: Random, x: object, numbers: object) -> Sample:
    """`x.f(1, 2)` or `x.f((1, 2))`."""
    many = list(numbers)  # type: ignore[call-overload]
    return sample(x, *many) if many and pick.random() < 0.5 else sample(x, pick.choice((tuple, list))(many))


def orders(pick: Random) -> Iterator[tuple[Shape, list[int]]]:
    for _ in range(25):
        shape = shape_of(pick)
        order = list(range(len(shape)))
        pick.shuffle(order)
        order = [a - len(shape) if pick.random() < 0.3 else a for a in order]
        fault = pick.random()
        if fault < 0.1:
            order.append(0)
        elif fault < 0.2 and order:
            order[0] = pick.choice((order[-1], 5))
        yield shape, order


@samples("torch.Tensor.permute")
def permute_methods(pick: Random) -> Iterator[Sample]:
    for shape, order in orders(pick):
        yield spelled(pick, T(*shape), order)
    yield sample(T(2, 3))
    yield sample(T(2, 3), dims=(1, 0))


@samples("torch.permute")
def permutes(pick: Random) -> Iterator[Sample]:
    for shape, order in orders(pick):
        yield sample(T(*shape), tuple(order))
    yield sample(T(3), 0)


@samples(
    "torch.transpose", "torch.Tensor.transpose", "torch.swapdims", "torch.Tensor.swapdims", "torch.Tensor.transpose_",
    "torch.Tensor.swapdims_", "torch.swapaxes", "torch.Tensor.swapaxes", "torch.Tensor.swapaxes_",
)  # fmt: skip
def transposes(pick: Random) -> Iterator[Sample]:
    for _ in range(15):
        shape = shape_of(pick)
        yield sample(T(*shape), axis(pick, len(shape)), axis(pick, len(shape)))
    yield sample(T(2, 3), 0)


@samples(
    "torch.t", "torch.Tensor.t", "torch.Tensor.t_", "torch.Tensor.H", "torch.Tensor.T", "torch.Tensor.mT",
    "torch.Tensor.mH", "torch.adjoint", "torch.Tensor.adjoint", "torch.ravel", "torch.fliplr", "torch.Tensor.fliplr",
    "torch.flipud", "torch.Tensor.flipud",
)  # fmt: skip
def without_arguments(pick: Random) -> Iterator[Sample]:
    for rank in range(5):
        yield sample(T(*shape_of(pick, rank, rank)))


@samples("torch.movedim", "torch.Tensor.movedim", "torch.moveaxis", "torch.Tensor.moveaxis")
def movedims(pick: Random) -> Iterator[Sample]:
    for _ in range(20):
        shape = shape_of(pick)
        if pick.random() < 0.5:
            yield sample(T(*shape), axis(pick, len(shape)), axis(pick, len(shape)))
            continue
        count = pick.randint(0, len(shape))
        source, to = ([axis(pick, len(shape)) for _ in range(count)] for _ in range(2))
        if pick.random() < 0.7:
            source, to = (pick.sample(range(len(shape)), count) for _ in range(2))
        yield sample(T(*shape), tuple(source), tuple(to) if pick.random() < 0.9 else (*to, 0))
    yield sample(T(2, 3), 0, (1,))


@samples("torch.squeeze", "torch.Tensor.squeeze", "torch.Tensor.squeeze_")
def squeezes(pick: Random) -> Iterator[Sample]:
    for _ in range(25):
        shape = tuple(pick.choice((1, 1, 2, 3)) for _ in range(pick.randint(0, 4)))
        kind = pick.random()
        if kind < 0.3:
            yield sample(T(*shape))
        elif kind < 0.7:
            yield sample(T(*shape), axis(pick, len(shape)))
        else:
            yield sample(T(*shape), dim=tuple(axis(pick, len(shape)) for _ in range(pick.randint(0, 2))))


@samples("torch.unsqueeze", "torch.Tensor.unsqueeze", "torch.Tensor.unsqueeze_")
def unsqueezes(pick: Random) -> Iterator[Sample]:
    for _ in range(15):
        shape = shape_of(pick)
        yield sample(T(*shape), axis(pick, len(shape), 1))
    yield sample(T(2))


@samples("torch.flip")
def flips(pick: Random) -> Iterator[Sample]:
    for _ in range(15):
        shape = shape_of(pick)
        yield sample(T(*shape), tuple(axis(pick, len(shape)) for _ in range(pick.randint(0, 2))))
    yield sample(T(2), 0)


@samples("torch.Tensor.flip")
def flip_methods(pick: Random) -> Iterator[Sample]:
    for _ in range(15):
        shape = shape_of(pick)
        yield spelled(pick, T(*shape), [axis(pick, len(shape)) for _ in range(pick.randint(0, 2))])
    yield sample(T(2))


@samples("torch.roll", "torch.Tensor.roll")
def rolls(pick: Random) -> Iterator[Sample]:
    for _ in range(20):
        shape = shape_of(pick)
        dims = tuple(axis(pick, len(shape)) for _ in range(pick.randint(0, 2)))
        shifts = tuple(pick.randint(-2, 2) for _ in range(len(dims) + (pick.random() < 0.2)))
        yield sample(T(*shape), shifts, dims)
        yield sample(T(*shape), 1, axis(pick, len(shape)))
    yield sample(T(2, 3), 1)


@samples("torch.rot90", "torch.Tensor.rot90")
def rotations(pick: Random) -> Iterator[Sample]:
    for _ in range(20):
        shape = shape_of(pick, 1)
        yield sample(T(*shape), pick.randint(-1, 4), [axis(pick, len(shape)) for _ in range(pick.choice((2, 2, 2, 1)))])
    yield sample(T(2, 3))


@samples("torch.atleast_1d", "torch.atleast_2d", "torch.atleast_3d")
def at_least(pick: Random) -> Iterator[Sample]:
    for rank in range(5):
        yield sample(T(*shape_of(pick, rank, rank)))
    yield sample(T(2), T(), T(3, 4))
    yield sample((T(2), T(2, 3, 4, 5)))


def expanding(pick: Random) -> Iterator[tuple[Shape, list[int]]]:
    for _ in range(30):
        shape = shape_of(pick, 0, 3)
        sizes = [pick.randint(1, 4) if size == 1 else pick.choice((size, -1, size, size + 1)) for size in shape]
        sizes = [pick.choice((size, size, -1)) for size in sizes]
        lead = [pick.choice((2, 3, 2, 3, -1)) for _ in range(pick.randint(0, 2))]
        yield shape, [*lead, *sizes] if pick.random() < 0.9 else sizes[1:]
    yield (1, 3), [-2, 3]
    yield (1, 3), [0, 3]  # torch lets a size of -1 beside one of 0 pass, and makes a tensor of size -1


@samples("torch.Tensor.expand", "torch.Tensor.broadcast_to")
def expansions(pick: Random) -> Iterator[Sample]:
    for shape, sizes in expanding(pick):
        yield spelled(pick, T(*shape), sizes)
    yield sample(T(2))


@samples("torch.broadcast_to")
def broadcasts(pick: Random) -> Iterator[Sample]:
    for shape, sizes in expanding(pick):
        yield sample(T(*shape), tuple(sizes))
    yield sample(T(1), 2)


@samples("torch.Tensor.expand_as")
def expansions_as(pick: Random) -> Iterator[Sample]:
    for shape, sizes in expanding(pick):
        yield sample(T(*shape), T(*(abs(size) for size in sizes)))


@samples("torch.Tensor.repeat", "torch.Tensor.tile")
def repeats(pick: Random) -> Iterator[Sample]:
    for _ in range(20):
        shape = shape_of(pick, 0, 3)
        count = max(0, len(shape) + pick.choice((0, 0, 1, -1)))
        yield spelled(pick, T(*shape), [pick.choice((1, 2, 3, 0)) for _ in range(count)])
    yield sample(T(2))
    yield sample(T(2), -1)


@samples("torch.tile")
def tiles(pick: Random) -> Iterator[Sample]:
    for _ in range(10):
        yield sample(T(*shape_of(pick)), tuple(pick.randint(0, 3) for _ in range(pick.randint(0, 4))))
    yield sample(T(2), 2)


@samples("torch.repeat_interleave", "torch.Tensor.repeat_interleave")
def interleaves(pick: Random) -> Iterator[Sample]:
    for _ in range(20):
        shape = shape_of(pick, 0, 3)
        dim = pick.choice((None, axis(pick, len(shape))))
        yield sample(T(*shape), pick.randint(0, 3), dim)
    yield sample(T(2), -1, 0)
    for data in ([1, 2, 3], [2], 2, [1, 2]):
        times = T(*(len(data),) if isinstance(data, list) else (), dtype="int64", data=data)
        yield sample(T(3, 2), times, 0)
        yield sample(T(3, 2), times, dim=1)
        yield sample(T(6), times)
    yield sample(T(3, 2), T(3, dtype="int64"), 0, output_size=0)
    yield sample(T(3, 2), T(3, dtype="int64"), 0, open=True)
    yield sample(T(3, 2), T(3, 1, dtype="int64"), 0, open=True)
    yield sample(T(3, 2), [1, 2, 3], 0)


@samples("torch.repeat_interleave")
def interleaved_indices(pick: Random) -> Iterator[Sample]:
    yield sample(T(2, dtype="int64", data=[3, 1]))
    yield sample(T(2, dtype="int64"), open=True)
    yield sample(T(dtype="int64"))
    yield sample(T(2, 2, dtype="int64"))


@samples("torch.diff", "torch.Tensor.diff")
def differences(pick: Random) -> Iterator[Sample]:
    for _ in range(30):
        shape = shape_of(pick)
        yield sample(T(*shape), pick.choice([0, 1, 1, 2, 5, -1]), pick.choice([-1, 0, 1, 3, -4]))


@samples("torch.narrow", "torch.Tensor.narrow", "torch.narrow_copy", "torch.Tensor.narrow_copy")
def narrows(pick: Random) -> Iterator[Sample]:
    for _ in range(25):
        shape = shape_of(pick)
        yield sample(T(*shape), axis(pick, len(shape)), pick.randint(-3, 3), pick.randint(-1, 3))


@samples("torch.select", "torch.Tensor.select")
def selects(pick: Random) -> Iterator[Sample]:
    for _ in range(25):
        shape = shape_of(pick)
        yield sample(T(*shape), axis(pick, len(shape)), pick.randint(-4, 3))


@samples("torch.diag", "torch.Tensor.diag", "torch.diagflat", "torch.Tensor.diagflat")
def diagonals_of(pick: Random) -> Iterator[Sample]:
    for _ in range(20):
        yield sample(T(*shape_of(pick, 0, 3)), *([pick.randint(-4, 4)] * pick.randint(0, 1)))


@samples("torch.diagonal", "torch.Tensor.diagonal", "torch.diag_embed", "torch.Tensor.diag_embed")
def diagonals(pick: Random) -> Iterator[Sample]:
    for _ in range(30):
        shape = shape_of(pick)
        args = (pick.randint(-4, 4), axis(pick, len(shape)), axis(pick, len(shape)))
        yield sample(T(*shape), *args[: pick.choice((0, 1, 3, 3))])


@samples("torch.Tensor.unfold")
def unfolds(pick: Random) -> Iterator[Sample]:
    for _ in range(30):
        shape = shape_of(pick)
        yield sample(T(*shape), axis(pick, len(shape)), pick.randint(0, 4), pick.randint(0, 3) or 1)
    yield sample(T(3), 0, 1, 0)
    yield sample(T(3), 0, -1, 1)


@samples("torch.as_strided", "torch.Tensor.as_strided")
def strided(pick: Random) -> Iterator[Sample]:
    yield sample(T(4, 3), (2, 2), (3, 1))
    yield sample(T(4, 3), (2, 2), (3,))


test_agreement = agreement_test(__name__)
