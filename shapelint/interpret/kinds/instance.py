"""Objects of classes, modules of torch included."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.language.calls import call_instance
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import Instance
from shapelint.sizes.tensors import Reason
from shapelint.source.place import Place


class Instances(Anything[Instance]):
    types = (Instance,)

    def call(
        self, run: Run, place: Place, value: Instance, args: list[Any], kwargs: dict[str, Any], node: object = None
    ) -> object:
        return call_instance(run, place, value, args, kwargs, node)

    def forget(self, run: Run, value: Instance, reason: Reason) -> None:
        run.heap.taint(value, reason)

    def escape(self, run: Run, place: Place, value: Instance, callee: str) -> None:
        """A layer of torch is left alone; a method that hands its own object to a helper is too common to give up on."""
        if value.cls.operation:
            return
        if run.stack.frames and value is run.stack.frame.receiver:
            run.heap.escape(value)
        else:
            run.heap.taint(value, Reason(f"{callee} may have changed it", place))
