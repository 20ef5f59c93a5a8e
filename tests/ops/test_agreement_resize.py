"""Resizing, shuffling, sampling, folding against torch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from agreement import Sample, T, agreement_test, built, sample, samples

MODES = ("nearest", "nearest-exact", "area", "linear", "bilinear", "bicubic", "trilinear", "lanczos")
USUAL = {3: ["nearest", "linear", "area"], 4: ["nearest", "bilinear", "bicubic", "area"], 5: ["nearest", "trilinear"]}


def shape(pick: Random, rank: int, large: int = 5, empty: float = 0.01) -> tuple[int, ...]:
    return tuple(0 if pick.random() < empty else pick.randint(1, large) for _ in range(rank))


def kept(pick: Random, kwargs: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in kwargs.items() if pick.random() < 0.4}


def target(pick: Random, spatial: int) -> dict[str, Any]:
    """A size or a scale factor, seldom both or none."""
    size = (
        pick.choice([1, 3, 8, 8, 0, -1, 4.0]) if pick.random() < 0.5 else [pick.randint(1, 6) for _ in range(spatial)]
    )
    factor: Any = pick.choice([2, 2.0, 0.5, 1.5, 0.1, 1.3, 3, -1])
    if pick.random() < 0.4:
        factor = tuple(pick.choice([1, 2, 2.0, 0.5, 0.7]) for _ in range(spatial))
    if pick.random() < 0.05:
        return pick.choice([{}, {"size": size, "scale_factor": factor}])
    if pick.random() < 0.05:
        return {"size": tuple([2] * (spatial + 1))}
    return {"size": size} if pick.random() < 0.5 else {"scale_factor": factor}


def resized(pick: Random) -> tuple[Any, dict[str, Any]]:
    rank = pick.choice([3, 4, 4, 4, 5]) if pick.random() < 0.95 else pick.choice([2, 6])
    kwargs = target(pick, max(1, rank - 2))
    if pick.random() < 0.8:
        kwargs["mode"] = pick.choice(USUAL.get(rank, ["nearest"])) if pick.random() < 0.85 else pick.choice(MODES)
    if pick.random() < 0.2:
        kwargs["align_corners"] = pick.choice([True, False, None])
    if pick.random() < 0.2:
        kwargs["recompute_scale_factor"] = pick.choice([True, False, None])
    return T(*shape(pick, rank)), kwargs


@samples("torch.nn.functional.interpolate")
def interpolate(pick: Random) -> Iterator[Sample]:
    for _ in range(250):
        x, kwargs = resized(pick)
        if pick.random() < 0.15:
            kwargs["antialias"] = pick.choice([True, False])
        yield sample(x, unsettled="averages of an empty input", **kwargs)
    yield sample(T(1, 2, 4, 4), scale_factor=2, mode="cubic")
    yield sample(T(1, 2, 4, 4), scale_factor=2, mode="lanczos", antialias=True)


@samples("torch.nn.Upsample")
def upsample_layer(pick: Random) -> Iterator[Sample]:
    for _ in range(100):
        x, kwargs = resized(pick)
        yield sample(x, build=built(**kwargs), unsettled="averages of an empty input")
    yield sample(T(1, 2, 4, 4), build=built(scale_factor=[2, 2]))
    yield sample(T(1, 2, 4, 4), build=built(scale_factor=0))


@samples("torch.nn.functional.upsample")
def upsample(pick: Random) -> Iterator[Sample]:
    for _ in range(50):
        x, kwargs = resized(pick)
        kwargs.pop("recompute_scale_factor", None)
        yield sample(x, unsettled="averages of an empty input", **kwargs)


@samples("torch.nn.UpsamplingNearest2d", "torch.nn.UpsamplingBilinear2d")
def upsampling(pick: Random) -> Iterator[Sample]:
    for _ in range(40):
        yield sample(T(*shape(pick, pick.choice([4, 4, 4, 3]))), build=built(**target(pick, 2)))


@samples("torch.nn.functional.upsample_nearest", "torch.nn.functional.upsample_bilinear")
def upsampling_function(pick: Random) -> Iterator[Sample]:
    for _ in range(40):
        yield sample(T(*shape(pick, pick.choice([4, 4, 4, 3]))), **target(pick, 2))


def shuffle(name: str, is_layer: bool) -> Callable[[Random], Iterator[Sample]]:
    def generate(pick: Random) -> Iterator[Sample]:
        for _ in range(50):
            factor = pick.choice([1, 2, 2, 3, 0, -1, 2.0])
            before = shape(pick, pick.randint(0, 2))
            multiple = factor if isinstance(factor, int) and factor > 0 else 1
            sizes = [pick.randint(1, 3) * multiple**2, pick.randint(1, 3) * multiple, pick.randint(1, 3) * multiple]
            if pick.random() < 0.3:
                sizes[pick.randint(0, 2)] += 1
            if pick.random() < 0.1:
                before, sizes = (), sizes[:2]
            if name == "channel" and before:
                before = (before[0],)
            x = T(*before, *sizes)
            why = "unshuffling an empty input"
            yield sample(x, build=built(factor), unsettled=why) if is_layer else sample(x, factor, unsettled=why)

    generate.__name__ = f"{name}{is_layer}"
    return generate


samples("torch.nn.PixelShuffle")(shuffle("pixel", is_layer=True))
samples("torch.nn.PixelUnshuffle")(shuffle("unpixel", is_layer=True))
samples("torch.nn.ChannelShuffle")(shuffle("channel", is_layer=True))
samples("torch.nn.functional.pixel_shuffle", "torch.pixel_shuffle")(shuffle("pixel", is_layer=False))
samples("torch.nn.functional.pixel_unshuffle", "torch.pixel_unshuffle")(shuffle("unpixel", is_layer=False))
samples(
    "torch.nn.functional.channel_shuffle",
    "torch.channel_shuffle",
    "torch.nn.functional.native_channel_shuffle",
    "torch.native_channel_shuffle",
)(shuffle("channel", is_layer=False))


@samples("torch.nn.functional.grid_sample")
def grid_sample(pick: Random) -> Iterator[Sample]:
    for _ in range(100):
        spatial = pick.choice([2, 2, 3])
        x = shape(pick, 2 + spatial, 4)
        grid = [x[0], *shape(pick, spatial), spatial]
        if pick.random() < 0.25:
            grid[pick.choice([0, -1])] += 1
        if pick.random() < 0.05:
            grid.append(spatial)
        kwargs = kept(pick, {
            "mode": pick.choice(["bilinear", "nearest", "bicubic", "linear"]),
            "padding_mode": pick.choice(["zeros", "border", "reflection", "reflect"]), "align_corners": True,
        })  # fmt: skip
        yield sample(T(*x), T(*grid), **kwargs)
    yield sample(T(1, 4, 4), T(1, 4, 2))


@samples("torch.nn.functional.affine_grid")
def affine_grid(pick: Random) -> Iterator[Sample]:
    for _ in range(80):
        spatial = pick.choice([2, 2, 3])
        size: Any = list(shape(pick, 2 + spatial, 4, empty=0.03))
        theta = [size[0], spatial, spatial + 1]
        if pick.random() < 0.2:
            theta[pick.randint(0, 2)] += 1
        if pick.random() < 0.1:
            size = pick.choice([size[:3], [*size, 1, 1], 4, tuple(size)])
        kwargs = kept(pick, {"align_corners": pick.choice([True, False, None])})
        yield sample(T(*theta), size, unsettled="sizes that may be 0", **kwargs)


def window(pick: Random) -> tuple[Any, dict[str, Any]]:
    def pair(good: list[int], bad: list[Any]) -> Any:
        if pick.random() < 0.05:
            return pick.choice([(1,), (1, 1, 1), 1.0])
        numbers = [pick.choice(bad if pick.random() < 0.04 else good) for _ in range(2)]
        return tuple(numbers) if pick.random() < 0.5 else numbers[0]

    kwargs = {"dilation": pair([1, 2], [0]), "padding": pair([0, 1], [-1]), "stride": pair([1, 2], [0, -1])}
    return pair([1, 2, 3], [0, 6]), kept(pick, kwargs)


def unfold(is_layer: bool) -> Callable[[Random], Iterator[Sample]]:
    def generate(pick: Random) -> Iterator[Sample]:
        for _ in range(80):
            x = T(*shape(pick, pick.choice([4, 4, 3]) if pick.random() < 0.95 else 2))
            kernel, kwargs = window(pick)
            yield sample(x, build=built(kernel, **kwargs)) if is_layer else sample(x, kernel, **kwargs)

    generate.__name__ = f"unfold{is_layer}"
    return generate


def fold(is_layer: bool) -> Callable[[Random], Iterator[Sample]]:
    def blocks(size: int, kernel: Any, stride: Any = 1, padding: Any = 0, dilation: Any = 1) -> int:
        k, s, p, d = (int(one[0] if isinstance(one, tuple) else one) for one in (kernel, stride, padding, dilation))
        return (size + 2 * p - d * (k - 1) - 1) // s + 1 if s else 1

    def generate(pick: Random) -> Iterator[Sample]:
        for _ in range(120):
            kernel, kwargs = window(pick)
            kernel, kwargs = (
                one if pick.random() < 0.2 else {key: v[0] if isinstance(v, tuple) else v for key, v in one.items()}
                for one in ({"k": kernel}, kwargs)
            )
            kernel = kernel["k"]
            side = pick.randint(2, 5)
            elements = kernel[0] * kernel[-1] if isinstance(kernel, tuple) else kernel * kernel
            channels = max(1, int(elements)) * pick.randint(1, 2) + (pick.random() < 0.1)
            count = max(1, int(blocks(side, kernel, **kwargs)) ** 2 + (pick.random() < 0.1))
            size = (
                pick.choice([side, (side, side), [side, side]]) if pick.random() < 0.95 else pick.choice([(side,), 0])
            )
            x = T(*([2] if pick.random() < 0.7 else []), channels, count)
            yield sample(x, build=built(size, kernel, **kwargs)) if is_layer else sample(x, size, kernel, **kwargs)

    generate.__name__ = f"fold{is_layer}"
    return generate


samples("torch.nn.Unfold")(unfold(is_layer=True))
samples("torch.nn.functional.unfold")(unfold(is_layer=False))
samples("torch.nn.Fold")(fold(is_layer=True))
samples("torch.nn.functional.fold")(fold(is_layer=False))

test_agreement = agreement_test(__name__)
