"""Functions of one tensor that keep its shape."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from agreement import Sample, T, agreement_test, sample, samples

from shapelint.ops import fills, pointwise
from shapelint.ops.core.catalog import operations


def shape(pick: Random, least: int = 0) -> tuple[int, ...]:
    return tuple(pick.randint(1, 5) for _ in range(pick.randint(least, max(4, least))))


def names_of(module: object, *, without: tuple[str, ...] = ()) -> list[str]:
    """Every name that a module declares with a signature of one tensor."""
    found = []
    for name, operation in operations().items():
        wanted = [p.name for p in operation.call.parameters.values() if p.default is p.empty]
        here = operation.declaration.__module__ == module.__name__  # type: ignore[attr-defined]
        if here and wanted == ["input"] and not any(part in name for part in without):
            found.append(name)
    return found


def unary(name: str) -> Callable[[Random], Iterator[Sample]]:
    dtype = "bool" if "bitwise" in name or "invert" in name else "float32"

    def generate(pick: Random) -> Iterator[Sample]:
        for _ in range(2):
            yield sample(T(*shape(pick), dtype=dtype))
        yield sample(T(2, 0, dtype=dtype))
        yield sample()
        yield sample(T(2, 3), 1, 2, 3, 4, 5, 6)

    return generate


for full in names_of(pointwise, without=("clamp", "clip", "tril", "triu", "sort")):
    samples(full)(unary(full))


@samples("torch.round", "torch.Tensor.round", "torch.Tensor.round_", "torch.special.round")
def rounded(pick: Random) -> Iterator[Sample]:
    yield sample(T(2, 3), decimals=2)


@samples("torch.nan_to_num", "torch.Tensor.nan_to_num", "torch.Tensor.nan_to_num_")
def nan_to_num(pick: Random) -> Iterator[Sample]:
    yield sample(T(2, 3), 0.0, 1.0, neginf=-1.0)


@samples("torch.polygamma", "torch.special.polygamma")
def polygamma(pick: Random) -> Iterator[Sample]:
    yield sample(1, T(2, 3))


@samples(
    "torch.clamp", "torch.Tensor.clamp", "torch.clip", "torch.Tensor.clip", "torch.Tensor.clamp_", "torch.Tensor.clip_",
    "torch.clamp_", "torch.clip_",
)  # fmt: skip
def clamp(pick: Random) -> Iterator[Sample]:
    yield sample(T(*shape(pick)), 0, 1)
    yield sample(T(*shape(pick)), min=0)
    yield sample(T(*shape(pick)), max=1)
    yield sample(T(2, 3), T(3))
    yield sample(T(2, 3), T(3), T(2, 1))
    yield sample(T(2, 3), T(3), T(2))
    yield sample(T(2, 3), max=T(4, 1, 1))
    yield sample(T(2, 3))


@samples(
    "torch.clamp_min", "torch.Tensor.clamp_min", "torch.clamp_max", "torch.Tensor.clamp_max", "torch.clamp_min_",
    "torch.Tensor.clamp_min_", "torch.clamp_max_", "torch.Tensor.clamp_max_",
)  # fmt: skip
def clamp_one(pick: Random) -> Iterator[Sample]:
    yield sample(T(*shape(pick)), 1)
    yield sample(T(2, 3), T(3))
    yield sample(T(2, 3), T(2))
    yield sample(T(2, 3), T(4, 1, 1))


@samples(
    "torch.cumsum", "torch.Tensor.cumsum", "torch.cumprod", "torch.Tensor.cumprod", "torch.Tensor.cumsum_",
    "torch.Tensor.cumprod_", "torch.logcumsumexp", "torch.Tensor.logcumsumexp", "torch.cummax", "torch.Tensor.cummax",
    "torch.cummin", "torch.Tensor.cummin", "torch.softmax", "torch.Tensor.softmax", "torch.log_softmax",
    "torch.Tensor.log_softmax", "torch.special.softmax", "torch.special.log_softmax", "torch.argsort",
    "torch.Tensor.argsort", "torch.sort", "torch.Tensor.sort",
)  # fmt: skip
def along_axis(pick: Random) -> Iterator[Sample]:
    for _ in range(10):
        sizes = shape(pick)
        yield sample(T(*sizes), pick.randint(-len(sizes) - 1, len(sizes)))
    yield sample(T(2, 3), dim=1)
    yield sample(T(2, 3), axis=1)
    yield sample(T(), 0)
    yield sample(T(), 1)


@samples("torch.argsort", "torch.Tensor.argsort", "torch.sort", "torch.Tensor.sort")
def sorting(pick: Random) -> Iterator[Sample]:
    yield sample(T(2, 3))
    yield sample(T(2, 3), descending=True)
    yield sample(T(2, 3), 0, True)
    yield sample(T(2, 3), stable=True)


@samples("torch.renorm", "torch.Tensor.renorm")
def renorm(pick: Random) -> Iterator[Sample]:
    for dim in (-3, -2, 0, 1, 2):
        yield sample(T(2, 3), 2, dim, 1)


@samples(
    "torch.tril", "torch.Tensor.tril", "torch.triu", "torch.Tensor.triu", "torch.Tensor.tril_", "torch.Tensor.triu_"
)
def triangles(pick: Random) -> Iterator[Sample]:
    for rank in range(5):
        yield sample(T(*shape(pick, rank)[:rank]), pick.randint(-2, 2))
    yield sample(T(3, 4), diagonal=1)


for full in names_of(fills):
    samples(full)(unary(full))


@samples("torch.Tensor.bernoulli_")
def bernoulli_(pick: Random) -> Iterator[Sample]:
    yield sample(T(2, 3), 0.5)
    yield sample(T(2, 3), T(3))
    yield sample(T(2, 3), T(2))


@samples("torch.msort", "torch.Tensor.msort")
def msort(pick: Random) -> Iterator[Sample]:
    yield sample(T(2, 3))


@samples("torch.Tensor.random_", "torch.Tensor.uniform_")
def bounded(pick: Random) -> Iterator[Sample]:
    yield sample(T(2, 3))
    yield sample(T(2, 3), 0, 3)
    yield sample(T(2, 3), 0, to=3)
    yield sample(T(2, 3), **{"from": 1, "to": 3})


@samples("torch.Tensor.geometric_")
def geometric_(pick: Random) -> Iterator[Sample]:
    yield sample(T(2, 3), 0.5)


test_agreement = agreement_test(__name__)
