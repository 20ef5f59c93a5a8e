"""The comparison with torch notices what it is there for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import agreement
import pytest
from agreement import T, agree

from shapelint.ops.core.declare import Operation, function
from shapelint.ops.core.need import need
from shapelint.sizes.dims import Expr
from shapelint.sizes.tensors import Tensor, tensor

torch = pytest.importorskip("torch")


@pytest.fixture
def declared(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], None]:
    """Let `torch.abs` be declared by the given body."""

    def declare(body: Any) -> None:
        operation: Operation = function("torch.abs")(body).__operation__
        monkeypatch.setattr(agreement, "find", {"torch.abs": operation}.get)

    return declare


def test_the_truth_passes(declared: Callable[[Any], None]) -> None:
    def body(input: Tensor) -> Tensor:
        return tensor(*need.shape(input))

    declared(body)
    assert agree("torch.abs", args=(T(2, 3),))
    assert not agree("torch.abs", args=(T(2, 3), T(2)))


def test_another_shape(declared: Callable[[Any], None]) -> None:
    def body(input: Tensor) -> Tensor:
        return tensor(*need.shape(input), 1)

    declared(body)
    with pytest.raises(AssertionError, match="other shapes"):
        agree("torch.abs", args=(T(2, 3),))


def test_a_false_refusal(declared: Callable[[Any], None]) -> None:
    def body(input: Tensor) -> Tensor:
        need.same(need.shape(input)[0], 5, "size-mismatch")
        return tensor(*need.shape(input))

    declared(body)
    with pytest.raises(AssertionError, match="shapelint refuses, torch does not"):
        agree("torch.abs", args=(T(2, 3),))


def test_a_missed_refusal(declared: Callable[[Any], None]) -> None:
    def body(input: Tensor, other: Any) -> Tensor:
        return tensor(*need.shape(input))

    declared(body)
    with pytest.raises(AssertionError, match="torch refuses, shapelint does not"):
        agree("torch.abs", args=(T(2, 3), T(2)))


def test_a_false_assumption_about_symbols(declared: Callable[[Any], None]) -> None:
    def body(input: Tensor) -> Tensor:
        size = need.shape(input)[0]
        if isinstance(size, Expr):
            need.same(size, 7, "size-mismatch")
        return tensor(*need.shape(input))

    declared(body)
    with pytest.raises(AssertionError, match="assumed what is not so"):
        agree("torch.abs", args=(T(2, 3),))


def test_an_exception_names_the_call(declared: Callable[[Any], None]) -> None:
    def body(input: Tensor) -> Tensor:
        return tensor(*input.shape)  # type: ignore[misc]

    declared(body)
    with pytest.raises(TypeError, match=r"torch.abs\(<2x3>\) with tensor 0 unknown"):
        agree("torch.abs", args=(T(2, 3),))
