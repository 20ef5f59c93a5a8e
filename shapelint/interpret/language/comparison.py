"""Comparison and truth of values that may be unknown: what is not known, the world decides, and learns from it."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from shapelint.interpret.library.environment import is_environment, unset
from shapelint.interpret.state.held import taint_of
from shapelint.interpret.state.kind import KINDS, call, get_attribute
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.conditions import Condition
from shapelint.interpret.values.objects import MISSING, Instance, Repeated, Stream
from shapelint.sizes.tensors import Tensor, Unknown
from shapelint.source.place import Place

COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


def compare_values(run: Run, place: Place, op: str, left: object, right: object) -> Any:
    """One comparison: a bool, a Tensor, or a Condition that is not decided."""
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
    """What Python says of two of its own values. Raises PythonError where it raises."""
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


def _membership(run: Run, place: Place, op: str, item: Any, container: Any) -> Any:
    if isinstance(container, Instance):
        if container.cls.find("__contains__") is not MISSING:
            answer = call(run, place, get_attribute(run, place, container, "__contains__"), [item], {})
            decided = known_truth(run, place, answer)
            if decided is not None:
                return decided == (op == "in")
            return answer if op == "in" else Condition("truth", answer, None, True)
        if container.items is not None and taint_of(container) is None:
            return _membership(run, place, op, item, container.items)
        return Condition("in", item, container, op == "not in")
    if is_environment(container) and unset(run, place, item):
        return op == "not in"
    if isinstance(container, Stream):
        container = container.rest()
    if taint_of(container) is not None or isinstance(container, (Unknown, Repeated, Tensor)):
        return Condition("in", item, container, op == "not in")
    if isinstance(container, str):
        if isinstance(item, str):
            return (item in container) == (op == "in")
        return Condition("in", item, container, op == "not in")
    if not isinstance(container, (list, tuple, dict, set, frozenset, range)):
        return Condition("in", item, container, op == "not in")
    if isinstance(container, range):
        return (
            (item in container) == (op == "in")
            if isinstance(item, int)
            else Condition("in", item, container, op == "not in")
        )
    if isinstance(item, str) and isinstance(container, (dict, set, frozenset)):
        return (item in container) == (op == "in")  # keys are never unknown (see evaluate.hashable)
    undecided = False
    for element in _candidates(item, container):
        answer = compare_values(run, place, "==", item, element)
        if answer is True:
            return op == "in"
        undecided = undecided or answer is not False
    return Condition("in", item, container, op == "not in") if undecided else op == "not in"


def _candidates(item: Any, container: Any) -> Any:
    """The elements that may equal the item: by hash where both are plain, as in a registry of thousands."""
    if not isinstance(container, (dict, set, frozenset)) or not _is_plain(item):
        return container
    return (item,) if item in container else [key for key in container if not _is_plain(key)]


def _is_plain(value: Any) -> bool:
    """Whether a value equals another plain one only where both hash alike."""
    return all(map(_is_plain, value)) if type(value) is tuple else type(value) in PLAIN_KEYS


PLAIN_KEYS = frozenset((str, bytes, int, float, bool, type(None)))


# --- truth ----------------------------------------------------------------------------------------------------------


def truth(run: Run, place: Place, value: object, likely: bool = False) -> bool:
    """`bool(value)`: known, or chosen by the world, which learns from it. likely: an equality is tried as true first."""
    answer = known_truth(run, place, value)
    return decide(run, run.settled(value), likely=likely) if answer is None else answer


def known_truth(run: Run, place: Place, value: object) -> bool | None:
    """`bool(value)` where it is known, else None."""
    kind = KINDS[type(value)]
    if kind.is_open:
        value = run.settled(value)
        kind = KINDS[type(value)]
    return kind.truth(run, place, value)


def assume(run: Run, place: Place, value: object, holds: bool) -> None:
    """Let an unknown condition be so in this world, without opening the other one."""
    value = run.settled(value)
    if known_truth(run, place, value) is None:
        decide(run, value, holds)


def decide(run: Run, value: object, forced: bool | None = None, likely: bool = False) -> bool:
    """Decide an unknown condition (as `forced` says, or as the world says) and learn from it."""
    return KINDS[type(value)].decide(run, value, forced, likely)
