"""Layers made of layers.

A declaration that builds others, holds copies of one it was given, and calls them.

What a declaration builds is a `BuiltLayer`; the interpreter takes it over as an instance of its own when it is first
read. What a declaration is given may be either, or a module read from source, which only the interpreter can call.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from shapelint.ops.core import perform
from shapelint.ops.core.catalog import operations
from shapelint.ops.core.declare import Operation
from shapelint.ops.core.need import Refused, Undecided, need
from shapelint.ops.core.perform import Outcome
from shapelint.sizes.tensors import Tensor, like


@dataclass(eq=False)
class BuiltLayer:
    """A layer that another layer's declaration built.

    arguments: those of its constructor, defaults included.
    """

    operation: Operation
    attributes: dict[str, Any] = field(default_factory=dict)
    arguments: dict[str, Any] = field(default_factory=dict)


class _ModuleList:
    """Stands for torch's container, which the interpreter provides.

    It is no operation that anything may call.
    """

    def forward(self) -> None: ...


MODULE_LIST = Operation(("torch.nn.ModuleList",), _ModuleList, True)


def submodule(name: str, *args: Any, renamed: Mapping[str, str] | None = None, **kwargs: Any) -> BuiltLayer:
    """Build the layer of that qualified name.

    What it requires becomes a requirement of the layer that builds it.

    renamed: parameter of the inner layer -> the outer layer's, for what the reader is shown.
    Raises Refused where the inner constructor refuses.
    """
    operation = operations()[name]
    made = BuiltLayer(operation)
    outcome = perform.build(operation, args, kwargs, need.facts, made.attributes, need.why)
    _pass_on(outcome, renamed)
    made.arguments = outcome.arguments
    return made


def run(module: Any, *args: Any, renamed: Mapping[str, str] | None = None, **kwargs: Any) -> Any:
    """Call a layer that this one holds.

    Raises Undecided where it is none of torch's own, or its result is not known; Refused where it refuses.
    """
    operation = operation_of(module)
    if operation is None or not operation.is_layer or operation is MODULE_LIST:
        raise Undecided("a module that it calls is not one of torch's own")
    _calling.append(module)
    try:
        outcome = perform.call(operation, args, kwargs, need.facts, module.attributes, need.why)
    finally:
        _calling.pop()
    _pass_on(outcome, renamed)
    if outcome.reason:
        raise Undecided(outcome.reason)
    if hasattr(need.why, "note"):
        need.why.note(module, outcome.arguments, outcome.result, len(_calling) + 1)
    return outcome.result


_calling: list[Any] = []
"""The modules that `run` is in, outermost first."""


def through(module: Any, value: Tensor) -> Tensor:
    """Call a layer that keeps the shape.

    Where the program put a module of its own there, that is taken to keep it.
    """
    operation = operation_of(module)
    if operation is not None and operation.is_layer and operation is not MODULE_LIST:
        run(module, value)
    return like(value)


def operation_of(module: Any) -> Operation | None:
    """The operation that calling this module performs.

    That of a layer built here, or of an instance of the interpreter's whose class is a layer of torch's; None for
    anything else.
    """
    found = getattr(module, "operation", None) or getattr(getattr(module, "cls", None), "operation", None)
    return found if isinstance(found, Operation) else None


def module_list(*modules: Any) -> BuiltLayer:
    """A ModuleList of these."""
    return BuiltLayer(MODULE_LIST, {str(index): module for index, module in enumerate(modules)})


def clone(module: Any, done: dict[int, Any] | None = None) -> Any:
    """A copy of a module that shares no parameter with it."""
    done = {} if done is None else done
    if id(module) in done:
        return done[id(module)]
    made = module
    if isinstance(module, Tensor):
        made = copy.copy(module)
    elif isinstance(getattr(module, "attributes", None), dict):
        made = done[id(module)] = copy.copy(module)
        made.attributes = {name: clone(value, done) for name, value in module.attributes.items()}
    done[id(module)] = made
    return made


def _pass_on(outcome: Outcome, renamed: Mapping[str, str] | None) -> None:
    names = renamed or {}
    need.requirements.extend(
        replace(one, argument=names.get(one.argument, one.argument)) for one in outcome.requirements
    )
    if outcome.refused:
        raise Refused(outcome.reason)
