"""The program's own checks of sizes.

`assert d % heads == 0`, `if width != 3: raise ...`, where they surely fail.

They are told where the program itself decides the sizes, or a function that builds a network, with no choice of what it
may be given. What only says that something has to be given first (`assert args.classes > 0`, where 0 is the default) is
not.
"""

from __future__ import annotations

from typing import Any

from shapelint.interpret.language.events import locate
from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.nodes import Table, evaluate
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.stack import Frame
from shapelint.ops.core.need import Requirement
from shapelint.ops.core.trace import Event
from shapelint.sizes.facts import Verdict
from shapelint.source.syntax import ir


class Check:
    """The target of the event that a check leaves which fails."""

    class cls:
        name = "check"


ARITHMETIC = frozenset(("+", "-", "*", "//", "%", "**"))
MEMBERSHIP = frozenset(("is", "is not", "in", "not in"))
HOLDS_A_PLACE = (0, -1, None, "")
"""What stands for something that is not given yet."""


def own_check(run: Run, frame: Frame, node: Any, test: Any) -> None:
    """Note that a check of the program surely fails.

    The check `test` of the statement `node`, in the trace.
    """
    stack, nobody_calls = run.stack, run.setting.alone and not run.setting.building
    if run.recorder.quiet or nobody_calls or stack.catchers or stack.expecting or frame.seen_from is not None:
        return
    read = None if test is None else _read(test)
    if not read:
        return
    names: dict[str, Any] = {}
    for one in read:
        if type(one) is ir.Attribute and _may_have_changed(run, frame, evaluate(run, frame, one.value)):
            return
        value = evaluate(run, frame, one)
        if not _is_numbers(value) or value in HOLDS_A_PLACE:
            return
        names[one.dotted] = value
    place = frame.places[node.at]
    said = ", ".join(f"{name} is {value}" for name, value in names.items())
    need = Requirement("own-check", Verdict.NO, None, None, "holds", actual_is=said)
    run.record(Event("call", None, Check(), {}, None, [need], place, tuple(stack.places), locate(place, None, ()), run.world.facts))  # fmt: skip


def _may_have_changed(run: Run, frame: Frame, value: Any) -> bool:
    """Whether an object's attributes may have changed.

    They may not be what was last seen; what a constructor itself sets is.
    """
    is_made = frame.receiver is value and frame.function is not None and frame.function.name == "__init__"
    return KINDS[type(value)].may_have_changed(run, value, is_made)


def _is_numbers(value: Any) -> bool:
    """Whether it is a whole number, or a tuple of these.

    True and False are none.
    """
    kind = KINDS[type(value)]
    parts = value if kind.is_sequence and not kind.holds_values else (value,)
    return all(kind.is_whole and kind.is_size for kind in (KINDS[type(part)] for part in parts))


Nodes = list[Any]


def _read(node: ir.Node) -> Nodes | None:
    """The names and attributes that a condition reads.

    None where it is more than comparisons and arithmetic of sizes.
    """
    return READ[type(node)](node)


def _read_name(node: ir.Node) -> Nodes | None:
    return [node] if node.dotted else None


def _read_number(node: ir.Const) -> Nodes | None:
    return [] if KINDS[type(node.value)].is_size else None


def _read_comparison(node: ir.Compare) -> Nodes | None:
    return None if MEMBERSHIP & {*node.ops} else _read_all(node.left, *node.rights)


def _read_arithmetic(node: ir.BinOp) -> Nodes | None:
    return _read_all(node.left, node.right) if node.op in ARITHMETIC else None


def _read_all(*nodes: ir.Node) -> Nodes | None:
    found: Nodes = []
    for node in nodes:
        read = _read(node)
        if read is None:
            return None
        found += read
    return found


READ: Table[Nodes | None] = Table(
    _read_name,
    {
        ir.Compare: _read_comparison,
        ir.BinOp: _read_arithmetic,
        ir.UnaryOp: lambda node: _read(node.operand),
        ir.Const: _read_number,
    },
)
