"""What Python can do with a value.

A class of slots for each kind of value, as in CPython.

The kinds stand in `kinds/`, one file each. The functions here are the only way to call a value, or to read or set a part
of it, whatever it is; a kind answers for its own values and knows no other kind's.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from functools import cache
from types import ModuleType
from typing import Any, ClassVar, Generic, TypeVar

from shapelint.interpret.state.budget import Budget
from shapelint.interpret.state.called import Called
from shapelint.interpret.state.classed import Classed
from shapelint.interpret.state.contents import Contents
from shapelint.interpret.state.converted import Converted
from shapelint.interpret.state.fingerprints import Fingerprints
from shapelint.interpret.state.given import Given
from shapelint.interpret.state.joined import Joined
from shapelint.interpret.state.managed import Managed
from shapelint.interpret.state.named import Named
from shapelint.interpret.state.operands import Operands
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import Signal
from shapelint.interpret.values.held import List, taint_of
from shapelint.interpret.values.objects import MISSING, Class, Instance
from shapelint.sizes.dims import TooLarge
from shapelint.sizes.tensors import Reason, Unknown
from shapelint.source.place import Place
from shapelint.source.syntax import ir

FOLDER = "shapelint.interpret.kinds"
V = TypeVar("V")


class Kind(
    Operands[V], Given[V], Classed[V], Called[V], Converted[V], Named[V], Contents[V], Managed[V], Joined[V],
    Fingerprints[V], Generic[V],
):  # fmt: skip
    """The slots of one kind of value.

    `types`: the types of its values, those derived from them included.

    `changing`: the methods that change a value in place.

    What a kind leaves out, the kind `Anything` answers.
    """

    types: ClassVar[tuple[type, ...]] = ()
    changing: ClassVar[frozenset[str]] = frozenset()

    def call(
        self, run: Run, place: Place, value: V, args: list[Any], kwargs: dict[str, Any], node: ir.Call | None = None
    ) -> object:
        """`value(*args, **kwargs)`.

        node: the call in the IR, where there is one, to find arguments in the source.
        """
        raise NotImplementedError

    def forget(self, run: Run, value: V, reason: Reason) -> None:
        """Take nothing that the value holds for known any more."""
        raise NotImplementedError

    def escape(self, run: Run, place: Place, value: V, callee: str) -> None:
        """Forget what unread code may have changed in the value.

        callee: the code, which was given the value.
        """
        raise NotImplementedError

    def attribute(self, run: Run, place: Place, value: V, name: str) -> object:
        """`value.name`, or MISSING where there is none that is known."""
        raise NotImplementedError

    def no_attribute(self, run: Run, place: Place, value: V, name: str) -> object:
        """What reading an attribute gives that was not found.

        Raises PythonError where it surely does not exist.
        """
        raise NotImplementedError

    def bind(self, run: Run, place: Place, value: V, receiver: Instance) -> object:
        """A class attribute as an object of the class reads it."""
        raise NotImplementedError

    def bind_to_class(self, value: V, cls: Class) -> object:
        """What a class attribute is when it is read through the class."""
        raise NotImplementedError

    def set_attribute(self, run: Run, place: Place, value: V, name: str, new: object) -> None:
        """`value.name = new`"""
        raise NotImplementedError

    def delete_attribute(self, run: Run, place: Place, value: V, name: object) -> None:
        """`del value.name`"""
        raise NotImplementedError


@cache
def _files() -> tuple[ModuleType, ...]:
    """The files of the kinds."""
    names = (info.name for info in pkgutil.iter_modules(importlib.import_module(FOLDER).__path__))
    return tuple(importlib.import_module(f"{FOLDER}.{name}") for name in names)


@cache
def library_of_kinds() -> dict[str, object]:
    """Names of libraries with what they are.

    The tables LIBRARY in the files of the kinds.
    """
    return {name: value for file in _files() for name, value in getattr(file, "LIBRARY", {}).items()}


class Kinds(dict[type, Kind[Any]]):
    """Type of value -> its kind; read from the folder when one is first asked for."""

    def __missing__(self, value_type: type) -> Kind[Any]:
        if not self:
            for module in _files():
                for found in vars(module).values():
                    if isinstance(found, type) and issubclass(found, Kind) and found.__module__ == module.__name__:
                        self.update(dict.fromkeys(vars(found).get("types", ()), found()))
        kind = self[value_type] = next(self[base] for base in value_type.__mro__ if base in self)
        return kind


KINDS = Kinds()


def call(
    run: Run, place: Place, value: object, args: list[Any], kwargs: dict[str, Any], node: ir.Call | None = None
) -> Any:
    """`value(*args, **kwargs)`.

    node: the call in the IR, where there is one, to find arguments in the source.
    """
    budget = run.budget
    if Budget.unwanted is not None or budget.steps >= budget.max_steps:
        budget.step()
    else:
        budget.steps += 1
    try:
        return KINDS[type(value)].call(run, place, value, args, kwargs, node)
    except (Signal, RecursionError, MemoryError):
        raise
    except TooLarge:
        return run.unknown("a size whose formula grows too large", place)
    except Exception as fault:  # noqa: BLE001 - a fault of shapelint's own costs the result of the call
        run.recorder.fault(fault)
    why = Reason("shapelint itself failed on it", place)
    for given in (value, *args, *kwargs.values()):
        forget(run, given, why)
    return Unknown(why)


def forget(run: Run, value: object, reason: Reason) -> None:
    """Take nothing that the value holds for known any more."""
    KINDS[type(value)].forget(run, value, reason)


def escape(run: Run, place: Place, callee: str, *values: object) -> None:
    """Forget what unread code may have changed in the values.

    callee: the code, which was given them.
    """
    for value in values:
        KINDS[type(value)].escape(run, place, value, callee)


def get_attribute(run: Run, place: Place, value: object, name: str) -> Any:
    """`value.name`. Raises PythonError (AttributeError) where it surely does not exist."""
    kind = KINDS[type(value)]
    found = kind.attribute(run, place, value, name)
    if found is MISSING:
        found = kind.no_attribute(run, place, value, name)
    return run.settled(found) if isinstance(found, Unknown) else found


def find_attribute(run: Run, place: Place, value: object, name: str) -> Any:
    """`value.name`, or MISSING where there is none that is known."""
    return KINDS[type(value)].attribute(run, place, value, name)


def beneath(value: object) -> Any:
    """The function of a property, static method or class method.

    Other values as they are.
    """
    return KINDS[type(value)].beneath(value)


def bind(run: Run, place: Place, value: object, receiver: Instance) -> Any:
    """A class attribute as an object of the class reads it."""
    return KINDS[type(value)].bind(run, place, value, receiver)


def bind_to_class(value: object, cls: Class) -> Any:
    """What a class attribute is when it is read through the class."""
    return KINDS[type(value)].bind_to_class(value, cls)


def set_attribute(run: Run, place: Place, value: object, name: str, new: object) -> None:
    """`value.name = new`"""
    KINDS[type(value)].set_attribute(run, place, value, name, new)


def delete_attribute(run: Run, place: Place, value: object, name: object) -> None:
    """`del value.name`"""
    KINDS[type(value)].delete_attribute(run, place, value, name)


def get_item(run: Run, place: Place, value: object, index: object) -> Any:
    """`value[index]`. Raises PythonError where Python surely does."""
    if type(index) is int and (type(value) is tuple or (type(value) is List and value.taint is None)):
        if -len(value) <= index < len(value):
            return run.settled(value[index])
    return KINDS[type(value)].item(run, place, value, run.settled(index))


def set_item(run: Run, place: Place, value: object, index: object, new: object) -> None:
    """`value[index] = new`"""
    KINDS[type(value)].set_item(run, place, value, run.settled(index), new)


def delete_item(run: Run, place: Place, value: object, index: object) -> None:
    """`del value[index]`"""
    KINDS[type(value)].delete_item(run, place, value, run.settled(index))


def as_index(run: Run, value: object) -> Any:
    """The int or slice that a value is as an index.

    None where it is not known, NotImplemented where it is none.
    """
    return KINDS[type(value)].as_index(run, value)


def unwrapped(value: object) -> Any:
    """The native value inside an object of a derived class.

    Other values as they are.
    """
    return KINDS[type(value)].unwrapped(value)


def iterate(run: Run, place: Place, value: object) -> list[Any] | None:
    """The elements of a value.

    None where it is not known which or how many there are.

    Raises PythonError where the value cannot be iterated over.
    """
    return None if taint_of(value) is not None else KINDS[type(value)].elements(run, place, value)


def rounds(run: Run, place: Place, value: object) -> Iterable[Any] | None:
    """What a loop over a value goes through.

    All at once or one after the other; None as of `iterate`.
    """
    return KINDS[type(value)].rounds(run, place, value)


def opened(run: Run, place: Place, value: object) -> Any:
    """What a loop goes through.

    Of an object what its `__iter__` gives, if that is of unknown length.
    """
    value = run.settled(value)
    return KINDS[type(value)].opened(run, place, value)


def iterator(run: Run, place: Place, value: object) -> Any:
    """`iter(value)`"""
    value = run.settled(value)
    return KINDS[type(value)].iterator(run, place, value)


def next_of(run: Run, place: Place, value: object) -> Any:
    """`next(value)`. Raises PythonError (StopIteration) where nothing is left."""
    value = run.settled(value)
    return KINDS[type(value)].next(run, place, value)


def length(run: Run, place: Place, value: object) -> Any:
    """`len(value)`"""
    value = run.settled(value)
    return KINDS[type(value)].length(run, place, value)


def contains(run: Run, place: Place, value: object, item: object) -> Any:
    """`item in value`: True, False, what `__contains__` gave.

    None where it is not known.
    """
    return KINDS[type(value)].contains(run, place, value, item)


def unpack(run: Run, place: Place, value: object, names: list[str], star: int | None) -> list[Any]:
    """The values for the targets of `a, b, *c = value`.

    `star` is the index of the starred target.

    Raises PythonError where the number of values is known to be another.
    """
    return KINDS[type(value)].unpack(run, place, value, names, star)
