"""Objects of classes that derive from dict, list, tuple or set.

Instances that hold the native value as their `items`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.interpret.language.comparison import compare_values
from shapelint.interpret.state.kind import KINDS, call, delete_item, find_attribute, get_item, iterate, set_item
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.collected import Ordered
from shapelint.interpret.values.held import Dict, List, Set, taint_of
from shapelint.interpret.values.objects import Class, Instance
from shapelint.sizes.tensors import Reason, Unknown
from shapelint.source.place import Place
from shapelint.source.syntax import ir

EMPTY: dict[str, Callable[[], Any]] = {"dict": Dict, "OrderedDict": Ordered, "list": List, "set": Set, "tuple": tuple}


def adds_to_native(cls: Class) -> bool:
    """Whether a class adds something to Python's own type.

    A class that is read.
    """
    return any(one.module is not None and one.namespace.keys() - {"__annotations__", "__slots__"} for one in cls.mro)


def make_heir(
    run: Run, place: Place, cls: Class, maker: Native, args: list[Any], kwargs: dict[str, Any], node: ir.Call | None
) -> object:
    """An object of a class that derives from a native type.

    `cls(...)`; maker: the type's `__new__`.
    """
    if maker.name not in EMPTY:
        return run.unknown(f"{cls.name} adds to what Python provides", place)
    init = cls.find("__init__")
    is_read = KINDS[type(init)].is_read
    if is_read and maker.name != "tuple":
        instance = Instance(cls, place=place, items=EMPTY[maker.name]())
    else:
        made = maker.enter(run, place, [cls, *args], kwargs, node)
        if not can_be_inherited(made):
            return made
        instance = Instance(cls, place=place, items=made)
    if is_read:
        call(run, place, init, [instance, *args], kwargs, node)
    return instance


def can_be_inherited(value: object) -> bool:
    """Whether it is a list, dictionary, set or tuple of Python's own."""
    kind = KINDS[type(value)]
    return kind.is_native and not kind.names.isdisjoint(EMPTY)


def inherited(run: Run, place: Place, instance: Instance, name: str) -> object:
    """What the native type gives the object under that name, or MISSING."""
    taint = taint_of(instance)
    if taint is not None:
        return Unknown(taint, name)
    if name in DUNDERS:
        body = DUNDERS[name]
        return Native(name, lambda run, place, args, kwargs: body(run, place, instance, args, kwargs))
    return find_attribute(run, place, instance.items, name)


def _fill(run: Run, place: Place, instance: Instance, args: list[Any], kwargs: dict[str, Any]) -> None:
    """`super().__init__(...)`"""
    run.heap.change(instance)
    run.heap.change(instance.items)
    if not KINDS[type(instance.items)].fill(run, place, instance.items, args, kwargs):
        run.heap.taint(instance, Reason("what it is filled with is not known", place))


def _contains(run: Run, place: Place, instance: Instance, args: list[Any], kwargs: dict[str, Any]) -> object:
    return compare_values(run, place, "in", args[0], instance.items)


def _put(run: Run, place: Place, instance: Instance, args: list[Any], kwargs: dict[str, Any]) -> None:
    run.heap.change(instance)
    set_item(run, place, instance.items, args[0], args[1])


def _drop(run: Run, place: Place, instance: Instance, args: list[Any], kwargs: dict[str, Any]) -> None:
    run.heap.change(instance)
    delete_item(run, place, instance.items, args[0])


DUNDERS: dict[str, Callable[..., Any]] = {
    "__init__": _fill,
    "__getitem__": lambda run, place, instance, args, kwargs: get_item(run, place, instance.items, args[0]),
    "__setitem__": _put,
    "__delitem__": _drop,
    "__contains__": _contains,
    "__len__": lambda run, place, instance, args, kwargs: len(instance.items),
    "__iter__": lambda run, place, instance, args, kwargs: iterate(run, place, instance.items),
}
