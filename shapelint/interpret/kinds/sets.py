"""Sets."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.state.run import Run
from shapelint.sizes.tensors import Reason
from shapelint.source.place import Place


class Sets(Anything["set[Any]"]):
    types = (set,)

    def forget(self, run: Run, value: set[Any], reason: Reason) -> None:
        run.heap.taint(value, reason)

    def escape(self, run: Run, place: Place, value: set[Any], callee: str) -> None:
        run.heap.taint(value, Reason(f"{callee} may have changed it", place))


class FrozenSets(Anything["frozenset[Any]"]):
    types = (frozenset,)
