"""nn.ModuleDict and nn.ParameterDict."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.interpret.language.children import named_items, number_of_children, put_items
from shapelint.interpret.language.modules import Body
from shapelint.interpret.state.arguments import text
from shapelint.interpret.state.kind import KINDS, iterate
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.held import taint_of
from shapelint.interpret.values.objects import MISSING, Instance
from shapelint.sizes.tensors import Reason, Unknown
from shapelint.source.place import Place


def dict_init(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    if len(args) > 1 or kwargs:
        dict_update(run, place, args if len(args) > 1 else [args[0], next(iter(kwargs.values()))], {})


def dict_update(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    self, values = args[0], run.settled(args[1])
    run.heap.change(self)
    if taint_of(values) is None and KINDS[type(values)].has_method(values, "keys"):
        values = dict(named_items(run, values))
    if taint_of(values) is None and KINDS[type(values)].is_mapping:
        self.attributes.update({str(k): v for k, v in values.items()})
        return
    pairs = iterate(run, place, values)
    if pairs is None or not all(_is_pair(run, pair) for pair in pairs):
        run.heap.taint(self, Reason("its modules are not known", place))
        return
    self.attributes.update(dict(pairs))


def _is_pair(run: Run, value: Any) -> bool:
    """Whether it is a name and a value."""
    return KINDS[type(value)].is_sequence and len(value) == 2 and text(run, value[0]) is not None


def _content(run: Run, self: Instance) -> dict[str, Any]:
    return dict(named_items(run, self))


def dict_item(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    self, key = args[0], text(run, args[1])
    if key is not None:
        found = self.attributes.get(key, MISSING)
        if found is MISSING or (key == "training" and found in (True, False)):
            raise PythonError("KeyError", key)
        return run.settled(found)
    return run.unknown("a module under an unknown name", place)


def dict_set(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    self, key, value = args[0], text(run, args[1]), args[2]
    if key is not None:
        run.heap.change(self)
        self.attributes[key] = value
    else:
        run.heap.taint(self, Reason("an assignment under an unknown name", place))


def dict_delete(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    dict_pop(run, place, args, kwargs)


def dict_get(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    key = text(run, args[1])
    if key is None:
        return run.unknown("a module under an unknown name", place)
    return run.settled(_content(run, args[0]).get(key, args[2] if len(args) > 2 else kwargs.get("default")))


def dict_pop(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    self, key = args[0], text(run, args[1])
    run.heap.change(self)
    if key is None:
        run.heap.taint(self, Reason("a module under an unknown name is taken out", place))
        return run.unknown("a module under an unknown name", place)
    if key not in _content(run, self):
        if taint_of(self) is not None:
            return run.unknown("a module that may be there", place)
        if len(args) > 2:
            return args[2]
        raise PythonError("KeyError", key)
    return run.settled(self.attributes.pop(key))


def dict_clear(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    put_items(run, args[0], [])


def dict_contains(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    self, key = args[0], text(run, args[1])
    if taint_of(self) is not None or key is None:
        return run.unknown("whether there is such a module", place)
    return key in _content(run, self)


def _dict_listing(give: Callable[[dict[str, Any]], list[Any]]) -> Body:
    def body(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
        taint = taint_of(args[0])
        return Unknown(taint) if taint is not None else give(_content(run, args[0]))

    return body


MAPPING: dict[str, Body] = {
    "__init__": dict_init, "__getitem__": dict_item, "__setitem__": dict_set, "__delitem__": dict_delete, "__len__": number_of_children,
    "update": dict_update, "get": dict_get, "pop": dict_pop,
    "clear": dict_clear, "__contains__": dict_contains, "__iter__": _dict_listing(list), "keys": _dict_listing(list),
    "values": _dict_listing(lambda content: list(content.values())), "items": _dict_listing(lambda content: list(content.items())),
}  # fmt: skip
