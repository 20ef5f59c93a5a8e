"""The with statement."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.assignment import assign
from shapelint.interpret.comparison import known_truth
from shapelint.interpret.evaluate import evaluate
from shapelint.interpret.objects import MISSING, Function, Instance, Stream
from shapelint.interpret.run import Frame, Run
from shapelint.interpret.signals import BreakSignal, ContinueSignal, PythonError, ReturnSignal
from shapelint.model import ir
from shapelint.values import Unknown


def with_(run: Run, frame: Frame, node: ir.With) -> None:
    """What fails inside a manager that expects it ends only the body; a manager of the program's own is left."""
    expects = 0
    entered: list[Instance] = []
    for item in node.items:
        manager = run.settled(evaluate(run, frame, item.value))
        expects += _expects_error(manager)
        value = _enter(run, frame.place(item), manager)
        if isinstance(manager, Instance) and isinstance(manager.cls.find("__exit__"), Function):
            entered.insert(0, manager)
        if item.target is not None:
            assign(run, frame, item.target, value)
    place = frame.place(node)
    run.catching += expects
    run.expecting += expects
    try:
        run.execute(run, frame, node.body)
    except PythonError as error:
        swallowed = _leave(run, place, entered, error)
        if not expects and not swallowed:
            raise
    except (ReturnSignal, BreakSignal, ContinueSignal):
        _leave(run, place, entered, None)
        raise
    else:
        _leave(run, place, entered, None)
    finally:
        run.catching -= expects
        run.expecting -= expects


def _leave(run: Run, place: Any, managers: list[Instance], error: PythonError | None) -> bool:
    """Call `__exit__` of each, the last entered first; whether one of them says that the error is dealt with."""
    for manager in managers:
        given: list[Any] = [None, None, None]
        if error is not None:
            unknown = Unknown("what was raised", "error")
            given = [getattr(error.value, "cls", unknown), error.value or unknown, Unknown("a traceback", "traceback")]
        answer = run.call(run, place, run.attribute(run, place, manager, "__exit__"), given, {})
        if error is not None and known_truth(run, place, answer) is True:
            error = None
    return error is None


def _enter(run: Run, place: Any, manager: Any) -> Any:
    if isinstance(manager, Instance):
        if manager.cls.find("__enter__") is not MISSING:
            return run.call(run, place, run.attribute(run, place, manager, "__enter__"), [], {})
        return manager
    if isinstance(manager, Unknown):
        return run.part_of(manager, "entered", "")
    if isinstance(manager, Stream):  # what a generator yields: one that `contextmanager` decorates yields once
        return (
            manager.items[0] if len(manager.items) == 1 else run.unknown("what a generator yields as a context", place)
        )
    return manager


def _expects_error(manager: Any) -> bool:
    """pytest.raises, contextlib.suppress, self.assertRaises: what fails inside is meant to."""
    name = getattr(manager, "dotted", "") or getattr(manager, "name", "")
    return name.rsplit(".", 1)[-1].rstrip("()") in (
        "raises",
        "suppress",
        "assertRaises",
        "assertRaisesRegex",
        "ignored",
    )
