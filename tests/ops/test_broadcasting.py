"""Broadcasting where sizes are symbols or ranks are unknown, and the layout of what comes out."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from shapelint.ops.core import perform
from shapelint.ops.core.catalog import operations
from shapelint.ops.core.layout import is_contiguous
from shapelint.ops.core.perform import Outcome
from shapelint.sizes.dims import Dim, maximum, minimum
from shapelint.sizes.facts import Facts, Verdict
from shapelint.sizes.tensors import Tensor, UnknownShape, like, tensor, unknown_tensor


def call(name: str, *args: Any, facts: Facts | None = None, **kwargs: Any) -> Outcome:
    return perform.call(operations()[name], args, kwargs, facts or Facts())


def add(one: Any, other: Any, facts: Facts | None = None) -> Outcome:
    return call("torch.Tensor.__add__", one, other, facts=facts)


def test_a_symbol_that_may_be_one_is_not_taken_to_equal_the_number_it_meets() -> None:
    facts = Facts()
    n = facts.fresh("n")
    outcome = add(tensor(n, 5), tensor(3, 1), facts)
    assert not outcome.refused
    assert outcome.result.shape == (3, 5)
    assert facts.same(n, 3) is Verdict.UNKNOWN


def test_a_symbol_that_is_not_one_equals_the_number_it_meets() -> None:
    facts = Facts()
    n = facts.fresh("n", 2)
    assert add(tensor(n), tensor(3), facts).result.shape == (3,)
    assert facts.same(n, 3) is Verdict.YES


def test_a_symbol_that_cannot_be_the_number_it_meets_is_one() -> None:
    facts = Facts()
    n = facts.fresh("n")
    facts.assume_at_least(4, n)
    assert not add(tensor(n), tensor(5), facts).refused
    assert facts.same(n, 1) is Verdict.YES


def test_a_multiple_cannot_meet_a_number_it_does_not_divide() -> None:
    facts = Facts()
    n = facts.fresh("n")
    assert add(tensor(n * 4), tensor(6), facts).refused


def test_two_symbols_broadcast_to_the_larger() -> None:
    facts = Facts()
    n, m = facts.fresh("n"), facts.fresh("m")
    (size,) = add(tensor(n), tensor(m), facts).result.shape
    assert size == maximum(n, m)
    facts.assume_same(n, m)
    assert facts.same(size, n) is Verdict.YES


def test_a_chain_of_residual_sums_stays_small() -> None:
    facts = Facts()
    size: Dim = facts.fresh("n")
    x = tensor(size)
    for _ in range(30):
        x = add(x, tensor((need_known(x)[0] + 1) // 2), facts).result
    assert len(str(need_known(x)[0])) < 200


def need_known(x: Tensor) -> tuple[Dim, ...]:
    assert x.known_shape is not None
    return x.known_shape


def test_unknown_ranks() -> None:
    x = unknown_tensor("given from outside")
    assert add(x, 2).result.shape is x.shape
    assert add(x, like(x)).result.shape is x.shape
    y = unknown_tensor("also", {-1: 10})
    found = add(x, y).result.shape
    assert isinstance(found, UnknownShape) and found is not x.shape and found.known == {-1: 10}
    assert add(unknown_tensor("other", {-1: 20}), y).refused
    assert add(x, tensor(4, 1, 3)).result.shape.known == {-1: 3, -3: 4}
    assert not add(unknown_tensor("one", {-1: 1}), y).refused


def test_in_place_teaches_the_target_of_unknown_rank() -> None:
    facts = Facts()
    x = unknown_tensor("given from outside")
    assert not call("torch.Tensor.__iadd__", x, tensor(5), facts=facts).refused
    assert call("torch.Tensor.__iadd__", x, tensor(6), facts=facts).refused


def test_matrix_product_keeps_what_is_known_of_the_last_axes() -> None:
    x = unknown_tensor("given from outside", {-1: 8})
    assert call("torch.matmul", x, tensor(8, 4)).result.shape.known == {-1: 4}
    assert call("torch.matmul", x, tensor(7, 4)).refused
    y = unknown_tensor("also", {-1: 3, -2: 8})
    assert call("torch.matmul", tensor(2, 5, 8), y).result.shape.known == {-1: 3, -2: 5}
    assert call("torch.matmul", tensor(2, 5, 9), y).refused


def test_reductions_shift_what_is_known() -> None:
    x = unknown_tensor("given from outside", {-1: 8, -2: 5})
    assert call("torch.mean", x, -1).result.shape.known == {-1: 5}
    assert call("torch.mean", x, (-2,), True).result.shape.known == {-1: 8, -2: 1}
    assert call("torch.sum", x).result.shape == ()


OPERATIONS = ("torch.add", "torch.relu", "torch.nn.functional.gelu", "torch.clamp_min", "torch.matmul", "torch.lerp")


@pytest.mark.parametrize("name", OPERATIONS)
def test_layouts_that_are_claimed_are_those_of_torch(name: str) -> None:
    pick, claimed = Random(name), 0
    for _ in range(500):
        count = {"torch.add": 2, "torch.clamp_min": 2, "torch.matmul": 2, "torch.lerp": 3}.get(name, 1)
        ours, theirs = [], []
        whole = [pick.choice((1, 2, 3)) for _ in range(pick.randint(2, 4))]
        for place in range(count):
            sizes = [1 if pick.random() < 0.2 else size for size in whole[pick.choice((0, 0, 1)) :]]
            if name == "torch.matmul":
                sizes = [*whole[:-2], *((3, 4) if place == 0 else (4, 2))]
            made = _laid_out(sizes, pick)
            theirs.append(made)
            ours.append(Tensor(tuple(sizes), "float32", tuple(made.stride())))
        result = call(name, *ours).result
        if result.strides is not None:
            claimed += 1
            real = _function(name)(*theirs)
            assert is_contiguous(result.shape, tuple(real.stride())) is is_contiguous(result.shape, result.strides)
    assert claimed > 30


def _laid_out(sizes: list[int], pick: Random) -> Any:
    """Contiguous mostly, else with its axes in another order."""
    torch = pytest.importorskip("torch")
    if pick.random() < 0.6:
        return torch.zeros(sizes)
    order = list(range(len(sizes)))
    pick.shuffle(order)
    return torch.zeros([sizes[axis] for axis in order]).permute([order.index(axis) for axis in range(len(order))])


def _function(name: str) -> Any:
    found = pytest.importorskip("torch")
    for part in name.split(".")[1:]:
        found = getattr(found, part)
    return found


def test_the_first_of_a_table_meet_only_as_many() -> None:
    for swapped in (False, True):
        facts = Facts()
        n = facts.fresh("n")
        operands = [tensor(n), tensor(minimum(n, 64))]
        assert add(*(operands[::-1] if swapped else operands), facts).result.shape == (n,)
        assert facts.bound(n) == (1, 64)
        assert facts.same(minimum(n, 64), n) is Verdict.YES
        facts = Facts()
        n, limit = facts.fresh("n"), facts.fresh("limit")
        assert add(tensor(n), tensor(minimum(n, limit)), facts).result.shape != (n,)  # a limit of 1 serves all
        assert facts.at_least(limit, n) is Verdict.UNKNOWN
