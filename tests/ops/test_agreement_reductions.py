"""Reductions, over one axis, several, or all."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from agreement import Sample, T, agreement_test, sample, samples


def shape(pick: Random, least: int = 0) -> tuple[int, ...]:
    return tuple(pick.randint(1, 5) for _ in range(pick.randint(least, 4)))


def axis(pick: Random, rank: int) -> int:
    """Mostly one that exists."""
    return pick.randint(-rank, max(rank - 1, 0)) if pick.random() < 0.85 else pick.choice((rank, -rank - 1))


def methods(*names: str) -> list[str]:
    return [full for name in names for full in (f"torch.{name}", f"torch.Tensor.{name}")]


SEVERAL = ("sum", "nansum", "mean", "nanmean", "amax", "amin", "all", "any", "std", "var")


@samples(*methods(*SEVERAL), "torch.std_mean", "torch.var_mean")
def any_axes(pick: Random) -> Iterator[Sample]:
    for _ in range(10):
        sizes = shape(pick)
        yield sample(T(*sizes), axis(pick, len(sizes)))
        yield sample(T(*sizes), dim=axis(pick, len(sizes)), keepdim=pick.random() < 0.5)
        axes = [axis(pick, len(sizes)) for _ in range(pick.randint(1, 3))]
        yield sample(T(*sizes), tuple(axes) if pick.random() < 0.5 else axes, keepdim=pick.random() < 0.5)
    yield sample(T(2, 3))
    yield sample(T(2, 3), axis=1, keepdims=True)
    yield sample(T(2, 3), dim="rows")
    yield sample(T(2, 3), ())
    yield sample(T(2, 3), [], keepdim=True)
    yield sample(T(2, 0), 1)
    yield sample(T(2, 0), 0)
    yield sample(T(2, 0))


@samples(*methods("sum", "mean", "nansum", "std", "var"))
def all_axes(pick: Random) -> Iterator[Sample]:
    yield sample(T(2, 3), None)
    yield sample(T(2, 3), dim=None, keepdim=True)
    yield sample(T())


@samples(*methods("std", "var"), "torch.std_mean", "torch.var_mean")
def spread(pick: Random) -> Iterator[Sample]:
    yield sample(T(2, 3), False)
    yield sample(T(2, 3), unbiased=False)
    yield sample(T(2, 3), 1, False)
    yield sample(T(2, 3), 1, True, True)
    yield sample(T(2, 3), 1, correction=0, keepdim=True)
    yield sample(T(2, 3), keepdim=True)


@samples(*methods("prod", "argmax", "argmin"))
def one_axis_or_all(pick: Random) -> Iterator[Sample]:
    for _ in range(10):
        sizes = shape(pick)
        yield sample(T(*sizes), axis(pick, len(sizes)))
        yield sample(T(*sizes), dim=axis(pick, len(sizes)), keepdim=pick.random() < 0.5)
    yield sample(T(2, 3))
    yield sample(T(2, 3), (0, 1))


@samples(*methods("argmax", "argmin"))
def flat_index(pick: Random) -> Iterator[Sample]:
    yield sample(T(2, 3), None, True)
    yield sample(T(2, 0))
    yield sample(T(2, 0), 1)
    yield sample(T(2, 0), 0)


@samples(*methods("logsumexp"), "torch.special.logsumexp")
def logsumexp(pick: Random) -> Iterator[Sample]:
    for _ in range(10):
        sizes = shape(pick)
        yield sample(T(*sizes), axis(pick, len(sizes)), pick.random() < 0.5)
    yield sample(T(2, 3, 4), (0, 2))
    yield sample(T(2, 3, 4), dim=(0, -3))
    yield sample(T(2, 3))


@samples(*methods("count_nonzero"))
def count_nonzero(pick: Random) -> Iterator[Sample]:
    for _ in range(8):
        sizes = shape(pick)
        yield sample(T(*sizes), axis(pick, len(sizes)))
    yield sample(T(2, 3))
    yield sample(T(2, 3), (0, 1))


@samples(*methods("max", "min"))
def largest(pick: Random) -> Iterator[Sample]:
    for _ in range(10):
        sizes = shape(pick)
        yield sample(T(*sizes))
        yield sample(T(*sizes), axis(pick, len(sizes)))
        yield sample(T(*sizes), dim=axis(pick, len(sizes)), keepdim=pick.random() < 0.5)
        yield sample(T(*sizes), T(*sizes[1:]))
    yield sample(T(2, 3), T(2))
    yield sample(T(2, 3), other=T(2, 1))
    yield sample(T(2, 3), axis=0)
    yield sample(T(2, 3), (0, 1))
    yield sample(T(2, 0))
    yield sample(T(2, 0), 1)


@samples(*methods("median", "nanmedian"))
def median(pick: Random) -> Iterator[Sample]:
    for _ in range(8):
        sizes = shape(pick)
        yield sample(T(*sizes), axis(pick, len(sizes)), pick.random() < 0.5)
    yield sample(T(2, 3))
    yield sample(T(2, 0))
    yield sample(T(2, 0), 1)


@samples(*methods("mode"))
def mode(pick: Random) -> Iterator[Sample]:
    for _ in range(8):
        sizes = shape(pick)
        yield sample(T(*sizes), axis(pick, len(sizes)), pick.random() < 0.5)
    yield sample(T(2, 3))


@samples(*methods("topk", "kthvalue"))
def chosen(pick: Random) -> Iterator[Sample]:
    for _ in range(20):
        sizes = shape(pick)
        yield sample(T(*sizes), pick.randint(-1, 4))
        yield sample(T(*sizes), pick.randint(0, 4), axis(pick, len(sizes)))
    yield sample(T(2, 3), k=2, dim=1)


@samples(*methods("topk"))
def topk(pick: Random) -> Iterator[Sample]:
    yield sample(T(2, 5), 2, 1, True, True)
    yield sample(T(2, 5), 2, largest=False)


@samples(*methods("aminmax"))
def aminmax(pick: Random) -> Iterator[Sample]:
    for _ in range(8):
        sizes = shape(pick)
        yield sample(T(*sizes), dim=axis(pick, len(sizes)), keepdim=pick.random() < 0.5)
    yield sample(T(2, 3))
    yield sample(T(2, 3), 1)


@samples(*methods("quantile", "nanquantile"))
def quantile(pick: Random) -> Iterator[Sample]:
    for _ in range(8):
        sizes = shape(pick)
        for q in (0.5, T(), T(2)):
            yield sample(T(*sizes), q, axis(pick, len(sizes)), pick.random() < 0.5)
    yield sample(T(2, 3), 0.5)
    yield sample(T(2, 3), T(4))
    yield sample(T(2, 3), T(4, 1))
    yield sample(T(2, 3), [0.1, 0.2])


@samples(*methods("norm"))
def norm(pick: Random) -> Iterator[Sample]:
    for _ in range(8):
        sizes = shape(pick)
        yield sample(T(*sizes), 2, axis(pick, len(sizes)), pick.random() < 0.5)
        yield sample(T(*sizes), dim=axis(pick, len(sizes)), keepdim=True)
        yield sample(T(*sizes), p=1)
    yield sample(T(2, 3, 4), 2, (0, 1, 2))
    yield sample(T(2, 3, 4), "fro", (0, 2))
    yield sample(T(2, 3, 4), "fro", (0, 1, 2))
    yield sample(T(2, 3, 4), "nuc", (0, 1))
    yield sample(T(2, 3, 4), "nuc", 1)
    yield sample(T(2, 3, 4), "nuc")
    yield sample(T(2, 3), "nuc")
    yield sample(T(2, 3, 4))


test_agreement = agreement_test(__name__)
