"""Classes."""

from __future__ import annotations

import builtins
from collections.abc import Hashable
from functools import partial
from typing import Any

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.language.calls import instantiate
from shapelint.interpret.language.certainty import lacks
from shapelint.interpret.language.classes import FieldDefault
from shapelint.interpret.language.heirs import EMPTY, can_be_inherited, inherited
from shapelint.interpret.language.object_methods import OF_OBJECTS, OF_TYPES
from shapelint.interpret.language.operation_methods import layer_method, static_method
from shapelint.interpret.language.operators import describe
from shapelint.interpret.state.arguments import text
from shapelint.interpret.state.fingerprints import Inputs
from shapelint.interpret.state.heap import NOT
from shapelint.interpret.state.kind import KINDS, beneath, bind, bind_to_class, call, find_attribute
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.held import Dict
from shapelint.interpret.values.inheritance import reach
from shapelint.interpret.values.objects import MISSING, Class, Instance, Method, Super
from shapelint.sizes.tensors import DType, Reason, Unknown
from shapelint.source.place import Place
from shapelint.source.syntax import ir

DECORATORS = frozenset(("property", "staticmethod", "classmethod", "cached_property"))
NATIVES = frozenset(("dict", "OrderedDict", "list", "tuple", "set", "str"))
NOTHING = {name: Native(name, lambda *_: None) for name in ("__init__", "__init_subclass__", "__post_init__")}

ELEMENTS = {
    "float": "float64", "int": "int64", "bool": "bool", "complex": "complex128", "object": "object", "str": "str",
}  # fmt: skip
"""Types of Python's, which torch and numpy take for types of elements."""


class Classes(Anything[Class]):
    types = (Class,)
    precedence = 10
    is_type = True
    is_class = True
    is_member = False
    is_exported = False
    names = frozenset(("type",))
    abstract = frozenset(("Callable",))
    is_callable = True
    is_settled = True

    def surely_lacks(self, value: Class, name: str) -> bool:
        return not value.opaque and lacks(value, name) and value.escaped == NOT

    def prepared(self, run: Run, value: Class, depth: int) -> Any:
        return DType(ELEMENTS[value.name]) if value.module is None and value.name in ELEMENTS else value

    def input_print(self, inputs: Inputs, value: Class, depth: int) -> Hashable | None:
        return value

    def as_bases(self, run: Run, value: Class) -> tuple[Class, ...]:
        return (value,)

    def decorate(self, run: Run, place: Place, value: Class, function: object) -> object:
        return call(run, place, value, [function], {}) if value.name in DECORATORS else MISSING

    def includes(self, run: Run, value: Class, other: object) -> bool | None:
        return KINDS[type(other)].is_instance(other, value)

    def includes_class(self, value: Class, other: object) -> bool | None:
        return KINDS[type(other)].is_subclass(other, value)

    def is_subclass(self, value: Class, cls: Class) -> bool | None:
        return True if cls in value.mro or cls.name == "object" else None if value.opaque else False

    def catches(self, run: Run, value: Class, error: PythonError) -> bool | None:
        if value.name in ("Exception", "BaseException", error.cls):
            return True
        kind = KINDS[type(error.value)]
        if kind.is_class:  # `raise ValueError`
            return kind.is_subclass(error.value, value)
        above = getattr(getattr(builtins, error.cls, None), "__mro__", ())
        return kind.is_instance(error.value, value) or any(base.__name__ == value.name for base in above)

    def raised(self, run: Run, value: Class) -> tuple[str, str]:
        return value.name, ""

    def reveal(self, run: Run, value: Class) -> str:
        return value.name

    def binary(self, run: Run, place: Place, op: str, value: Class, other: object, inplace: bool) -> object:
        """`int | str`: what isinstance takes a tuple for."""
        return (value, other) if op == "|" and KINDS[type(other)].is_type else NotImplemented

    def reflected(self, run: Run, place: Place, op: str, value: Class, other: object, inplace: bool) -> object:
        return (other, value) if op == "|" and KINDS[type(other)].is_sequence else NotImplemented

    def call(
        self, run: Run, place: Place, value: Class, args: list[Any], kwargs: dict[str, Any], node: ir.Call | None = None
    ) -> object:
        return instantiate(run, place, value, args, kwargs, node)

    def escape(self, run: Run, place: Place, value: Class, callee: str) -> None:
        if value.module is not None:
            run.heap.escape(value)

    def attribute(self, run: Run, place: Place, value: Class, name: str) -> object:
        found = value.find(name)
        if found is not MISSING:
            return bind_to_class(found, value)
        found = self._of_every_class(value, name)
        if found is not MISSING:
            return found
        if value.operation is not None and name in ("forward", "__init__"):
            return layer_method(value, name)
        if (of_layer := static_method(value, name)) is not MISSING:
            return of_layer
        if value.name in NATIVES and value.module is None:
            return Native(name, lambda run, place, args, kwargs: _unbound(run, place, name, args, kwargs))
        if name in OF_OBJECTS:
            return OF_OBJECTS[name]
        if name in OF_TYPES and value.name == "type":
            return OF_TYPES[name]
        of_meta = value.find_in_metaclass(name)
        if of_meta is not MISSING:
            return Method(of_meta, value) if KINDS[type(of_meta)].is_read else of_meta
        return value.part(name, Reason(value.opaque, place)) if value.opaque else MISSING

    def _of_every_class(self, value: Class, name: str) -> object:
        if name in ("__name__", "__qualname__"):
            return value.name
        if name in ("__mro__", "__bases__") and not value.opaque:
            return value.mro if name == "__mro__" else value.bases
        if name == "__module__":
            return value.module.name if value.module else "torch.nn"
        if name == "_fields" and value.fields is not None:
            return tuple(field for field, _ in value.fields)
        return Dict(value.members) if name == "__members__" and value.members is not None else MISSING

    def set_attribute(self, run: Run, place: Place, value: Class, name: str, new: object) -> None:
        run.heap.change(value)
        value.namespace[name] = new

    def item(self, run: Run, place: Place, value: Class, index: object) -> object:
        member = (value.members or {}).get(text(run, index) or "")
        if member is not None:
            return member
        for found in (value.find("__class_getitem__"), value.find_in_metaclass("__getitem__")):
            function = beneath(found)
            if KINDS[type(function)].is_read:
                return call(run, place, function, [value, index], {})
        return value  # Generic[T]

    def elements(self, run: Run, place: Place, value: Class) -> list[Any] | None:
        return None if value.members is None else list(value.find_members())

    def length(self, run: Run, place: Place, value: Class) -> object:
        return super().length(run, place, value) if value.members is None else len(value.find_members())


