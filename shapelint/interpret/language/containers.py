"""The containers of nn. A container's children stand among its attributes under torch's names ("0", "1")."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.interpret.language.operators import known
from shapelint.interpret.state.held import taint_of
from shapelint.interpret.state.kind import call, iterate
from shapelint.interpret.state.rounds import elements_of, open_of, settle
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import BindError, PythonError
from shapelint.interpret.values.modules import MODULE_CLASS, Body, native_class
from shapelint.interpret.values.objects import MISSING, Class, Group, Instance, Repeated, is_parameter
from shapelint.interpret.values.sequences import Open, is_open
from shapelint.sizes.tensors import Reason, Tensor, Unknown
from shapelint.source.place import Place


def items_of(instance: Instance) -> list[Any]:
    """The children of a Sequential, ModuleList or ParameterList, in order."""
    return [v for name, v in instance.attributes.items() if _is_child(name, v) or name.isdigit()]


def named_items(instance: Instance) -> list[tuple[str, Any]]:
    """The children, or parameters, under their names."""
    return [(n, v) for n, v in instance.attributes.items() if _is_child(n, v) or n.isdigit() or is_parameter(v)]


def _is_child(name: str, value: object) -> bool:
    """Whether it is a module, or may be one."""
    if isinstance(value, Instance):
        return value.is_module
    return isinstance(value, Unknown) and not name.startswith("_")


def put_items(run: Run, instance: Instance, values: list[Any]) -> None:
    """Replace the children by these, numbered from 0."""
    if instance.attributes:
        run.heap.change(instance)
    _close(run, instance)
    for name, _ in named_items(instance):
        del instance.attributes[name]
    for index, value in enumerate(values):
        instance.attributes[str(index)] = value


def _close(run: Run, instance: Instance) -> None:
    """Where some of the modules are there any number of times, nobody knows what a change makes of them."""
    if instance.group is not None:
        instance.group = None
        run.heap.taint(instance, Reason("its modules are changed, of which nobody knows how many there are"))


def _add_items(run: Run, instance: Instance, values: list[Any]) -> Instance:
    """Put these after the children there are."""
    run.heap.change(instance)
    _close(run, instance)
    start = len(items_of(instance))
    for index, value in enumerate(values):
        instance.attributes[str(start + index)] = value
    return instance


def _position(run: Run, index: object) -> Any:
    """The number or slice of numbers that an index is, or None where it is not known."""
    index = run.settled(index)
    if isinstance(index, Tensor) and isinstance(index.data, int):
        index = index.data
    if isinstance(index, slice):
        index = slice(*map(run.settled, (index.start, index.stop, index.step)))
        return index if known((index.start, index.stop, index.step)) else None
    return index if isinstance(index, int) else None


def _check(values: list[Any], index: int) -> None:
    if not -len(values) <= index < len(values):
        raise PythonError("IndexError", f"index {index} is out of range")


# --- Sequential -----------------------------------------------------------------------------------------------------


def sequential_init(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    self, *layers = args
    if len(layers) == 1 and isinstance(run.settled(layers[0]), dict):
        for name, layer in run.settled(layers[0]).items():
            self.attributes[str(name)] = layer
        return
    if is_open(layers):
        _open_content(run, place, self, layers.pop(), layers)
        return
    put_items(run, self, layers)
    for layer in layers:
        if isinstance(layer, (Repeated, Unknown)):
            run.heap.taint(
                self, layer.reason if isinstance(layer, Unknown) else Reason("its layers are not known", place)
            )


def sequential_forward(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    self, *rest = args
    if len(rest) != 1 and not kwargs:
        raise BindError(self, f"{self.cls.name}.forward() takes 1 input, {len(rest)} were given")
    value = rest[0] if rest else kwargs.get("input", kwargs.get("x"))
    layers = items_of(self)
    group = self.group
    if group is None:
        return _through(run, place, layers, value)
    reason = Reason("it goes through an unknown number of layers", place)
    value = _through(run, place, layers[: group.start], value)
    repeated = layers[group.start : group.end]
    if group.alike:
        value = settle(run, value, lambda x: _through(run, place, repeated, x), reason)
    else:
        _through(run, place, repeated, value)
        value = Unknown(reason)
    return _through(run, place, layers[group.end :], value)


def _through(run: Run, place: Place, layers: list[Any], value: object) -> object:
    for layer in layers:
        value = call(run, place, layer, [value], {})
    return value


def sequence_item(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    self, index = args
    index = _position(run, index)
    values = items_of(self)
    if self.group is not None:
        elements = elements_of(run, self)
        if elements.rest is not elements.element:
            return run.unknown("an element of modules that are not all alike", place)
        if isinstance(run.settled(args[1]), slice):
            return call(run, place, self.cls, [elements], {})
        return elements.element
    if isinstance(index, int):
        _check(values, index)
        return values[index]
    if isinstance(index, slice):
        # As torch does: the slice is built by the class itself, which may have a constructor of its own.
        numbered = not self.cls.derives("Sequential")
        return call(run, place, self.cls, [values[index] if numbered else dict(named_items(self)[index])], {})
    if len(values) == 1 and not isinstance(run.settled(args[1]), slice):
        return values[0]
    return run.unknown("an element at an unknown index", place)


def _native_base(cls: Class) -> Class:
    return next(c for c in cls.mro if c.module is None and not c.unread)


def sequence_set(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    self, index, value = args
    names = [n for n, _ in named_items(self)]
    position = _position(run, index)
    if isinstance(position, int):
        _check(names, position)
        run.heap.change(self)
        _close(run, self)
        self.attributes[names[position]] = value
    else:
        run.heap.taint(self, Reason("an assignment at an unknown index", place))


def sequence_delete(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    self, index = args
    position = _position(run, index)
    values = items_of(self)
    if position is None:
        run.heap.taint(self, Reason("a deletion at an unknown index", place))
        return
    if isinstance(position, int):
        _check(values, position)
    del values[position]
    put_items(run, self, values)


def sequence_append(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    return _add_items(run, args[0], [args[1] if len(args) > 1 else kwargs.get("module", kwargs.get("value"))])


def sequence_extend(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    self, values = args
    found = iterate(run, place, values)
    return _unknown_content(run, place, self, values) if found is None else _add_items(run, self, found)


def sequence_insert(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    self, index, value = args
    values = items_of(self)
    position = _position(run, index)
    if not isinstance(position, int) or not 0 <= position + len(values) * (position < 0) <= len(values):
        run.heap.taint(self, Reason("an insertion at an unknown index", place))
        return self
    values.insert(position, value)
    put_items(run, self, values)
    return self


def sequence_len(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    if args[0].group is not None:
        return run.unknown("how many modules there are", place)
    return len(items_of(args[0]))


def sequence_iter(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    return items_of(args[0]) if args[0].group is None else elements_of(run, args[0])


def sequence_add(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    """`modules + others`: a new container of the same kind."""
    self, others = args
    found = iterate(run, place, others)
    made = Instance(_native_base(self.cls), place=place)
    put_items(run, made, items_of(self) + (found or []))
    if found is None:
        run.heap.taint(made, Reason("its modules are not known", place))
    return made


def sequence_times(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    """`sequential * 2`: a new one with the same modules again."""
    self, count = args[0], run.settled(args[1])
    made = Instance(_native_base(self.cls), place=place)
    if isinstance(count, int):
        put_items(run, made, items_of(self) * count)
    else:
        run.heap.taint(made, Reason("it is repeated an unknown number of times", place))
    return made


def sequence_pop(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    self = args[0]
    values = items_of(self)
    position = _position(run, args[1] if len(args) > 1 else kwargs.get("key", -1))
    if not isinstance(position, int):
        run.heap.taint(self, Reason("a module at an unknown index is taken out", place))
        return run.unknown("pop at an unknown index", place)
    _check(values, position)
    gone = values.pop(position)
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
    """A list of modules of unknown length: some of them are known, and which of those are there any number of times."""
    values = run.settled(values)
    found = open_of(run, values)
    if found.group is None or items_of(self):
        run.heap.taint(
            self, values.reason if isinstance(values, Unknown) else Reason("its modules are not known", place)
        )
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


# --- ModuleDict -----------------------------------------------------------------------------------------------------


def dict_init(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    if len(args) > 1 or kwargs:
        dict_update(run, place, args if len(args) > 1 else [args[0], next(iter(kwargs.values()))], {})


def dict_update(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    self, values = args[0], run.settled(args[1])
    run.heap.change(self)
    if isinstance(values, Instance) and values.cls.find("keys") is not MISSING and taint_of(values) is None:
        values = dict(named_items(values))
    if isinstance(values, dict) and taint_of(values) is None:
        self.attributes.update({str(k): v for k, v in values.items()})
        return
    pairs = iterate(run, place, values)
    if pairs is None or not all(isinstance(p, (tuple, list)) and len(p) == 2 and isinstance(p[0], str) for p in pairs):
        run.heap.taint(self, Reason("its modules are not known", place))
        return
    self.attributes.update(dict(pairs))


def _content(self: Instance) -> dict[str, Any]:
    return dict(named_items(self))


def dict_item(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    self, key = args[0], run.settled(args[1])
    if isinstance(key, str):
        found = self.attributes.get(key, MISSING)
        if found is MISSING or (isinstance(found, bool) and key == "training"):
            raise PythonError("KeyError", key)
        return run.settled(found)
    return run.unknown("a module under an unknown name", place)


def dict_set(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    self, key, value = args[0], run.settled(args[1]), args[2]
    if isinstance(key, str):
        run.heap.change(self)
        self.attributes[key] = value
    else:
        run.heap.taint(self, Reason("an assignment under an unknown name", place))


def dict_delete(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    dict_pop(run, place, args, kwargs)


def dict_get(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    key = run.settled(args[1])
    if not isinstance(key, str):
        return run.unknown("a module under an unknown name", place)
    return run.settled(_content(args[0]).get(key, args[2] if len(args) > 2 else kwargs.get("default")))


def dict_pop(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    self, key = args[0], run.settled(args[1])
    run.heap.change(self)
    if not isinstance(key, str):
        run.heap.taint(self, Reason("a module under an unknown name is taken out", place))
        return run.unknown("a module under an unknown name", place)
    if key not in _content(self):
        if taint_of(self) is not None:
            return run.unknown("a module that may be there", place)
        if len(args) > 2:
            return args[2]
        raise PythonError("KeyError", key)
    return run.settled(self.attributes.pop(key))


def dict_clear(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    put_items(run, args[0], [])


def dict_contains(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    self, key = args[0], run.settled(args[1])
    if taint_of(self) is not None or not isinstance(key, str):
        return run.unknown("whether there is such a module", place)
    return key in _content(self)


def _dict_listing(give: Callable[[dict[str, Any]], list[Any]]) -> Body:
    def body(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
        taint = taint_of(args[0])
        return Unknown(taint) if taint is not None else give(_content(args[0]))

    return body


SEQUENCE: dict[str, Body] = {
    "__getitem__": sequence_item, "__setitem__": sequence_set, "__delitem__": sequence_delete, "__len__": sequence_len,
    "__iter__": sequence_iter, "__add__": sequence_add, "__iadd__": sequence_extend, "append": sequence_append,
    "extend": sequence_extend, "insert": sequence_insert, "pop": sequence_pop,
}  # fmt: skip
MAPPING: dict[str, Body] = {
    "__init__": dict_init, "__getitem__": dict_item, "__setitem__": dict_set, "__delitem__": dict_delete, "__len__": sequence_len,
    "update": dict_update, "get": dict_get, "pop": dict_pop,
    "clear": dict_clear, "__contains__": dict_contains, "__iter__": _dict_listing(list), "keys": _dict_listing(list),
    "values": _dict_listing(lambda content: list(content.values())), "items": _dict_listing(lambda content: list(content.items())),
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
