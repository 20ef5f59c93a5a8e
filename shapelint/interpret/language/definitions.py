"""Statements that define functions and classes."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.language.assignment import store
from shapelint.interpret.language.classes import decorate, make_class
from shapelint.interpret.language.evaluate import defaults
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.stack import Frame
from shapelint.interpret.values.objects import Function
from shapelint.source.syntax import ir


def _function(run: Run, frame: Frame, node: ir.FunctionDef) -> None:
    in_class = frame.owner is not None and frame.function is None
    scope = frame.scope.parent if in_class and frame.scope.parent is not None else frame.scope
    definition = frame.definition if node.definition < 0 else frame.definition.file.definitions[node.definition]
    function: Any = Function(
        node.name, node, definition, node.body, scope, frame.module, defaults(run, frame, node.parameters),
        frame.owner if in_class else None,
    )  # fmt: skip
    for decorator in reversed(node.decorators):
        function = decorate(run, frame, decorator, function)
    store(run, frame, node.name, function)


def _class(run: Run, frame: Frame, node: ir.ClassDef) -> None:
    store(run, frame, node.name, make_class(run, frame, node))


STATEMENTS = {ir.FunctionDef: _function, ir.ClassDef: _class}
