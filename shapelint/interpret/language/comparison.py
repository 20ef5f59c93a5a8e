"""Comparison and truth of values that may be unknown.

What is not known, the world decides, and learns from it.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from shapelint.interpret.state.guesses import CONDITION
from shapelint.interpret.state.kind import KINDS, contains
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.conditions import Condition
from shapelint.interpret.values.held import taint_of
from shapelint.source.place import Place

COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip

ALIKE = frozenset((int, str, float, bool))
"""Types of which Python compares any two values."""


def compare_values(run: Run, place: Place, op: str, left: object, right: object) -> Any:
    """The result of one comparison.

    A bool, a Tensor, or a Condition that is not decided.
    """
    if type(left) is type(right) and type(left) in ALIKE and op in COMPARISONS:
        return COMPARISONS[op](left, right)
    one, other = KINDS[type(left)], KINDS[type(right)]
    if one.is_open:
        left = run.settled(left)
        one = KINDS[type(left)]
    if other.is_open:
        right = run.settled(right)
        other = KINDS[type(right)]
    if op in ("is", "is not"):
        answer = identical(left, right)
        if answer is None:
            return Condition("is", left, right, op == "is not")
        return answer if op == "is" else not answer
    if op in ("in", "not in"):
        return _membership(run, place, op, left, right)
    found = (one if one.precedence >= other.precedence else other).compare(run, place, op, left, right)
    if found is not NotImplemented:
        return found
    if op in ("==", "!=") and taint_of(left) is None and taint_of(right) is None:
        same = identical(left, right)
        if same is not None:
            return same if op == "==" else not same
    return Condition(op, left, right)


def of_python(op: str, left: object, right: object) -> object:
    """What Python says of two of its own values.

    Raises PythonError where it raises.
    """
    try:
        return COMPARISONS[op](left, right)
    except TypeError as error:
        raise PythonError("TypeError", str(error)) from None


def identical(left: object, right: object) -> bool | None:
    """`left is right`, or None where it is not known."""
    if left is right:
        return True
    answers = KINDS[type(left)].identical(left, right), KINDS[type(right)].identical(right, left)
    return None if None in answers else all(answers)


def _membership(run: Run, place: Place, op: str, item: object, container: object) -> object:
    """`item in container` or `item not in container`."""
    answer = contains(run, place, container, item)
    if answer is None:
        return Condition("in", item, container, op == "not in")
    if answer is True or answer is False:
        return answer is (op == "in")
    return answer if op == "in" else Condition("truth", answer, None, True)


# --- truth ----------------------------------------------------------------------------------------------------------


def truth(run: Run, place: Place, value: object, likely: bool = False) -> bool:
    """`bool(value)`: known, or chosen by the world, which learns from it.

    likely: an equality is tried as true first.
    """
    if value is True or value is False:
        return value
    answer = known_truth(run, place, value)
    return decide(run, run.settled(value), likely=likely) if answer is None else answer


def decided(run: Run, place: Place, value: object) -> bool:
    """`bool(value)` at a place where worlds may go alike throughout."""
    known = known_truth(run, place, value)
    if known is not None:
        return known
    if place in run.world.always:
        assume(run, place, value, run.world.always[place])
    holds = truth(run, place, value)
    run.world.note(CONDITION, run.recorder, holds, place)
    return holds


def known_truth(run: Run, place: Place, value: object) -> bool | None:
    """`bool(value)` where it is known, else None."""
    if value is True or value is False:
        return value
    kind = KINDS[type(value)]
    if kind.is_open:
        value = run.settled(value)
        kind = KINDS[type(value)]
    return kind.truth(run, place, value)


def assume(run: Run, place: Place, value: object, holds: bool) -> None:
    """Let an unknown condition be so in this world.

    Without opening the other one.
    """
    value = run.settled(value)
    if known_truth(run, place, value) is None:
        decide(run, value, holds)


def decide(run: Run, value: object, forced: bool | None = None, likely: bool = False) -> bool:
    """Decide an unknown condition and learn from it.

    As `forced` says, or as the world says.
    """
    return KINDS[type(value)].decide(run, value, forced, likely)
