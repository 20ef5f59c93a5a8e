"""The if statement: which way it goes, and which way is worth a world."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from shapelint.interpret.language.checks import own_check
from shapelint.interpret.language.comparison import assume, known_truth, truth
from shapelint.interpret.state.nodes import evaluate, execute
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.stack import Frame
from shapelint.sizes.tensors import Tensor
from shapelint.source.syntax import ir


def if_(run: Run, frame: Frame, node: ir.If, is_last_case: bool = False) -> None:
    place = frame.place(node)
    opened = len(run.world.open)
    condition = evaluate(run, frame, node.test)
    is_unknown = known_truth(run, place, condition) is None
    if is_unknown:
        # A branch that only raises is what the author says never happens: this world is not spent on it.
        if run.stack.expecting and _only_raises(node.body):
            execute(run, frame, node.body)
        if _only_raises(node.body):
            assume(run, place, condition, False)
        elif node.orelse and _only_raises(node.orelse):
            assume(run, place, condition, True)
        elif _only_says(node.body) and _only_says(node.orelse):
            return
    elif _only_raises(node.body):
        if known_truth(run, place, condition):
            own_check(run, frame, node, node.test)
        else:
            run.recorder.passed.add(place)
    unsure = known_truth(run, place, condition) is None
    if isinstance(run.settled(condition), Tensor):
        run.world.by_numbers.add(place)
    # `if rank == 4: ... elif rank == 5: ...`: who lists the cases means that it is one of them, as a rule.
    taken = truth(run, place, condition, likely=is_last_case)
    run.branch(place, taken, opened)
    if unsure:
        for statement in (*node.body, *node.orelse):
            if isinstance(statement, ir.AugAssign) and isinstance(statement.target, ir.Name):
                run.world.swayed.add((frame.scope, statement.target.id))
    case = _next_case(node) if is_unknown and not taken else None
    if case is not None:
        run.budget.step()
        if_(run, frame, case, not case.orelse)
    else:
        execute(run, frame, node.body if taken else node.orelse)


def _next_case(node: ir.If) -> ir.If | None:
    """The `elif` that compares what the `if` compares, with something else."""
    other = node.orelse[0] if len(node.orelse) == 1 else None
    if not isinstance(other, ir.If) or not isinstance(node.test, ir.Compare) or not isinstance(other.test, ir.Compare):
        return None
    one, two = node.test, other.test
    return other if one.ops == ["=="] == two.ops and _is_same(one.left, two.left) else None


def _is_same(one: Any, other: Any) -> bool:
    """Whether two expressions say the same, wherever they stand."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_is_same, one, other))
    if type(one) is not type(other) or not isinstance(one, ir.Node):
        return bool(one == other)
    return all(_is_same(getattr(one, f), getattr(other, f)) for f in one.__struct_fields__ if f != "at")


def _only_raises(body: Sequence[ir.Node]) -> bool:
    return bool(body) and type(body[-1]) is ir.Raise and {type(statement) for statement in body} <= RAISING


RAISING: set[type] = {ir.Raise, ir.Assign, ir.ExprStatement}
QUIET = {"print", "warn", "info", "debug", "warning", "error", "exception", "log", "warning_once", "warn_once"}


def _only_says(body: Sequence[ir.Node]) -> bool:
    """Whether the statements only print or log: whichever branch is taken, nothing else differs."""
    return all(map(_says, body))


def _says(node: Any) -> bool:
    """Whether a statement or expression only prints, logs, or does nothing."""
    body = SAYS.get(type(node))
    return body is not None and body(node)


SPEECH: set[type] = {ir.Const, ir.Call}
SAYS: dict[type, Callable[[Any], bool]] = {
    ir.Pass: lambda node: True,
    ir.ExprStatement: lambda node: type(node.value) in SPEECH and _says(node.value),
    ir.Const: lambda node: True,
    ir.Call: lambda node: _name(node.func) in QUIET,
}


def _name(node: Any) -> str:
    """The last name of `print`, `logger.info`; "" for other nodes."""
    return str(getattr(node, "id", "") or getattr(node, "attr", ""))


STATEMENTS = {ir.If: if_}
