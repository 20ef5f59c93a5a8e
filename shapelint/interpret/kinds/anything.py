"""Any value: what Python does with it unless its kind says otherwise."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.language import attributes, calls, iterate, subscripts
from shapelint.interpret.state.kind import Kind
from shapelint.interpret.state.run import Run
from shapelint.source.place import Place


class Anything(Kind):
    types = (object,)

    def call(
        self, run: Run, place: Place, value: Any, args: list[Any], kwargs: dict[str, Any], node: Any = None
    ) -> Any:
        return calls.call(run, place, value, args, kwargs, node)

    def attribute(self, run: Run, place: Place, value: Any, name: str) -> Any:
        return attributes.get_attribute(run, place, value, name)

    def set_attribute(self, run: Run, place: Place, value: Any, name: str, new: Any) -> None:
        attributes.set_attribute(run, place, value, name, new)

    def set_item(self, run: Run, place: Place, value: Any, index: Any, new: Any) -> None:
        subscripts.set_item(run, place, value, index, new)

    def unpack(self, run: Run, place: Place, value: Any, names: list[str], star: int | None) -> list[Any]:
        return iterate.unpack(run, place, value, names, star)
