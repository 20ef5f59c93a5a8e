"""Subscripts of arrays agree with numpy."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from agreement import A, Sample, agreement_test, calls, sample, samples

SHAPE = (4, 3, 5)


def item(pick: Random, size: int) -> Any:
    """Something that stands for one axis of that size."""
    bound = [None, 0, 1, 2, size, size + 2, -1, -2, -size - 1]
    kind = pick.random()
    if kind < 0.45:
        return slice(pick.choice(bound), pick.choice(bound), pick.choice((None, 1, 2, -1, -2, 3)))
    if kind < 0.65:
        return pick.choice((0, size - 1, -1, -size, size, -size - 1))
    if kind < 0.75:
        return [pick.randrange(-size, size) for _ in range(pick.choice((1, 2, 2)))]
    if kind < 0.85:
        return A(2, dtype=pick.choice(("int64", "int32", "uint8")), data=[0, size - 1])
    if kind < 0.9:
        return A(2, 1, dtype="int64", data=[[0], [1]])
    return A(size, dtype="bool", data=[place % 2 == 0 for place in range(size)])


def key(pick: Random) -> Any:
    items = [item(pick, size) for size in SHAPE[: pick.randint(1, 3)]]
    if pick.random() < 0.2:
        items.insert(pick.randint(0, len(items)), None)
    if pick.random() < 0.2:
        items[-1:] = [..., item(pick, SHAPE[-1])]
    if pick.random() < 0.05:
        items.append(pick.choice((True, False, 2.0, 0, ...)))
    return items[0] if len(items) == 1 else tuple(items)


@samples("numpy.ndarray.__getitem__")
def keys(pick: Random) -> Iterator[Sample]:
    for _ in range(300):
        yield sample(A(*SHAPE), key(pick))
    yield from calls("A(2, 3), A(2, 3, dtype='bool', data=[[True, False, True]] * 2); A(2, 3), A(2, 2, dtype='bool')")
    yield from calls("A(2), 2.5")
    yield from calls("A(2, 3), (0, 0, 0); A(2, 3), (Ellipsis, 0, Ellipsis); A(2, 3), A(2, dtype='float64'); A(), ()")
    yield from calls("A(), 0")
    yield from calls("A(2, 3), slice(None, None, 0); A(2, 3), []; A(3), [[0, 1], [2, 0]]; A(2, 3), (slice(0, 2.0),)")
    yield from calls("A(3), True")
    yield from calls("A(0, 3), 0; A(5), slice(10, None, -1); A(5), slice(-1, -10, -1); A(5), slice(None, 2, -1)")
    yield from calls("A(), None")
    yield from calls("A(2, 3, 4), (0, slice(None), [1, 2]); A(2, 3, 4), (slice(None), 0, [1, 2])")
    yield from calls("A(2, 3), ([0, 1], [0, 1, 2])")
    yield from calls("A(2, 3, 4), ([0, 1], slice(None), [1, 2]); A(2, 3, 4), (0, [1, 2], slice(None))")
    yield from calls("A(2, 3), (A(dtype='int64'),)")
    yield from calls("A(2, 3, 4), ([0, 1], None, [1, 2]); A(2, 3), A(2, dtype='uint8', data=[0, 1])")
    yield from calls("A(2, 3), (True, 0)")


@samples("numpy.ndarray.__getitem__")
def masks(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3), A(2, 3, dtype='bool'); A(2, 3), A(2, dtype='bool')", open=True)
    yield from calls("A(2, 3), (0, A(3, dtype='bool'))", open=True)


@samples("numpy.ndarray.__setitem__")
def assignments(pick: Random) -> Iterator[Sample]:
    for _ in range(80):
        shape = pick.choice(((), (1,), (5,), (3, 5), (3, 1), (2, 5), (1, 1, 1, 5), (2,)))
        yield sample(A(*SHAPE), key(pick), A(*shape))
    yield from calls("A(2, 3), 0, 1.5; A(2, 3), 0, [1, 2, 3]; A(2, 3), 0, [1, 2]; A(2, 3), A(2, 3, dtype='bool'), 0")
    yield from calls("A(2), 2, 0")


test_agreement = agreement_test(__name__)
