"""Attributes: reading and setting `value.name`."""

from __future__ import annotations

from functools import partial
from typing import Any

from shapelint.interpret.language.certainty import surely_missing
from shapelint.interpret.language.heirs import EMPTY, inherited
from shapelint.interpret.language.hooks import hand_over
from shapelint.interpret.language.methods import native_method
from shapelint.interpret.language.operation_methods import layer_method
from shapelint.interpret.language.operators import kind
from shapelint.interpret.language.tensor_attributes import tensor_attribute, unknown_attribute
from shapelint.interpret.state.held import Dict, taint_of
from shapelint.interpret.state.kind import call
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.number_attributes import number_attribute
from shapelint.interpret.values.numbers import Real
from shapelint.interpret.values.objects import (
    MISSING,
    Class,
    External,
    Function,
    Instance,
    Method,
    Native,
    OperationFunction,
    Partial,
    Repeated,
    SourceModule,
    Stream,
    Super,
    Wrapped,
    reach,
    unwrapped,
)  # fmt: skip
from shapelint.interpret.values.sublayers import adopt
from shapelint.interpret.values.views import VIEWS, view_of
from shapelint.sizes.dims import Expr
from shapelint.sizes.tensors import Input, Reason, Tensor, Unknown
from shapelint.source.place import Place


def get_attribute(run: Run, place: Place, value: Any, name: str) -> Any:
    """`value.name`. Raises PythonError (AttributeError) where it surely does not exist."""
    if isinstance(value, Unknown):
        value = run.settled(value)
    found = find_attribute(run, place, value, name)
    if found is MISSING:
        if hasattr(object, name):  # which every object has
            return run.unknown(f"the {name} of {kind(value)}", place, name)
        if isinstance(value, Instance) and value.cls.find("__getattr__") is not MISSING:
            return call(run, place, bind(run, place, value.cls.find("__getattr__"), value), [name], {})
        if (not run.setting.alone or run.stack.catching or value is None) and surely_missing(run, value, name):
            # Alone, a class may be there for others to complete: what it misses they may have.
            raise PythonError("AttributeError", f"{kind(value)} has no attribute {name}")
        return run.unknown(f"{kind(value)} has no attribute {name} that is known", place, name)
    return run.settled(found) if isinstance(found, Unknown) else found


def find_attribute(run: Run, place: Place, value: Any, name: str) -> Any:
    """`value.name`, or MISSING where there is none."""
    if type(value) is Instance:
        return _instance_attribute(run, place, value, name)
    if isinstance(value, Tensor):
        return tensor_attribute(run, place, value, name)
    if isinstance(value, External):
        return run.project.library_name(f"{value.dotted}.{name}")
    if isinstance(value, SourceModule):
        return run.project.module_attribute(run, value, name)
    if isinstance(value, Class):
        return _class_attribute(run, place, value, name)
    if isinstance(value, Super):
        return _super_attribute(run, place, value, name)
    if isinstance(value, Unknown):
        return unknown_attribute(run, place, value, name)
    if isinstance(value, Function):
        if name in ("__name__", "__qualname__"):
            return value.name
        if name == "__module__":
            return value.module.name
        return value.attributes.get(name, MISSING)
    if isinstance(value, Partial):
        return {"func": value.function, "args": value.args, "keywords": value.kwargs}.get(name, MISSING)
    if isinstance(value, Wrapped) and name in ("setter", "getter", "deleter"):
        return Native(name, lambda run, place, args, kwargs: accessor(value, name, args[0]))
    if isinstance(value, Method):
        return find_attribute(run, place, value.function, name) if name != "__self__" else value.receiver
    if isinstance(value, (Expr, Real)):
        return number_attribute(value, name)
    if isinstance(value, Stream) and name in ("__next__", "__iter__"):
        return Native(
            name, lambda run, place, args, kwargs: run.project.builtin(name.strip("_")).enter(run, place, [value], {})
        )
    if isinstance(value, (Repeated, Native, OperationFunction)):
        return getattr(value, "name", MISSING) if name == "__name__" else MISSING
    return native_method(run, value, name)


