"""Functions that are read from source, and what is made of them."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.language.functions import call_function, refuse_arguments
from shapelint.interpret.state.fingerprints import Inputs
from shapelint.interpret.state.kind import call, forget
from shapelint.interpret.state.rounds import alike
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import BindError
from shapelint.interpret.values.objects import Function, Instance, Method, Native, Partial, Wrapped
from shapelint.sizes.tensors import Reason
from shapelint.source.place import Place


class Functions(Anything[Function]):
    types = (Function,)
    is_exported = False
    abstract = frozenset(("Callable", "FunctionType", "LambdaType"))
    is_callable = True
    is_settled = True

    def alike(self, run: Run, a: Function, b: Function, depth: int) -> bool:
        return a.node is b.node and a.scope is b.scope

    def input_print(self, inputs: Inputs, value: Function, depth: int) -> Hashable | None:
        return value

    def reveal(self, run: Run, value: Function) -> str:
        return value.name

    def call(
        self, run: Run, place: Place, value: Function, args: list[Any], kwargs: dict[str, Any], node: object = None
    ) -> object:
        return call_function(run, place, value, args, kwargs, node)


class Methods(Anything[Method]):
    types = (Method,)
    abstract = frozenset(("Callable", "MethodType"))
    is_callable = True

    def alike(self, run: Run, a: Method, b: Method, depth: int) -> bool:
        return alike(run, a.function, b.function, depth) and alike(run, a.receiver, b.receiver, depth)

    def call(
        self, run: Run, place: Place, value: Method, args: list[Any], kwargs: dict[str, Any], node: object = None
    ) -> object:
        try:
            return call(run, place, value.function, [value.receiver, *args], kwargs, node)
        except BindError as error:
            # A native method says of its object what does not fit.
            if error.function is not value.receiver or not isinstance(value.function, Native):
                raise
            if not isinstance(value.receiver, Instance):
                raise
            refuse_arguments(run, place, value.receiver, error.message, node)
            return run.unknown("the call does not fit the signature", place)

    def forget(self, run: Run, value: Method, reason: Reason) -> None:
        forget(run, value.receiver, reason)


class Partials(Anything[Partial]):
    types = (Partial,)
    names = frozenset(("partial",))
    abstract = frozenset(("Callable",))
    is_callable = True

    def alike(self, run: Run, a: Partial, b: Partial, depth: int) -> bool:
        one, other = (a.function, a.args, a.kwargs), (b.function, b.args, b.kwargs)
        return all(alike(run, x, y, depth) for x, y in zip(one, other))

    def call(
        self, run: Run, place: Place, value: Partial, args: list[Any], kwargs: dict[str, Any], node: object = None
    ) -> object:
        return call(run, place, value.function, [*value.args, *args], {**value.kwargs, **kwargs}, None)


class Wrappers(Anything[Wrapped]):
    types = (Wrapped,)
    is_callable = True

    def call(
        self, run: Run, place: Place, value: Wrapped, args: list[Any], kwargs: dict[str, Any], node: object = None
    ) -> object:
        return call(run, place, value.function, args, kwargs, node)
