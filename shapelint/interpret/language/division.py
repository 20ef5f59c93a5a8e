"""Division by a size that is 0."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.language.naming import Measured, measured
from shapelint.interpret.language.unpacking import refuse_of_shape
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.stack import Frame
from shapelint.ops.core.need import Requirement
from shapelint.sizes.facts import Verdict
from shapelint.source.syntax import ir


def refuse_division(run: Run, frame: Frame, node: ir.BinOp) -> None:
    """Record that the divisor is the size of a tensor, 0.

    `n // x.shape[0]`, or `n // rows` after `rows = x.size(0)`.
    """
    found = measured(run, frame, node.right) or _assigned(run, frame, node.right)
    shape = None if found is None else found[0].known_shape
    if found is None or shape is None or not -len(shape) <= found[1] < len(shape) or shape[found[1]] != 0:
        return
    tensor, axis = found
    need = Requirement("invalid-size", Verdict.NO, 0, 1, "at least", "the divisor", of=tensor, axis=axis % len(shape))
    refuse_of_shape(run, frame.places[node.at], need)


def _assigned(run: Run, frame: Frame, node: Any) -> Measured | None:
    """What a name measures by its last assignment in this body."""
    name = getattr(node, "id", "")
    ours = (one for one in reversed(run.recorder.trace.named) if one.name == name and one.frame is frame)
    last = next(ours, None) if name else None
    return None if last is None else last.of