def _instance_attribute(run: Run, place: Place, value: Instance, name: str) -> Any:
    cls = value.cls
    on_class = cls.find(name)
    if isinstance(on_class, Wrapped) and on_class.kind == "property":
        return call(run, place, on_class.function, [value], {})
    held = value.attributes.get(name, MISSING)
    if (
        held is not MISSING
        and on_class is not MISSING
        and value.is_module
        and isinstance(held, Instance)
        and held.is_module
    ):
        held = MISSING  # nn.Module keeps children where a class attribute of the same name hides them
    if held is not MISSING:
        taint = taint_of(value)
        if taint is not None:
            return value.part(name, taint)
        return adopt(run, value, name, held)
    if on_class is not MISSING:
        if isinstance(on_class, Wrapped) and on_class.kind == "cached_property":
            run.heap.change(value)
            found = value.attributes[name] = call(run, place, on_class.function, [value], {})
            return found
        return bind(run, place, on_class, value)
    if name == "__class__":
        return cls
    if value.items is not None:
        found = inherited(run, value, name)
        if found is not MISSING:
            return found
    if name in OF_OBJECTS:
        return Method(OF_OBJECTS[name], value)
    if name == "forward" and value.is_module:
        made = next((one for one in cls.reach if one.operation is not None), None)
        if made is not None:
            return Method(layer_method(made, name), value)
    if name == "__dict__":
        return attributes_of(value)
    if name in VIEWS and value.is_module:
        return view_of(run, value, name)
    if name == "__module__":
        return cls.module.name if cls.module else "torch.nn"
    if name == "training" and value.is_module:
        return run.setting.training
    if name == "_fields" and cls.fields is not None:
        return tuple(field for field, _ in cls.fields)
    if cls.fields is not None and name == "_asdict":
        return Native(name, lambda run, place, args, kwargs: dict(value.attributes))
    if cls.fields is not None and name == "_replace":
        return Native(name, lambda run, place, args, kwargs: Instance(cls, {**value.attributes, **kwargs}, place=place))
    taint = taint_of(value)
    if taint is not None or cls.opaque:
        return value.part(name, taint or Reason(cls.opaque, place))
    return MISSING


def attributes_of(value: Instance) -> Dict:
    """`value.__dict__`: what is changed in it is changed in the object."""
    if not isinstance(value.attributes, Dict):
        value.attributes = Dict(value.attributes)
    return value.attributes


def accessor(value: Wrapped, name: str, function: Any) -> Wrapped:
    """The property that `@size.setter`, `.getter` or `.deleter` makes of the property `size`."""
    if name == "setter":
        return Wrapped(value.kind, value.function, function)
    return Wrapped(value.kind, function, value.setter) if name == "getter" else value


def bind(run: Run, place: Place, found: Any, receiver: Instance) -> Any:
    """What a class attribute is when read through an instance."""
    if isinstance(found, (Function, Native)):
        return Method(found, receiver)
    if isinstance(found, Wrapped):
        if found.kind == "property":
            return call(run, place, found.function, [receiver], {})
        return found.function if found.kind == "staticmethod" else Method(found.function, receiver.cls)
    return found