def _unbound(run: Run, place: Place, name: str, args: list[Any], kwargs: dict[str, Any]) -> object:
    """`dict.__setitem__(self, key, value)`, `str.lower(text)`"""
    receiver: Any = run.settled(args[0]) if args else None
    if KINDS[type(receiver)].is_object and receiver.items is not None:
        found = inherited(run, place, receiver, name)
    else:
        found = find_attribute(run, place, receiver, name)
    if found is MISSING:
        return run.unknown(f"{name} of {describe(receiver)}", place)
    return call(run, place, found, args[1:], kwargs)


class FieldDefaults(Anything[FieldDefault]):
    """What `dataclasses.field(...)` gives, as a class attribute."""

    types = (FieldDefault,)

    def field_default(self, run: Run, place: Place, value: FieldDefault) -> object:
        return value.value if value.factory is None else call(run, place, value.factory, [], {})


class Supers(Anything[Super]):
    types = (Super,)

    def attribute(self, run: Run, place: Place, value: Super, name: str) -> object:
        receiver = value.receiver
        kind = KINDS[type(receiver)]
        if kind.is_object:
            return self._of_object(run, place, value, receiver, name)
        if kind.is_class:
            return self._of_class(run, place, value, receiver, name)
        return run.unknown("super() of an object that is not known", place)

    def _after(self, value: Super, mro: tuple[Class, ...]) -> tuple[Class, ...]:
        """The classes in which the attribute is looked for."""
        return reach(mro[mro.index(value.after) + 1 if value.after in mro else 1 :])

    def _of_object(self, run: Run, place: Place, value: Super, receiver: Instance, name: str) -> object:
        owner = receiver.cls
        for cls in self._after(value, owner.mro):
            if name in cls.namespace:
                return bind(run, place, cls.namespace[name], receiver)
            found = self._provided(run, cls, receiver, name)
            if found is not MISSING:
                return found
        if receiver.items is not None:
            found = inherited(run, place, receiver, name)
            if found is not MISSING:
                return found
        if owner.opaque and name != "__setattr__":
            # What an unknown base sets up is not known; what the class itself sets is.
            return NOTHING[name] if name == "__init__" else Unknown(Reason(owner.opaque, place), f"super().{name}")
        if name in NOTHING:
            return NOTHING[name]
        return Method(OF_OBJECTS[name], receiver) if name in OF_OBJECTS else MISSING

    def _of_class(self, run: Run, place: Place, value: Super, receiver: Class, name: str) -> object:
        for cls in self._after(value, receiver.mro):
            if name in cls.namespace:
                found = cls.namespace[name]
                if name != "__new__":
                    return self._bound(found, receiver)
                is_native = KINDS[type(found)].is_provided and found.name in EMPTY
                return Native(name, partial(_native_new, found)) if is_native else beneath(found)
            found = self._provided(run, cls, receiver, name)
            if found is not MISSING:
                return found
        if name in OF_TYPES and value.after not in receiver.mro:
            return Method(OF_TYPES[name], receiver)
        if name == "__new__":
            return OF_OBJECTS[name]
        if receiver.opaque and name != "__setattr__":
            return Unknown(Reason(receiver.opaque, place), f"super().{name}")
        return NOTHING.get(name, MISSING)

    def _bound(self, found: object, receiver: Class) -> object:
        """A class attribute as it is read through the class.

        A method of a class above gets this class.
        """
        is_static = getattr(found, "kind", "") == "staticmethod"
        return beneath(found) if is_static else Method(beneath(found), receiver)

    def _provided(self, run: Run, cls: Class, receiver: Instance | Class, name: str) -> object:
        """An attribute of a class that is not read.

        What a layer of torch has, or a class that is not known.
        """
        if cls.operation is not None and name in ("forward", "__init__", "__call__"):
            return Method(layer_method(cls, name), receiver)
        return NOTHING[name] if cls.opaque and cls.module is None and name == "__init__" else MISSING


def _native_new(maker: Native, run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    """`super().__new__(cls, items)` of a class that derives from a native type."""
    made = maker.enter(run, place, args if maker.name == "tuple" else args[:1], kwargs)
    cls: Any = run.settled(args[0]) if args else None
    if not can_be_inherited(made) or not KINDS[type(cls)].is_class:
        return run.unknown("an object of a class that derives from a native type", place)
    return Instance(cls, place=place, items=made)
