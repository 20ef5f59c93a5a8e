"""What every object and every class inherits.

Reading and setting attributes, being made.
"""

from __future__ import annotations

from typing import Any

from shapelint.interpret.language.calls import construct, make_by_new
from shapelint.interpret.language.certainty import surely_missing
from shapelint.interpret.language.operators import describe
from shapelint.interpret.state.arguments import text
from shapelint.interpret.state.kind import KINDS, delete_attribute, find_attribute
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.held import held
from shapelint.interpret.values.objects import MISSING, Instance
from shapelint.sizes.tensors import Reason
from shapelint.source.place import Place


def attributes_of(value: Instance) -> object:
    """`value.__dict__`: what is changed in it is changed in the object."""
    attributes: Any = held(value.attributes)
    attributes.bearer = value
    value.attributes = attributes
    return value.attributes


def store_attribute(value: Instance, name: str, new: Any) -> None:
    """Set an attribute as nn.Module does.

    A name that becomes a module moves to the end unless it was one already.
    """
    kind = KINDS[type(new)]
    if kind.is_object and not KINDS[type(value.attributes.get(name))].is_object:
        value.attributes.pop(name, None)
    value.attributes[name] = new
    if kind.is_named and not new.name:
        new.name = f"self.{name}"


def _setattr(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    value, name = args[0], text(run, args[1])
    run.heap.change(value)
    if name is None:
        run.heap.taint(value, Reason("an attribute of unknown name was set", place))
    elif KINDS[type(value)].is_object:
        store_attribute(value, name, args[2])


def _getattribute(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    value, name = args[0], text(run, args[1])
    if name is None or not KINDS[type(value)].is_object:
        return run.unknown("an attribute under an unknown name", place)
    found: object = find_attribute(run, place, value, name)
    if found is not MISSING:
        return found
    if surely_missing(value, name) or value.cls.find("__getattr__") is not MISSING:
        raise PythonError("AttributeError", f"{describe(value)} has no attribute {name}")
    return run.unknown(f"{describe(value)} has no attribute {name} that is known", place, name)


def _delattr(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    delete_attribute(run, place, args[0], run.settled(args[1]))


def _new(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    """`object.__new__(cls)`"""
    cls: Any = run.settled(args[0]) if args else None
    return (
        Instance(cls, place=place) if KINDS[type(cls)].is_class else run.unknown("an object of an unknown class", place)
    )


def _call(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    """`type.__call__(cls, ...)`, which the `__call__` of a metaclass goes on with."""
    cls: Any = run.settled(args[0]) if args else None
    if not KINDS[type(cls)].is_class:
        return run.unknown("an object of an unknown class", place)
    maker = cls.find("__new__")
    if KINDS[type(maker)].is_read:
        return make_by_new(run, place, cls, maker, args[1:], kwargs, None)
    return construct(run, place, cls, args[1:], kwargs)


OF_OBJECTS: dict[str, Native] = {
    "__setattr__": Native("__setattr__", _setattr),
    "__getattribute__": Native("__getattribute__", _getattribute),
    "__getattr__": Native("__getattr__", _getattribute),
    "__delattr__": Native("__delattr__", _delattr),
    "__new__": Native("__new__", _new),
}
"""What every object can do with its attributes, whatever its class does with them."""
OF_TYPES: dict[str, Native] = {"__call__": Native("__call__", _call)}
"""What every class can do."""