def _class_attribute(run: Run, place: Place, value: Class, name: str) -> Any:
    found = value.find(name)
    if isinstance(found, Wrapped):
        if found.kind == "staticmethod":
            return found.function
        return Method(found.function, value) if found.kind == "classmethod" else found
    if found is not MISSING:
        return found
    if name in ("__name__", "__qualname__"):
        return value.name
    if name in ("__mro__", "__bases__") and not value.opaque:
        return value.mro if name == "__mro__" else value.bases
    if name == "__module__":
        return value.module.name if value.module else "torch.nn"
    if name == "_fields" and value.fields is not None:
        return tuple(field for field, _ in value.fields)
    if name == "__members__" and value.members is not None:
        return Dict(value.members)
    if value.operation is not None and name in ("forward", "__init__"):
        return layer_method(value, name)
    if value.name in NATIVES and value.module is None:
        return Native(name, lambda run, place, args, kwargs: _unbound(run, place, name, args, kwargs))
    if name in OF_OBJECTS:
        return OF_OBJECTS[name]
    if name in OF_TYPES and value.name == "type":
        return OF_TYPES[name]
    meta = value.find("__metaclass__")
    if isinstance(meta, Class) and meta.find(name) is not MISSING:
        of_meta = meta.find(name)
        return Method(of_meta, value) if isinstance(of_meta, Function) else of_meta
    if value.opaque:
        return value.part(name, Reason(value.opaque, place))
    return MISSING


NATIVES = frozenset(("dict", "list", "tuple", "set", "str"))


