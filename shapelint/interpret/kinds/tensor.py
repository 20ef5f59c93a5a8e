"""Tensors."""

from __future__ import annotations

from typing import ClassVar

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.language.operators import binary, by_method, tensor_first, tensor_last
from shapelint.interpret.library.conversions import to_whole
from shapelint.interpret.library.reveal import text_of
from shapelint.interpret.state.classed import PARAMETER_NAME, TENSOR_NAMES
from shapelint.interpret.state.kind import KINDS, call
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import Class, External
from shapelint.sizes.tensors import Tensor
from shapelint.source.place import Place

UNARY = {"-": "neg", "+": "pos", "~": "invert"}


class Tensors(Anything[Tensor]):
    types: ClassVar[tuple[type, ...]] = (Tensor,)
    precedence = 70
    is_exported = False
    abstract = frozenset(("Iterable",))
    is_plain = True

    def is_instance(self, value: Tensor, cls: Class) -> bool | None:
        if cls.name == "Parameter":
            return value.role == "parameter"
        return cls.name == "Tensor" or super().is_instance(value, cls)

    def is_of_library(self, value: Tensor, dotted: str) -> bool | None:
        if dotted in TENSOR_NAMES:
            return True
        return value.role == "parameter" if dotted == PARAMETER_NAME else super().is_of_library(value, dotted)

    def class_of(self, run: Run, value: Tensor) -> object:
        return run.project.library_name(value.owner)

    def whole(self, run: Run, place: Place, value: Tensor, way: str) -> object:
        if KINDS[type(value.data)].is_number:
            return to_whole(run, place, value.data, way)
        return run.unknown("a number read from a tensor", place)

    def real(self, value: Tensor) -> object:
        kind = KINDS[type(value.data)]
        return kind.real(value.data) if kind.is_number else NotImplemented

    def absolute(self, run: Run, place: Place, value: Tensor) -> object:
        return call(run, place, External("torch.abs"), [value], {})

    def reveal(self, run: Run, value: Tensor) -> str:
        shape = value.known_shape
        return "?" if shape is None else text_of(run, shape)

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
