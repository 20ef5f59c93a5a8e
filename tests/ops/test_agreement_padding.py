"""F.pad and the padding layers against torch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from agreement import Sample, T, agreement_test, built, sample, samples

LAYERS = ("ZeroPad", "ConstantPad", "ReflectionPad", "ReplicationPad", "CircularPad")


def shape(pick: Random, rank: int) -> tuple[int, ...]:
    return tuple(0 if pick.random() < 0.02 else pick.randint(1, 5) for _ in range(rank))


def pads(pick: Random, length: int) -> list[int]:
    return [pick.choice([0, 1, 1, 2, 3, 5, -1, -2, -4]) for _ in range(length)]


@samples("torch.nn.functional.pad")
def pad(pick: Random) -> Iterator[Sample]:
    for _ in range(400):
        mode = pick.choice(["constant", "reflect", "replicate", "circular"])
        rank = pick.randint(1, 5)
        length = pick.randint(1, 3) * 2 if pick.random() < 0.9 else pick.randint(0, 9)
        if mode != "constant" and pick.random() < 0.8:
            rank = length // 2 + pick.choice([1, 2])
        kwargs: dict[str, Any] = {} if mode == "constant" and pick.random() < 0.5 else {"mode": mode}
        if pick.random() < 0.1:
            kwargs["value"] = pick.choice([0, 0.0, 1, None])
        amounts: Any = pads(pick, length)
        if pick.random() < 0.5:
            amounts = [max(0, one) for one in amounts]
        amounts = tuple(amounts) if pick.random() < 0.7 else amounts
        if pick.random() < 0.02:
            amounts = pick.choice([1, (1.0, 1), (1.5, 2), None])
        yield sample(T(*shape(pick, rank)), amounts, unsettled="circular padding that crops", **kwargs)
    yield sample(T(1, 3, 4, 4), (1, 1, 1, 1), mode="mirror")


@samples("torch.constant_pad_nd")
def constant_pad_nd(pick: Random) -> Iterator[Sample]:
    for _ in range(60):
        yield sample(T(*shape(pick, pick.randint(1, 4))), pads(pick, pick.choice([2, 2, 4, 4, 6, 3])), 0.5)


def layer(spatial: int, name: str) -> Callable[[Random], Iterator[Sample]]:
    def generate(pick: Random) -> Iterator[Sample]:
        for _ in range(50):
            padding: Any = pick.choice([0, 1, 1, 2, 3, -1])
            if pick.random() < 0.5:
                padding = tuple(pads(pick, 2 * spatial if pick.random() < 0.9 else pick.randint(1, 6)))
            rank = spatial + pick.choice([1, 2]) if pick.random() < 0.85 else pick.randint(1, 5)
            arguments = built(padding, 0.0) if name == "ConstantPad" else built(padding)
            yield sample(T(*shape(pick, rank)), build=arguments, unsettled="circular padding that crops")

    generate.__name__ = f"{name}{spatial}"
    return generate


for n in (1, 2, 3):
    for layer_name in LAYERS:
        samples(f"torch.nn.{layer_name}{n}d")(layer(n, layer_name))

test_agreement = agreement_test(__name__)
