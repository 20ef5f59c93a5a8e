"""Convolutions against torch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from agreement import Sample, T, agreement_test, built, sample, samples

COUNT = 50
EMPTY = "empty"  # what torch makes of an empty batch or output depends on which of its routines it takes


def some(pick: Random, good: list[Any], bad: list[Any], chance: float = 0.06) -> Any:
    """Mostly one of the good, now and then one of the bad."""
    return pick.choice(bad if pick.random() < chance else good)


def per_axis(pick: Random, spatial: int, good: list[int], bad: list[Any]) -> Any:
    """One number, or one for each axis; seldom of a wrong length or kind."""
    if pick.random() < 0.03:
        return pick.choice([(1,), (1,) * (spatial + 1), 1.5, (2,) * spatial, [1] * spatial])
    if pick.random() < 0.5:
        return some(pick, good, bad)
    return tuple(some(pick, good, bad) for _ in range(spatial))


def image(pick: Random, spatial: int, channels: int, small: int = 1, large: int = 9) -> Any:
    """An input: mostly of these channels, batched or not, seldom of a wrong rank or empty."""
    if pick.random() < 0.1:
        channels += pick.choice([-1, 1])
    sizes = [pick.randint(small, large) for _ in range(spatial)]
    if pick.random() < 0.03:
        sizes[0] = 0
    shape = [channels, *sizes]
    if pick.random() < 0.75:
        shape.insert(0, pick.choice([1, 2]))
    if pick.random() < 0.05:
        shape = shape[1:] if pick.random() < 0.5 else [1, 1, *shape]
    return T(*shape)


def convolution(spatial: int, lazy: bool) -> Callable[[Random], Iterator[Sample]]:
    def generate(pick: Random) -> Iterator[Sample]:
        yield sample(T(0, 4, *[5] * spatial), build=built(*(() if lazy else (4,)), 4, 3), unsettled=EMPTY)
        for _ in range(COUNT):
            groups = some(pick, [1, 1, 2], [0, 3])
            given = some(pick, [2, 4, 6], [3, 1])
            kwargs: dict[str, Any] = {
                "kernel_size": per_axis(pick, spatial, [1, 2, 3, 5], [0, 7, -1]),
                "stride": per_axis(pick, spatial, [1, 2, 3], [0, -1]),
                "padding": pick.choice(["same", "valid"]) if pick.random() < 0.2
                else per_axis(pick, spatial, [0, 1, 2], [-1, 4]),
                "dilation": per_axis(pick, spatial, [1, 1, 2], [0, -1]),
                "groups": groups,
                "bias": pick.random() < 0.5,
                "padding_mode": some(pick, ["zeros", "zeros", "reflect", "replicate", "circular"], ["constant"], 0.02),
            }  # fmt: skip
            kwargs = {key: value for key, value in kwargs.items() if key == "kernel_size" or pick.random() < 0.6}
            head = (some(pick, [2, 4], [3, 0, -2]),) if lazy else (given, some(pick, [2, 4], [3, 0, -2]))
            yield sample(image(pick, spatial, given), build=built(*head, **kwargs), unsettled=EMPTY)

    generate.__name__ = f"convolution{spatial}{lazy}"
    return generate


def transposed(spatial: int, lazy: bool) -> Callable[[Random], Iterator[Sample]]:
    def generate(pick: Random) -> Iterator[Sample]:
        for _ in range(COUNT):
            given = some(pick, [2, 4, 6], [3, 1])
            kwargs: dict[str, Any] = {
                "kernel_size": per_axis(pick, spatial, [1, 2, 3, 4], [0]),
                "stride": per_axis(pick, spatial, [1, 2, 3], [0, -1]),
                "padding": per_axis(pick, spatial, [0, 1], [-1, 3, "same"]),
                "output_padding": per_axis(pick, spatial, [0, 0, 1], [2, -1]),
                "dilation": per_axis(pick, spatial, [1, 1, 2], [0, -1]),
                "groups": some(pick, [1, 1, 2], [0, 3]),
                "bias": pick.random() < 0.5,
                "padding_mode": some(pick, ["zeros"], ["reflect"]),
            }
            kwargs = {key: value for key, value in kwargs.items() if key == "kernel_size" or pick.random() < 0.6}
            head = (some(pick, [2, 4], [3, 0]),) if lazy else (given, some(pick, [2, 4], [3, 0]))
            x = image(pick, spatial, given, 1, 5)
            call: dict[str, Any] = {}
            if pick.random() < 0.3:
                call["output_size"] = pick.choice(
                    [[pick.randint(4, 12) for _ in range(spatial)], (9,) * spatial, (2, 2, *[7] * spatial), 8, [8]]
                )
            yield sample(x, build=built(*head, **kwargs), unsettled=EMPTY, **call)

    generate.__name__ = f"transposed{spatial}{lazy}"
    return generate


def functional(spatial: int, is_transposed: bool) -> Callable[[Random], Iterator[Sample]]:
    def generate(pick: Random) -> Iterator[Sample]:
        for _ in range(COUNT):
            groups = some(pick, [1, 1, 2], [0, 3])
            first, second = some(pick, [2, 4], [3, 0]), pick.choice([1, 2])
            kernel = [some(pick, [1, 2, 3], [0, 7]) for _ in range(spatial + (pick.random() < 0.04))]
            given, made = (first, second * groups) if is_transposed else (second * groups, first)
            kwargs: dict[str, Any] = {
                "bias": T(made + (pick.random() < 0.1)) if pick.random() < 0.8 else T(made, 1),
                "stride": per_axis(pick, spatial, [1, 2, 3], [0]),
                "padding": pick.choice(["same", "valid", "full"]) if pick.random() < 0.15
                else per_axis(pick, spatial, [0, 1, 2], [-1, 4]),
                "dilation": per_axis(pick, spatial, [1, 1, 2], [0]),
            }  # fmt: skip
            if is_transposed:
                kwargs["output_padding"] = per_axis(pick, spatial, [0, 0, 1], [2])
            kwargs = {key: value for key, value in kwargs.items() if pick.random() < 0.5} | {"groups": groups}
            yield sample(image(pick, spatial, max(given, 1)), T(first, second, *kernel), unsettled=EMPTY, **kwargs)

    generate.__name__ = f"functional{spatial}{is_transposed}"
    return generate


for n in (1, 2, 3):
    samples(f"torch.nn.Conv{n}d")(convolution(n, lazy=False))
    samples(f"torch.nn.LazyConv{n}d")(convolution(n, lazy=True))
    samples(f"torch.nn.ConvTranspose{n}d")(transposed(n, lazy=False))
    samples(f"torch.nn.LazyConvTranspose{n}d")(transposed(n, lazy=True))
    samples(f"torch.nn.functional.conv{n}d", f"torch.conv{n}d")(functional(n, is_transposed=False))
    samples(f"torch.nn.functional.conv_transpose{n}d", f"torch.conv_transpose{n}d")(functional(n, is_transposed=True))

test_agreement = agreement_test(__name__)
