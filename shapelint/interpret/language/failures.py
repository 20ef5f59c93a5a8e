"""What raises and what catches: try, raise, assert."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.language.assignment import store
from shapelint.interpret.language.checks import own_check
from shapelint.interpret.language.comparison import assume, known_truth
from shapelint.interpret.language.naming import record, whole_shape
from shapelint.interpret.state.guesses import RAISES
from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.nodes import evaluate, execute
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import (
    BodyLeft,
    BreakSignal,
    ContinueSignal,
    PythonError,
    Refusal,
    ReturnSignal,
    Signal,
)  # fmt: skip
from shapelint.interpret.state.stack import Frame
from shapelint.sizes.tensors import Unknown
from shapelint.source.place import Place
from shapelint.source.syntax import ir


def try_(run: Run, frame: Frame, node: ir.Try) -> None:
    caught: PythonError | None = None
    try:
        if node.handlers:
            with run.stack.catching(lambda error: _handler(run, frame, node, error) is not None):
                _attempt(run, frame, node)
        else:
            execute(run, frame, node.body)
    except PythonError as error:
        handler = _handler(run, frame, node, error)
        if handler is None:
            execute(run, frame, node.final)
            raise
        caught = error
        if handler.name is not None:
            store(run, frame, handler.name, error.value or Unknown(error.message))
        _finally(run, frame, node, handler.body)
    except (ReturnSignal, BreakSignal, ContinueSignal, BodyLeft):
        execute(run, frame, node.final)
        raise
    if caught is None:
        _finally(run, frame, node, node.orelse)


def _attempt(run: Run, frame: Frame, node: ir.Try) -> None:
    """The body of a `try` with handlers.

    The first statement of it that may well raise does so in another world.
    """
    place = frame.places[node.at]
    for index, statement in enumerate(node.body):
        before = run.stack.doubts
        signal: Signal | None = None
        trial = _Trial(run, frame, place)
        with trial:
            try:
                execute(run, frame, [statement])
            except (ReturnSignal, BreakSignal, ContinueSignal) as left:
                signal = left
            if run.stack.doubts != before:
                trial.raises = run.world.guess(RAISES, place, False, run.recorder)
                run.world.note(RAISES, run.recorder, not trial.raises, place)
        if trial.raises:
            raise PythonError("", "what may fail does")
        if signal is not None:
            raise signal
        if run.stack.doubts != before:
            execute(run, frame, node.body[index + 1 :])
            return


class _Trial:
    """A statement of which nothing may be left.

    It costs nothing in a world whose plan does not go on, and in which no such statement raised before.
    """

    def __init__(self, run: Run, frame: Frame, place: Place) -> None:
        self.run, self.frame, self.raises = run, frame, False
        raised = run.world.choices.get((RAISES, place), False)  # in an earlier call, or an earlier round
        self.is_planned = raised or (run.world.is_planned and not run.recorder.quiet)

    def __enter__(self) -> None:
        if self.is_planned:
            self.names, self.facts = dict(self.frame.scope.names), self.run.world.facts.fork()
            self.trying = self.run.heap.trying()
            self.mark = self.trying.__enter__()
            self.mark.stays = True

    def __exit__(self, *raised: Any) -> None:
        if not self.is_planned:
            return
        self.mark.stays = not self.raises
        self.trying.__exit__(*raised)
        if self.raises:
            if self.run.recorder.quiet:
                self.run.world.facts.rewind(self.facts)
            else:  # what was told keeps those that it was told with
                self.run.world.facts = self.facts
            self.run.memory.outputs.clear()  # what blocks gave may be what was tried
            self.frame.scope.names.clear()
            self.frame.scope.names.update(self.names)


def _finally(run: Run, frame: Frame, node: ir.Try, body: list[Any]) -> None:
    try:
        execute(run, frame, body)
    finally:
        execute(run, frame, node.final)


def _handler(run: Run, frame: Frame, node: ir.Try, error: PythonError) -> ir.Handler | None:
    """The handler that takes the error.

    The first of which it is known, or not known otherwise.
    """
    return next((one for one in node.handlers if _handles(run, frame, one, error)), None)


def _handles(run: Run, frame: Frame, handler: ir.Handler, error: PythonError) -> bool:
    """Whether the handler may take the error."""
    if handler.catches is None:
        return True
    wanted = evaluate(run, frame, handler.catches)
    catches = KINDS[type(wanted)].catches
    if isinstance(error, Refusal):
        return any(catches(run, wanted, PythonError(cls)) is not False for cls in error.classes)
    return not error.cls or catches(run, wanted, error) is not False


def raise_(run: Run, frame: Frame, node: ir.Raise) -> None:
    value = None if node.value is None else evaluate(run, frame, node.value)
    raise PythonError(*KINDS[type(value)].raised(run, value), value)


def assert_(run: Run, frame: Frame, node: ir.Assert) -> None:
    for part in _parts(node.test):
        _hold(run, frame, node, part)
    run.recorder.passed.add(frame.places[node.at])


def _parts(test: Any) -> list[Any]:
    """The conditions that all have to hold: those of `a and b`."""
    if isinstance(test, ir.BoolOp) and test.op == "and":
        return [part for value in test.values for part in _parts(value)]
    return [test]


def _hold(run: Run, frame: Frame, node: ir.Assert, test: Any) -> None:
    """Go on where a part of what is asserted holds.

    Where that is not known, it does from here on.
    """
    place = frame.places[node.at]
    condition = evaluate(run, frame, test)
    known = known_truth(run, place, condition)
    if known is None and run.stack.expecting:
        raise PythonError("AssertionError")  # what is given here is wrong, and tells nothing of what is right
    if known is None:
        assume(run, place, condition, True)
    elif not known:
        own_check(run, frame, node, test)
        if not run.stack.catchers:
            record(run, frame, node, "assert", _asserted(run, frame, test))
        raise PythonError("AssertionError")


def _asserted(run: Run, frame: Frame, test: Any) -> object:
    """The tensor of whose shape `assert x.shape == (...)` speaks, else None."""
    if getattr(test, "ops", None) != ["=="] or type(test.rights[0]) not in SEQUENCES:
        return None
    name = whole_shape(test.left)
    return evaluate(run, frame, ir.Name(test.left.at, name)) if name else None


SEQUENCES = frozenset((ir.TupleExpr, ir.ListExpr))
STATEMENTS = {ir.Try: try_, ir.Raise: raise_, ir.Assert: assert_}
