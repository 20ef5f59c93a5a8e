"""inspect.signature of functions and layers, and functools.wraps, which it follows."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import MISSING, Class, Instance, Method
from shapelint.source.place import Place

WAYS = {
    "positional": "POSITIONAL_ONLY",
    "normal": "POSITIONAL_OR_KEYWORD",
    "var": "VAR_POSITIONAL",
    "keyword": "KEYWORD_ONLY",
    "kwvar": "VAR_KEYWORD",
}
EMPTY = Class("_empty")
PARAMETER = Class("Parameter", namespace={**{kind: kind for kind in WAYS.values()}, "empty": EMPTY})
SIGNATURE = Class("Signature", namespace={"empty": EMPTY})


def signature(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    """`inspect.signature(function)`"""
    function = run.settled(args[0])
    if KINDS[type(function)].is_class:
        fields, function = function.fields, function.find("__init__")
        if fields is not None and KINDS[type(function)].is_provided:
            return Instance(SIGNATURE, {"parameters": _of_record(run, place, fields)})
    entered = KINDS[type(function)].entered(function)
    if entered is None:
        declared = _of_layer(function)
        if declared is not None:
            return Instance(SIGNATURE, {"parameters": declared})
        return run.unknown("the signature of a function that is not read", place)
    read, skip = entered[0], entered[0] is not function
    while KINDS[type(read.attributes.get("__wrapped__"))].is_read:
        read = read.attributes["__wrapped__"]
    parameters = {}
    for one in read.node.parameters.items[skip:]:
        default = read.defaults.get(one.name, EMPTY)
        parameters[one.name] = Instance(PARAMETER, {"name": one.name, "kind": WAYS[one.kind], "default": default})
    return Instance(SIGNATURE, {"parameters": parameters})


def _of_record(run: Run, place: Place, fields: list[tuple[str, Any]]) -> dict[str, Any]:
    """The fields of a record as the parameters of its constructor."""
    defaults = [EMPTY if one is MISSING else KINDS[type(one)].field_default(run, place, one) for _, one in fields]
    return {
        name: Instance(PARAMETER, {"name": name, "kind": WAYS["normal"], "default": default})
        for (name, _), default in zip(fields, defaults, strict=True)
    }


def _of_layer(function: Any) -> dict[str, Any] | None:
    """The declared parameters of `forward` of one of torch's layers."""
    if not isinstance(function, Method) or getattr(function.function, "name", "") != "forward":
        return None
    layer = function.receiver
    operation = layer.cls.operation if KINDS[type(layer)].is_object else None
    if operation is None or not operation.is_layer:
        return None
    return {
        name: Instance(
            PARAMETER,
            {"name": name, "kind": one.kind.name, "default": EMPTY if one.default is one.empty else one.default},
        )
        for name, one in operation.call.parameters.items()
    }


def wraps(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    """`functools.wraps(wrapped)`"""
    wrapped = args[0]

    def apply(run: Run, place: Place, inner: list[Any], kwargs: dict[str, Any]) -> Any:
        wrapper = inner[0]
        if KINDS[type(wrapper)].is_read and KINDS[type(wrapped)].is_read:
            wrapper.attributes["__wrapped__"] = wrapped
            wrapper.name = wrapped.name
        return wrapper

    return Native("wraps", apply)
