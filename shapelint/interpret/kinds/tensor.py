"""Tensors."""

from __future__ import annotations

from typing import ClassVar

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.language.operators import binary, by_method, tensor_first, tensor_last
from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.run import Run
from shapelint.sizes.tensors import Tensor
from shapelint.source.place import Place

UNARY = {"-": "neg", "+": "pos", "~": "invert"}


class Tensors(Anything[Tensor]):
    types: ClassVar[tuple[type, ...]] = (Tensor,)
    precedence = 70
    is_exported = False

    def describe(self, value: Tensor) -> str:
        return "a tensor"

    def known(self, value: Tensor, depth: int) -> bool:
        return False

    def binary(self, run: Run, place: Place, op: str, value: Tensor, other: object, inplace: bool) -> object:
        return tensor_first(run, place, op, value, other, inplace)

    def reflected(self, run: Run, place: Place, op: str, value: Tensor, other: object, inplace: bool) -> object:
        return tensor_last(run, place, op, other, value)

    def unary(self, run: Run, place: Place, op: str, value: Tensor) -> object:
        return by_method(run, place, f"__{UNARY[op]}__", value)

    def compare(self, run: Run, place: Place, op: str, left: object, right: object) -> object:
        return binary(run, place, op, left, right)

    def truth(self, run: Run, place: Place, value: Tensor) -> bool | None:
        if KINDS[type(value.data)].is_number:
            return bool(value.data)
        return run.world.choices.get(self.choice_key(value))
