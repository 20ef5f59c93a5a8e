"""Gather, scatter, index_* and searching agree with torch."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from agreement import Sample, T, agreement_test, sample, samples

from shapelint.sizes.tensors import Tensor

Shape = tuple[int, ...]


def shape_of(pick: Random, least: int = 0, most: int = 3) -> Shape:
    return tuple(pick.choice((1, 2, 3, 4)) for _ in range(pick.randint(least, most)))


def axis(pick: Random, rank: int) -> int:
    return pick.randint(-rank - 1, rank) if pick.random() < 0.1 else pick.randint(-max(rank, 1), max(rank, 1) - 1)


def index(*shape: int) -> Tensor:
    return T(*shape, dtype="int64")


def near(pick: Random, shape: Shape) -> Shape:
    """About that shape: smaller, now and then larger or of another rank."""
    sizes = [max(pick.choice((size, size, size - 1)), 1) for size in shape]
    fault = pick.random()
    if fault < 0.15 and sizes:
        sizes[pick.randrange(len(sizes))] += 2
    elif fault < 0.2:
        sizes.append(1)
    elif fault < 0.25 and sizes:
        sizes[0] = 0
    return tuple(sizes)


@samples("torch.gather", "torch.Tensor.gather")
def gathers(pick: Random) -> Iterator[Sample]:
    for _ in range(40):
        shape = shape_of(pick)
        yield sample(T(*shape), axis(pick, len(shape)), index(*near(pick, shape)))
    yield sample(T(3), 0, T(2, dtype="int64", data=[0, 3]))
    yield sample(T(3), 0, T(2, dtype="int64", data=[0, 2]))
    yield sample(T(3), 0, T(2))


@samples("torch.scatter", "torch.Tensor.scatter", "torch.Tensor.scatter_")
def scatters(pick: Random) -> Iterator[Sample]:
    for _ in range(30):
        shape = shape_of(pick)
        src: Any = pick.choice((1.0, T(*near(pick, shape)), T(*shape)))
        yield sample(T(*shape), axis(pick, len(shape)), index(*near(pick, shape)), src)
    yield sample(T(3), 0, index(2), value=1.0)
    yield sample(T(3), 0, index(2))
    yield sample(T(3), 0, index(2), src=T(2), reduce="add")


@samples("torch.scatter_add", "torch.Tensor.scatter_add", "torch.Tensor.scatter_add_")
def scatter_adds(pick: Random) -> Iterator[Sample]:
    for _ in range(25):
        shape = shape_of(pick)
        src = pick.choice((T(*near(pick, shape)), T(*shape)))
        yield sample(T(*shape), axis(pick, len(shape)), index(*near(pick, shape)), src)


@samples("torch.scatter_reduce", "torch.Tensor.scatter_reduce", "torch.Tensor.scatter_reduce_")
def scatter_reductions(pick: Random) -> Iterator[Sample]:
    for reduce in ("sum", "prod", "mean", "amax", "amin", "max", "median"):
        yield sample(T(2, 3), 1, index(2, 2), T(2, 2), reduce)
        yield sample(T(2, 3), 1, index(2, 2), T(2, 1), reduce=reduce, include_self=False)


@samples("torch.index_select", "torch.Tensor.index_select")
def index_selects(pick: Random) -> Iterator[Sample]:
    for _ in range(25):
        shape = shape_of(pick)
        dim = axis(pick, len(shape))
        length = pick.choice((0, 1, 2, 5))
        data = [pick.randint(-1, 3) for _ in range(length)] if pick.random() < 0.3 and shape else None
        if data and -len(shape) <= dim < len(shape) and min(data) < 0:
            data = [abs(one) for one in data]
        yield sample(T(*shape), dim, pick.choice((T(length, dtype="int64", data=data), index(), index(2, 1))))
    yield sample(T(2, 3), dim=1, index=index(2))


@samples(
    "torch.index_add", "torch.Tensor.index_add", "torch.Tensor.index_add_", "torch.index_copy",
    "torch.Tensor.index_copy", "torch.Tensor.index_copy_",
)  # fmt: skip
def placements(pick: Random) -> Iterator[Sample]:
    yield from placed(pick, ())


@samples("torch.index_reduce", "torch.Tensor.index_reduce", "torch.Tensor.index_reduce_")
def reduced_placements(pick: Random) -> Iterator[Sample]:
    yield from placed(pick, ("prod",))
    yield sample(T(3), 0, index(1), T(1), "sum")


def placed(pick: Random, more: tuple[str, ...]) -> Iterator[Sample]:
    for _ in range(25):
        shape = shape_of(pick, 1)
        dim = axis(pick, len(shape))
        sizes = list(shape)
        length = pick.randint(1, 4)
        if -len(shape) <= dim < len(shape):
            sizes[dim] = length
        if pick.random() < 0.2:
            sizes[pick.randrange(len(sizes))] += 1
        elif pick.random() < 0.1 and len(sizes) > 1:
            sizes = sizes[1:]
        yield sample(T(*shape), dim, pick.choice((index(length), index(length), index(length, 1))), T(*sizes), *more)
    yield sample(T(2, 3), 1, index(), T(2, 1), *more)


@samples("torch.index_fill", "torch.Tensor.index_fill", "torch.Tensor.index_fill_")
def index_fills(pick: Random) -> Iterator[Sample]:
    for _ in range(15):
        shape = shape_of(pick)
        at = pick.choice((index(), index(1), index(2), index(2, 1)))
        yield sample(T(*shape), axis(pick, len(shape)), at, pick.choice((1.0, T(), T(1))))


@samples("torch.index_put", "torch.Tensor.index_put", "torch.Tensor.index_put_")
def index_puts(pick: Random) -> Iterator[Sample]:
    for values in (T(), T(2), T(3), T(2, 3), T(2, 1), T(1, 2, 3), T(4, 3)):
        yield sample(T(4, 3), (index(2),), values)
        yield sample(T(4, 3), (index(2), index(2)), values)
        yield sample(T(4, 3), [index(2, 1), index(3)], values, accumulate=True)


@samples("torch.put", "torch.Tensor.put", "torch.Tensor.put_")
def puts(pick: Random) -> Iterator[Sample]:
    for _ in range(8):
        yield sample(T(4, 3), index(*shape_of(pick, 0, 2)), T(*shape_of(pick, 0, 2)))
    yield sample(T(4, 3), index(2), T(2))


@samples("torch.take", "torch.Tensor.take")
def takes(pick: Random) -> Iterator[Sample]:
    for _ in range(8):
        yield sample(T(4, 3), index(*shape_of(pick)))
    yield sample(T(4, 3), T(2, dtype="int64", data=[11, -12]))
    yield sample(T(4, 3), T(2, dtype="int64", data=[12, 0]))
    yield sample(T(4, 3), T(2))


@samples("torch.take_along_dim", "torch.Tensor.take_along_dim")
def takes_along(pick: Random) -> Iterator[Sample]:
    for _ in range(25):
        shape = shape_of(pick, 1)
        sizes = tuple(pick.choice((size, size, 1, size + 1)) for size in shape)
        yield sample(T(*shape), index(*(sizes if pick.random() < 0.9 else sizes[1:])), axis(pick, len(shape)))
    yield sample(T(2, 3), index(5, 2))
    yield sample(T(), index(), 0)
    yield sample(T(), index())


@samples("torch.masked_select", "torch.Tensor.masked_select")
def masked_selects(pick: Random) -> Iterator[Sample]:
    for shape in ((), (3,), (2, 3), (2, 1), (4,), (5, 2, 3), (2, 4)):
        yield sample(T(2, 3), T(*shape, dtype="bool"), open=True)
    yield sample(T(2, 3), T(2, 3))


@samples("torch.masked_scatter", "torch.Tensor.masked_scatter", "torch.Tensor.masked_scatter_")
def masked_scatters(pick: Random) -> Iterator[Sample]:
    for shape in ((), (3,), (2, 3), (2, 1), (4,), (5, 2, 3), (2, 4)):
        yield sample(T(2, 3), T(*shape, dtype="bool"), T(6))
    yield sample(T(2, 3), T(2, 3), T(6))


@samples("torch.nonzero", "torch.Tensor.nonzero")
def nonzeros(pick: Random) -> Iterator[Sample]:
    for rank in range(4):
        yield sample(T(*shape_of(pick, rank, rank)), open=True)
        yield sample(T(*shape_of(pick, rank, rank)), as_tuple=True, open=True)


@samples("torch.argwhere", "torch.Tensor.argwhere")
def argwheres(pick: Random) -> Iterator[Sample]:
    for rank in range(4):
        yield sample(T(*shape_of(pick, rank, rank)), open=True)


@samples("torch.unique", "torch.Tensor.unique", "torch.unique_consecutive", "torch.Tensor.unique_consecutive")
def uniques(pick: Random) -> Iterator[Sample]:
    for flags in range(4):
        named = {"return_inverse": bool(flags & 1), "return_counts": bool(flags & 2)}
        yield sample(T(*shape_of(pick)), **named, open=True)
        yield sample(T(2, 3), **named, dim=pick.randint(-3, 2), open=True)
    yield sample(T(2, 3), open=True)


@samples("torch.bincount", "torch.Tensor.bincount")
def bincounts(pick: Random) -> Iterator[Sample]:
    yield sample(index(4), open=True)
    yield sample(index(4), T(4), 3, open=True)
    yield sample(index(4), T(3), open=True)
    yield sample(index(4, 2), open=True)
    yield sample(index(4), minlength=-1, open=True)


@samples("torch.histc", "torch.Tensor.histc")
def histograms(pick: Random) -> Iterator[Sample]:
    for bins in (1, 7, 0, -1):
        yield sample(T(2, 3), bins)
    yield sample(T(5))


@samples("torch.searchsorted")
def searches(pick: Random) -> Iterator[Sample]:
    for _ in range(25):
        edges = shape_of(pick, 0, 3)
        yield sample(T(*edges), T(*shape_of(pick, 0, 2)))
        yield sample(T(*edges), T(*edges[:-1], 3), right=True)
    yield sample(T(3), 1.0)


@samples("torch.isin")
def memberships(pick: Random) -> Iterator[Sample]:
    for _ in range(6):
        yield sample(T(*shape_of(pick)), T(*shape_of(pick)))
    yield sample(T(2, 3), 1.0)


@samples("torch.multinomial", "torch.Tensor.multinomial")
def draws(pick: Random) -> Iterator[Sample]:
    ones: Any
    for _ in range(20):
        shape = shape_of(pick, 1, 2)
        ones = [1.0] * shape[-1]
        for size in reversed(shape[:-1]):
            ones = [ones] * size
        yield sample(T(*shape, data=ones), pick.randint(0, 5), pick.random() < 0.5)
    yield sample(T(2, 2, 2), 1)
    yield sample(T(), 1)


test_agreement = agreement_test(__name__)
