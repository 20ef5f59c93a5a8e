"""What the code calls its values.

Left in the trace, for rules that compare them with what is said of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.nodes import Table
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.stack import Frame
from shapelint.ops.core.trace import Named
from shapelint.sizes.tensors import Tensor
from shapelint.source.syntax import ir


def name_it(target: ir.Node, value: Any) -> None:
    """Give a new tensor or unknown its first name.

    The first that the code gives it.
    """
    if KINDS[type(value)].is_named and not value.name:
        NAME_IT[type(target)](target, value)


def _nothing(target: ir.Node, value: Any) -> None:
    """A target that is no name says nothing."""


def _name_it(target: ir.Name, value: Any) -> None:
    value.name = target.id


NAME_IT: Table[None] = Table(_nothing, {ir.Name: _name_it})


def note(run: Run, frame: Frame, target: ir.Node, value: object, source: ir.Node | None = None) -> None:
    """Leave in the trace what names now stand for.

    Tensors and sizes, which comments speak of.
    """
    if run.recorder.quiet or frame.seen_from is not None:
        return
    kind = KINDS[type(value)]
    if type(target) is ir.Name and not (kind.is_named or kind.is_size):
        return  # as `record` would find
    body = NOTES.get(type(target))
    if body is not None:
        body(run, frame, target, value, measured(run, frame, source))


def _note_name(run: Run, frame: Frame, target: ir.Name, value: object, of: Measured | None) -> None:
    record(run, frame, target, target.id, value, of)


def _note_items(run: Run, frame: Frame, target: ir.TupleExpr | ir.ListExpr, value: object, of: Measured | None) -> None:
    """`n, c, *rest = x.shape`.

    Each name for itself, up to a star with its axis.
    """
    names = frame.scope.names
    for index, item in enumerate(target.items):
        name = getattr(item, "id", "")
        if name:
            record(run, frame, item, name, names.get(name), None if of is None else (of[0], of[1] + index))
        elif item.is_starred:
            of = None


NOTES: dict[type, Callable[..., None]] = {ir.Name: _note_name, ir.TupleExpr: _note_items, ir.ListExpr: _note_items}


def record(run: Run, frame: Frame, node: ir.Node, name: str, value: object, of: Measured | None = None) -> None:
    """Note in the trace what a name stands for.

    The value, at that node. of: what the value measures.
    """
    kind = KINDS[type(value)]
    if (kind.is_named or kind.is_size) and not run.recorder.quiet and frame.seen_from is None:
        run.recorder.trace.named.append(Named(frame.places[node.at], name, value, frame, run.recorder.orders, of))


Measured = tuple[Tensor, int]
"""A tensor and the (first) axis of it that a value measures."""


def measured(run: Run, frame: Frame, node: ir.Node | None) -> Measured | None:
    """The tensor and the axis measured by `x.shape`, `x.size()`, `x.shape[2]`, `x.size(2)`, `x.shape[-2:]`.

    Of a name, or of what was called just before, `x.flatten(2).shape`.
    """
    base, axis = MEASURES[type(node)](node)
    if base is None or axis is None:
        return None
    tensor = MEASURED[type(base)](run, frame, base)
    return None if tensor is None else (tensor, axis)


def _nothing_measured(run: Run, frame: Frame, base: ir.Node) -> Tensor | None:
    return None


def _of_a_name(run: Run, frame: Frame, base: ir.Name) -> Tensor | None:
    return run.recorder.trace.tensor(run.settled(frame.scope.names.get(base.id)))


def _of_the_last_call(run: Run, frame: Frame, base: ir.Call) -> Tensor | None:
    trace = run.recorder.trace
    made = trace.events[-1] if trace.events else None
    return trace.tensor(made.output) if made is not None and made.place == frame.places[base.at] else None


MEASURED: Table[Tensor | None] = Table(_nothing_measured, {ir.Name: _of_a_name, ir.Call: _of_the_last_call})

Found = tuple["ir.Node | None", "int | None"]


def _of_attribute(node: ir.Attribute, axis: int | None = 0) -> Found:
    """`x.shape`: x."""
    return (node.value, axis) if node.attr in ("shape", "size") else (None, None)


def _of_call(node: ir.Call, axis: int | None = 0) -> Found:
    """`x.size()`, `x.size(1)`"""
    if len(node.args) > 1:
        return None, None
    return OF_FUNCTION[type(node.func)](node.func, _number(node.args[0]) if node.args else axis)


def _of_subscript(node: ir.Subscript) -> Found:
    """`x.shape[1]`, `x.size()[1]`, `x.shape[-2:]`"""
    return WITH_AXIS[type(node.value)](node.value, _number(node.index))


def _of_nothing(node: ir.Node, axis: int | None = 0) -> Found:
    return None, None


OF_FUNCTION: Table[Found] = Table(_of_nothing, {ir.Attribute: _of_attribute})
WITH_AXIS: Table[Found] = Table(_of_nothing, {ir.Attribute: _of_attribute, ir.Call: _of_call})


MEASURES: Table[Found] = Table(
    _of_nothing, {ir.Subscript: _of_subscript, ir.Call: _of_call, ir.Attribute: _of_attribute}
)


def whole_shape(node: ir.Node) -> str:
    """`x` of `x.shape` and `x.size()`; "" of anything else."""
    base, axis = WITH_AXIS[type(node)](node)
    return getattr(base, "id", "") if axis == 0 else ""


def _number(node: ir.Node) -> int | None:
    """The number that an index spells out.

    Of a slice that with which it begins; None where it spells out none.
    """
    return NUMBERS[type(node)](node)


def _no_number(node: ir.Node) -> int | None:
    return None


def _negative(node: ir.UnaryOp) -> int | None:
    found = _number(node.operand) if node.op == "-" else None
    return None if found is None else -found


NUMBERS: Table[int | None] = Table(
    _no_number,
    {
        ir.UnaryOp: _negative,
        ir.Const: lambda node: node.value if KINDS[type(node.value)].is_whole else None,
        ir.Slice: lambda node: 0 if node.lower is None else _number(node.lower),
    },
)
