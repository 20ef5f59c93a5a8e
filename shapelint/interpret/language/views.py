"""`module._modules`, `._parameters` and `._buffers`.

Dictionaries through which the attributes of a module are changed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.interpret.language.modules import Body, native_class
from shapelint.interpret.state.arguments import text
from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.held import taint_of
from shapelint.interpret.values.objects import MISSING, Class, Instance
from shapelint.interpret.values.roles import is_module, is_parameter, role_of
from shapelint.sizes.tensors import Reason, Unknown
from shapelint.source.place import Place

Holds = Callable[[Any], bool]


def view_of(run: Run, owner: Instance, name: str) -> Instance:
    """The dictionary that nn.Module calls `name`."""
    return Instance(VIEWS[name], place=owner.place, behind=owner)


def _is_buffer(value: object) -> bool:
    return role_of(value) == "buffer"


def _view(holds: Holds, role: str) -> Class:
    """The class of a dictionary of an owner's attributes.

    Of those that are of one kind.
    """

    def of(view: Instance) -> dict[str, Any]:
        return {name: value for name, value in view.behind.attributes.items() if holds(value)}

    def doubt(view: Instance) -> Reason | None:
        """Why it is not known what the dictionary holds."""
        return view.behind.taint or (Reason("how many modules there are is not known") if view.behind.group else None)

    def listing(give: Callable[[dict[str, Any]], Any]) -> Body:
        def body(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
            unsure = doubt(args[0])
            return Unknown(unsure) if unsure is not None else give(of(args[0]))

        return body

    def item(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
        key = text(run, args[1])
        if key is None or doubt(args[0]) is not None:
            return run.unknown("an attribute under an unknown name", place)
        found = of(args[0]).get(key, MISSING)
        if found is MISSING:
            raise PythonError("KeyError", key)
        return found

    def get(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
        try:
            return item(run, place, args, kwargs)
        except PythonError:
            return args[2] if len(args) > 2 else None

    def put(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
        owner, key, value = args[0].behind, text(run, args[1]), args[2]
        if key is None:
            run.heap.taint(owner, Reason("an attribute of unknown name was set", place))
            return
        run.heap.change(owner)
        if role and KINDS[type(value)].is_tensor and not value.role:
            value.role = role
        owner.attributes[key] = value

    def update(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
        given = run.settled(args[1]) if len(args) > 1 else kwargs
        if not KINDS[type(given)].is_mapping or taint_of(given) is not None:
            run.heap.taint(args[0].behind, Reason("attributes of unknown names were set", place))
            return
        for key, value in given.items():
            put(run, place, [args[0], key, value], {})

    def pop(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
        owner, key = args[0].behind, text(run, args[1])
        run.heap.change(owner)
        if key is None:
            run.heap.taint(owner, Reason("an attribute of unknown name is taken away", place))
            return run.unknown("an attribute under an unknown name", place)
        if key not in of(args[0]) and len(args) > 2:
            return args[2]
        found = item(run, place, args, kwargs)
        owner.attributes.pop(key, None)
        return found

    def contains(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
        key = run.settled(args[1])
        if KINDS[type(key)].is_open or doubt(args[0]) is not None:
            return run.unknown("whether there is such an attribute", place)
        return key in of(args[0])

    bodies: dict[str, Body] = {
        "__getitem__": item, "__setitem__": put, "__delitem__": pop, "__contains__": contains, "get": get, "pop": pop, "update": update,
        "__len__": listing(len), "__iter__": listing(list), "keys": listing(list), "copy": listing(dict),
        "values": listing(lambda held: list(held.values())), "items": listing(lambda held: list(held.items())),
    }  # fmt: skip
    return native_class("OrderedDict", (), bodies)


VIEWS = {
    "_modules": _view(is_module, ""), "_parameters": _view(is_parameter, "parameter"), "_buffers": _view(_is_buffer, "buffer"),
}  # fmt: skip
