"""Assignment: what a target binds, and where."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.interpret.state.kind import set_attribute, set_item, unpack
from shapelint.interpret.state.nodes import EVALUATE
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.stack import Frame
from shapelint.interpret.values.objects import Scope
from shapelint.source.syntax import ir


def assign(run: Run, frame: Frame, target: Any, value: Any) -> None:
    """`target = value`"""
    ASSIGN[type(target)](run, frame, target, value)


def _assign_name(run: Run, frame: Frame, target: ir.Name, value: Any) -> None:
    scope = frame.scope
    if scope.globals_ or scope.nonlocals:
        store(run, frame, target.id, value)
    else:
        scope.names[target.id] = value


def store(run: Run, frame: Frame, name: str, value: Any) -> None:
    """Bind a name where Python would.

    Locally, or where `global` and `nonlocal` say.
    """
    scope: Scope | None = frame.scope
    if name in frame.scope.globals_:
        run.heap.change(frame.module)
        frame.module.names[name] = value
        return
    if name in frame.scope.nonlocals:
        scope = frame.scope.parent
        while scope is not None and name not in scope.names:
            scope = scope.parent
        if scope is not None:
            run.heap.change(scope)
    (scope or frame.scope).names[name] = value


def _assign_attribute(run: Run, frame: Frame, target: ir.Attribute, value: Any) -> None:
    of = target.value
    set_attribute(run, frame.places[target.at], EVALUATE[type(of)](run, frame, of), target.attr, value)


def _assign_subscript(run: Run, frame: Frame, target: ir.Subscript, value: Any) -> None:
    of, at = target.value, target.index
    held, index = EVALUATE[type(of)](run, frame, of), EVALUATE[type(at)](run, frame, at)
    set_item(run, frame.places[target.at], held, index, value)


def _assign_sequence(run: Run, frame: Frame, target: Any, value: Any) -> None:
    items = target.items
    stars = [i for i, t in enumerate(items) if t.is_starred]
    names = [getattr(t, "id", "") for t in items]
    place = frame.places[target.at]
    values = unpack(run, place, value, names, stars[0] if stars else None)
    run.recorder.passed.add(place)
    for part, one in zip(items, values):
        assign(run, frame, part.value if part.is_starred else part, one)


def _assign_other(run: Run, frame: Frame, target: Any, value: Any) -> None:
    return


ASSIGN: dict[type, Callable[..., None]] = {
    ir.Name: _assign_name,
    ir.Attribute: _assign_attribute,
    ir.Subscript: _assign_subscript,
    ir.TupleExpr: _assign_sequence,
    ir.ListExpr: _assign_sequence,
    ir.Starred: _assign_other,
    ir.Opaque: _assign_other,
}
