"""inspect.signature of functions read from source, and functools.wraps, which it follows."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import Class, Instance
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
        function = function.find("__init__")
    entered = KINDS[type(function)].entered(function)
    if entered is None:
        return run.unknown("the signature of a function that is not read", place)
    read, skip = entered[0], entered[0] is not function
    while KINDS[type(read.attributes.get("__wrapped__"))].is_read:
        read = read.attributes["__wrapped__"]
    parameters = {}
    for one in read.node.parameters.items[skip:]:
        default = read.defaults.get(one.name, EMPTY)
        parameters[one.name] = Instance(PARAMETER, {"name": one.name, "kind": WAYS[one.kind], "default": default})
    return Instance(SIGNATURE, {"parameters": parameters})


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
