"""Dictionaries."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.state.run import Run
from shapelint.sizes.tensors import Reason
from shapelint.source.place import Place


class Dicts(Anything["dict[Any, Any]"]):
    types = (dict,)

    def forget(self, run: Run, value: dict[Any, Any], reason: Reason) -> None:
        run.heap.taint(value, reason)

    def escape(self, run: Run, place: Place, value: dict[Any, Any], callee: str) -> None:
        run.heap.taint(value, Reason(f"{callee} may have changed it", place))
