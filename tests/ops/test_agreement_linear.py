"""Linear and bilinear maps against torch."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from agreement import Sample, T, agreement_test, built, sample, samples


def lead(pick: Random, longest: int = 3) -> tuple[int, ...]:
    return tuple(pick.choice([0, 1, 2, 3, 4, 5]) for _ in range(pick.randint(0, longest)))


@samples("torch.nn.Linear")
def linear_layer(pick: Random) -> Iterator[Sample]:
    for _ in range(80):
        given: Any = pick.choice([3, 4, 5, 5, 0, -1, 4.0])
        made: Any = pick.choice([3, 4, 5, 5, 0, -1, 4.0])
        features = given if pick.random() < 0.7 and isinstance(given, int) and given >= 0 else pick.randint(1, 6)
        yield sample(T(*lead(pick), features), build=built(given, made, *([pick.random() < 0.5] if made else [])))
    yield sample(T(), build=built(3, 4))


@samples("torch.nn.LazyLinear")
def lazy_linear(pick: Random) -> Iterator[Sample]:
    for _ in range(30):
        yield sample(T(*lead(pick), pick.randint(1, 5)), build=built(pick.choice([1, 4, 0, -2, 2.0])))
    yield sample(T(), build=built(3))


@samples("torch.nn.functional.linear")
def linear_function(pick: Random) -> Iterator[Sample]:
    for _ in range(120):
        given, made = pick.randint(1, 5), pick.randint(1, 5)
        x = T(*lead(pick), given if pick.random() < 0.8 else pick.randint(1, 5))
        weight = T(made, given) if pick.random() < 0.8 else pick.choice([T(given), T(1, made, given), T()])
        bias = pick.choice([None, T(made), T(made), T(1), T(made + 1), T(1, made)])
        yield sample(x, weight, *([] if bias is None else [bias]), unsettled="a bias of several axes")


@samples("torch.nn.Bilinear")
def bilinear_layer(pick: Random) -> Iterator[Sample]:
    for _ in range(80):
        first, second, made = pick.choice([1, 2, 3, 0]), pick.choice([1, 2, 3, 0]), pick.choice([1, 4, 0, -1])
        before = lead(pick)
        after = before if pick.random() < 0.8 else lead(pick)
        more = pick.random() < 0.1
        yield sample(T(*before, first + more), T(*after, second), build=built(first, second, made))


@samples("torch.nn.functional.bilinear", "torch.bilinear")
def bilinear_function(pick: Random) -> Iterator[Sample]:
    for _ in range(60):
        first, second, made = pick.randint(1, 3), pick.randint(1, 3), pick.randint(1, 4)
        before = tuple(pick.randint(1, 3) for _ in range(pick.randint(0, 2)))
        after = before if pick.random() < 0.8 else lead(pick)
        bias = pick.choice([None, T(made), T(made), T(1), T(made + 1), T(1, made)])
        weight = T(made, first, second) if pick.random() < 0.9 else T(made, first)
        yield sample(T(*before, first), T(*after, second), weight, bias, unsettled="a bias of several axes")


test_agreement = agreement_test(__name__)
