"""inspect.signature of functions read from source, and functools.wraps, which it follows."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import Class, Function, Instance, Method, Native
from shapelint.source.place import Place

KINDS = {
    "positional": "POSITIONAL_ONLY",
    "normal": "POSITIONAL_OR_KEYWORD",
    "var": "VAR_POSITIONAL",
    "keyword": "KEYWORD_ONLY",
    "kwvar": "VAR_KEYWORD",
}
EMPTY = Class("_empty")
PARAMETER = Class("Parameter", namespace={**{kind: kind for kind in KINDS.values()}, "empty": EMPTY})
SIGNATURE = Class("Signature", namespace={"empty": EMPTY})


def signature(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    """`inspect.signature(function)`"""
    function = run.settled(args[0])
    if isinstance(function, Class):
        function = function.find("__init__")
    skip = 0
    if isinstance(function, Method):
        function, skip = function.function, 1
    while isinstance(function, Function) and "__wrapped__" in function.attributes:
        function = function.attributes["__wrapped__"]
    if not isinstance(function, Function):
        return run.unknown("the signature of a function that is not read", place)
    parameters = {}
    for one in function.node.parameters.items[skip:]:
        default = function.defaults.get(one.name, EMPTY)
        parameters[one.name] = Instance(PARAMETER, {"name": one.name, "kind": KINDS[one.kind], "default": default})
    return Instance(SIGNATURE, {"parameters": parameters})


def wraps(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    """`functools.wraps(wrapped)`"""
    wrapped = args[0]

    def apply(run: Run, place: Place, inner: list[Any], kwargs: dict[str, Any]) -> Any:
        wrapper = inner[0]
        if isinstance(wrapper, Function) and isinstance(wrapped, Function):
            wrapper.attributes["__wrapped__"] = wrapped
            wrapper.name = wrapped.name
        return wrapper

    return Native("wraps", apply)
