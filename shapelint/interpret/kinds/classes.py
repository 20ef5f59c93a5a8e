"""Classes."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.language.calls import instantiate
from shapelint.interpret.state.fingerprints import Inputs
from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import Class
from shapelint.source.place import Place


class Classes(Anything[Class]):
    types = (Class,)
    precedence = 10
    is_type = True
    is_exported = False
    names = frozenset(("type",))
    abstract = frozenset(("Callable",))
    is_callable = True
    is_settled = True

    def input_print(self, inputs: Inputs, value: Class, depth: int) -> Hashable | None:
        return value

    def includes(self, run: Run, value: Class, other: object) -> bool | None:
        return KINDS[type(other)].is_instance(other, value)

    def includes_class(self, value: Class, other: object) -> bool | None:
        return KINDS[type(other)].is_subclass(other, value)

    def is_subclass(self, value: Class, cls: Class) -> bool | None:
        return True if cls in value.mro or cls.name == "object" else None if value.opaque else False

    def reveal(self, run: Run, value: Class) -> str:
        return value.name

    def binary(self, run: Run, place: Place, op: str, value: Class, other: object, inplace: bool) -> object:
        """`int | str`: what isinstance takes a tuple for."""
        return (value, other) if op == "|" and KINDS[type(other)].is_type else NotImplemented

    def reflected(self, run: Run, place: Place, op: str, value: Class, other: object, inplace: bool) -> object:
        return (other, value) if op == "|" and KINDS[type(other)].is_sequence else NotImplemented

    def call(
        self, run: Run, place: Place, value: Class, args: list[Any], kwargs: dict[str, Any], node: object = None
    ) -> object:
        return instantiate(run, place, value, args, kwargs, node)

    def escape(self, run: Run, place: Place, value: Class, callee: str) -> None:
        if value.module is not None:
            run.heap.escape(value)
