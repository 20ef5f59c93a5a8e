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

    What it collects is unknown, and so is what the functions collect that it calls in turn.
    """
    reason = Reason(f"{callee} may call {called[0].name or 'a function'}, which changes it", place)
    calls = list(_calls(called))
    for function, receiver in calls:
        for held in _collects(function, receiver, named):
            run.heap.taint(held, reason)
    for function, receiver in calls:
        _lose_assigned(run, function, receiver, reason)


def _calls(called: Entered) -> Iterator[Entered]:
    """A function and, by its words, the functions that it calls."""
    waiting, seen = [called], set()
    while waiting:
        function, receiver = waiting.pop()
        key = (id(function.node), id(receiver))
        if key in seen:
            continue
        seen.add(key)
        yield function, receiver
        words = _words(function)
        for name, held in _around(function, receiver):
            if name not in words:
                continue
            entered = KINDS[type(held)].entered(held)
            if entered is not None:
                waiting.append(entered)
            if KINDS[type(held)].is_object:
                methods = (held.cls.find(word) for word in words)
                waiting.extend((method, held) for method in methods if KINDS[type(method)].is_read)


def _around(function: Function, receiver: Any) -> Iterator[tuple[str, Any]]:
    """The names and values that a function reads around it.

    Those of its module are left alone.
    """
    parameters = function.node.parameters.items
    if KINDS[type(receiver)].is_object and parameters:
        yield parameters[0].name, receiver
        yield from receiver.attributes.items()
    scope = function.scope
    while scope.parent is not None:  # what a whole module holds is left alone
        yield from scope.names.items()
        scope = scope.parent


SET = re.compile(r"(?<![\w.])(\w+)\.(\w+)\s*(?::[^=\n]+)?=(?!=)")
"""`self.encoded = `, `self.size: int = `"""


def _lose_assigned(run: Run, function: Function, receiver: object, reason: Reason) -> None:
    """Forget the attributes that a function sets on objects around it."""
    set_ = frozenset[tuple[str, str]]() if function.node.is_lambda else _set_in(function.definition)
    owners = {name: held for name, held in _around(function, receiver) if KINDS[type(held)].is_object}
    for name, attribute in set_:
        owner = owners.get(name)
        if owner is not None and attribute in owner.attributes and not _is_lost(owner.attributes[attribute]):
            run.heap.change(owner)
            owner.attributes[attribute] = Unknown(reason, attribute)


@kept(maxsize=1024)
def _set_in(definition: Any) -> frozenset[tuple[str, str]]:
    return frozenset(SET.findall(text_of(definition)))


def _is_lost(value: object) -> bool:
    return KINDS[type(value)].is_open


def _collects(function: Function, receiver: object, named: Named) -> Iterator[Any]:
    """The lists and the like that a function speaks of.

    Among the names around it, and among the attributes of objects there.
    """
    spoken, words = named(function), _words(function)
    for name, held in _around(function, receiver):
        if KINDS[type(held)].is_object and name in words:
            yield from [part for attribute, part in held.attributes.items() if attribute in spoken and _holds(part)]
        elif name in spoken and _holds(held):
            yield held


def text_of(definition: Any) -> str:
    return "\n".join(definition.file.lines[definition.first_row - 1 : definition.last_row])


def _words(function: Function) -> frozenset[str]:
    """The words in the text of a function."""
    return _words_of_lambda(function) if function.node.is_lambda else words_of(function.definition)


def _words_of_lambda(function: Function) -> frozenset[str]:
    """The names and attributes in a lambda.

    The rows around it are another function's.
    """
    nodes = walk(function.node.body)
    return frozenset(getattr(node, field) for node in nodes for field in SAYING if field in node.__struct_fields__)


SAYING = ("id", "attr")
"""The fields of nodes that name what is spoken of."""


@kept(maxsize=1024)
def words_of(definition: Any) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text_of(definition)))


CHANGES = re.compile(
    r"\b(\w+)(?:\[[^\]]*\])*"
    r"(?:\.(?:append|appendleft|extend|insert|add|update|setdefault|pop|popitem|remove|discard|clear)\(|\[[^\]]*\]\s*\+?=[^=])"
)
"""What is changed in place: `found.append(`, `found["out"].append(`, `found[0] =`."""


def _changed(function: Function) -> frozenset[str]:
    """The names that a function changes in place.

    The words in its text of which something is changed.
    """
    return _words_of_lambda(function) if function.node.is_lambda else changed_in(function.definition)


@kept(maxsize=1024)
def changed_in(definition: Any) -> frozenset[str]:
    return frozenset(CHANGES.findall(text_of(definition)))


def _holds(value: object) -> bool:
    """Whether it is one of Python's own values that can change."""
    kind = KINDS[type(value)]
    return kind.is_native and kind.holds_values
