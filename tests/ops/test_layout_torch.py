"""How the result of an elementwise operation lies in memory, beside torch."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from shapelint.ops.core import perform
from shapelint.ops.core.catalog import operations
from shapelint.ops.core.declare import Operation
from shapelint.ops.core.need import need
from shapelint.ops.formulas.broadcasting import elementwise, mapped
from shapelint.sizes.dims import symbol
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


ELEMENTWISE = ("activations", "pointwise", "arithmetic", "dropout", "masks", "operators")


def by_name(name: str) -> Callable[..., Any] | None:
    found: Any = torch
    for part in name.split(".")[1:]:
        found = getattr(found, part, None)
    return found  # type: ignore[no-any-return]


def lying(shape: Sequence[int], how: str) -> Any:
    if how == "backwards":
        return torch.rand(tuple(shape)[::-1]).permute(*range(len(shape))[::-1])
    if how == "expanded":
        return torch.rand((1, *shape[1:])).expand(shape)
    if how == "with gaps":
        return torch.rand([2 * size for size in shape])[tuple(slice(None, None, 2) for _ in shape)]
    return torch.rand(tuple(shape))


def called(operation: Operation, args: Sequence[Tensor]) -> Any:
    attributes: dict[str, Any] = {}
    if operation.is_layer:
        perform.build(operation, (), {}, Facts(), attributes)
    return perform.call(operation, args, {}, Facts(), attributes).result


@pytest.mark.slow
@pytest.mark.parametrize("module", ELEMENTWISE)
@pytest.mark.filterwarnings("ignore")
def test_every_elementwise_operation_lays_its_result_out_as_torch_does(module: str) -> None:
    """Whatever is known of strides is what torch has, of results of one tensor and of two."""
    known = 0
    for operation in operations().values():
        if operation.declaration.__module__.rsplit(".", 1)[-1] != module:
            continue
        real = by_name(operation.name)
        for hows in (("backwards",), ("expanded",), ("with gaps",), ("backwards", ""), ("", "backwards")):
            given = [lying((4, 3, 5), how) for how in hows]
            args = [ours(one) for one in given]
            try:
                result = real()(*given) if operation.is_layer and real else real(*given)  # type: ignore[misc]
            except Exception:  # noqa: BLE001 - it takes something else
                continue
            made = called(operation, args) if isinstance(result, torch.Tensor) else None
            if isinstance(made, Tensor) and made.strides is not None and isinstance(made.shape, tuple):
                known += 1
                assert laid(made.strides, result.shape) == laid(result.stride(), result.shape), (operation.name, hows)
    assert known


def test_what_lies_without_gaps_stays_as_it_lies_whatever_its_sizes_are() -> None:
    b, t, c = symbol("b"), symbol("t"), symbol("c")
    before = need.record(Facts(), [], None)
    try:
        moved = Tensor((b, c, t), "float32", (t * c, 1, c))
        assert mapped(moved).strides == moved.strides
        assert elementwise(moved, moved).strides == moved.strides
        assert mapped(Tensor((b, c, t), "float32", (0, 1, c))).strides is None
    finally:
        need.record(*before)
