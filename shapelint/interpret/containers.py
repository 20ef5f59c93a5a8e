"""nn.Module and its containers. A container's children stand among its attributes under torch's names ("0", "1")."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from shapelint.interpret.evaluate import first_of
from shapelint.interpret.iterate import iterate
from shapelint.interpret.objects import Class, Instance, Native, Repeated, is_parameter
from shapelint.interpret.operators import known
from shapelint.interpret.run import Run
from shapelint.interpret.signals import BindError, PythonError
from shapelint.trace import Place
from shapelint.values import Reason, Tensor, Unknown

Body = Callable[[Run, Place, list[Any], dict[str, Any]], Any]


def items_of(instance: Instance) -> list[Any]:
    """The children of a Sequential, ModuleList or ParameterList, in order."""
    return [
        v for name, v in instance.attributes.items() if not name.startswith("_") and (_is_child(v) or name.isdigit())
    ]


def _is_child(value: Any) -> bool:
    return (isinstance(value, Instance) and value.is_module) or isinstance(value, Unknown)


def named_items(instance: Instance) -> list[tuple[str, Any]]:
    return [
        (n, v)
        for n, v in instance.attributes.items()
        if not n.startswith("_") and (_is_child(v) or n.isdigit() or is_parameter(v))
    ]


def put_items(instance: Instance, values: list[Any]) -> None:
    """Replace the children by these, numbered from 0."""
    for name, _ in named_items(instance):
        del instance.attributes[name]
    for index, value in enumerate(values):
        instance.attributes[str(index)] = value


def _positions(run: Run, place: Place, instance: Instance, index: Any) -> Any:
    values = items_of(instance)
    index = run.settled(index)
    if isinstance(index, Tensor) and isinstance(index.data, int):
        index = index.data
    if isinstance(index, int) and not isinstance(index, bool):
        if not -len(values) <= index < len(values):
            raise PythonError("IndexError", f"index {index} is out of range")
        return values[index]
    if isinstance(index, slice) and known((index.start, index.stop, index.step)):
        return values[index]
    return None


# --- Sequential -----------------------------------------------------------------------------------------------------


def sequential_init(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    self, *layers = args
    if len(layers) == 1 and isinstance(run.settled(layers[0]), dict):
        for name, layer in run.settled(layers[0]).items():
            self.attributes[str(name)] = layer
        return
    put_items(self, layers)
    for layer in layers:
        if isinstance(layer, (Repeated, Unknown)):
            run.taint(self, layer.reason if isinstance(layer, Unknown) else Reason("its layers are not known", place))


def sequential_forward(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
    self, *rest = args
    if len(rest) != 1 and not kwargs:
        raise BindError(self, f"{self.cls.name}.forward() takes 1 input, {len(rest)} were given")
    value = rest[0] if rest else kwargs.get("input", kwargs.get("x"))
    for layer in items_of(self):
        value = run.call(run, place, layer, [value], {})
    return value


def sequence_item(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
    self, index = args
    found = _positions(run, place, self, index)
    if found is None:
        values = items_of(self)
        if values and not isinstance(run.settled(index), slice) and len(values) == 1:
            return values[0]
        return run.unknown("an element at an unknown index", place)
    if isinstance(found, list):
        made = Instance(self.cls if self.cls.module is None else _native_base(self.cls), place=place)
        put_items(made, found)
        if self.cls.derives("Sequential"):
            names = [n for n, v in named_items(self) if any(v is f for f in found)]
            made.attributes = dict(zip(names, found))
        return made
    return found


def _native_base(cls: Class) -> Class:
    return next(c for c in cls.mro if c.module is None)


def sequence_set(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    self, index, value = args
    index = run.settled(index)
    names = [n for n, _ in named_items(self)]
    if isinstance(index, str) and index in names:
        self.attributes[index] = value
    elif isinstance(index, int) and -len(names) <= index < len(names):
        self.attributes[names[index]] = value
    else:
        run.taint(self, Reason("an assignment at an unknown index", place))


def sequence_delete(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    self, index = args
    found = _positions(run, place, self, index)
    if found is None:
        run.taint(self, Reason("a deletion at an unknown index", place))
        return
    gone = found if isinstance(found, list) else [found]
    put_items(self, [v for v in items_of(self) if not any(v is g for g in gone)])


def sequence_append(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
    self, value = args
    run.touch(self)
    self.attributes[str(len(items_of(self)))] = value
    return self


def sequence_extend(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
    self, values = args
    found = iterate(run, place, values)
    if found is None:
        return _unknown_content(run, place, self, values)
    start = len(items_of(self))
    for index, value in enumerate(found):
        self.attributes[str(start + index)] = value
    return self


def sequence_insert(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
    self, index, value = args
    values = items_of(self)
    if not isinstance(index, int):
        run.taint(self, Reason("an insertion at an unknown index", place))
        return self
    values.insert(index, value)
    put_items(self, values)
    return self


def sequence_len(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
    return len(items_of(args[0]))


def sequence_iter(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
    repeated = args[0].attributes.get("_repeated")
    return items_of(args[0]) if repeated is None else repeated


def sequence_add(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """`modules + others`: a new container of the same kind."""
    self, others = args
    found = iterate(run, place, others)
    made = Instance(_native_base(self.cls), place=place)
    put_items(made, items_of(self) + (found or []))
    if found is None:
        run.taint(made, Reason("its modules are not known", place))
    return made


def sequence_pop(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
    values = items_of(args[0])
    index = args[1] if len(args) > 1 else -1
    if not isinstance(index, int) or not values:
        return run.unknown("pop at an unknown index", place)
    gone = values.pop(index)
    put_items(args[0], values)
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
    put_items(self, found)


def _unknown_content(run: Run, place: Place, self: Instance, values: Any) -> Instance:
    """A list of modules of unknown length: iterating over it still shows the first of them, where they are alike."""
    values = run.settled(values)
    if isinstance(values, Repeated) and not items_of(self):
        self.attributes["_repeated"] = values
        self.attributes["0"] = first_of(run, values, "")
        return self
    run.taint(self, values.reason if isinstance(values, Unknown) else Reason("its modules are not known", place))
    return self


# --- ModuleDict -----------------------------------------------------------------------------------------------------


def dict_init(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    if len(args) > 1 or kwargs:
        dict_update(run, place, args if len(args) > 1 else [args[0], next(iter(kwargs.values()))], {})


def dict_update(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    self, values = args
    values = run.settled(values)
    if isinstance(values, dict) and run.taint_of(values) is None:
        self.attributes.update({str(k): v for k, v in values.items()})
        return
    pairs = iterate(run, place, values)
    if pairs is None or not all(isinstance(p, (tuple, list)) and len(p) == 2 and isinstance(p[0], str) for p in pairs):
        run.taint(self, Reason("its modules are not known", place))
        return
    self.attributes.update(dict(pairs))


def dict_item(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
    self, key = args[0], run.settled(args[1])
    if isinstance(key, str):
        if key in self.attributes:
            return run.settled(self.attributes[key])
        raise PythonError("KeyError", key)
    return run.unknown("a module under an unknown name", place)


def dict_set(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    self, key, value = args[0], run.settled(args[1]), args[2]
    if isinstance(key, str):
        run.touch(self)
        self.attributes[key] = value
    else:
        run.taint(self, Reason("an assignment under an unknown name", place))


def dict_delete(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    args[0].attributes.pop(run.settled(args[1]), None)


def dict_get(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
    key = run.settled(args[1])
    return (
        args[0].attributes.get(key, args[2] if len(args) > 2 else None)
        if isinstance(key, str)
        else run.unknown("a module under an unknown name", place)
    )


def dict_pop(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
    self, key = args[0], run.settled(args[1])
    run.touch(self)
    if not isinstance(key, str):
        run.taint(self, Reason("a module under an unknown name is taken out", place))
        return run.unknown("a module under an unknown name", place)
    if key not in self.attributes:
        if len(args) > 2 or run.taint_of(self) is not None:
            return run.unknown("a module that may be there", place)
        raise PythonError("KeyError", key)
    return run.settled(self.attributes.pop(key))


# --- Module ---------------------------------------------------------------------------------------------------------


def nothing(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    return None


def itself(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
    return args[0]


def itself_alone(name: str) -> Body:
    """A method that returns its module and takes nothing else."""

    def body(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
        if len(args) > 1:
            raise BindError(args[0], f"nn.Module.{name}() takes no arguments, {len(args) - 1} were given")
        return args[0]

    return body


def add_module(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    self = args[0]
    name = run.settled(args[1] if len(args) > 1 else kwargs.get("name"))
    value = args[2] if len(args) > 2 else next((kwargs[k] for k in ("module", "param", "tensor") if k in kwargs), None)
    if isinstance(name, str):
        run.set_attribute(run, place, self, name, value)
    else:
        run.taint(self, Reason("a child under an unknown name", place))


def register_buffer(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    add_module(run, place, args, kwargs)
    name = args[1] if len(args) > 1 else kwargs.get("name")
    value = args[0].attributes.get(name) if isinstance(name, str) else None
    if isinstance(value, Tensor) and not value.role:
        value.role = "buffer"


def walk(instance: Instance, prefix: str = "", seen: set[int] | None = None) -> Iterator[tuple[str, Instance]]:
    """Every module below, with its qualified name as `named_modules` gives it; a shared module once."""
    seen = set() if seen is None else seen
    if id(instance) in seen:
        return
    seen.add(id(instance))
    yield prefix, instance
    for name, child in instance.children():
        yield from walk(child, f"{prefix}.{name}" if prefix else name, seen)


def parameters_of(instance: Instance, prefix: str = "") -> Iterator[tuple[str, Tensor]]:
    """Every parameter below, with its qualified name; a shared one once."""
    seen: set[int] = set()
    for path, module in walk(instance, prefix):
        for name, value in module.attributes.items():
            if is_parameter(value) and id(value) not in seen:
                seen.add(id(value))
                yield (f"{path}.{name}" if path else name), value


def _listing(kind: str) -> Body:
    def body(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
        self = args[0]
        if any(run.taint_of(module) is not None for _, module in walk(self)):
            return run.unknown("the content of a module that may have been changed", place)
        if kind in ("named_children", "items"):
            return [(n, v) for n, v in self.children()]
        if kind in ("children", "values"):
            return [v for _, v in self.children()]
        if kind == "keys":
            return [n for n, _ in self.children()]
        if kind == "named_modules":
            return list(walk(self))
        if kind == "modules":
            return [m for _, m in walk(self)]
        if kind == "named_parameters":
            return list(parameters_of(self))
        return [p for _, p in parameters_of(self)]

    return body


def get_submodule(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
    value: Any = args[0]
    name = run.settled(args[1])
    if not isinstance(name, str):
        return run.unknown("a module under an unknown name", place)
    for part in name.split(".") if name else []:
        value = run.attribute(run, place, value, part)
    return value


def apply(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """`module.apply(fn)`: initialisers as a rule, which change no size. A function of the project is entered."""
    return args[0]


MODULE: dict[str, Body] = {
    "__init__": nothing, "add_module": add_module, "register_module": add_module, "register_parameter": add_module,
    "register_buffer": register_buffer, "apply": apply, "get_submodule": get_submodule,
    **dict.fromkeys(("to", "cuda", "train", "requires_grad_", "type", "to_empty", "share_memory", "xpu"), itself),
    **{name: itself_alone(name) for name in ("cpu", "float", "half", "double", "bfloat16", "eval")},
    **dict.fromkeys(("zero_grad", "compile", "register_forward_hook", "register_forward_pre_hook", "register_full_backward_hook",
                     "register_load_state_dict_post_hook", "register_backward_hook", "_register_load_state_dict_pre_hook",
                     "register_state_dict_pre_hook", "flatten_parameters", "load_state_dict", "reset_parameters"), nothing),
    **{name: _listing(name) for name in ("children", "named_children", "modules", "named_modules", "parameters", "named_parameters")},
}  # fmt: skip
SEQUENCE: dict[str, Body] = {
    "__getitem__": sequence_item, "__setitem__": sequence_set, "__delitem__": sequence_delete, "__len__": sequence_len,
    "__iter__": sequence_iter, "__add__": sequence_add, "__iadd__": sequence_extend, "append": sequence_append, "extend": sequence_extend, "insert": sequence_insert, "pop": sequence_pop,
}  # fmt: skip
MAPPING: dict[str, Body] = {
    "__init__": dict_init, "__getitem__": dict_item, "__setitem__": dict_set, "__delitem__": dict_delete, "__len__": sequence_len,
    "update": dict_update, "get": dict_get, "pop": dict_pop,
    "__iter__": _listing("keys"), "keys": _listing("keys"), "values": _listing("values"), "items": _listing("items"),
}  # fmt: skip


def _native_class(name: str, bases: tuple[Class, ...], bodies: dict[str, Body]) -> Class:
    return Class(name, bases, {n: Native(n, b) for n, b in bodies.items()})


MODULE_CLASS = _native_class("Module", (), MODULE)
SEQUENTIAL = _native_class(
    "Sequential", (MODULE_CLASS,), {**SEQUENCE, "__init__": sequential_init, "forward": sequential_forward}
)
MODULE_LIST = _native_class("ModuleList", (MODULE_CLASS,), {**SEQUENCE, "__init__": list_init})
MODULE_DICT = _native_class("ModuleDict", (MODULE_CLASS,), MAPPING)
PARAMETER_LIST = _native_class("ParameterList", (MODULE_CLASS,), {**SEQUENCE, "__init__": list_init})
PARAMETER_DICT = _native_class("ParameterDict", (MODULE_CLASS,), MAPPING)

CONTAINERS = {
    "torch.nn.Module": MODULE_CLASS,
    "torch.nn.Sequential": SEQUENTIAL,
    "torch.nn.ModuleList": MODULE_LIST,
    "torch.nn.ModuleDict": MODULE_DICT,
    "torch.nn.ParameterList": PARAMETER_LIST,
    "torch.nn.ParameterDict": PARAMETER_DICT,
}
