"""Objects of classes, modules of torch included."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.language.calls import call_instance
from shapelint.interpret.language.certainty import OF_CONTAINERS, OF_MODULES, lacks, surely_missing
from shapelint.interpret.language.comparison import compare_values, known_truth
from shapelint.interpret.language.events import prepare
from shapelint.interpret.language.heirs import inherited
from shapelint.interpret.language.iteration import go_through
from shapelint.interpret.language.memory import likeness
from shapelint.interpret.language.object_methods import OF_OBJECTS, attributes_of, store_attribute
from shapelint.interpret.language.operation_methods import layer_method
from shapelint.interpret.language.operators import DUNDERS, REFLECTED, binary, number_of
from shapelint.interpret.library.copies import as_unsure, deep_copy, shallow_copy
from shapelint.interpret.library.reveal import text_of
from shapelint.interpret.state.classed import ARRAY_NAME, is_abstract
from shapelint.interpret.state.contents import MAX_ITEMS
from shapelint.interpret.state.fingerprints import Inputs
from shapelint.interpret.state.heap import NOT
from shapelint.interpret.state.held import taint_of
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
)
from shapelint.interpret.state.rounds import alike, elements_of, open_of, renewed
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.conditions import Condition
from shapelint.interpret.values.objects import (
    MISSING,
    Class,
    Function,
    Instance,
    Method,
    Native,
    Stream,
    Wrapped,
    is_container,
    is_module,
    unwrapped,
)
from shapelint.interpret.values.sequences import OPEN, Open
from shapelint.interpret.values.sublayers import adopt
from shapelint.interpret.values.views import VIEWS, view_of
from shapelint.sizes.tensors import Reason, Tensor, Unknown, unknown_tensor
from shapelint.source.place import Place

NUMBERED = ("StrEnum", "IntEnum", "IntFlag", "str", "int")
"""Classes of which an enum derives whose members are what their values are."""


ASKED = {
    "Iterable": ("__iter__",), "Iterator": ("__iter__", "__next__"), "Sized": ("__len__",), "Callable": ("__call__",),
    "Collection": ("__iter__", "__len__", "__contains__"),
}  # fmt: skip
"""What makes an object one of these, whatever its class derives from."""
DERIVED = frozenset(("Sequence", "MutableSequence", "Mapping", "MutableMapping", "List", "Tuple", "Dict", "Set"))
"""What an object is of only where its class derives from it."""
HEIRS = ("tuple", "list", "dict", "set", "str")


class Instances(Anything[Instance]):
    types = (Instance,)
    precedence = 40
    is_exported = False
    is_settled = True
    holds_values = True

    def surely_lacks(self, value: Instance, name: str) -> bool:
        if value.taint is not None or taint_of(value.attributes) is not None:
            return False
        init = value.cls.find("__init__")
        if any(self.has_method(value, hook) for hook in ("__getattr__", "__getattribute__")):
            return False
        if getattr(init, "wrapped_by", ""):  # by an unknown decorator
            return False
        if is_container(value) and (name.isdigit() or name in OF_CONTAINERS):
            return False
        return lacks(value.cls, name) and value.escaped == NOT and all(one.escaped == NOT for one in value.cls.mro)

    def surely_has(self, value: Instance, name: str) -> bool:
        return value.is_module and name in OF_MODULES

    def holds_name(self, value: Instance, name: str) -> bool:
        return name in value.attributes

    def prepared(self, run: Run, value: Instance, depth: int) -> Any:
        number = self.number_of(value)
        if number is not value:
            return number
        if value.items is not None and taint_of(value) is None:
            return prepare(run, value.items, depth)
        as_array = value.cls.find("__array__")
        if isinstance(as_array, Function) and value.place is not None and depth:
            return prepare(run, call(run, value.place, as_array, [value], {}), depth - 1)
        return value

    def as_tensor(self, run: Run, value: Instance) -> Tensor:
        return unknown_tensor(f"a {value.cls.name} where a tensor is wanted")

    def keeps_names(self, value: Instance) -> bool:
        return value.is_module and not is_container(value)

    def alike(self, run: Run, a: Instance, b: Instance, depth: int) -> bool:
        return a.cls is b.cls and alike(run, a.attributes, b.attributes, depth)

    def first(self, run: Run, value: Instance, text: str) -> object:
        return value.attributes["0"] if _has_group(value) else super().first(run, value, text)

    def other(self, run: Run, value: Instance, text: str) -> object:
        if not _has_group(value):
            return super().other(run, value, text)
        return renewed(elements_of(run, value).rest, text)

    def as_arguments(self, run: Run, value: Instance) -> Open:
        return open_of(run, elements_of(run, value)) if _has_group(value) else OPEN

    def copied(self, value: Instance) -> Any:
        made = Instance(value.cls, dict(value.attributes), value.built_by, value.place)
        if value.items is not None:
            made.items = shallow_copy(value.items)
        return as_unsure(made, value)

    def deeply_copied(self, value: Instance, done: dict[int, object]) -> Any:
        made = done[id(value)] = Instance(value.cls, {}, value.built_by, value.place)
        made.items = deep_copy(value.items, done)
        if value.attributes is value.items:
            made.attributes = made.items
        else:
            made.attributes.update({name: deep_copy(one, done) for name, one in value.attributes.items()})
        return as_unsure(made, value)

    def input_print(self, inputs: Inputs, value: Instance, depth: int) -> Hashable | None:
        return "instance", likeness(inputs.run, value)

    def part_print(self, run: Run, value: Instance, depth: int) -> Hashable:
        return "instance", likeness(run, value)

    def reached(self, value: Instance) -> Iterable[object]:
        yield value.attributes
        yield from value.attributes.values()
        for cls in value.cls.mro:
            if cls.module is not None:
                yield from cls.namespace.values()
                yield from (one for one in cls.module.names.values() if KINDS[type(one)].holds_values)

    def is_instance(self, value: Instance, cls: Class) -> bool | None:
        if cls in value.cls.mro or cls.name == "object":
            return True
        return None if value.cls.opaque else False

    def is_of_library(self, value: Instance, dotted: str) -> bool | None:
        if dotted == ARRAY_NAME:
            return None
        if is_abstract(dotted) and not dotted.startswith("types."):
            return self._is_abstract(value, dotted.rpartition(".")[2])
        answer = super().is_of_library(value, dotted)
        return answer if answer is not None or value.cls.opaque else False

    def _is_abstract(self, value: Instance, name: str) -> bool | None:
        """Whether an object of the project is of an abstract class of Python's."""
        cls = value.cls
        if name == "Callable" and value.is_module:
            return True
        if cls.opaque or value.items is not None or any(map(cls.derives, HEIRS)):
            return None
        if name in ASKED:
            return all(self.has_method(value, one) for one in ASKED[name])
        return False if name in DERIVED else None

    def can_be_called(self, value: Instance) -> bool | None:
        return value.is_module or self.has_method(value, "__call__")

    def class_of(self, run: Run, value: Instance) -> object:
        return value.cls

    def reveal(self, run: Run, value: Instance) -> str:
        return value.cls.name if value.items is None else text_of(run, value.items)

    def describe(self, value: Instance) -> str:
        return f"a {value.cls.name}"

    def known(self, value: Instance, depth: int) -> bool:
        return False

    def has_method(self, value: Instance, name: str) -> bool:
        return value.cls.find(name) is not MISSING

    def number_of(self, value: Instance) -> object:
        if "_value_" in value.attributes and any(map(value.cls.derives, NUMBERED)):
            return value.attributes["_value_"]
        return value

    def binary(self, run: Run, place: Place, op: str, value: Instance, other: object, inplace: bool) -> object:
        dunder = f"__i{DUNDERS[op]}__"
        if inplace and self.has_method(value, dunder):
            run.heap.change(value)
            return call(run, place, get_attribute(run, place, value, dunder), [other], {})
        return self._operate(run, place, op, value, other)

    def reflected(self, run: Run, place: Place, op: str, value: Instance, other: object, inplace: bool) -> object:
        return self._operate(run, place, op, other, value)

    def _operate(self, run: Run, place: Place, op: str, left: object, right: object) -> object:
        """`left op right`, one of which is an instance: by its methods, or as what it derives from."""
        name = DUNDERS[op]
        for receiver, other, dunder in ((left, right, f"__{name}__"), (right, left, f"__r{name}__")):
            if KINDS[type(receiver)].has_method(receiver, dunder):
                return call(run, place, get_attribute(run, place, receiver, dunder), [other], {})
        one, two = unwrapped(number_of(left)), unwrapped(number_of(right))
        return NotImplemented if one is left and two is right else binary(run, place, op, one, two)

    def before_tensor(self, run: Run, place: Place, op: str, value: Instance, tensor: Tensor | Unknown) -> object:
        return self._operate(run, place, op, value, tensor)

    def after_tensor(
        self, run: Run, place: Place, op: str, value: Instance, tensor: Tensor | Unknown, inplace: bool
    ) -> object:
        found = self._operate(run, place, op, tensor, value)
        return (
            run.unknown(f"operator {op} on a tensor and {self.describe(value)}", place)
            if found is NotImplemented
            else found
        )

    def compare(self, run: Run, place: Place, op: str, left: object, right: object) -> object:
        if isinstance(left, Instance):
            return self._compare_with(run, place, op, left, right, Condition(op, left, right))
        assert isinstance(right, Instance)
        return self._compare_with(run, place, REFLECTED[op], right, left, Condition(op, left, right))

    def _compare_with(
        self, run: Run, place: Place, op: str, value: Instance, other: object, unsure: Condition
    ) -> object:
        """`value op other`; `unsure` where that is not known."""
        if taint_of(value) is not None or taint_of(other) is not None:
            return unsure
        dunder = f"__{DUNDERS[op]}__"
        if self.has_method(value, dunder):
            return call(run, place, get_attribute(run, place, value, dunder), [other], {})
        if value.items is not None:
            return compare_values(run, place, op, value.items, unwrapped(other))
        number = self.number_of(value)
        if number is not value:
            return compare_values(run, place, op, number, number_of(other))
        if op not in ("==", "!=") or value.cls.opaque:
            return unsure
        if value.cls.fields is not None and isinstance(other, Instance) and other is not value:
            return unsure
        return (value is other) == (op == "==")

    def truth(self, run: Run, place: Place, value: Instance) -> bool | None:
        if taint_of(value) is not None:
            return None
        if value.items is not None:
            return known_truth(run, place, value.items)
        for dunder in ("__bool__", "__len__"):
            if self.has_method(value, dunder):
                return known_truth(run, place, call(run, place, get_attribute(run, place, value, dunder), [], {}))
        return None if value.cls.opaque and not value.is_module else True

    def call(
        self, run: Run, place: Place, value: Instance, args: list[Any], kwargs: dict[str, Any], node: object = None
    ) -> object:
        return call_instance(run, place, value, args, kwargs, node)

    def forget(self, run: Run, value: Instance, reason: Reason) -> None:
        run.heap.taint(value, reason)

    def escape(self, run: Run, place: Place, value: Instance, callee: str) -> None:
        """A layer of torch is left alone; a method that hands its own object to a helper is too common to give up on."""
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
            return bind(run, place, on_class, value)
        found = value.attributes.get(name, MISSING)
        if found is not MISSING and on_class is not MISSING and value.is_module and is_module(found):
            found = MISSING  # nn.Module keeps children where a class attribute of the same name hides them
        if found is not MISSING:
            taint = taint_of(value)
            return adopt(run, value, name, found) if taint is None else value.part(name, taint)
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

    def _of_module(self, run: Run, value: Instance, name: str) -> object:
        """What every nn.Module has."""
        if name == "forward":
            made = next((one for one in value.cls.reach if one.operation is not None), None)
            return MISSING if made is None else Method(layer_method(made, name), value)
        if name in VIEWS:
            return view_of(run, value, name)
        return run.setting.training if name == "training" else MISSING

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
        made = value.cls.find_property(name)
        if made is not None:
            if made.setter is not None:
                call(run, place, made.setter, [value, new], {})
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

    def delete_attribute(self, run: Run, place: Place, value: Instance, name: object) -> None:
        run.heap.change(value)
        if not isinstance(name, str):
            run.heap.taint(value, Reason("an attribute of unknown name was deleted", place))
        elif value.attributes.pop(name, MISSING) is MISSING and surely_missing(value, name):
            raise PythonError("AttributeError", name)

    def item(self, run: Run, place: Place, value: Instance, index: object) -> object:
        cls = value.cls
        if self.has_method(value, "__getitem__"):
            return self._special(run, place, value, "__getitem__", index)
        if value.items is not None and taint_of(value) is None:
            if isinstance(value.items, dict) and self.has_method(value, "__missing__") and index not in value.items:
                return self._special(run, place, value, "__missing__", index)
            return get_item(run, place, value.items, index)
        if cls.fields is not None and isinstance(index, int) and -len(cls.fields) <= index < len(cls.fields):
            return value.attributes.get(cls.fields[index][0])
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
            count = self._special(run, place, value, "__len__")
            if isinstance(count, int) and count <= MAX_ITEMS:
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


def _has_group(value: Instance) -> bool:
    """Whether it is a container that holds some of its modules any number of times."""
    return value.group is not None and taint_of(value) is None
