"""Plain values: numbers, texts, classes, functions, and lists and dictionaries of them.

What two of them have in common that make no difference to whoever is given them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

from shapelint.interpret.state.heap import HOLD_NOTHING
from shapelint.interpret.values.held import Dict, Itself, List
from shapelint.interpret.values.objects import Class, External, Function, OperationFunction, Partial

MOST_HELD, MOST_DEEP = 400, 5
"""Of lists and dictionaries that are looked into: what holds more is another each time."""

ONLY_THEMSELVES = frozenset((Class, External, OperationFunction))
"""Types of what is the same to a function as long as no shared object changes."""

CONTAINERS = frozenset((List, Dict, tuple))


def value_print(value: object) -> Hashable | None:
    """What two values that make no difference have in common.

    None where that cannot be said.
    """
    kind = type(value)
    if kind in HOLD_NOTHING:
        return kind, value
    if kind in ONLY_THEMSELVES:
        return Itself(value)
    if kind is Function:
        assert isinstance(value, Function)
        return Itself(value) if value.scope.names is value.module.names else None
    if kind is tuple or kind is Partial:
        held = value if isinstance(value, tuple) else _held(value)
        parts = tuple([value_print(one) for one in held])
        return None if None in parts else (kind, parts)
    return None


def _held(value: Any) -> tuple[object, ...]:
    return value.function, *value.args, *value.kwargs, *value.kwargs.values()


def prints(values: Iterable[object], held: set[int]) -> tuple[Hashable, ...] | None:
    """What two lists of arguments have in common that make no difference.

    None where that cannot be said. held: is given which lists and dictionaries are among them.
    """
    found = []
    for value in values:
        one = value_print(value) if type(value) not in CONTAINERS else _held_print(value, held, 0)
        if one is None:
            return None
        found.append(one)
    return tuple(found)


def _held_print(value: Any, held: set[int], depth: int) -> Hashable | None:
    kind = type(value)
    if kind not in CONTAINERS:
        return value_print(value)
    if depth > MOST_DEEP or len(value) > MOST_HELD or not is_known(value):
        return None
    if kind is not tuple:
        held.add(id(value))
    parts: list[Any] = [kind]
    if kind is Dict:
        types = tuple([type(name) for name in value])
        if not HOLD_NOTHING.issuperset(types):
            return None
        parts += [types, *value]
    for one in value.values() if kind is Dict else value:
        part = (type(one), one) if type(one) in HOLD_NOTHING else _held_print(one, held, depth + 1)
        if part is None:
            return None
        parts.append(part)
    return tuple(parts)


def is_known(value: Any) -> bool:
    """Whether nothing is left open of a list, tuple or dictionary."""
    if type(value) is tuple:
        return True
    if value.taint is not None or value.escaped:
        return False
    if type(value) is List:
        return value.group is None
    return value.latest is None and value.bearer is None and not value.odd
