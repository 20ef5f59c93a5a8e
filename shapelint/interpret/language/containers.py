"""nn.Sequential, nn.ModuleList and nn.ParameterList, and the table of all containers."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.language.children import add_items, close, items_of, named_items, number_of_children, put_items
from shapelint.interpret.language.module_dicts import MAPPING
from shapelint.interpret.language.modules import MODULE_CLASS, Body, native_class
from shapelint.interpret.language.operators import reason_among
from shapelint.interpret.state.arguments import position, whole
from shapelint.interpret.state.kind import KINDS, call, iterate
from shapelint.interpret.state.rounds import changed_by_rounds, elements_of, open_of
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import BindError, PythonError
from shapelint.interpret.values.objects import Class, Group, Instance
from shapelint.interpret.values.sequences import Open, is_open
from shapelint.sizes.tensors import Reason, Unknown
from shapelint.source.place import Place


def _check(values: list[Any], index: int) -> None:
    if not -len(values) <= index < len(values):
        raise PythonError("IndexError", f"index {index} is out of range")


# --- Sequential -----------------------------------------------------------------------------------------------------


def sequential_init(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    self, *layers = args
    if len(layers) == 1 and KINDS[type(run.settled(layers[0]))].is_mapping:
        for name, layer in run.settled(layers[0]).items():
            self.attributes[str(name)] = layer
        return
    if is_open(layers):
        _open_content(run, place, self, layers.pop(), layers)
        return
    put_items(run, self, layers)
    for layer in layers:
        if KINDS[type(layer)].is_endless:
            run.heap.taint(self, reason_among([layer]) or Reason("its layers are not known", place))


def sequential_forward(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    self, *rest = args
    if len(rest) != 1 and not kwargs:
        raise BindError(self, f"{self.cls.name}.forward() takes 1 input, {len(rest)} were given")
    value = rest[0] if rest else kwargs.get("input", kwargs.get("x"))
    layers = items_of(run, self)
    group = self.group
    if group is None:
        return _through(run, place, layers, value)
    reason = Reason("it goes through an unknown number of layers", place)
    value = _through(run, place, layers[: group.start], value)
    repeated = layers[group.start : group.end]
    if group.alike:
        value = changed_by_rounds(run, value, lambda x: _through(run, place, repeated, x), reason)
    else:
        _through(run, place, repeated, value)
        value = Unknown(reason)
    return _through(run, place, layers[group.end :], value)


def _through(run: Run, place: Place, layers: list[Any], value: object) -> object:
    for layer in layers:
        value = call(run, place, layer, [value], {})
    return value


def sequence_item(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    self, index = args[0], run.settled(args[1])
    at, is_slice = position(run, index), KINDS[type(index)].is_slice
    values = items_of(run, self)
    if self.group is not None:
        elements = elements_of(run, self)
        if elements.rest is not elements.element:
            return run.unknown("an element of modules that are not all alike", place)
        return call(run, place, self.cls, [elements], {}) if is_slice else elements.element
    if at is None:
        only = len(values) == 1 and not is_slice
        return values[0] if only else run.unknown("an element at an unknown index", place)
    if is_slice:
        # As torch does: the slice is built by the class itself, which may have a constructor of its own.
        numbered = not self.cls.derives("Sequential")
        return call(run, place, self.cls, [values[at] if numbered else dict(named_items(run, self)[at])], {})
    _check(values, at)
    return values[at]


def _native_base(cls: Class) -> Class:
    return next(c for c in cls.mro if c.module is None and not c.unread)


def sequence_set(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    self, index, value = args
    names = [n for n, _ in named_items(run, self)]
    at = position(run, index)
    if KINDS[type(at)].is_whole:
        _check(names, at)
        run.heap.change(self)
        close(run, self)
        self.attributes[names[at]] = value
    else:
        run.heap.taint(self, Reason("an assignment at an unknown index", place))


def sequence_delete(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    self, index = args
    at = position(run, index)
    values = items_of(run, self)
    if at is None:
        run.heap.taint(self, Reason("a deletion at an unknown index", place))
        return
    if KINDS[type(at)].is_whole:
        _check(values, at)
    del values[at]
    put_items(run, self, values)


def sequence_append(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    return add_items(run, args[0], [args[1] if len(args) > 1 else kwargs.get("module", kwargs.get("value"))])


def sequence_extend(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    self, values = args
    found = iterate(run, place, values)
    return _unknown_content(run, place, self, values) if found is None else add_items(run, self, found)


def sequence_insert(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    self, index, value = args
    values = items_of(run, self)
    at = position(run, index)
    if not KINDS[type(at)].is_whole or not 0 <= at + len(values) * (at < 0) <= len(values):
        run.heap.taint(self, Reason("an insertion at an unknown index", place))
        return self
    values.insert(at, value)
    put_items(run, self, values)
    return self


def sequence_iter(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    return items_of(run, args[0]) if args[0].group is None else elements_of(run, args[0])


def sequence_add(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    """`modules + others`: a new container of the same kind."""
    self, others = args
    found = iterate(run, place, others)
    made = Instance(_native_base(self.cls), place=place)
    put_items(run, made, items_of(run, self) + (found or []))
    if found is None:
        run.heap.taint(made, Reason("its modules are not known", place))
    return made


def sequence_times(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    """`sequential * 2`: a new one with the same modules again."""
    self, count = args[0], whole(run, args[1])
    made = Instance(_native_base(self.cls), place=place)
    if count is not None:
        put_items(run, made, items_of(run, self) * count)
    else:
        run.heap.taint(made, Reason("it is repeated an unknown number of times", place))
    return made


def sequence_pop(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    self = args[0]
    values = items_of(run, self)
    at = position(run, args[1] if len(args) > 1 else kwargs.get("key", -1))
    if not KINDS[type(at)].is_whole:
        run.heap.taint(self, Reason("a module at an unknown index is taken out", place))
        return run.unknown("pop at an unknown index", place)
    _check(values, at)
    gone = values.pop(at)
    put_items(run, self, values)
    return gone


def list_init(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    self = args[0]
    values = args[1] if len(args) > 1 else kwargs.get("modules", kwargs.get("values"))
    if values is None:
        return
    found = iterate(run, place, values)
    if found is None:
        _unknown_content(run, place, self, values)
        return
    put_items(run, self, found)


def _unknown_content(run: Run, place: Place, self: Instance, values: object) -> Instance:
    """A list of modules of unknown length.

    Some of them are known, and which of those are there any number of times.
    """
    values = run.settled(values)
    found = open_of(run, values)
    if found.group is None or items_of(run, self):
        run.heap.taint(self, reason_among([values]) or Reason("its modules are not known", place))
        return self
    _open_content(run, place, self, found, [])
    return self


def _open_content(run: Run, place: Place, self: Instance, found: Open, given: list[Any]) -> None:
    if found.group is None:
        run.heap.taint(self, Reason(f"{self.cls.name} is built with arguments that are not known", place))
        return
    put_items(run, self, [*given[: found.at], *found.items, *given[found.at :]])
    group = found.group
    self.group = Group(group.start + found.at, group.end + found.at, group.alike, group.rest)


SEQUENCE: dict[str, Body] = {
    "__getitem__": sequence_item, "__setitem__": sequence_set, "__delitem__": sequence_delete, "__len__": number_of_children,
    "__iter__": sequence_iter, "__add__": sequence_add, "__iadd__": sequence_extend, "append": sequence_append,
    "extend": sequence_extend, "insert": sequence_insert, "pop": sequence_pop,
}  # fmt: skip
SEQUENTIAL = native_class(
    "Sequential",
    (MODULE_CLASS,),
    {
        **SEQUENCE,
        "__init__": sequential_init,
        "forward": sequential_forward,
        "__mul__": sequence_times,
        "__rmul__": sequence_times,
    },
)
MODULE_LIST = native_class("ModuleList", (MODULE_CLASS,), {**SEQUENCE, "__init__": list_init})
MODULE_DICT = native_class("ModuleDict", (MODULE_CLASS,), MAPPING)
PARAMETER_LIST = native_class("ParameterList", (MODULE_CLASS,), {**SEQUENCE, "__init__": list_init})
PARAMETER_DICT = native_class("ParameterDict", (MODULE_CLASS,), MAPPING)

CONTAINERS = {
    "torch.nn.Module": MODULE_CLASS,
    "torch.nn.Sequential": SEQUENTIAL,
    "torch.nn.ModuleList": MODULE_LIST,
    "torch.nn.ModuleDict": MODULE_DICT,
    "torch.nn.ParameterList": PARAMETER_LIST,
    "torch.nn.ParameterDict": PARAMETER_DICT,
}
SEQUENTIAL.namespace["__init__"].takes_open = True
