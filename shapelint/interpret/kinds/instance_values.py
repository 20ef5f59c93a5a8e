"""Objects of classes as values.

Operands, copies, and what they are instances of.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.language.certainty import OF_CONTAINERS, OF_MODULES, lacks
from shapelint.interpret.language.comparison import compare_values, known_truth
from shapelint.interpret.language.events import prepare
from shapelint.interpret.language.memory import likeness
from shapelint.interpret.language.operators import DUNDERS, REFLECTED, binary, number_of
from shapelint.interpret.library.copies import as_unsure, deep_copy, shallow_copy
from shapelint.interpret.library.reveal import text_of
from shapelint.interpret.state.arguments import text
from shapelint.interpret.state.classed import ARRAY_NAME, is_abstract
from shapelint.interpret.state.fingerprints import Inputs
from shapelint.interpret.state.heap import NOT
from shapelint.interpret.state.kind import (
    KINDS,
    call,
    get_attribute,
    unwrapped,
)
from shapelint.interpret.state.rounds import alike, elements_of, open_of, renewed, surely_differ
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.conditions import Condition
from shapelint.interpret.values.held import taint_of
from shapelint.interpret.values.objects import (
    MISSING,
    Class,
    Instance,
)
from shapelint.interpret.values.sequences import OPEN, Open
from shapelint.sizes.tensors import Tensor, Unknown, unknown_tensor
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


class InstanceValues(Anything[Instance]):
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
        if value.is_container and (name.isdigit() or name in OF_CONTAINERS):
            return False
        return lacks(value.cls, name) and value.escaped == NOT and all(one.escaped == NOT for one in value.cls.mro)

    def unwrapped(self, value: Instance) -> object:
        return value if value.items is None else value.items

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
        if KINDS[type(as_array)].is_read and value.place is not None and depth:
            return prepare(run, call(run, value.place, as_array, [value], {}), depth - 1)
        return value

    def as_tensor(self, run: Run, value: Instance) -> Tensor:
        return unknown_tensor(f"a {value.cls.name} where a tensor is wanted")

    def keeps_names(self, value: Instance) -> bool:
        return not value.is_container and value.items is None and (value.is_module or value.cls.module is not None)

    def alike(self, run: Run, a: Instance, b: Instance, depth: int) -> bool:
        return a.cls is b.cls and alike(run, a.attributes, b.attributes, depth)

    def surely_differs(self, run: Run, value: Instance, other: Any) -> bool:
        return KINDS[type(other)].is_object and surely_differ(run, value.behind, other.behind)

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

    def raised(self, run: Run, value: Instance) -> tuple[str, str]:
        said = value.attributes.get("args", ())
        return value.cls.name, text(run, said[0]) or "" if said else ""

    def is_of_library(self, value: Instance, dotted: str) -> bool | None:
        if dotted == ARRAY_NAME:
            return None
        if is_abstract(dotted) and not dotted.startswith("types."):
            return self._is_abstract(value, dotted.rpartition(".")[2])
        answer = super().is_of_library(value, dotted)
        return answer if answer is not None or value.cls.opaque else False

    def _is_abstract(self, value: Instance, name: str) -> bool | None:
        """Whether an object is of an abstract class of Python's.

        An object of the project.
        """
        cls = value.cls
        if name == "Callable" and value.is_module:
            return True
        if cls.opaque or value.items is not None or any(map(cls.derives, HEIRS)):
            return None
        if name in ASKED:
            return all(self.has_method(value, one) for one in ASKED[name])
        return False if name in DERIVED else None

    def may_have_changed(self, run: Run, value: Instance, is_being_made: bool) -> bool:
        return value.escaped != NOT or (bool(value.cls.opaque) and not is_being_made)

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
        """`left op right` by the methods of an instance.

        Or as what it derives from.
        """
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
        if value.cls.fields is not None and KINDS[type(other)].is_object and other is not value:
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


def _has_group(value: Instance) -> bool:
    """Whether a container holds modules any number of times.

    Some of its modules.
    """
    return value.group is not None and taint_of(value) is None
