"""Subscripts agree with torch."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from agreement import Sample, T, agreement_test, sample, samples

from shapelint.sizes.tensors import Tensor

Shape = tuple[int, ...]


def shape_of(pick: Random, least: int = 0, most: int = 4) -> Shape:
    return tuple(pick.choice((1, 2, 3, 4)) for _ in range(pick.randint(least, most)))


def integer_index(pick: Random, size: int) -> Tensor:
    shape = pick.choice(((), (2,), (1,), (3,), (2, 1), (0,), (2, 3)))
    if pick.random() < 0.3 and len(shape) == 1:
        return T(
            *shape, dtype="int64", data=[pick.randint(-size - (pick.random() < 0.1), size - 1) for _ in range(*shape)]
        )
    return T(*shape, dtype=pick.choice(("int64", "int64", "int32")))


def number(pick: Random, size: int) -> int:
    return pick.randint(-size - 1, size) if pick.random() < 0.1 else pick.randint(-size, size - 1)


def a_slice(pick: Random) -> slice:
    ends = [pick.choice((None, pick.randint(-5, 5))) for _ in range(2)]
    return slice(*ends, pick.choice((None, None, 1, 2, 3, 0 if pick.random() < 0.1 else 2)))


def all_true(sizes: list[int]) -> Any:
    return [all_true(sizes[1:]) for _ in range(sizes[0])] if sizes else True


def key_of(pick: Random, shape: Shape) -> tuple[Any, ...]:
    """Items for some or all axes, ellipsis and None among them."""
    items: list[Any] = []
    axis = 0
    count = len(shape) + (pick.random() < 0.05)
    while axis < count and pick.random() < 0.8:
        size = shape[axis] if axis < len(shape) else 2
        kind = pick.random()
        if kind < 0.25:
            items.append(number(pick, size))
        elif kind < 0.5:
            items.append(pick.choice((slice(None), a_slice(pick))))
        elif kind < 0.68:
            items.append(integer_index(pick, size))
        elif kind < 0.75:
            items.append([number(pick, size) for _ in range(pick.randint(0, 3))])
        elif kind < 0.85:
            width = pick.randint(1, len(shape) - axis) if axis < len(shape) else 1
            sizes = list(shape[axis : axis + width] or (2,))
            if pick.random() < 0.1:
                sizes[0] += 1
            items.append(T(*sizes, dtype=pick.choice(("bool", "bool", "uint8")), data=all_true(sizes)))
            axis += len(sizes) - 1
        elif kind < 0.95:
            items.append(None)
            axis -= 1
        else:
            items.append(pick.random() < 0.5)
            axis -= 1
        axis += 1
    if pick.random() < 0.25 and axis <= len(shape):
        items.insert(pick.randint(0, len(items)), ...)
    return tuple(items)


@samples("torch.Tensor.__getitem__")
def subscripts(pick: Random) -> Iterator[Sample]:
    for _ in range(160):
        shape = shape_of(pick)
        key = key_of(pick, shape)
        yield sample(T(*shape), key[0] if len(key) == 1 and pick.random() < 0.7 else key)
    x = T(2, 3, 4)
    mask = T(2, dtype="bool", data=[True, False])
    for key in ([True, False], [True], [], (), [0, 1], ([0, 1], [0, 2]), mask, (mask, 0), True, False, (True, 0)):
        yield sample(x, key)
    for key in (
        T(2, dtype="bool"),
        T(2, 3, dtype="bool"),
        (slice(None), T(3, dtype="uint8")),
        T(2, 3, 4, dtype="bool"),
    ):
        yield sample(x, key, open=True)
    for key in (0.5, "a", T(2), slice(1.5, None), (0, T(2, dtype="int16")), {}):
        yield sample(x, key)
    for key in ([slice(None), 0], [[0, 1], [1, 0]]):
        yield sample(x, key, unsettled=True)
    yield sample(T(0, 3), T(0, dtype="int64"))


@samples("torch.Tensor.__setitem__")
def assignments(pick: Random) -> Iterator[Sample]:
    for _ in range(60):
        shape = shape_of(pick, 1)
        key = tuple(one for one in key_of(pick, shape) if not isinstance(one, Tensor) or one.dtype == "int64")
        fits = shape_of(pick, 0, 3)
        yield sample(T(*shape), key, pick.choice((1.0, T(), T(1), T(*fits), T(1, *fits))))
    for value in (T(3, 4), T(1, 3, 4), T(1, 1, 4), T(2, 3, 4), T(4), T(3, 1), T(3), 0, T()):
        yield sample(T(2, 3, 4), 0, value)
        yield sample(T(2, 3, 4), (slice(None), [0, 1]), value)
        yield sample(T(2, 3, 4), T(2, dtype="bool", data=[True, True]), value)


test_agreement = agreement_test(__name__)
