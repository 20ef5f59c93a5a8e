"""Lists, tuples and ranges."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.state.run import Run
from shapelint.sizes.tensors import Reason
from shapelint.source.place import Place


class Lists(Anything["list[Any]"]):
    types = (list,)

    def forget(self, run: Run, value: list[Any], reason: Reason) -> None:
        run.heap.taint(value, reason)

    def escape(self, run: Run, place: Place, value: list[Any], callee: str) -> None:
        run.heap.taint(value, Reason(f"{callee} may have changed it", place))


class Tuples(Anything["tuple[Any, ...]"]):
    types = (tuple,)


class Ranges(Anything[range]):
    types = (range,)
