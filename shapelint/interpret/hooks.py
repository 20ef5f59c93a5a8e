"""What a function changes around it when others call it: a hook that collects, handed to who knows whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from shapelint.interpret.objects import Function, Instance, Method, Partial
from shapelint.interpret.run import Run
from shapelint.trace import Place
from shapelint.values import Reason


def hand_over(run: Run, place: Place, callee: str, values: Iterable[Any]) -> None:
    """`callee` may call those of the values that are functions, as often as it likes: what they collect is unknown."""
    for value in values:
        while isinstance(value, Partial):
            value = value.function
        for held in _collects(value):
            name = value.function.name if isinstance(value, Method) else value.name
            run.heap.taint(held, Reason(f"{callee} may call {name or 'a function'}, which changes it", place))


def _collects(value: Any) -> Iterator[Any]:
    """The lists and the like that a function names: among the names around it, and among the attributes of objects
    there."""
    receiver = value.receiver if isinstance(value, Method) else None
    function = value.function if isinstance(value, Method) else value
    if not isinstance(function, Function):
        return
    definition = function.definition
    words = set(re.findall(r"\w+", "\n".join(definition.file.lines[definition.first_row - 1 : definition.last_row])))
    around = [receiver] if isinstance(receiver, Instance) else []
    scope = function.scope
    while scope.parent is not None:  # what a whole module holds is left alone
        around.extend(held for name, held in scope.names.items() if name in words)
        scope = scope.parent
    for one in around:
        if isinstance(one, Instance):
            yield from (held for name, held in one.attributes.items() if name in words and _holds(held))
        elif _holds(one):
            yield one


def _holds(value: Any) -> bool:
    return isinstance(value, (list, dict, set))
