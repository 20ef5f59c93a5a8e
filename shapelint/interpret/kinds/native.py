"""Functions that the interpreter provides, and the operations of torch."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.language.events import perform_operation
from shapelint.interpret.language.hooks import hand_over
from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import MISSING, Instance, Method, Native, OperationFunction
from shapelint.interpret.values.sequences import is_open
from shapelint.sizes.tensors import Reason
from shapelint.source.place import Place


class Natives(Anything[Native]):
    types = (Native,)
    is_method = True
    is_member = False
    abstract = frozenset(("Callable",))
    is_callable = True

    def includes(self, run: Run, value: Native, other: object) -> bool | None:
        kind = KINDS[type(other)]
        return None if kind.is_open or value.name != "partial" else "partial" in kind.names

    def call(
        self, run: Run, place: Place, value: Native, args: list[Any], kwargs: dict[str, Any], node: object = None
    ) -> object:
        if is_open(args) and not value.takes_open:
            if value.name == "__init__" and KINDS[type(args[0])].is_object:
                run.heap.taint(args[0], Reason(f"{args[0].cls.name} is built with arguments that are not known", place))
            return run.unknown(f"{value.name} with unknown arguments", place)
        if value.name.endswith("_hook"):
            hand_over(run, place, value.name, (*args, *kwargs.values()))
        return value.enter(run, place, args, kwargs, node)

    def attribute(self, run: Run, place: Place, value: Native, name: str) -> object:
        return value.name if name == "__name__" else MISSING

    def bind(self, run: Run, place: Place, value: Native, receiver: Instance) -> object:
        return Method(value, receiver)


class Operations(Anything[OperationFunction]):
    types = (OperationFunction,)
    abstract = frozenset(("Callable",))
    is_callable = True

    def call(
        self,
        run: Run,
        place: Place,
        value: OperationFunction,
        args: list[Any],
        kwargs: dict[str, Any],
        node: object = None,
    ) -> object:
        if is_open(args):
            return run.unknown(f"{value.operation.name} with unknown arguments", place)
        return perform_operation(run, place, value.operation, args, kwargs, node)
