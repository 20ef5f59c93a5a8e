"""Pools of all kinds against torch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from agreement import Sample, T, agreement_test, built, sample, samples

INDICES = "int64"


def some(pick: Random, good: list[Any], bad: list[Any], chance: float = 0.05) -> Any:
    return pick.choice(bad if pick.random() < chance else good)


def per_axis(pick: Random, spatial: int, good: list[int], bad: list[Any]) -> Any:
    if pick.random() < 0.04:
        return pick.choice([(1,), (2,) * (spatial + 1), 2.0, [2] * spatial, ()])
    if pick.random() < 0.5:
        return some(pick, good, bad)
    return tuple(some(pick, good, bad) for _ in range(spatial))


def shape(pick: Random, spatial: int, large: int = 9, empty: float = 0.02) -> tuple[int, ...]:
    rank = spatial + pick.choice([1, 2, 2]) if pick.random() < 0.95 else pick.choice([spatial, spatial + 3])
    return tuple(0 if pick.random() < empty else pick.randint(1, large) for _ in range(rank))


def kept(pick: Random, kwargs: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in kwargs.items() if pick.random() < 0.5}


def window(pick: Random, spatial: int, dilated: bool, divided: bool) -> tuple[Any, dict[str, Any]]:
    kwargs: dict[str, Any] = {
        "stride": None if pick.random() < 0.2 else per_axis(pick, spatial, [1, 2, 3], [0, -1]),
        "padding": per_axis(pick, spatial, [0, 0, 1], [2, -1]),
        "ceil_mode": pick.random() < 0.5,
    }
    if dilated:
        kwargs["dilation"] = per_axis(pick, spatial, [1, 2], [0])
    if divided:
        kwargs["divisor_override"] = some(pick, [None, 3], [0])
    return per_axis(pick, spatial, [1, 2, 3, 4], [0, -1, 7]), kept(pick, kwargs)


def pool_layer(spatial: int, dilated: bool, divided: bool) -> Callable[[Random], Iterator[Sample]]:
    def generate(pick: Random) -> Iterator[Sample]:
        for _ in range(40):
            kernel, kwargs = window(pick, spatial, dilated, divided)
            if dilated and pick.random() < 0.3:
                kwargs["return_indices"] = pick.random() < 0.5
            yield sample(T(*shape(pick, spatial)), build=built(kernel, **kwargs))

    return generate


def pool_function(
    spatial: int, dilated: bool, divided: bool, returns: bool = False
) -> Callable[[Random], Iterator[Sample]]:
    def generate(pick: Random) -> Iterator[Sample]:
        for _ in range(30):
            kernel, kwargs = window(pick, spatial, dilated, divided)
            if returns and pick.random() < 0.3:
                kwargs["return_indices"] = pick.random() < 0.5
            yield sample(T(*shape(pick, spatial)), kernel, **kwargs)

    return generate


def power(spatial: int, is_layer: bool) -> Callable[[Random], Iterator[Sample]]:
    def generate(pick: Random) -> Iterator[Sample]:
        for _ in range(30):
            kernel, kwargs = window(pick, spatial, dilated=False, divided=False)
            kwargs.pop("padding", None)
            norm = some(pick, [1, 2, 2.5, float("inf")], [0])
            x = T(*shape(pick, spatial))
            yield sample(x, build=built(norm, kernel, **kwargs)) if is_layer else sample(x, norm, kernel, **kwargs)

    return generate


def adaptive(spatial: int, is_layer: bool, returns: bool) -> Callable[[Random], Iterator[Sample]]:
    def generate(pick: Random) -> Iterator[Sample]:
        for _ in range(30):
            size: Any = some(pick, [1, 2, 7], [0, -1, None, 2.0, (2,), (1,) * (spatial + 1)], 0.1)
            if pick.random() < 0.5:
                size = tuple(some(pick, [1, 3, None], [-1]) for _ in range(spatial))
            kwargs = {"return_indices": pick.random() < 0.5} if returns and pick.random() < 0.5 else {}
            x = T(*shape(pick, spatial))
            why = "an adaptive pool of an empty input"
            if is_layer:
                yield sample(x, build=built(size, **kwargs), unsettled=why)
            else:
                yield sample(x, size, unsettled=why, **kwargs)

    return generate


def fractional(spatial: int, is_layer: bool) -> Callable[[Random], Iterator[Sample]]:
    def generate(pick: Random) -> Iterator[Sample]:
        for _ in range(40):
            kwargs: dict[str, Any] = {"return_indices": pick.random() < 0.5}
            if pick.random() < 0.6:
                kwargs["output_size"] = per_axis(pick, spatial, [1, 2, 3], [0, 6, -1])
            if "output_size" not in kwargs or pick.random() < 0.1:
                ratio = some(pick, [0.3, 0.5, 0.7], [1.0, 1.5])
                kwargs["output_ratio"] = pick.choice([ratio, (ratio,) * spatial])
            kernel = per_axis(pick, spatial, [1, 2, 3], [0, 9])
            x = T(*shape(pick, spatial, empty=0.01))
            yield sample(x, build=built(kernel, **kwargs)) if is_layer else sample(x, kernel, **kwargs)
        yield sample(T(1, 1, *[5] * spatial), build=built(2)) if is_layer else sample(T(1, 1, *[5] * spatial), 2)

    return generate


def unpool(spatial: int, is_layer: bool) -> Callable[[Random], Iterator[Sample]]:
    def generate(pick: Random) -> Iterator[Sample]:
        for _ in range(40):
            kwargs = kept(pick, {
                "stride": per_axis(pick, spatial, [1, 2, 3], [0]), "padding": per_axis(pick, spatial, [0, 0, 1], [2]),
            })  # fmt: skip
            call: dict[str, Any] = {}
            if pick.random() < 0.4:
                call["output_size"] = pick.choice(
                    [[pick.randint(2, 9) for _ in range(spatial)], (4,) * spatial, (1, 1, *[4] * spatial), 4, (4,) * 6]
                )
            kernel = per_axis(pick, spatial, [1, 2, 3], [0])
            sizes = shape(pick, spatial, 4, empty=0)
            indices = sizes if pick.random() < 0.9 else (*sizes[:-1], sizes[-1] + 1)
            x, where = T(*sizes), T(*indices, dtype=INDICES)
            if is_layer:
                yield sample(x, where, build=built(kernel, **kwargs), **call)
            else:
                yield sample(x, where, kernel, **kwargs, **call)

    return generate


for n in (1, 2, 3):
    samples(f"torch.nn.MaxPool{n}d")(pool_layer(n, dilated=True, divided=False))
    samples(f"torch.nn.AvgPool{n}d")(pool_layer(n, dilated=False, divided=n > 1))
    samples(f"torch.nn.functional.max_pool{n}d", f"torch.nn.functional.max_pool{n}d_with_indices")(
        pool_function(n, dilated=True, divided=False, returns=True)
    )
    samples(f"torch.max_pool{n}d")(pool_function(n, dilated=True, divided=False))
    samples(f"torch.nn.functional.avg_pool{n}d")(pool_function(n, dilated=False, divided=n > 1))
    samples(f"torch.nn.LPPool{n}d")(power(n, is_layer=True))
    samples(f"torch.nn.functional.lp_pool{n}d")(power(n, is_layer=False))
    samples(f"torch.nn.AdaptiveAvgPool{n}d")(adaptive(n, is_layer=True, returns=False))
    samples(f"torch.nn.AdaptiveMaxPool{n}d")(adaptive(n, is_layer=True, returns=True))
    samples(f"torch.nn.functional.adaptive_avg_pool{n}d")(adaptive(n, is_layer=False, returns=False))
    samples(f"torch.nn.functional.adaptive_max_pool{n}d")(adaptive(n, is_layer=False, returns=True))
    samples(f"torch.nn.MaxUnpool{n}d")(unpool(n, is_layer=True))
    samples(f"torch.nn.functional.max_unpool{n}d")(unpool(n, is_layer=False))

for n in (2, 3):
    samples(f"torch.nn.FractionalMaxPool{n}d")(fractional(n, is_layer=True))
    samples(f"torch.nn.functional.fractional_max_pool{n}d")(fractional(n, is_layer=False))

samples("torch.avg_pool1d")(pool_function(1, dilated=False, divided=False))
samples("torch.max_pool1d_with_indices")(pool_function(1, dilated=True, divided=False))
samples("torch.adaptive_avg_pool1d", "torch.adaptive_max_pool1d")(adaptive(1, is_layer=False, returns=False))

test_agreement = agreement_test(__name__)
