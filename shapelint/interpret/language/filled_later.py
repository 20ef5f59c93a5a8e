"""What a class makes empty, and fills before `forward` is called.

`self.mean = torch.empty(0)` beside a `fit`, `self.bank = []` beside an `add`: who calls `forward` has filled it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from shapelint.interpret.language.hooks import changed_in, text_of
from shapelint.interpret.language.walking import walk
from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import Class, Function, Instance
from shapelint.sizes.tensors import Tensor
from shapelint.source.looks import kept
from shapelint.source.syntax import ir
from shapelint.source.syntax.file import Definition


def is_filled_later(run: Run, instance: Instance, name: str, value: object) -> bool:
    """Whether a module's attribute is filled before `forward` is called."""
    if not run.setting.alone or not instance.is_module or not _is_empty(value):
        return False
    called = _called(instance.cls)
    filling = [one for one in _methods(instance.cls) if name in _filled_in(one) and one.name != "__init__"]
    before = [one for one in filling if one.name not in called and not _is_entered(run, one)]
    # A list that grows in `forward` is known there, whatever else empties or fills it.
    return bool(before) and (KINDS[type(value)].is_tensor or before == filling)


def _is_empty(value: object) -> bool:
    kind = KINDS[type(value)]
    if kind.is_tensor:
        return isinstance(value, Tensor) and isinstance(value.shape, tuple) and 0 in value.shape
    return kind.is_native and kind.holds_values and not value


def _is_entered(run: Run, definition: Definition) -> bool:
    return any(frame.definition is definition for frame in run.stack.frames)


SET = re.compile(
    r"(?<![\w.])\w+\.(\w+)\s*(?::[^=\n]+)?\+?=(?!=)\s*(?!\[\s*\]|\{\s*\}|None\b|(?:list|dict|set|deque)\(\s*\))"
)
"""`self.mean = `, but for what is made empty again."""


@kept(maxsize=1024)
def _filled_in(definition: Definition) -> frozenset[str]:
    """The attributes that a method sets, or changes in place."""
    return changed_in(definition) | frozenset(SET.findall(text_of(definition)))


@kept(maxsize=1024)
def _spoken_in(definition: Definition) -> frozenset[str]:
    """The attributes of which the statements of a method speak."""
    return frozenset(node.attr for node in walk(definition.body().statements) if type(node) is ir.Attribute)


def _methods(cls: Class) -> Iterator[Definition]:
    for one in cls.reach:
        for value in one.namespace.values():
            if isinstance(value, Function) and not value.node.is_lambda:
                yield value.definition


def _called(cls: Class) -> set[str]:
    """The names of the methods that `forward` calls, and these in turn."""
    methods = {definition.name: definition for definition in _methods(cls)}
    called, waiting = {"forward"}, ["forward"]
    while waiting:
        definition = methods.get(waiting.pop())
        new = (_spoken_in(definition) & methods.keys()) - called if definition is not None else set()
        called |= new
        waiting += new
    return called
