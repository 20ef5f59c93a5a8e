"""What a call of a module enters.

A forward that is read, one that the interpreter provides, an operation of torch.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapelint.interpret.language.events import locate, perform_operation
from shapelint.interpret.language.functions import call_function, refuse_arguments
from shapelint.interpret.language.memory import remembered
from shapelint.interpret.language.parametrized import compute_parameters
from shapelint.interpret.state.called import Forward
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import BindError
from shapelint.interpret.values.objects import Function, Instance
from shapelint.interpret.values.sequences import is_open
from shapelint.ops.core.declare import Operation
from shapelint.ops.core.trace import Event
from shapelint.source.place import Place
from shapelint.source.syntax import ir

Args = list[Any]
Kwargs = dict[str, Any]


class Entered(Forward):
    """A forward whose call is an event of the module.

    Its output may be remembered.
    """

    names: Sequence[str] = ("input",)

    def call(
        self, run: Run, place: Place, module: Instance, args: Args, kwargs: Kwargs, node: ir.Call | None
    ) -> object:
        try:
            output = remembered(run, module, args, kwargs, lambda: self.enter(run, place, module, args, kwargs, node))
        except BindError as error:
            if not self.refuse(run, place, module, error, node):
                raise
            return run.unknown("the call does not fit the signature", place)
        given = {**{str(i): a for i, a in enumerate(args)}, **kwargs}
        places, where = tuple(run.stack.places), locate(place, node, self.names)
        run.record(Event("module", None, module, given, output, [], place, places, where, run.world.facts))
        return output

    def enter(
        self, run: Run, place: Place, module: Instance, args: Args, kwargs: Kwargs, node: ir.Call | None
    ) -> object:
        """The output of the module. Raises BindError."""
        raise NotImplementedError

    def refuse(self, run: Run, place: Place, module: Instance, error: BindError, node: ir.Call | None) -> bool:
        """Tell that the call does not fit.

        Where it is this one that does not.
        """
        raise NotImplementedError


class Read(Entered):
    """A function that is read."""

    def __init__(self, function: Function) -> None:
        self.function = function
        self.names = [p.name for p in function.node.parameters.items][1:]

    def enter(
        self, run: Run, place: Place, module: Instance, args: Args, kwargs: Kwargs, node: ir.Call | None
    ) -> object:
        found: object = call_function(run, place, self.function, [module, *args], kwargs, node)
        return found

    def refuse(self, run: Run, place: Place, module: Instance, error: BindError, node: ir.Call | None) -> bool:
        if error.function is not self.function or self.function.wrapped_by:
            return False
        said = error.message.replace("forward", f"{module.cls.name}.forward", 1)
        refuse_arguments(run, place, module, said, node, self.function)
        return True


class Provided(Entered):
    """A function that the interpreter provides."""

    def __init__(self, native: Native) -> None:
        self.native = native

    def call(
        self, run: Run, place: Place, module: Instance, args: Args, kwargs: Kwargs, node: ir.Call | None
    ) -> object:
        if is_open(args):
            return run.unknown(f"{module.cls.name} with unknown arguments", place)
        return super().call(run, place, module, args, kwargs, node)

    def enter(
        self, run: Run, place: Place, module: Instance, args: Args, kwargs: Kwargs, node: ir.Call | None
    ) -> object:
        run.stack.places.append(place)
        try:
            return self.native.enter(run, place, [module, *args], kwargs, node)
        finally:
            run.stack.places.pop()

    def refuse(self, run: Run, place: Place, module: Instance, error: BindError, node: ir.Call | None) -> bool:
        if error.function is not module:
            return False
        refuse_arguments(run, place, module, error.message, node)
        return True


class OfLayer(Forward):
    """The operation of a layer of torch, which is an event itself."""

    def __init__(self, operation: Operation) -> None:
        self.operation = operation

    def call(
        self, run: Run, place: Place, module: Instance, args: Args, kwargs: Kwargs, node: ir.Call | None
    ) -> object:
        if is_open(args):
            return run.unknown(f"{module.cls.name} with unknown arguments", place)
        if "parametrizations" in module.attributes:
            compute_parameters(run, place, module)
        found: object = perform_operation(run, place, self.operation, args, kwargs, node, module)
        return found
