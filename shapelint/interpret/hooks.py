"""What functions change around them that others call: a hook that collects, given to code that is not read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from shapelint.interpret.objects import Function, Instance, Method, Partial
from shapelint.interpret.run import Run
from shapelint.trace import Place
from shapelint.values import Reason


def hand_over(run: Run, place: Place, callee: str, values: Iterable[Any]) -> None:
    """`callee` may call those of the values that are functions, now and at any later call of code that is not read."""
    for value in values:
        while isinstance(value, Partial):
            value = value.function
        if _called(value) is not None and not any(value is one for one in run.collectors):
            run.collectors.append(value)
    may_collect(run, place, callee)


def may_collect(run: Run, place: Place, callee: str) -> None:
    """What was handed over may be called, as often as `callee` likes: what it collects is unknown."""
    for value in run.collectors:
        function, receiver = _called(value) or (None, None)
        for held in () if function is None else _collects(function, receiver):
            name = f"{callee} may call {function.name if function else ''}, which changes it"
            run.heap.taint(held, Reason(name, place))


def _called(value: Any) -> tuple[Function, Any] | None:
    """The function that is entered when a value is called, and the object to which it is bound."""
    receiver = None
    if isinstance(value, Instance) and not value.is_module:
        value, receiver = value.cls.find("__call__"), value
    elif isinstance(value, Method):
        value, receiver = value.function, value.receiver
    return (value, receiver) if isinstance(value, Function) else None


def _collects(function: Function, receiver: Any) -> Iterator[Any]:
    """The lists and the like that a function names: among the names around it, and among the attributes of objects
    there; those that a method of such an object names count as well."""
    words = _words(function)
    around = [receiver] if isinstance(receiver, Instance) else []
    scope = function.scope
    while scope.parent is not None:  # what a whole module holds is left alone
        around.extend(held for name, held in scope.names.items() if name in words)
        scope = scope.parent
    for one in around:
        if isinstance(one, Instance):
            methods = (one.cls.find(word) for word in words)
            named = words.union(*(_words(method) for method in methods if isinstance(method, Function)))
            yield from (held for name, held in one.attributes.items() if name in named and _holds(held))
        elif _holds(one):
            yield one


def _words(function: Function) -> frozenset[str]:
    """The words in the text of a function."""
    definition = function.definition
    lines = definition.file.lines[definition.first_row - 1 : definition.last_row]
    return frozenset(re.findall(r"\w+", "\n".join(lines)))


def _holds(value: Any) -> bool:
    return isinstance(value, (list, dict, set))
