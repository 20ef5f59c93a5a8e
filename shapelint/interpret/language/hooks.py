"""What functions change around them that others call.

A hook that collects, given to code that is not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from shapelint.interpret.language.walking import walk
from shapelint.interpret.state.called import Entered
from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import Function
from shapelint.sizes.tensors import Reason, Unknown
from shapelint.source.looks import kept
from shapelint.source.place import Place

Named = Callable[[Function], "frozenset[str]"]
"""The names of which a function speaks."""


def hand_over(run: Run, place: Place, callee: str, values: Iterable[Any]) -> None:
    """Note that unread code may call these functions.

    callee: the code; now and at any later call of code that is not read.
    """
    for value in values:
        called = KINDS[type(value)].entered(value)
        if called is not None and not any(value is one for one in run.world.collectors):
            _doubt(run, place, callee, called, _words)
            run.world.collectors.append(value)
    for value in run.world.collectors:
        called = KINDS[type(value)].entered(value)
        if called is not None:
            _doubt(run, place, callee, called, _changed)


def _doubt(run: Run, place: Place, callee: str, called: Entered, named: Named) -> None:
    """`callee` may call the function as often as it likes.

    What it collects is unknown.
    """
    reason = Reason(f"{callee} may call {called[0].name or 'a function'}, which changes it", place)
    for held in _collects(*called, named):
        run.heap.taint(held, reason)
    _lose_assigned(run, *called, reason)


SET = re.compile(r"(?<![\w.])(\w+)\.(\w+)\s*(?::[^=\n]+)?=(?!=)")
"""`self.encoded = `, `self.size: int = `"""


def _lose_assigned(run: Run, function: Function, receiver: Any, reason: Reason) -> None:
    """Forget the attributes that a method sets on its object."""
    parameters = function.node.parameters.items
    if not (KINDS[type(receiver)].is_object and parameters):
        return
    for name in {attribute for owner, attribute in _set_in(function.definition) if owner == parameters[0].name}:
        if name in receiver.attributes and not _is_lost(receiver.attributes[name]):
            run.heap.change(receiver)
            receiver.attributes[name] = Unknown(reason, name)


@kept(maxsize=1024)
def _set_in(definition: Any) -> frozenset[tuple[str, str]]:
    return frozenset(SET.findall(_text(definition)))


def _is_lost(value: object) -> bool:
    return KINDS[type(value)].is_open


def _collects(function: Function, receiver: object, named: Named) -> Iterator[Any]:
    """The lists and the like that a function speaks of.

    Among the names around it, and among the attributes of objects there; those of which a method of such an object
    speaks count as well.
    """
    spoken = named(function)
    words = _words(function)
    around: list[Any] = [receiver] if KINDS[type(receiver)].is_object else []
    scope = function.scope
    while scope.parent is not None:  # what a whole module holds is left alone
        around.extend(
            held for name, held in scope.names.items() if name in (words if KINDS[type(held)].is_object else spoken)
        )
        scope = scope.parent
    for one in around:
        if KINDS[type(one)].is_object:
            methods = (one.cls.find(word) for word in words)
            all_spoken = spoken.union(*(named(method) for method in methods if KINDS[type(method)].is_read))
            yield from (held for name, held in one.attributes.items() if name in all_spoken and _holds(held))
        elif _holds(one):
            yield one


def _text(definition: Any) -> str:
    return "\n".join(definition.file.lines[definition.first_row - 1 : definition.last_row])


def _words(function: Function) -> frozenset[str]:
    """The words in the text of a function."""
    return _words_of_lambda(function) if function.node.is_lambda else _words_of(function.definition)


def _words_of_lambda(function: Function) -> frozenset[str]:
    """The names and attributes in a lambda.

    The rows around it are another function's.
    """
    nodes = walk(function.node.body)
    return frozenset(getattr(node, field) for node in nodes for field in SAYING if field in node.__struct_fields__)


SAYING = ("id", "attr")
"""The fields of nodes that name what is spoken of."""


@kept(maxsize=1024)
def _words_of(definition: Any) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", _text(definition)))


CHANGES = re.compile(
    r"\b(\w+)(?:\[[^\]]*\])*"
    r"(?:\.(?:append|appendleft|extend|insert|add|update|setdefault|pop|popitem|remove|discard|clear)\(|\[[^\]]*\]\s*\+?=[^=])"
)
"""What is changed in place: `found.append(`, `found["out"].append(`, `found[0] =`."""


def _changed(function: Function) -> frozenset[str]:
    """The names that a function changes in place.

    The words in its text of which something is changed.
    """
    return _words_of_lambda(function) if function.node.is_lambda else _changed_in(function.definition)


@kept(maxsize=1024)
def _changed_in(definition: Any) -> frozenset[str]:
    return frozenset(CHANGES.findall(_text(definition)))


def _holds(value: object) -> bool:
    """Whether it is one of Python's own values that can change."""
    kind = KINDS[type(value)]
    return kind.is_native and kind.holds_values
