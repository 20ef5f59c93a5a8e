"""The with statement."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

from shapelint.interpret.language.assignment import assign
from shapelint.interpret.language.comparison import known_truth
from shapelint.interpret.state.kind import KINDS, call, get_attribute
from shapelint.interpret.state.managed import Through
from shapelint.interpret.state.nodes import evaluate, execute
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import BodyLeft, BreakSignal, ContinueSignal, PythonError, ReturnSignal
from shapelint.interpret.state.stack import Frame
from shapelint.interpret.values.roles import spoken_name
from shapelint.sizes.tensors import Unknown
from shapelint.source.place import Place
from shapelint.source.syntax import ir


def with_(run: Run, frame: Frame, node: ir.With) -> None:
    """What fails inside a manager that expects it ends only the body.

    A manager of the program's own is left.
    """
    _from(run, frame, node, 0)


def _from(run: Run, frame: Frame, node: ir.With, index: int) -> None:
    """Enter the managers from that one on.

    Then run the body, and leave them.
    """
    if index == len(node.items):
        execute(run, frame, node.body)
        return
    item = node.items[index]
    manager = run.settled(evaluate(run, frame, item.value))
    kind = KINDS[type(manager)]
    through = kind.through(manager)
    if through is not None:
        _inside_generator(run, frame, node, index, through)
        return
    expects = _expects_error(manager)
    place = frame.places[item.at]
    value = kind.enter(run, place, manager)
    if item.target is not None:
        assign(run, frame, item.target, value)
    own = kind.is_left(manager)
    run.stack.expecting += expects
    try:
        with run.stack.catching(lambda error: True) if expects else nullcontext():
            _from(run, frame, node, index + 1)
    except PythonError as error:
        if not (own and _leave(run, place, manager, error)) and not expects:
            raise
    except (ReturnSignal, BreakSignal, ContinueSignal, BodyLeft):
        if own:
            _leave(run, place, manager, None)
        raise
    else:
        if own:
            _leave(run, place, manager, None)
    finally:
        run.stack.expecting -= expects


def _inside_generator(run: Run, frame: Frame, node: ir.With, index: int, through: Through) -> None:
    """Run the body where the generator yields.

    In the frame in which it stands.
    """

    def body(value: Any) -> None:
        target = node.items[index].target
        caller = run.stack.places.pop()
        run.stack.frames.append(frame)
        try:
            if target is not None:
                assign(run, frame, target, value)
            _from(run, frame, node, index + 1)
        except (ReturnSignal, BreakSignal, ContinueSignal) as signal:
            raise BodyLeft(signal) from None
        finally:
            run.stack.frames.pop()
            run.stack.places.append(caller)

    try:
        through(body)
    except BodyLeft as left:
        raise left.signal from None


def _leave(run: Run, place: Place, manager: object, error: PythonError | None) -> bool:
    """Call `__exit__`; whether it says that the error is dealt with."""
    given: list[Any] = [None, None, None]
    if error is not None:
        unknown = Unknown("what was raised", "error")
        given = [getattr(error.value, "cls", unknown), error.value or unknown, Unknown("a traceback", "traceback")]
    answer = call(run, place, get_attribute(run, place, manager, "__exit__"), given, {})
    return error is not None and known_truth(run, place, answer) is True


def _expects_error(manager: object) -> bool:
    """pytest.raises, contextlib.suppress, self.assertRaises, numpy's assert_raises: what fails inside is meant to."""
    return spoken_name(manager).rsplit(".", 1)[-1].rstrip("()") in (
        "raises",
        "suppress",
        "assertRaises",
        "assertRaisesRegex",
        "assert_raises",
        "assert_raises_regex",
        "ignored",
    )


STATEMENTS = {ir.With: with_}
