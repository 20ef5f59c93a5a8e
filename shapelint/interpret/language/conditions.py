"""The if statement.

Which way it goes, and which way is worth a world.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from shapelint.interpret.language.checks import own_check
from shapelint.interpret.language.comparison import assume, known_truth, truth
from shapelint.interpret.language.walking import says_the_same
from shapelint.interpret.state.guesses import CONDITION
from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.nodes import EVALUATE, Table, execute
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.stack import Frame
from shapelint.interpret.values.conditions import Condition
from shapelint.sizes.tensors import Chance
from shapelint.source.place import Place
from shapelint.source.syntax import ir


def if_(run: Run, frame: Frame, node: ir.If, is_last_case: bool = False) -> None:
    place = frame.places[node.at]
    opened = len(run.world.open)
    decided = len(run.world.taken)
    refusing = _refusing(run, node) if type(node.test) is ir.BoolOp else ()
    if refusing:
        condition = _first_that_holds(run, frame, place, refusing)
    else:
        condition = EVALUATE[type(node.test)](run, frame, node.test)
    # `if a or b`: an unknown `a` is decided while it is evaluated.
    in_parts = type(node.test) is ir.BoolOp and len(run.world.taken) > decided
    known = condition if condition is True or condition is False else known_truth(run, place, condition)
    is_unknown = known is None
    if is_unknown:
        # A branch that only raises is what the author says never happens: this world is not spent on it.
        if run.stack.expecting and _only_raises(node.body):
            execute(run, frame, node.body)
        if _only_raises(node.body):
            assume(run, place, condition, False)
            run.recorder.passed.add(place)
        elif node.orelse and _only_raises(node.orelse):
            assume(run, place, condition, True)
        elif _only_says(node.body) and _only_says(node.orelse):
            return
    elif node.body and node.body[-1].is_raise and _only_raises(node.body):
        if known:
            own_check(run, frame, node, node.test)
        else:
            run.recorder.passed.add(place)
    unsure = is_unknown and known_truth(run, place, condition) is None
    if type(condition) is not bool and KINDS[type(run.settled(condition))].is_tensor:
        run.world.by_numbers.add(place)
    # `if rank == 4: ... elif rank == 5: ...`: who lists the cases means that it is one of them, as a rule.
    if unsure and place in run.world.always:
        assume(run, place, condition, run.world.always[place])
    sought = run.world.sought(place) if unsure else None
    if sought is not None:
        assume(run, place, condition, sought)
    taken = truth(run, place, condition, likely=is_last_case) if known is None else known
    if not run.recorder.quiet:
        run.world.branch(place, taken, opened)
    if (unsure and sought is None and not _is_by_chance(condition)) or in_parts:
        run.world.note(CONDITION, run.recorder, taken, place)
    if unsure:
        for statement in (*node.body, *node.orelse):
            counted = COUNTED[type(statement)](statement)
            if counted:
                run.world.swayed.add((frame.scope, counted))
    case = _next_case(node) if is_unknown and not taken else None
    if case is not None:
        run.budget.step()
        if_(run, frame, case, not case.orelse)
    else:
        execute(run, frame, node.body if taken else node.orelse)


def _is_by_chance(condition: object) -> bool:
    """Whether a number drawn at random decides it.

    It has to do with nothing else.
    """
    return isinstance(condition, Condition) and any(
        isinstance(one, Chance) for one in (condition.left, condition.right)
    )


def _nothing(node: ir.Node) -> Any:
    return None


COUNTED: Table[Any] = Table(_nothing, {ir.AugAssign: lambda statement: getattr(statement.target, "id", "")})
"""The name of which a statement makes a value that depends on the one before."""


def _next_case(node: ir.If) -> Any:
    """The `elif` that compares what the `if` compares, with something else.

    None where there is none.
    """
    other = node.orelse[0] if len(node.orelse) == 1 else None
    one, two = _compared(node.test), CASES[type(other)](other)
    return other if one and two and says_the_same(one, two) else None


def _compared(test: Any) -> Any:
    """What `x == 1` asks of, x."""
    return test.left if getattr(test, "ops", None) == ["=="] else None


CASES: Table[Any] = Table(_nothing, {ir.If: lambda node: _compared(node.test)})


def _refusing(run: Run, node: ir.If) -> Sequence[Any]:
    """The conditions each of which refuses, of `if a or b: raise`."""
    test = node.test
    if isinstance(test, ir.BoolOp) and test.op == "or" and _only_raises(node.body) and not run.stack.expecting:
        return test.values
    return ()


def _first_that_holds(run: Run, frame: Frame, place: Place, parts: Sequence[Any]) -> object:
    """The first condition that holds, else the last.

    One that is not known is what the author says never happens, as it is by itself.
    """
    for part in parts[:-1]:
        condition = EVALUATE[type(part)](run, frame, part)
        known = known_truth(run, place, condition)
        if known:
            return condition
        if known is None:
            assume(run, place, condition, False)
    return EVALUATE[type(parts[-1])](run, frame, parts[-1])


def _only_raises(body: Sequence[ir.Node]) -> bool:
    return bool(body) and body[-1].is_raise and {type(statement) for statement in body} <= RAISING


RAISING: set[type] = {ir.Raise, ir.Assign, ir.ExprStatement}
QUIET = {"print", "warn", "info", "debug", "warning", "error", "exception", "log", "warning_once", "warn_once"}


def _only_says(body: Sequence[ir.Node]) -> bool:
    """Whether the statements only print or log.

    Whichever branch is taken, nothing else differs.
    """
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
    ir.Call: lambda node: (getattr(node.func, "id", "") or getattr(node.func, "attr", "")) in QUIET,
}


STATEMENTS = {ir.If: if_}
