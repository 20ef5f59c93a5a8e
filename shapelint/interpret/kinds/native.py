"""Functions that the interpreter provides, and the operations of torch."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.language.events import perform_operation
from shapelint.interpret.language.forwards import Provided
from shapelint.interpret.language.hooks import hand_over
from shapelint.interpret.state.called import Forward
from shapelint.interpret.state.kind import KINDS, call
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import MISSING, Class, Instance, Method, OperationFunction
from shapelint.interpret.values.sequences import Open, is_open
from shapelint.sizes.tensors import Reason
from shapelint.source.place import Place
from shapelint.source.syntax import ir


class Natives(Anything[Native]):
    types = (Native,)
    is_provided = True
    is_member = False
    abstract = frozenset(("Callable",))
    is_callable = True

    def as_forward(self, value: Native) -> Forward | None:
        return Provided(value)

    def decorate(self, run: Run, place: Place, value: Native, function: object) -> object:
        return call(run, place, value, [function], {})

    def as_bases(self, run: Run, value: Native) -> tuple[Class, ...]:
        return () if value.name in ("namedtuple", "NamedTuple") else super().as_bases(run, value)

    def includes(self, run: Run, value: Native, other: object) -> bool | None:
        kind = KINDS[type(other)]
        return None if kind.is_open or value.name != "partial" else "partial" in kind.names

    def call(
        self,
        run: Run,
        place: Place,
        value: Native,
        args: list[Any],
        kwargs: dict[str, Any],
        node: ir.Call | None = None,
    ) -> object:
        if args and type(args[-1]) is Open and not value.takes_open:
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
        node: ir.Call | None = None,
    ) -> object:
        if is_open(args):
            return run.unknown(f"{value.operation.name} with unknown arguments", place)
        return perform_operation(run, place, value.operation, args, kwargs, node)
