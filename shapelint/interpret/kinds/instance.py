"""Objects of classes, modules of torch included."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.kinds.instance_values import InstanceValues
from shapelint.interpret.language.calls import call_instance
from shapelint.interpret.language.certainty import surely_missing
from shapelint.interpret.language.comparison import known_truth
from shapelint.interpret.language.filled_later import is_filled_later
from shapelint.interpret.language.heirs import inherited
from shapelint.interpret.language.iteration import go_through
from shapelint.interpret.language.object_methods import OF_OBJECTS, attributes_of, store_attribute
from shapelint.interpret.language.operation_methods import layer_method, static_method
from shapelint.interpret.language.sublayers import adopt
from shapelint.interpret.language.views import VIEWS, view_of
from shapelint.interpret.state.arguments import text, whole
from shapelint.interpret.state.called import Entered
from shapelint.interpret.state.contents import MAX_ITEMS
from shapelint.interpret.state.kind import (
    KINDS,
    as_index,
    bind,
    call,
    contains,
    delete_item,
    get_attribute,
    get_item,
    iterate,
    opened,
    set_item,
    unwrapped,
)
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.held import taint_of
from shapelint.interpret.values.objects import MISSING, Instance, Method, Wrapped
from shapelint.interpret.values.roles import is_module
from shapelint.interpret.values.streams import Stream
from shapelint.sizes.tensors import Reason
from shapelint.source.place import Place
from shapelint.source.syntax import ir


class Instances(InstanceValues):
    types = (Instance,)
    is_object = True

    def entered(self, value: Instance) -> Entered | None:
        """The code that a call of the object enters.

        A module is no function to others, and may be called as often as they like.
        """
        caller = MISSING if value.is_module else value.cls.find("__call__")
        found = KINDS[type(caller)].entered(caller)
        return (found[0], value) if found is not None and found[0] is caller else None

    def enter(self, run: Run, place: Place, value: Instance) -> object:
        return self._special(run, place, value, "__enter__") if self.has_method(value, "__enter__") else value

    def is_left(self, value: Instance) -> bool:
        return KINDS[type(value.cls.find("__exit__"))].is_read

    def call(
        self,
        run: Run,
        place: Place,
        value: Instance,
        args: list[Any],
        kwargs: dict[str, Any],
        node: ir.Call | None = None,
    ) -> object:
        return call_instance(run, place, value, args, kwargs, node)

    def forget(self, run: Run, value: Instance, reason: Reason) -> None:
        run.heap.taint(value, reason)

    def escape(self, run: Run, place: Place, value: Instance, callee: str) -> None:
        """Forget what unread code may have changed in an object.

        A layer of torch is left alone; a method that hands its own object to a helper is too common to give up on.
        """
        if value.cls.operation:
            return
        if run.stack.frames and value is run.stack.frame.receiver:
            run.heap.escape(value)
        else:
            run.heap.taint(value, Reason(f"{callee} may have changed it", place))

    def attribute(self, run: Run, place: Place, value: Instance, name: str) -> object:
        cls = value.cls
        on_class = cls.find(name)
        wrapper = on_class.kind if type(on_class) is Wrapped else ""
        if wrapper == "property":
            found = bind(run, place, on_class, value)
            return self._as_switched(run, value, name, found)
        found = value.attributes.get(name, MISSING)
        if found is not MISSING and on_class is not MISSING and value.is_module and is_module(found):
            found = MISSING  # nn.Module keeps children where a class attribute of the same name hides them
        if found is not MISSING:
            taint = taint_of(value)
            if taint is not None:
                return value.part(name, taint)
            if is_filled_later(run, value, name, found):
                return value.part(name, Reason(f"{name} is filled before it is used", place))
            return adopt(run, value, name, self._as_switched(run, value, name, found))
        if wrapper == "cached_property":
            run.heap.change(value)
            value.attributes[name] = found = bind(run, place, on_class, value)
            return found
        if on_class is not MISSING:
            return bind(run, place, on_class, value)
        if name == "__class__":
            return cls
        if value.items is not None:
            found = inherited(run, place, value, name)
            if found is not MISSING:
                return found
        if name in OF_OBJECTS:
            return Method(OF_OBJECTS[name], value)
        found = self._of_module(run, value, name) if value.is_module else MISSING
        if found is MISSING:
            found = self._of_record(place, value, name)
        if found is not MISSING:
            return found
        if name == "__dict__":
            return attributes_of(value)
        if name == "__module__":
            return cls.module.name if cls.module else "torch.nn"
        taint = taint_of(value)
        if taint is not None or cls.opaque:
            return value.part(name, taint or Reason(cls.opaque, place))
        return MISSING

    def _as_switched(self, run: Run, value: Instance, name: str, found: object) -> object:
        """What an attribute holds.

        It is unknown where it is a switch that is turned from outside.
        """
        is_switch = (found is True or found is False) and name in run.setting.switches and value.is_module
        return run.setting.switches[name] if is_switch else found

    def _of_module(self, run: Run, value: Instance, name: str) -> object:
        """What every nn.Module has."""
        if name == "forward":
            made = next((one for one in value.cls.reach if one.operation is not None), None)
            return MISSING if made is None else Method(layer_method(made, name), value)
        if name in VIEWS:
            return view_of(run, value, name)
        return run.setting.training if name == "training" else static_method(value.cls, name)

    def _of_record(self, place: Place, value: Instance, name: str) -> object:
        """What a named tuple has."""
        fields = value.cls.fields
        if fields is None or name not in ("_fields", "_asdict", "_replace"):
            return MISSING
        if name == "_fields":
            return tuple(field for field, _ in fields)
        if name == "_asdict":
            return Native(name, lambda run, place, args, kwargs: dict(value.attributes))
        return Native(
            name, lambda run, place, args, kwargs: Instance(value.cls, {**value.attributes, **kwargs}, place=place)
        )

    def no_attribute(self, run: Run, place: Place, value: Instance, name: str) -> object:
        getter = value.cls.find("__getattr__")
        if getter is MISSING or hasattr(object, name):
            return super().no_attribute(run, place, value, name)
        return call(run, place, bind(run, place, getter, value), [name], {})

    def set_attribute(self, run: Run, place: Place, value: Instance, name: str, new: object) -> None:
        run.heap.change(value)
        made = value.cls.find(name)
        if type(made) is Wrapped and made.kind == "property":
            if made.setter is not None:
                call(run, place, made.setter, [value, new], {})
            return
        if name == "__dict__":
            held = unwrapped(new)
            if KINDS[type(held)].is_mapping and taint_of(held) is None:
                value.attributes = held
            else:
                run.heap.taint(value, Reason("its attributes were replaced", place))
            return
        setter = value.cls.find("__setattr__")
        kind = KINDS[type(setter)]
        if kind.is_read or kind.is_provided:
            call(run, place, Method(setter, value), [name, new], {})
            return
        store_attribute(value, name, new)

    def delete_attribute(self, run: Run, place: Place, value: Instance, name: object) -> None:
        run.heap.change(value)
        known = text(run, name)
        if known is None:
            run.heap.taint(value, Reason("an attribute of unknown name was deleted", place))
        elif value.attributes.pop(known, MISSING) is MISSING and surely_missing(value, known):
            raise PythonError("AttributeError", known)

    def item(self, run: Run, place: Place, value: Instance, index: object) -> object:
        cls = value.cls
        if self.has_method(value, "__getitem__"):
            return self._special(run, place, value, "__getitem__", index)
        if value.items is not None and taint_of(value) is None:
            if (
                KINDS[type(value.items)].is_mapping
                and self.has_method(value, "__missing__")
                and index not in value.items
            ):
                return self._special(run, place, value, "__missing__", index)
            return get_item(run, place, value.items, index)
        at = whole(run, index)
        if cls.fields is not None and at is not None and -len(cls.fields) <= at < len(cls.fields):
            return value.attributes.get(cls.fields[at][0])
        return run.unknown(f"an element of {self.describe(value)}", place)

    def _special(self, run: Run, place: Place, value: Instance, name: str, *args: object) -> Any:
        """What a method of the object's class gives that Python calls itself."""
        return call(run, place, get_attribute(run, place, value, name), list(args), {})

    def set_item(self, run: Run, place: Place, value: Instance, index: object, new: object) -> None:
        run.heap.change(value)
        if self.has_method(value, "__setitem__"):
            self._special(run, place, value, "__setitem__", index, new)
        elif value.items is not None:
            set_item(run, place, value.items, index, new)

    def delete_item(self, run: Run, place: Place, value: Instance, index: object) -> None:
        run.heap.change(value)
        if self.has_method(value, "__delitem__"):
            self._special(run, place, value, "__delitem__", index)
        elif value.items is not None:
            delete_item(run, place, value.items, index)

    def as_index(self, run: Run, value: Instance) -> object:
        number = self.number_of(value)
        return None if number is value else as_index(run, number)

    def elements(self, run: Run, place: Place, value: Instance) -> list[Any] | None:
        if self.has_method(value, "__iter__"):
            given = self._special(run, place, value, "__iter__")
            return go_through(run, place, given)
        if value.items is not None:
            return iterate(run, place, value.items)
        if value.cls.fields is not None and value.cls.derives("tuple"):
            return [value.attributes.get(name) for name, _ in value.cls.fields]
        if self.has_method(value, "__len__") and self.has_method(value, "__getitem__"):
            count = whole(run, self._special(run, place, value, "__len__"))
            if count is not None and count <= MAX_ITEMS:
                getter = get_attribute(run, place, value, "__getitem__")
                return [call(run, place, getter, [i], {}) for i in range(count)]
        return None

    def opened(self, run: Run, place: Place, value: Instance) -> object:
        cls = value.cls
        if value.items is not None or taint_of(value) is not None or cls.operation is not None or value.is_module:
            return value
        if not self.has_method(value, "__iter__"):
            return value
        given = run.settled(self._special(run, place, value, "__iter__"))
        if KINDS[type(given)].has_method(given, "__next__"):
            values = go_through(run, place, given)
            return run.unknown("an iterator of unknown length", place) if values is None else Stream(values)
        return value if given is value else opened(run, place, given)

    def iterator(self, run: Run, place: Place, value: Instance) -> object:
        return value if self.has_method(value, "__next__") else super().iterator(run, place, value)

    def next(self, run: Run, place: Place, value: Instance) -> object:
        if self.has_method(value, "__next__"):
            return self._special(run, place, value, "__next__")
        return super().next(run, place, value)

    def length(self, run: Run, place: Place, value: Instance) -> object:
        if self.has_method(value, "__len__") or value.items is not None:
            if taint_of(value) is not None:
                return run.unknown("the length of a module that may have been changed", place)
            return self._special(run, place, value, "__len__")
        if value.cls.fields is not None and value.cls.derives("tuple"):
            return len(value.cls.fields)
        return super().length(run, place, value)

    def contains(self, run: Run, place: Place, value: Instance, item: object) -> object:
        if self.has_method(value, "__contains__"):
            answer = self._special(run, place, value, "__contains__", item)
            decided = known_truth(run, place, answer)
            return answer if decided is None else decided
        if value.items is None or taint_of(value) is not None:
            return None
        return contains(run, place, value.items, item)
