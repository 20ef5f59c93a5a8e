"""Python's arithmetic operators over values that may be unknown."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from typing import Any

from shapelint.interpret.state.kind import KINDS, call
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.held import held, taint_of
from shapelint.interpret.values.numbers import PYTHON, is_very_large
from shapelint.interpret.values.objects import External
from shapelint.sizes.tensors import Computed, Reason, Tensor, Unknown, UnknownNumber
from shapelint.source.place import Place

DUNDERS = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod", "**": "pow", "@": "matmul",
    "&": "and", "|": "or", "^": "xor", "<<": "lshift", ">>": "rshift",
    "==": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge",
}  # fmt: skip
REFLECTED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
ARITHMETIC = frozenset(("+", "-", "*", "//", "%"))
"""What makes a size of sizes."""
NUMERIC = ARITHMETIC | {"/", "**"}
"""What makes a number of numbers."""
QUICK: dict[str, Callable[[int, int], int]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}
SMALL = 2**31
"""What these make of two smaller numbers is never very large."""
MOST_TERMS = 200  # of a number that is computed of unknown ones


def binary(run: Run, place: Place, op: str, left: object, right: object, inplace: bool = False) -> Any:
    """`left op right`, or `left op= right`."""
    if type(left) is int and type(right) is int and op in QUICK and -SMALL < left < SMALL and -SMALL < right < SMALL:
        return QUICK[op](left, right)
    one, other = KINDS[type(left)], KINDS[type(right)]
    if one.is_open:
        left = run.settled(left)
        one = KINDS[type(left)]
    if other.is_open:
        right = run.settled(right)
        other = KINDS[type(right)]
    if one.precedence >= other.precedence:
        found = one.binary(run, place, op, left, right, inplace)
    else:
        found = other.reflected(run, place, op, right, left, inplace)
        if inplace and one.is_native:
            run.heap.taint(left, Reason("it was extended by unknown elements", place))  # whoever else holds it
    if found is not NotImplemented:
        return found
    taint = taint_of(left) or taint_of(right)
    if taint is not None:
        return Unknown(taint)
    return run.unknown(f"operator {op} on {describe(left)} and {describe(right)}", place)


def unary(run: Run, place: Place, op: str, operand: object) -> Any:
    """`-operand`, `+operand`, `~operand`"""
    operand = run.settled(operand)
    found = KINDS[type(operand)].unary(run, place, op, operand)
    return run.unknown(f"operator {op} on {describe(operand)}", place) if found is NotImplemented else found


def of_python(run: Run, place: Place, op: str, left: object, right: object) -> object:
    """What Python's operator makes of two of Python's own values.

    Raises PythonError where it raises.
    """
    costs = KINDS[type(left)].too_costly(op, left, right)
    if not costs and op == "*":
        costs = KINDS[type(right)].too_costly(op, right, left)
    if costs:
        return run.unknown(costs, place)
    try:
        found = held(PYTHON[op](left, right))
    except (ZeroDivisionError, OverflowError, TypeError, ValueError) as error:
        raise PythonError(type(error).__name__, str(error)) from None
    return run.unknown("a very large number", place) if is_very_large(found) else found


def tensor_first(
    run: Run, place: Place, op: str, tensor: Tensor | Unknown, other: object, inplace: bool = False
) -> object:
    """`tensor op other`"""
    found = KINDS[type(other)].after_tensor(run, place, op, other, tensor, inplace)
    if found is not NotImplemented:
        return found
    return by_method(run, place, f"__{'i' if inplace else ''}{DUNDERS[op]}__", tensor, other)


def tensor_last(run: Run, place: Place, op: str, other: object, tensor: Tensor | Unknown) -> object:
    """`other op tensor`"""
    found = KINDS[type(other)].before_tensor(run, place, op, other, tensor)
    return run.unknown(f"operator {op} on {describe(other)} and a tensor", place) if found is NotImplemented else found


def by_tensor(run: Run, place: Place, op: str, other: object, tensor: Tensor | Unknown) -> object:
    """`other op tensor`, which the tensor answers."""
    name = DUNDERS[REFLECTED[op]] if op in REFLECTED else f"r{DUNDERS[op]}"
    return by_method(run, place, f"__{name}__", tensor, other)


def by_method(run: Run, place: Place, name: str, tensor: Tensor | Unknown, *args: object) -> object:
    """The result of a tensor's method.

    A method of torch, or of numpy; an argument may be taken for a tensor.
    """
    owner = getattr(tensor, "owner", Tensor.owner)
    return call(run, place, External(f"{owner}.{name}"), [tensor, *args], {})


def computed(op: str, left: object, right: object, unknown: Unknown) -> Unknown:
    """A number that is computed of unknown ones.

    As long as they are not too many.
    """
    made = Computed(op, left, right, unknown.reason)
    return made if made.terms <= MOST_TERMS else Unknown(unknown.reason)


def number(op: str, unknown: Unknown, *others: object) -> Unknown:
    """The result of an operator on unknown values and numbers.

    It is a number, where all of them are.
    """
    if op not in NUMERIC:
        return Unknown(unknown.reason)
    made = UnknownNumber(unknown.reason, "", (unknown, *(one for one in others if isinstance(one, Unknown))))
    return made if made.terms <= MOST_TERMS else Unknown(unknown.reason)


def number_of(value: object) -> Any:
    """The number or text of an enum's member.

    Where its class says so; other values as they are.
    """
    return KINDS[type(value)].number_of(value)


def is_native(value: object) -> bool:
    """Whether it is one of Python's own values."""
    return KINDS[type(value)].is_native


def known(value: object, depth: int = 4) -> bool:
    """Whether a native value holds nothing unknown."""
    return KINDS[type(value)].known(value, depth)


def is_short(*values: object) -> bool:
    """Whether native values can be gone through.

    One may hold another many times, and that one a third.
    """
    waiting = list(values)
    for _ in range(MOST_PARTS):
        if not waiting:
            return True
        one = waiting.pop()
        waiting.extend(KINDS[type(one)].inside(one))
    return not waiting


MOST_PARTS = 20_000


def describe(value: object) -> str:
    """What a reader calls the value's type."""
    return KINDS[type(value)].describe(value)


def hashable(value: object, depth: int = 8) -> bool:
    """Whether the value may stand as a key.

    What it equals is known.
    """
    return KINDS[type(value)].is_key(value, depth)


def whole(value: object) -> bool:
    """Whether it is a whole number of Python's."""
    return KINDS[type(value)].is_whole


def reason_among(values: Iterable[object]) -> Reason | None:
    """Why the first unknown one of some values is not known.

    None where all are known.
    """
    return next((getattr(value, "reason", None) for value in values if KINDS[type(value)].is_open), None)


def is_flat(value: object) -> bool:
    """Whether the text of a value is short.

    A number or text, or a few of them.
    """
    return KINDS[type(value)].is_flat(value)
