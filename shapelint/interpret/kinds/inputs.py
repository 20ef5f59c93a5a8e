"""Arguments of an entry that is examined alone: most likely tensors."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.kinds.tensor import UNARY
from shapelint.interpret.kinds.unknown import Unknowns
from shapelint.interpret.language.operators import ARITHMETIC, by_method, tensor_first, tensor_last
from shapelint.interpret.language.subscripts import indexes_a_tensor
from shapelint.interpret.state.classed import TENSOR_NAMES
from shapelint.interpret.state.kind import KINDS, call, get_item
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import External
from shapelint.sizes.tensors import Input, OptionalInput, Tensor, Unknown
from shapelint.source.place import Place


class InputArguments(Unknowns[Unknown]):
    """Arguments of an entry examined alone: most likely tensors."""

    types = (Input,)
    precedence = 65

    def prepared(self, run: Run, value: Unknown, depth: int) -> Any:
        found = run.world.tensors.get(value)
        return value if found is None or found.known_shape is None else found

    def other(self, run: Run, value: Unknown, text: str) -> object:
        return Input(value.reason)

    def is_of_library(self, value: Unknown, dotted: str) -> bool | None:
        return True if dotted in TENSOR_NAMES else None

    def absolute(self, run: Run, place: Place, value: Unknown) -> object:
        return call(run, place, External("torch.abs"), [value], {})

    def binary(self, run: Run, place: Place, op: str, value: Unknown, other: object, inplace: bool) -> object:
        # `side - x`, `x % window`: so do numbers meet sizes, and tensors hardly ever.
        if op in ("-", "//", "%") and KINDS[type(other)].is_formula:
            return super().binary(run, place, op, value, other, inplace)
        return tensor_first(run, place, op, value, other, inplace)

    def reflected(self, run: Run, place: Place, op: str, value: Unknown, other: object, inplace: bool) -> object:
        if op in ARITHMETIC and KINDS[type(other)].is_formula:
            return super().reflected(run, place, op, value, other, inplace)
        return tensor_last(run, place, op, other, value)

    def unary(self, run: Run, place: Place, op: str, value: Unknown) -> object:
        return by_method(run, place, f"__{UNARY[op]}__", value)

    def before_tensor(self, run: Run, place: Place, op: str, value: Unknown, tensor: Tensor | Unknown) -> object:
        return tensor_first(run, place, op, value, tensor)

    def element(self, run: Run, place: Place, value: Unknown, index: object) -> object:
        if indexes_a_tensor(index):
            return get_item(run, place, run.world.tensor_of(value), index)
        return super().element(run, place, value, index)


class OptionalInputs(InputArguments):
    """Arguments of an entry examined alone that may be left out."""

    types = (OptionalInput,)

    def decide(self, run: Run, value: Unknown, forced: bool | None, likely: bool) -> bool:
        choice = run.choose(self.choice_key(value), False, forced, value)
        if not choice:
            run.world.learn(value, None)
        return choice
