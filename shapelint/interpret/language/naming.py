"""What the code calls its values: left in the trace, for rules that compare them with what is said of them."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.state.run import Run
from shapelint.interpret.state.stack import Frame
from shapelint.ops.core.trace import Named
from shapelint.sizes.dims import Expr
from shapelint.sizes.tensors import Tensor, Unknown
from shapelint.source.syntax import ir


def name_it(target: Any, value: Any) -> None:
    """Let a new tensor or unknown be called by the first name the code gives it."""
    if type(target) is ir.Name and isinstance(value, (Tensor, Unknown)) and not value.name:
        value.name = target.id


def note(run: Run, frame: Frame, target: Any, value: Any, source: Any = None) -> None:
    """Leave in the trace what names now stand for: tensors and sizes, which comments speak of."""
    if run.recorder.quiet or frame.seen_from is not None:
        return
    if isinstance(target, ir.Name):
        record(run, frame, target, target.id, value, _measured(run, frame, source))
    elif isinstance(target, (ir.TupleExpr, ir.ListExpr)):
        of = _measured(run, frame, source)
        for index, item in enumerate(target.items):
            if isinstance(item, ir.Starred):
                of = None
            if isinstance(item, ir.Name):
                there = None if of is None else (of[0], of[1] + index)
                record(run, frame, item, item.id, frame.scope.names.get(item.id), there)


def record(run: Run, frame: Frame, node: Any, name: str, value: Any, of: Any = None) -> None:
    if (
        not run.recorder.quiet
        and frame.seen_from is None
        and isinstance(value, (Tensor, Unknown, int, Expr))
        and not isinstance(value, bool)
    ):
        run.recorder.trace.named.append(Named(frame.place(node), name, value, frame, run.recorder.orders, of))


def _measured(run: Run, frame: Frame, node: Any) -> tuple[Tensor, int] | None:
    """The tensor and the (first) axis measured by `x.shape`, `x.size()`, `x.shape[2]`, `x.size(2)`, `x.shape[-2:]`."""
    if type(node) not in MEASURES:
        return None
    axis: Any = 0
    if isinstance(node, ir.Subscript):
        index = node.index.lower or ir.Const(0, 0) if isinstance(node.index, ir.Slice) else node.index
        axis = _number(index)
        node = node.value
    if isinstance(node, ir.Call) and len(node.args) < 2:
        axis = _number(node.args[0]) if node.args else axis
        node = node.func
    if not isinstance(axis, int) or not isinstance(node, ir.Attribute) or node.attr not in ("shape", "size"):
        return None
    if not isinstance(node.value, ir.Name):
        return None
    tensor = run.recorder.trace.tensor(run.settled(frame.scope.names.get(node.value.id)))
    return None if tensor is None else (tensor, axis)


MEASURES = frozenset((ir.Subscript, ir.Call, ir.Attribute))


def _number(node: Any) -> int | None:
    sign = 1
    if isinstance(node, ir.UnaryOp) and node.op == "-":
        sign, node = -1, node.operand
    return sign * node.value if isinstance(node, ir.Const) and isinstance(node.value, int) else None
