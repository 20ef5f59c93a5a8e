"""How the result of an elementwise operation lies in memory, beside torch."""

from __future__ import annotations

import random
from typing import Any

import pytest

from shapelint.ops.core.need import need
from shapelint.ops.formulas.broadcasting import elementwise, mapped
from shapelint.sizes.facts import Facts
from shapelint.sizes.tensors import Tensor

torch = pytest.importorskip("torch")


def drawn(chance: random.Random, shape: list[int]) -> Any:
    sizes = [size if chance.random() < 0.75 else 1 for size in shape]
    sizes = sizes[chance.randint(0, len(sizes) - 1) if chance.random() < 0.3 else 0 :]
    order = list(range(len(sizes)))
    chance.shuffle(order)
    made = torch.rand([sizes[axis] * 2 for axis in order]) if chance.random() < 0.3 else None
    if made is None:
        made = torch.rand([sizes[axis] for axis in order])
    else:
        made = made[tuple(slice(None, None, 2) for _ in order)]
    made = made.permute([order.index(axis) for axis in range(len(order))])
    return made.expand(shape) if chance.random() < 0.3 else made


def ours(tensor: Any) -> Tensor:
    return Tensor(tuple(tensor.shape), "float32", tuple(tensor.stride()))


def laid(strides: Any, shape: Any) -> list[int]:
    """The strides of the axes that have more than one element: the others do not matter."""
    return [step for step, size in zip(strides, shape) if size != 1]


def test_as_torch_lays_them() -> None:
    chance = random.Random(3)
    for _ in range(1500):
        shape = [chance.choice([1, 2, 3, 5]) for _ in range(chance.randint(1, 4))]
        one, other = drawn(chance, shape), drawn(chance, shape)
        before = need.record(Facts(), [], None)
        try:
            both, alone = elementwise(ours(one), ours(other)), mapped(ours(one))
        finally:
            need.record(*before)
        real = one + other
        assert both.strides is not None and laid(both.strides, real.shape) == laid(real.stride(), real.shape)
        real = torch.neg(one)
        assert alone.strides is not None and laid(alone.strides, real.shape) == laid(real.stride(), real.shape)
