"""Any value: what Python does with it unless its kind says otherwise."""

from __future__ import annotations

from typing import Any, ClassVar

from shapelint.interpret.language import attributes, iterate, subscripts
from shapelint.interpret.language.operators import kind
from shapelint.interpret.state.kind import Kind, V
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.sizes.tensors import Reason
from shapelint.source.place import Place


class Anything(Kind[V]):
    types: ClassVar[tuple[type, ...]] = (object,)

    def call(
        self, run: Run, place: Place, value: V, args: list[Any], kwargs: dict[str, Any], node: object = None
    ) -> object:
        raise PythonError("TypeError", f"{kind(value)} is not callable")

    def forget(self, run: Run, value: V, reason: Reason) -> None:
        return

    def escape(self, run: Run, place: Place, value: V, callee: str) -> None:
        return

    def attribute(self, run: Run, place: Place, value: V, name: str) -> object:
        return attributes.get_attribute(run, place, value, name)

    def set_attribute(self, run: Run, place: Place, value: V, name: str, new: object) -> None:
        attributes.set_attribute(run, place, value, name, new)

    def set_item(self, run: Run, place: Place, value: V, index: object, new: object) -> None:
        subscripts.set_item(run, place, value, index, new)

    def unpack(self, run: Run, place: Place, value: V, names: list[str], star: int | None) -> list[Any]:
        return iterate.unpack(run, place, value, names, star)
