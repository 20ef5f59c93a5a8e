"""The match statement."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.language.assignment import names_bound, store
from shapelint.interpret.language.comparison import compare_values, truth
from shapelint.interpret.state.held import List, taint_of
from shapelint.interpret.state.nodes import evaluate, execute
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.stack import Frame
from shapelint.source.syntax import ir


def match(run: Run, frame: Frame, node: ir.Match) -> None:
    subject = evaluate(run, frame, node.subject)
    place = frame.place(node)
    for case in node.cases:
        if _matches(run, frame, place, case.pattern, subject):
            if case.guard is None or truth(run, place, evaluate(run, frame, case.guard)):
                execute(run, frame, case.body)
                return


def _matches(run: Run, frame: Frame, place: Any, pattern: Any, subject: Any) -> bool:
    if isinstance(pattern, ir.Name):
        if pattern.id != "_":
            store(run, frame, pattern.id, subject)
        return True
    if isinstance(pattern, ir.BoolOp):
        return any(_matches(run, frame, place, p, subject) for p in pattern.values)
    subject = run.settled(subject)
    if (
        isinstance(pattern, (ir.TupleExpr, ir.ListExpr))
        and isinstance(subject, (list, tuple))
        and taint_of(subject) is None
    ):
        return _matches_items(run, frame, place, pattern.items, list(subject))
    if isinstance(pattern, (ir.TupleExpr, ir.ListExpr)) and (
        subject is None or isinstance(subject, (bool, int, float, str, dict))
    ):
        return False
    if isinstance(pattern, (ir.TupleExpr, ir.ListExpr, ir.Opaque)):
        what = pattern.what if isinstance(pattern, ir.Opaque) else "a sequence pattern for an unknown value"
        for name in pattern.binds if isinstance(pattern, ir.Opaque) else names_bound(pattern):
            if name != "_":
                store(run, frame, name, run.unknown(f"{what} is not modelled", place, name))
        return truth(run, place, run.unknown(f"{what} is not modelled", place))
    return truth(run, place, compare_values(run, place, "==", subject, evaluate(run, frame, pattern)))


def _matches_items(run: Run, frame: Frame, place: Any, patterns: list[Any], subjects: list[Any]) -> bool:
    """Item by item; a star takes what the others leave."""
    star = next((index for index, pattern in enumerate(patterns) if isinstance(pattern, ir.Starred)), None)
    if star is not None:
        spare = len(subjects) - len(patterns) + 1
        if spare < 0:
            return False
        subjects = [*subjects[:star], List(subjects[star : star + spare]), *subjects[star + spare :]]
        patterns = [*patterns[:star], patterns[star].value, *patterns[star + 1 :]]
    return len(subjects) == len(patterns) and all(_matches(run, frame, place, p, s) for p, s in zip(patterns, subjects))


STATEMENTS = {ir.Match: match}
