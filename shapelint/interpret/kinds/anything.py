"""Any value: what Python does with it unless its kind says otherwise."""

from __future__ import annotations

from typing import Any, ClassVar

from shapelint.interpret.language import iterate, subscripts
from shapelint.interpret.language.certainty import surely_missing
from shapelint.interpret.language.operators import kind
from shapelint.interpret.state.kind import Kind, V
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.objects import MISSING, Class, Instance
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
        return MISSING

    def no_attribute(self, run: Run, place: Place, value: V, name: str) -> object:
        if hasattr(object, name):  # which every object has
            return run.unknown(f"the {name} of {kind(value)}", place, name)
        if (not run.setting.alone or run.stack.catching) and surely_missing(run, value, name):
            # Alone, a class may be there for others to complete: what it misses they may have.
            raise PythonError("AttributeError", f"{kind(value)} has no attribute {name}")
        return run.unknown(f"{kind(value)} has no attribute {name} that is known", place, name)

    def bind(self, run: Run, place: Place, value: V, receiver: Instance) -> object:
        return value

    def bind_to_class(self, value: V, cls: Class) -> object:
        return value

    def set_attribute(self, run: Run, place: Place, value: V, name: str, new: object) -> None:
        run.heap.change(value)

    def delete_attribute(self, run: Run, place: Place, value: V, name: object) -> None:
        run.heap.change(value)

    def set_item(self, run: Run, place: Place, value: V, index: object, new: object) -> None:
        subscripts.set_item(run, place, value, index, new)

    def unpack(self, run: Run, place: Place, value: V, names: list[str], star: int | None) -> list[Any]:
        return iterate.unpack(run, place, value, names, star)