def _unbound(run: Run, place: Place, name: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """`dict.__setitem__(self, key, value)`, `str.lower(text)`"""
    receiver = run.settled(args[0]) if args else None
    if isinstance(receiver, Instance) and receiver.items is not None:
        found = inherited(run, receiver, name)
    else:
        found = native_method(run, receiver, name)
    if found is MISSING:
        return run.unknown(f"{name} of {kind(receiver)}", place)
    return call(run, place, found, args[1:], kwargs)


def _super_attribute(run: Run, place: Place, value: Super, name: str) -> Any:
    receiver = value.receiver
    if not isinstance(receiver, (Instance, Class)):
        return run.unknown("super() of an object that is not known", place)
    mro = receiver.cls.mro if isinstance(receiver, Instance) else receiver.mro
    start = mro.index(value.after) + 1 if value.after in mro else 1
    for cls in reach(mro[start:]):
        if name in cls.namespace:
            found = cls.namespace[name]
            if name == "__new__" and isinstance(found, Native) and found.name in EMPTY and isinstance(receiver, Class):
                return Native(name, partial(_native_new, found))
            if isinstance(receiver, Instance):
                return bind(run, place, found, receiver)
            inner = found.function if isinstance(found, Wrapped) else found
            return (
                inner
                if name == "__new__" or (isinstance(found, Wrapped) and found.kind == "staticmethod")
                else Method(inner, receiver)
            )
        if cls.operation is not None and name in ("forward", "__init__", "__call__"):
            return Method(layer_method(cls, name), receiver)
        if cls.opaque and cls.module is None and name == "__init__":
            return Native(name, lambda *_: None)
    if isinstance(receiver, Instance) and receiver.items is not None:
        held = inherited(run, receiver, name)
        if held is not MISSING:
            return held
    if isinstance(receiver, Class) and name in OF_TYPES and value.after not in mro:
        return Method(OF_TYPES[name], receiver)
    if isinstance(receiver, Class) and name == "__new__":
        return OF_OBJECTS[name]
    owner = receiver.cls if isinstance(receiver, Instance) else receiver
    if owner.opaque and name != "__setattr__":
        if isinstance(receiver, Instance) and name == "__init__":
            # What an unknown base sets up is not known; what the class itself sets is.
            return Native(name, lambda *_: None)
        return Unknown(Reason(owner.opaque, place), f"super().{name}")
    if name in ("__init__", "__init_subclass__", "__post_init__"):
        return Native(name, lambda *_: None)
    if name in OF_OBJECTS and isinstance(receiver, Instance):
        return Method(OF_OBJECTS[name], receiver)
    return MISSING


def _native_new(maker: Native, run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """`super().__new__(cls, items)` of a class that derives from a native type."""
    made = maker.enter(run, place, args if maker.name == "tuple" else args[:1], kwargs)
    cls = run.settled(args[0]) if args else None
    if not isinstance(made, (dict, list, set, tuple)) or not isinstance(cls, Class):
        return run.unknown("an object of a class that derives from a native type", place)
    return Instance(cls, place=place, items=made)


def _object_setattr(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    value, name = args[0], run.settled(args[1])
    run.heap.change(value)
    if not isinstance(name, str):
        run.heap.taint(value, Reason("an attribute of unknown name was set", place))
    elif isinstance(value, Instance):
        store_attribute(value, name, args[2])


def _object_getattribute(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
    value, name = args[0], run.settled(args[1])
    if not isinstance(value, Instance) or not isinstance(name, str):
        return run.unknown("an attribute under an unknown name", place)
    found = _instance_attribute(run, place, value, name)
    if found is not MISSING:
        return found
    if surely_missing(run, value, name) or value.cls.find("__getattr__") is not MISSING:
        raise PythonError("AttributeError", f"{kind(value)} has no attribute {name}")
    return run.unknown(f"{kind(value)} has no attribute {name} that is known", place, name)


def _object_delattr(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    delete_attribute(run, place, args[0], run.settled(args[1]))


def delete_attribute(run: Run, place: Place, value: Any, name: Any) -> None:
    """`del value.name`"""
    run.heap.change(value)
    if not isinstance(value, Instance):
        return
    if not isinstance(name, str):
        run.heap.taint(value, Reason("an attribute of unknown name was deleted", place))
    elif value.attributes.pop(name, MISSING) is MISSING and surely_missing(run, value, name):
        raise PythonError("AttributeError", name)


OF_OBJECTS: dict[str, Native] = {
    "__setattr__": Native("__setattr__", _object_setattr),
    "__getattribute__": Native("__getattribute__", _object_getattribute),
    "__getattr__": Native("__getattr__", _object_getattribute),
    "__delattr__": Native("__delattr__", _object_delattr),
}
"""What every object can do with its attributes, whatever its class does with them."""
OF_TYPES: dict[str, Native] = {}
"""What every class can do (see calls.py)."""


def set_attribute(run: Run, place: Place, value: Any, name: str, new: Any) -> None:
    """`value.name = new`"""
    value = run.settled(value)
    run.heap.change(value)
    if isinstance(value, Instance):
        on_class = value.cls.find(name)
        if isinstance(on_class, Wrapped) and on_class.kind == "property":
            if on_class.setter is not None:
                call(run, place, on_class.setter, [value, new], {})
            return
        if name == "__dict__":
            new = unwrapped(new)
            if isinstance(new, dict) and taint_of(new) is None:
                value.attributes = new
            else:
                run.heap.taint(value, Reason("its attributes were replaced", place))
            return
        setter = value.cls.find("__setattr__")
        if isinstance(setter, (Function, Native)):
            call(run, place, Method(setter, value), [name, new], {})
            return
        store_attribute(value, name, new)
    elif isinstance(value, Class):
        value.namespace[name] = new
    elif isinstance(value, SourceModule):
        value.names[name] = new
    elif isinstance(value, Function):
        value.attributes[name] = new
    elif isinstance(value, Unknown):
        value.set_part(name, new)
        hand_over(run, place, value.name or "an unknown object", [new])
    elif isinstance(value, Tensor):
        if name == "data" and isinstance(new, Tensor):
            value.shape = new.shape
            value.strides = None
        else:
            value.set = {**(value.set or {}), name: new}


def store_attribute(value: Instance, name: str, new: Any) -> None:
    """Set an attribute as nn.Module does: a name that becomes a module moves to the end unless it was one already."""
    old = value.attributes.get(name)
    if isinstance(new, Instance) and not isinstance(old, Instance):
        value.attributes.pop(name, None)
    value.attributes[name] = new
    if isinstance(new, (Tensor, Unknown)) and not new.name:
        new.name = f"self.{name}"
    if isinstance(new, Input) and not new.name:
        new.name = name
