"""What the code calls its values: left in the trace, for rules that compare them with what is said of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.stack import Frame
from shapelint.ops.core.trace import Named
from shapelint.sizes.tensors import Tensor
from shapelint.source.syntax import ir


def name_it(target: ir.Node, value: Any) -> None:
    """Let a new tensor or unknown be called by the first name the code gives it."""
    if KINDS[type(value)].is_named and not value.name:
        body: Callable[..., None] = NAME_IT.get(type(target), _nothing)
        body(target, value)


def _nothing(target: ir.Node, value: Any) -> None:
    """A target that is no name says nothing."""


def _name_it(target: ir.Name, value: Any) -> None:
    value.name = target.id


NAME_IT: dict[type, Callable[..., None]] = {ir.Name: _name_it}


def note(run: Run, frame: Frame, target: ir.Node, value: object, source: ir.Node | None = None) -> None:
    """Leave in the trace what names now stand for: tensors and sizes, which comments speak of."""
    if run.recorder.quiet or frame.seen_from is not None:
        return
    body = NOTES.get(type(target))
    if body is not None:
        body(run, frame, target, value, _measured(run, frame, source))


def _note_name(run: Run, frame: Frame, target: ir.Name, value: object, of: Measured | None) -> None:
    record(run, frame, target, target.id, value, of)


def _note_items(run: Run, frame: Frame, target: ir.TupleExpr | ir.ListExpr, value: object, of: Measured | None) -> None:
    """`n, c, *rest = x.shape`: each name for itself, up to a star with its axis."""
    names = frame.scope.names
    for index, item in enumerate(target.items):
        if type(item) is ir.Starred:
            of = None
        if type(item) is ir.Name:
            record(run, frame, item, item.id, names.get(item.id), None if of is None else (of[0], of[1] + index))


NOTES: dict[type, Callable[..., None]] = {ir.Name: _note_name, ir.TupleExpr: _note_items, ir.ListExpr: _note_items}


def record(run: Run, frame: Frame, node: ir.Node, name: str, value: object, of: Measured | None = None) -> None:
    """Leave in the trace that the name stands for the value at that node. of: what the value measures."""
    kind = KINDS[type(value)]
    if (kind.is_named or kind.is_size) and not run.recorder.quiet and frame.seen_from is None:
        run.recorder.trace.named.append(Named(frame.place(node), name, value, frame, run.recorder.orders, of))


Measured = tuple[Tensor, int]
"""A tensor and the (first) axis of it that a value measures."""


def _measured(run: Run, frame: Frame, node: Any) -> Measured | None:
    """The tensor and the axis measured by `x.shape`, `x.size()`, `x.shape[2]`, `x.size(2)`, `x.shape[-2:]`."""
    body = MEASURES.get(type(node))
    name, axis = (None, None) if body is None else body(node)
    if name is None or axis is None:
        return None
    tensor = run.recorder.trace.tensor(run.settled(frame.scope.names.get(name)))
    return None if tensor is None else (tensor, axis)


Found = tuple["str | None", "int | None"]


def _of_attribute(node: ir.Attribute, axis: int | None = 0) -> Found:
    """`x.shape`: the name of x."""
    return (node.value.id, axis) if isinstance(node.value, ir.Name) and node.attr in ("shape", "size") else (None, None)


def _of_call(node: ir.Call, axis: int | None = 0) -> Found:
    """`x.size()`, `x.size(1)`"""
    if type(node.func) is not ir.Attribute or len(node.args) > 1:
        return None, None
    return _of_attribute(node.func, _number(node.args[0]) if node.args else axis)


def _of_subscript(node: ir.Subscript) -> Found:
    """`x.shape[1]`, `x.size()[1]`, `x.shape[-2:]`"""
    index = (node.index.lower or ir.Const(0, 0)) if type(node.index) is ir.Slice else node.index
    body = WITH_AXIS.get(type(node.value))
    return (None, None) if body is None else body(node.value, _number(index))


WITH_AXIS: dict[type, Callable[..., Found]] = {ir.Attribute: _of_attribute, ir.Call: _of_call}


MEASURES: dict[type, Callable[..., Found]] = {
    ir.Subscript: _of_subscript, ir.Call: _of_call, ir.Attribute: _of_attribute,
}  # fmt: skip


def _number(node: Any) -> int | None:
    """The number that a node spells out, None where it spells out none."""
    if type(node) is ir.UnaryOp and node.op == "-":
        found = _number(node.operand)
        return None if found is None else -found
    return node.value if type(node) is ir.Const and isinstance(node.value, int) else None
