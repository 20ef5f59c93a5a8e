"""The program's own checks of sizes: `assert d % heads == 0`, `if width != 3: raise ...`, where they surely fail.

They are told where the program itself decides the sizes, with no choice of what it may be given. What only says that
something has to be given first (`assert args.classes > 0`, where 0 is the default) is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shapelint.interpret.language.events import locate
from shapelint.interpret.state.nodes import evaluate
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.stack import Frame
from shapelint.interpret.values.objects import MISSING
from shapelint.ops.core.need import Requirement
from shapelint.ops.core.trace import Event
from shapelint.sizes.facts import Verdict
from shapelint.source.syntax import ir


class Check:
    """The target of the event that a check leaves which fails."""

    class cls:
        name = "check"


ARITHMETIC = frozenset(("+", "-", "*", "//", "%", "**"))
HOLDS_A_PLACE = (0, -1, None, "")
"""What stands for something that is not given yet."""


def own_check(run: Run, frame: Frame, node: Any, test: Any) -> None:
    """Leave in the trace that the check `test` of the statement `node` surely fails."""
    stack = run.stack
    if run.recorder.quiet or run.setting.alone or stack.catching or stack.expecting or frame.seen_from is not None:
        return
    if test is None or not _speaks_of_sizes(test):
        return
    names: dict[str, Any] = {}
    for one in _read(test):
        text = _text(one)
        value = evaluate(run, frame, one) if isinstance(one, (ir.Name, ir.Attribute)) else MISSING
        if isinstance(value, bool) or not isinstance(value, (int, tuple)) or value in HOLDS_A_PLACE:
            return
        names[text] = value
    if not names or not all(_is_numbers(value) for value in names.values()):
        return
    place = frame.place(node)
    said = ", ".join(f"{name} is {value}" for name, value in names.items())
    need = Requirement("own-check", Verdict.NO, None, None, "holds", actual_is=said)
    run.record(Event("call", None, Check(), {}, None, [need], place, tuple(stack.places), locate(place, None, ()), run.world.facts))  # fmt: skip


def _is_numbers(value: Any) -> bool:
    parts = value if isinstance(value, tuple) else (value,)
    return all(isinstance(part, int) and not isinstance(part, bool) for part in parts)


def _speaks_of_sizes(node: Any) -> bool:
    """Whether a condition is nothing but comparisons and arithmetic of what has a name."""
    if isinstance(node, ir.Compare):
        return all(_speaks_of_sizes(one) for one in (node.left, *node.rights)) and not {
            "is",
            "is not",
            "in",
            "not in",
        } & {*node.ops}
    if isinstance(node, ir.UnaryOp):
        return _speaks_of_sizes(node.operand)
    if isinstance(node, ir.BinOp):
        return node.op in ARITHMETIC and _speaks_of_sizes(node.left) and _speaks_of_sizes(node.right)
    if isinstance(node, ir.Const):
        return isinstance(node.value, int) and not isinstance(node.value, bool)
    return bool(_text(node))


def _read(node: Any) -> Iterator[Any]:
    """The names and attributes that a condition reads."""
    if isinstance(node, ir.Compare):
        for one in (node.left, *node.rights):
            yield from _read(one)
    elif isinstance(node, ir.UnaryOp):
        yield from _read(node.operand)
    elif isinstance(node, ir.BinOp):
        yield from _read(node.left)
        yield from _read(node.right)
    elif not isinstance(node, ir.Const):
        yield node


def _text(node: Any) -> str:
    """`heads`, `self.heads`, `x.shape`; "" for anything else."""
    if isinstance(node, ir.Name):
        return node.id
    if isinstance(node, ir.Attribute):
        base = _text(node.value)
        return f"{base}.{node.attr}" if base else ""
    return ""
