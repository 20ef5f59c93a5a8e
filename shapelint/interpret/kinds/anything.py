"""Any value: what Python does with it unless its kind says otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from shapelint.interpret.language.certainty import surely_missing
from shapelint.interpret.language.operators import describe
from shapelint.interpret.language.unpacking import distribute
from shapelint.interpret.state.kind import Kind, V, iterate, opened
from shapelint.interpret.state.rounds import first_of
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.held import taint_of
from shapelint.interpret.values.objects import MISSING, Class, Instance
from shapelint.interpret.values.streams import Stream
from shapelint.sizes.tensors import Reason, Unknown
from shapelint.source.place import Place
from shapelint.source.syntax import ir


class Anything(Kind[V]):
    types: ClassVar[tuple[type, ...]] = (object,)

    def call(
        self, run: Run, place: Place, value: V, args: list[Any], kwargs: dict[str, Any], node: ir.Call | None = None
    ) -> object:
        raise PythonError("TypeError", f"{describe(value)} is not callable")

    def forget(self, run: Run, value: V, reason: Reason) -> None:
        return

    def escape(self, run: Run, place: Place, value: V, callee: str) -> None:
        return

    def attribute(self, run: Run, place: Place, value: V, name: str) -> object:
        return MISSING

    def no_attribute(self, run: Run, place: Place, value: V, name: str) -> object:
        if hasattr(object, name):  # which every object has
            return run.unknown(f"the {name} of {describe(value)}", place, name)
        if (not run.setting.alone or run.stack.catchers) and surely_missing(value, name):
            # Alone, a class may be there for others to complete: what it misses they may have.
            error = PythonError("AttributeError", f"{describe(value)} has no attribute {name}")
            if not run.setting.alone or run.stack.may_catch(error):
                raise error
        return run.unknown(f"{describe(value)} has no attribute {name} that is known", place, name)

    def bind(self, run: Run, place: Place, value: V, receiver: Instance) -> object:
        return value

    def bind_to_class(self, value: V, cls: Class) -> object:
        return value

    def set_attribute(self, run: Run, place: Place, value: V, name: str, new: object) -> None:
        run.heap.change(value)

    def delete_attribute(self, run: Run, place: Place, value: V, name: object) -> None:
        run.heap.change(value)

    def item(self, run: Run, place: Place, value: V, index: object) -> object:
        taint = taint_of(value)
        return run.unknown(f"an element of {describe(value)}", place) if taint is None else Unknown(taint)

    def set_item(self, run: Run, place: Place, value: V, index: object, new: object) -> None:
        run.heap.change(value)

    def delete_item(self, run: Run, place: Place, value: V, index: object) -> None:
        run.heap.change(value)

    def rounds(self, run: Run, place: Place, value: V) -> Iterable[Any] | None:
        return iterate(run, place, value)

    def iterator(self, run: Run, place: Place, value: V) -> object:
        source = opened(run, place, value)
        values = iterate(run, place, source)
        return source if values is None else Stream(values)

    def next(self, run: Run, place: Place, value: V) -> object:
        return first_of(run, value, "an element of an unknown sequence")

    def unpack(self, run: Run, place: Place, value: V, names: list[str], star: int | None) -> list[Any]:
        values = iterate(run, place, value)
        if values is None:
            return self.parts(run, place, value, names, star)
        return distribute(run, place, values, len(names), star)

    def parts(self, run: Run, place: Place, value: V, names: list[str], star: int | None) -> list[Any]:
        return [Unknown(Reason("an unknown part"), name) for name in names]

    def length(self, run: Run, place: Place, value: V) -> object:
        taint = taint_of(value)
        return run.unknown(f"the length of {describe(value)}", place) if taint is None else Unknown(taint)
