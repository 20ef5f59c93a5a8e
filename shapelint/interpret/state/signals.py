"""How control leaves a statement other than by its end."""

from __future__ import annotations

from typing import Any


class Interrupted(BaseException):
    """Nobody waits any more for what is being done.

    No signal of the program, and no fault.
    """


class Signal(Exception):
    """Base of all signals.

    None is mistaken for a fault of shapelint.

    breaks, returns: whether it ends the loop, or the function, in which it is raised.
    """

    breaks = False
    returns = False


class ReturnSignal(Signal):
    returns = True

    def __init__(self, value: Any) -> None:
        self.value = value


class BreakSignal(Signal):
    breaks = True


class ContinueSignal(Signal):
    pass


class BodyLeft(Signal):
    """The body of a `with` is left early.

    By a `return`, `break` or `continue`, through the generator that is its manager.
    """

    def __init__(self, signal: Signal) -> None:
        self.signal = signal


class PythonError(Signal):
    """The program raises here.

    `cls` names the exception class where it is known ("ValueError"), else ""; `value` is the exception object;
    `certain` is False where what raised is only our idea of a library.
    """

    def __init__(self, cls: str, message: str = "", value: Any = None) -> None:
        super().__init__(f"{cls}: {message}")
        self.cls = cls
        self.message = message
        self.value = value


class Refusal(PythonError):
    """torch refuses an operation here.

    `classes`: the names of the exception classes of which the error may be.
    """

    def __init__(self, message: str, classes: tuple[str, ...]) -> None:
        super().__init__(classes[0] if len(classes) == 1 else "", message)
        self.classes = classes


class BindError(PythonError):
    """A call does not fit the signature of `function`."""

    def __init__(self, function: Any, message: str) -> None:
        super().__init__("TypeError", message)
        self.function = function


class PathEnd(Signal):
    """The end of what can be said of a run.

    An assertion that fails, sys.exit.
    """


class BudgetExceeded(Signal):
    """The entry took more steps, or went deeper, than it may."""


class Costly(Signal):
    """A second look takes more steps than it is worth."""
