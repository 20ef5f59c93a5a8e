"""Functions that are read from source, and what is made of them."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.language.forwards import Read
from shapelint.interpret.language.functions import call_function, refuse_arguments
from shapelint.interpret.state.called import Entered, Forward
from shapelint.interpret.state.fingerprints import Inputs
from shapelint.interpret.state.kind import KINDS, call, find_attribute, forget
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.rounds import alike
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import BindError
from shapelint.interpret.values.objects import MISSING, Class, Function, Instance, Method, Partial, Wrapped
from shapelint.sizes.tensors import Reason
from shapelint.source.place import Place
from shapelint.source.syntax import ir


class Functions(Anything[Function]):
    types = (Function,)
    is_read = True
    is_member = False
    is_exported = False
    abstract = frozenset(("Callable", "FunctionType", "LambdaType"))
    is_callable = True
    is_settled = True

    def surely_lacks(self, value: Function, name: str) -> bool:
        return not value.wrapped_by and not name.startswith("__")

    def entered(self, value: Function) -> Entered | None:
        return value, None

    def as_forward(self, value: Function) -> Forward | None:
        return Read(value)

    def decorate(self, run: Run, place: Place, value: Function, function: object) -> object:
        made = run.settled(call(run, place, value, [function], {}))
        kind = KINDS[type(made)]
        return MISSING if kind.is_member and not kind.is_object else made

    def alike(self, run: Run, a: Function, b: Function, depth: int) -> bool:
        return a.node is b.node and a.scope is b.scope

    def input_print(self, inputs: Inputs, value: Function, depth: int) -> Hashable | None:
        return value

    def reveal(self, run: Run, value: Function) -> str:
        return value.name

    def call(
        self,
        run: Run,
        place: Place,
        value: Function,
        args: list[Any],
        kwargs: dict[str, Any],
        node: ir.Call | None = None,
    ) -> object:
        return call_function(run, place, value, args, kwargs, node)

    def attribute(self, run: Run, place: Place, value: Function, name: str) -> object:
        if name in ("__name__", "__qualname__"):
            return value.name
        return value.module.name if name == "__module__" else value.attributes.get(name, MISSING)

    def bind(self, run: Run, place: Place, value: Function, receiver: Instance) -> object:
        return Method(value, receiver)

    def set_attribute(self, run: Run, place: Place, value: Function, name: str, new: object) -> None:
        run.heap.change(value)
        value.attributes[name] = new


class Methods(Anything[Method]):
    types = (Method,)
    abstract = frozenset(("Callable", "MethodType"))
    is_callable = True

    def entered(self, value: Method) -> Entered | None:
        function = value.function
        return (function, value.receiver) if KINDS[type(function)].is_read else None

    def alike(self, run: Run, a: Method, b: Method, depth: int) -> bool:
        return alike(run, a.function, b.function, depth) and alike(run, a.receiver, b.receiver, depth)

    def call(
        self,
        run: Run,
        place: Place,
        value: Method,
        args: list[Any],
        kwargs: dict[str, Any],
        node: ir.Call | None = None,
    ) -> object:
        try:
            return call(run, place, value.function, [value.receiver, *args], kwargs, node)
        except BindError as error:
            # A native method says of its object what does not fit.
            is_own = error.function is value.receiver and KINDS[type(value.receiver)].is_object
            if not is_own or not KINDS[type(value.function)].is_provided:
                raise
            refuse_arguments(run, place, value.receiver, error.message, node)
            return run.unknown("the call does not fit the signature", place)

    def forget(self, run: Run, value: Method, reason: Reason) -> None:
        forget(run, value.receiver, reason)

    def attribute(self, run: Run, place: Place, value: Method, name: str) -> object:
        return value.receiver if name == "__self__" else find_attribute(run, place, value.function, name)


class Partials(Anything[Partial]):
    types = (Partial,)
    names = frozenset(("partial",))
    abstract = frozenset(("Callable",))
    is_callable = True

    def with_arguments(self, value: Partial, args: list[Any], kwargs: dict[str, Any]) -> Partial:
        return Partial(value.function, (*value.args, *args), {**value.kwargs, **kwargs})

    def entered(self, value: Partial) -> Entered | None:
        return KINDS[type(value.function)].entered(value.function)

    def alike(self, run: Run, a: Partial, b: Partial, depth: int) -> bool:
        one, other = (a.function, a.args, a.kwargs), (b.function, b.args, b.kwargs)
        return all(alike(run, x, y, depth) for x, y in zip(one, other))

    def call(
        self,
        run: Run,
        place: Place,
        value: Partial,
        args: list[Any],
        kwargs: dict[str, Any],
        node: ir.Call | None = None,
    ) -> object:
        return call(run, place, value.function, [*value.args, *args], {**value.kwargs, **kwargs}, None)

    def attribute(self, run: Run, place: Place, value: Partial, name: str) -> object:
        return {"func": value.function, "args": value.args, "keywords": value.kwargs}.get(name, MISSING)


class Wrappers(Anything[Wrapped]):
    types = (Wrapped,)
    is_callable = True
    is_member = False

    def beneath(self, value: Wrapped) -> object:
        return value.function

    def as_forward(self, value: Wrapped) -> Forward | None:
        kind = KINDS[type(value.function)]
        return kind.as_forward(value.function) if kind.is_read else None

    def with_accessor(self, value: Wrapped, name: str, function: object) -> object:
        return value.with_accessor(name, function)

    def call(
        self,
        run: Run,
        place: Place,
        value: Wrapped,
        args: list[Any],
        kwargs: dict[str, Any],
        node: ir.Call | None = None,
    ) -> object:
        return call(run, place, value.function, args, kwargs, node)

    def attribute(self, run: Run, place: Place, value: Wrapped, name: str) -> object:
        if name not in ("setter", "getter", "deleter"):
            return MISSING
        return Native(name, lambda run, place, args, kwargs: value.with_accessor(name, args[0]))

    def bind(self, run: Run, place: Place, value: Wrapped, receiver: Instance) -> object:
        if value.kind in ("property", "cached_property"):
            return call(run, place, value.function, [receiver], {})
        return value.function if value.kind == "staticmethod" else Method(value.function, receiver.cls)

    def bind_to_class(self, value: Wrapped, cls: Class) -> object:
        if value.kind == "staticmethod":
            return value.function
        return Method(value.function, cls) if value.kind == "classmethod" else value
