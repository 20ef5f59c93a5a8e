"""Normalisation agrees with torch."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from agreement import Sample, T, agreement_test, built, sample, samples


def spatial(pick: Random, axes: int, least: int = 2) -> tuple[int, ...]:
    return tuple(pick.randint(least, 5) for _ in range(axes))


def flags(pick: Random) -> dict[str, bool]:
    names = ("affine", "track_running_stats", "bias")
    return {name: pick.random() < 0.5 for name in names if pick.random() < 0.4}


def batch_norm_samples(ranks: tuple[int, ...], lazy: bool = False) -> object:
    def generate(pick: Random) -> Iterator[Sample]:
        for _ in range(12):
            channels, rank = pick.randint(2, 6), pick.choice((*ranks, *ranks, min(ranks) - 1, max(ranks) + 1))
            given = pick.choice((channels, channels, channels + 1))
            shape = (3, given, *spatial(pick, rank - 2))[:rank]
            yield sample(T(*shape), build=built(*(() if lazy else (channels,)), **flags(pick)))
        if not lazy:
            yield Sample(built(-2), None)
            yield Sample(built(), None)
            yield Sample(built(3, chanels=2), None)

    return generate


for dims, ranks in ((1, (2, 3)), (2, (4,)), (3, (5,))):
    samples(f"torch.nn.BatchNorm{dims}d")(batch_norm_samples(ranks))  # type: ignore[arg-type]
    samples(f"torch.nn.LazyBatchNorm{dims}d")(batch_norm_samples(ranks, lazy=True))  # type: ignore[arg-type]
samples("torch.nn.SyncBatchNorm")(batch_norm_samples((2, 3, 4, 5, 6)))  # type: ignore[arg-type]


def instance_norm_samples(rank: int, lazy: bool = False) -> object:
    def generate(pick: Random) -> Iterator[Sample]:
        for _ in range(16):
            channels = pick.randint(2, 5)
            given = pick.choice((channels, channels + 1))
            unbatched = pick.random() < 0.3
            shape = (*(() if unbatched else (2,)), given, *spatial(pick, rank - 2, 1))
            if pick.random() < 0.15:
                shape = shape[1:]
            single = shape[-(rank - 2) :] == (1,) * (rank - 2)
            chosen = {} if single else flags(pick)
            yield sample(T(*shape), build=built(*(() if lazy else (channels,)), **chosen), unsettled=single)
        if not lazy:
            yield sample(T(2, 3, *(1,) * (rank - 2)), build=built(3, affine=True))

    return generate


for dims in (1, 2, 3):
    samples(f"torch.nn.InstanceNorm{dims}d")(instance_norm_samples(dims + 2))  # type: ignore[arg-type]
    samples(f"torch.nn.LazyInstanceNorm{dims}d")(instance_norm_samples(dims + 2, lazy=True))  # type: ignore[arg-type]


@samples("torch.nn.GroupNorm")
def group_norm_layer(pick: Random) -> Iterator[Sample]:
    for _ in range(20):
        groups, each = pick.randint(1, 4), pick.randint(1, 4)
        channels = groups * each + pick.choice((0, 0, 0, 1))
        given = pick.choice((channels, channels, channels + groups, channels + 1))
        shape = (pick.randint(1, 3), given, *spatial(pick, pick.randint(0, 3), 1))
        yield sample(T(*shape), build=built(groups, channels, affine=pick.random() < 0.6))
    yield sample(T(4), build=built(2, 4))
    yield sample(T(1, 4), build=built(4, 4))
    yield sample(T(2, 4), build=built(-2, 4))
    yield Sample(built(2, -4), None)


@samples("torch.nn.functional.group_norm")
def group_norm_function(pick: Random) -> Iterator[Sample]:
    for _ in range(20):
        groups, channels = pick.randint(1, 4), pick.choice((4, 6, 8))
        shape = (pick.randint(1, 3), channels, *spatial(pick, pick.randint(0, 2), 1))
        weight = pick.choice((None, T(channels), T(channels), T(channels + 1), T(1, channels)))
        yield sample(T(*shape), groups, weight, weight and pick.choice((None, T(channels))))
    yield sample(T(4), 2)
    yield sample(T(2, 4), -2)


@samples("torch.group_norm")
def raw_group_norm(pick: Random) -> Iterator[Sample]:
    yield from group_norm_function(pick)
    yield sample(T(1, 4), 4)


@samples("torch.nn.functional.batch_norm")
def batch_norm_function(pick: Random) -> Iterator[Sample]:
    for _ in range(20):
        channels, training = pick.randint(2, 4), pick.random() < 0.5
        shape = (pick.randint(1, 3), channels, *spatial(pick, pick.randint(0, 3), 1))
        one = T(pick.choice((channels, channels, channels, channels + 1)))
        mean, var = pick.choice(((T(channels), T(channels)), (None, None), (one, T(channels))))
        yield sample(T(*shape), mean, var, one, T(channels), training=training)
    yield sample(T(2, 3), T(3), None)
    yield sample(T(3), T(3), T(3))
    yield sample(T(1, 3), T(3), T(3), training=True)
    yield sample(T(0, 3), T(3), T(3), training=True)


@samples("torch.batch_norm")
def raw_batch_norm(pick: Random) -> Iterator[Sample]:
    for _ in range(12):
        channels, training = pick.randint(2, 4), pick.random() < 0.5
        weight = pick.choice((None, T(channels), T(channels + 1)))
        mean, var = pick.choice(((T(channels), T(channels)), (None, None)))
        shape = (2, channels, *spatial(pick, pick.randint(0, 3)))
        yield sample(T(*shape), weight, None, mean, var, training, 0.1, 1e-5, False)


@samples("torch.nn.functional.instance_norm")
def instance_norm_function(pick: Random) -> Iterator[Sample]:
    for _ in range(20):
        channels, own = pick.randint(2, 4), pick.random() < 0.6
        shape = (pick.randint(1, 3), channels, *spatial(pick, pick.randint(0, 3), 1))
        weight = pick.choice((None, T(channels), T(channels + 1)))
        mean, var = pick.choice(((T(channels), T(channels)), (None, None)))
        yield sample(T(*shape), mean, var, weight, use_input_stats=own)
    yield sample(T(3), T(3), T(3), use_input_stats=False)


@samples("torch.instance_norm")
def raw_instance_norm(pick: Random) -> Iterator[Sample]:
    for _ in range(12):
        channels, own = pick.randint(2, 4), pick.random() < 0.6
        weight = pick.choice((None, T(channels), T(channels + 1)))
        mean, var = pick.choice(((T(channels), T(channels)), (None, None)))
        shape = (2, channels, *spatial(pick, pick.randint(1, 3)))
        yield sample(T(*shape), weight, None, mean, var, own, 0.1, 1e-5, False)


def trailing(pick: Random) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """(shape of an input, normalized_shape), which fit more often than not."""
    shape = spatial(pick, pick.randint(1, 4), 1)
    wanted = list(shape[-pick.randint(1, len(shape)) :])
    kind = pick.randrange(6)
    if kind == 0:
        wanted[pick.randrange(len(wanted))] += 1
    if kind == 1:
        wanted = [2, *shape]
    return shape, tuple(wanted)


@samples("torch.nn.LayerNorm", "torch.nn.RMSNorm")
def layer_norm_layer(pick: Random) -> Iterator[Sample]:
    for _ in range(20):
        shape, wanted = trailing(pick)
        options = {"elementwise_affine": False} if pick.random() < 0.3 else {}
        given = wanted[0] if len(wanted) == 1 and pick.random() < 0.5 else pick.choice((wanted, list(wanted)))
        yield sample(T(*shape), build=built(given, **options))
    yield sample(T(2, 3), build=built(()))
    yield Sample(built(-1), None)
    yield Sample(built(2.0), None)


@samples("torch.nn.functional.layer_norm", "torch.layer_norm", "torch.nn.functional.rms_norm", "torch.rms_norm")
def layer_norm_function(pick: Random) -> Iterator[Sample]:
    for _ in range(20):
        shape, wanted = trailing(pick)
        weight = pick.choice((None, T(*wanted), T(*wanted), T(1, *wanted), T(*wanted[:-1], wanted[-1] + 1)))
        yield sample(T(*shape), list(wanted), weight)
    yield sample(T(2, 3), [])
    yield sample(T(2, 3), 3)


@samples("torch.nn.LocalResponseNorm")
def local_response_layer(pick: Random) -> Iterator[Sample]:
    for _ in range(8):
        yield sample(T(*spatial(pick, pick.randint(2, 5))), build=built(pick.randint(0, 6)))


@samples("torch.nn.functional.local_response_norm")
def local_response_function(pick: Random) -> Iterator[Sample]:
    for _ in range(8):
        yield sample(T(*spatial(pick, pick.randint(2, 5))), pick.randint(0, 6))


@samples("torch.nn.CrossMapLRN2d")
def cross_map(pick: Random) -> Iterator[Sample]:
    for _ in range(6):
        yield sample(T(*spatial(pick, pick.randint(3, 5))), build=built(pick.randint(1, 6)))


test_agreement = agreement_test(__name__)
