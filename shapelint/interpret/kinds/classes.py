"""Classes."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.language.calls import instantiate
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import Class
from shapelint.source.place import Place


class Classes(Anything[Class]):
    types = (Class,)

    def call(
        self, run: Run, place: Place, value: Class, args: list[Any], kwargs: dict[str, Any], node: object = None
    ) -> object:
        return instantiate(run, place, value, args, kwargs, node)

    def escape(self, run: Run, place: Place, value: Class, callee: str) -> None:
        if value.module is not None:
            run.heap.escape(value)
