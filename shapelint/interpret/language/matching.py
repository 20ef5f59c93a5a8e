"""The match statement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from shapelint.interpret.language.assignment import store
from shapelint.interpret.language.comparison import compare_values, truth
from shapelint.interpret.language.walking import names_bound
from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.nodes import evaluate, execute
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.stack import Frame
from shapelint.interpret.values.held import List, taint_of
from shapelint.source.place import Place
from shapelint.source.syntax import ir


def match(run: Run, frame: Frame, node: ir.Match) -> None:
    subject = evaluate(run, frame, node.subject)
    place = frame.places[node.at]
    for case in node.cases:
        if _matches(run, frame, place, case.pattern, subject):
            if case.guard is None or truth(run, place, evaluate(run, frame, case.guard)):
                execute(run, frame, case.body)
                return


def _matches(run: Run, frame: Frame, place: Place, pattern: ir.Node, subject: object) -> bool:
    body: Callable[..., bool] = PATTERNS.get(type(pattern), _equals)
    return body(run, frame, place, pattern, run.settled(subject))


def _equals(run: Run, frame: Frame, place: Place, pattern: ir.Node, subject: object) -> bool:
    return truth(run, place, compare_values(run, place, "==", subject, evaluate(run, frame, pattern)))


def _captures(run: Run, frame: Frame, place: Place, pattern: ir.Name, subject: object) -> bool:
    if pattern.id != "_":
        store(run, frame, pattern.id, subject)
    return True


def _one_of(run: Run, frame: Frame, place: Place, pattern: ir.BoolOp, subject: object) -> bool:
    return any(_matches(run, frame, place, one, subject) for one in pattern.values)


def _sequence(run: Run, frame: Frame, place: Place, pattern: ir.TupleExpr | ir.ListExpr, subject: Any) -> bool:
    kind = KINDS[type(subject)]
    if kind.is_sequence and taint_of(subject) is None:
        return _items(run, frame, place, pattern.items, list(subject))
    if kind.is_scalar or kind.is_mapping:
        return False
    return _unread(run, frame, place, "a sequence pattern for an unknown value", names_bound(pattern))


def _opaque(run: Run, frame: Frame, place: Place, pattern: ir.Opaque, subject: object) -> bool:
    return _unread(run, frame, place, pattern.what, pattern.binds)


def _unread(run: Run, frame: Frame, place: Place, what: str, names: Iterable[str]) -> bool:
    """Decide on a pattern that may match.

    It is not known whether it does, and what it binds.
    """
    for name in names:
        if name != "_":
            store(run, frame, name, run.unknown(f"{what} is not modelled", place, name))
    return truth(run, place, run.unknown(f"{what} is not modelled", place))


def _items(run: Run, frame: Frame, place: Place, patterns: Sequence[Any], subjects: list[object]) -> bool:
    """Item by item; a star takes what the others leave."""
    star = next((index for index, pattern in enumerate(patterns) if pattern.is_starred), None)
    if star is not None:
        spare = len(subjects) - len(patterns) + 1
        if spare < 0:
            return False
        subjects = [*subjects[:star], List(subjects[star : star + spare]), *subjects[star + spare :]]
        patterns = [*patterns[:star], patterns[star].value, *patterns[star + 1 :]]
    return len(subjects) == len(patterns) and all(_matches(run, frame, place, p, s) for p, s in zip(patterns, subjects))


PATTERNS: dict[type, Callable[..., bool]] = {
    ir.Name: _captures, ir.BoolOp: _one_of, ir.TupleExpr: _sequence, ir.ListExpr: _sequence, ir.Opaque: _opaque,
}  # fmt: skip
STATEMENTS = {ir.Match: match}
