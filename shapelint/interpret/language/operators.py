"""Python's arithmetic operators over values that may be unknown."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.state.held import held, may_grow, taint_of
from shapelint.interpret.state.kind import call, get_attribute
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.numbers import MAX_LENGTH, NotComputable, Real, plain, symbolic
from shapelint.interpret.values.objects import MISSING, Class, External, Instance, Repeated, Stream, unwrapped
from shapelint.interpret.values.sequences import PartText
from shapelint.sizes.dims import Expr, TooLarge
from shapelint.sizes.tensors import Array, Computed, DType, Input, Reason, Tensor, Unknown
from shapelint.source.place import Place

DUNDERS = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod", "**": "pow", "@": "matmul",
    "&": "and", "|": "or", "^": "xor", "<<": "lshift", ">>": "rshift",
    "==": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge",
}  # fmt: skip
REFLECTED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
MOST_TERMS = 200  # of a number that is computed of unknown ones
FLAGS = frozenset(("is", "in", "isinstance", "hasattr", "truth"))
"""Comparisons that are surely True or False: those with other operators may be of arrays."""
NUMBERS = (int, float, Expr, Real)
SCALARS = (int, float, str, bytes, type(None), type(Ellipsis))


def binary(run: Run, place: Place, op: str, left: Any, right: Any, inplace: bool = False) -> Any:
    """`left op right`, or `left op= right`."""
    if isinstance(left, Unknown):
        left = run.settled(left)
    if isinstance(right, Unknown):
        right = run.settled(right)
    if isinstance(left, Tensor) or isinstance(right, Tensor) or isinstance(left, Input) or isinstance(right, Input):
        if _of_sizes(op, left, right):
            return _unknowns(run, place, op, left, right)
        return of_tensors(run, place, op, left, right, inplace)
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return _unknowns(run, place, op, left, right)
    if isinstance(left, (Expr, Real)) or isinstance(right, (Expr, Real)):
        return _sizes(run, place, op, left, right)
    if isinstance(left, Instance) or isinstance(right, Instance):
        return _instances(run, place, op, left, right, inplace)
    if isinstance(left, Repeated) or isinstance(right, Repeated):
        return run.unknown("a sequence whose length is not known", place)
    if isinstance(right, (Stream, range, dict, str)) and inplace and op == "+" and isinstance(left, list):
        right = list(right)
    taint = taint_of(left) or taint_of(right)
    if taint is not None and inplace and op == "+" and isinstance(left, list):
        if taint_of(right) is not None or not isinstance(right, (list, tuple)) or not may_grow(left, True):
            run.heap.taint(left, taint)
            may_grow(left, False)
            return left
    elif taint is not None:
        return Unknown(taint)
    if op == "|" and isinstance(right, (Class, External)) and isinstance(left, (Class, tuple)):
        return left, right  # `int | str`: what isinstance takes a tuple for
    if not is_native(left) or not is_native(right):
        return run.unknown(f"operator {op} on {kind(left)} and {kind(right)}", place)
    try:
        if inplace and op == "+" and isinstance(left, list) and isinstance(right, (list, tuple)):
            run.heap.change(left)
            if len(left) + len(right) > MAX_LENGTH:
                run.heap.taint(left, Reason("a very long sequence", place))
            else:
                left.extend(right)
            return left
        if inplace and op == "|" and isinstance(left, (dict, set)):
            run.heap.change(left)
            left.update(right)
            return left
        return held(plain(op, left, right))
    except NotComputable as why:
        return run.unknown(str(why), place)
    except ZeroDivisionError as error:
        raise PythonError("ZeroDivisionError", str(error)) from None
    except OverflowError as error:
        raise PythonError("OverflowError", str(error)) from None
    except (TypeError, ValueError) as error:
        if op in "&|-^" and isinstance(left, list):
            return run.unknown(f"operator {op} on the keys of a dictionary", place)
        raise PythonError(type(error).__name__, str(error)) from None


def of_tensors(run: Run, place: Place, op: str, left: Any, right: Any, inplace: bool) -> Any:
    if not isinstance(left, (Tensor, Input)) and not isinstance(left, (*NUMBERS, Unknown, list, tuple)):
        if not isinstance(left, Instance):
            return run.unknown(f"operator {op} on {kind(left)} and a tensor", place)
    if isinstance(left, Instance) or isinstance(right, Instance):
        return _instances(run, place, op, left, right)
    if isinstance(left, Array) or (isinstance(right, Array) and not isinstance(left, (Tensor, Input))):
        return of_arrays(run, place, op, left, right, inplace)
    name = DUNDERS[op]
    if isinstance(left, (Tensor, Input)):
        full = f"torch.Tensor.__{'i' if inplace else ''}{name}__"
        if isinstance(right, (list, tuple, str, dict)) or right is None:
            return run.unknown(f"operator {op} on a tensor and {kind(right)}", place)
        return call(run, place, External(full), [left, right], {})
    if op in REFLECTED:
        return call(run, place, External(f"torch.Tensor.__{DUNDERS[REFLECTED[op]]}__"), [right, left], {})
    return call(run, place, External(f"torch.Tensor.__r{name}__"), [right, left], {})


def of_arrays(run: Run, place: Place, op: str, left: Any, right: Any, inplace: bool) -> Any:
    """An operator between arrays of numpy, numbers and lists, at least one an array and the left one no tensor."""
    if isinstance(right, Tensor) and not isinstance(right, Array) and op not in ("==", "!="):
        return run.unknown(f"operator {op} on an array and a tensor, which depends on the versions", place)
    if any(isinstance(side, (str, dict, Instance)) or side is None for side in (left, right)):
        return run.unknown(f"operator {op} on {kind(left)} and {kind(right)}", place)
    name, first, other = DUNDERS[op], left, right
    if not isinstance(left, Array):
        first, other = right, left
        name = DUNDERS[REFLECTED[op]] if op in REFLECTED else f"r{name}"
    elif inplace:
        name = f"i{name}"
    return call(run, place, External(f"{Array.owner}.__{name}__"), [first, other], {})


def _unknowns(run: Run, place: Place, op: str, left: Any, right: Any) -> Any:
    if op in ("&", "|"):
        for flag, other in ((left, right), (right, left)):
            if isinstance(flag, bool) and getattr(other, "op", "") in FLAGS:
                return flag if flag is (op == "|") else other
    if op in ("+", "-", "*", "//", "%") and all(_may_be_size(v) for v in (left, right)):
        unknown = left if isinstance(left, Unknown) else right
        made = Computed(op, left, right, unknown.reason)
        return made if made.terms <= MOST_TERMS else Unknown(unknown.reason)
    if op == "*" and isinstance(left, list) and len(left) == 1:
        return Repeated(left[0], right, left[0])
    unknown = left if isinstance(left, Unknown) else right
    if isinstance(left, str) and op in ("+", "%"):
        return PartText(left if op == "+" else left.split("%")[0], unknown.reason)
    return Unknown(unknown.reason)


def _of_sizes(op: str, left: Any, right: Any) -> bool:
    """Whether an argument that nobody gave meets a size in a way in which numbers do, and tensors hardly ever:
    `-h % window`, `side - w`."""
    if isinstance(left, (Expr, Computed)) and isinstance(right, Input):
        return op in ("+", "-", "*", "//", "%")
    return isinstance(left, Input) and isinstance(right, (Expr, Computed)) and op in ("-", "//", "%")


def _may_be_size(value: Any) -> bool:
    return isinstance(value, Unknown) or (isinstance(value, (int, Expr)) and not isinstance(value, bool))


def _sizes(run: Run, place: Place, op: str, left: Any, right: Any) -> Any:
    if op == "*":
        for sequence, count in ((left, right), (right, left)):
            if isinstance(sequence, (list, tuple)):
                if len(sequence) == 1:
                    return Repeated(sequence[0], count, sequence[0])
                return run.unknown(f"a sequence of {count} elements", place)
    if not isinstance(left, NUMBERS) or not isinstance(right, NUMBERS):
        return run.unknown(f"operator {op} on {kind(left)} and {kind(right)}", place)
    left = run.world.facts.resolve(left) if isinstance(left, Expr) else left
    right = run.world.facts.resolve(right) if isinstance(right, Expr) else right
    try:
        if isinstance(left, (int, float)) and isinstance(right, (int, float)):
            return plain(op, left, right)
        return symbolic(op, left, right)
    except ZeroDivisionError:
        raise PythonError("ZeroDivisionError") from None
    except TooLarge:
        return run.unknown("a size whose formula grows too large", place)
    except NotComputable as why:
        return run.unknown(str(why), place)


def _instances(run: Run, place: Place, op: str, left: Any, right: Any, inplace: bool = False) -> Any:
    name = DUNDERS[op]
    if inplace and isinstance(left, Instance) and left.cls.find(f"__i{name}__") is not MISSING:
        run.heap.change(left)
        return call(run, place, get_attribute(run, place, left, f"__i{name}__"), [right], {})
    for receiver, other, dunder in ((left, right, f"__{name}__"), (right, left, f"__r{name}__")):
        if isinstance(receiver, Instance) and receiver.cls.find(dunder) is not MISSING:
            return call(run, place, get_attribute(run, place, receiver, dunder), [other], {})
    left, right = number_of(left), number_of(right)
    if not isinstance(left, Instance) and not isinstance(right, Instance):
        return binary(run, place, op, left, right)
    if any(isinstance(v, Instance) and v.items is not None for v in (left, right)):
        return binary(run, place, op, unwrapped(left), unwrapped(right))
    return run.unknown(f"operator {op} on {kind(left)} and {kind(right)}", place)


def number_of(value: Any) -> Any:
    """The number or text that a member of an enum is, where its class says so; other values as they are."""
    if isinstance(value, Instance) and "_value_" in value.attributes:
        if any(map(value.cls.derives, ("StrEnum", "IntEnum", "IntFlag", "str", "int"))):
            return value.attributes["_value_"]
    return value


def unary(run: Run, place: Place, op: str, operand: Any) -> Any:
    operand = run.settled(operand)
    if isinstance(operand, (Tensor, Input)):
        name = {"-": "neg", "+": "pos", "~": "invert"}[op]
        return call(run, place, External(f"{getattr(operand, 'owner', 'torch.Tensor')}.__{name}__"), [operand], {})
    if isinstance(operand, Unknown):
        return Computed("-", 0, operand, operand.reason) if op == "-" else Unknown(operand.reason)
    if isinstance(operand, (Expr, Real)):
        if op == "+":
            return operand
        return _sizes(run, place, "-", 0, operand) if op == "-" else run.unknown("~ of a size", place)
    if isinstance(operand, (int, float)):
        return -operand if op == "-" else +operand if op == "+" else ~operand if isinstance(operand, int) else operand
    return run.unknown(f"operator {op} on {kind(operand)}", place)


# --- helpers --------------------------------------------------------------------------------------------------------


def is_native(value: Any) -> bool:
    return isinstance(value, NATIVE)


NATIVE = (*SCALARS, list, tuple, dict, set, frozenset, range, slice)


def known(value: Any, depth: int = 4) -> bool:
    """Whether a native value holds nothing unknown."""
    if isinstance(value, (Unknown, Expr, Real, Tensor, Instance, Repeated, Stream)):
        return False
    if depth and isinstance(value, (list, tuple, set, frozenset)):
        return all(known(v, depth - 1) for v in value)
    if depth and isinstance(value, dict):
        return all(known(k, depth - 1) and known(v, depth - 1) for k, v in value.items())
    return True


def kind(value: Any) -> str:
    """What a reader calls the value's type."""
    if isinstance(value, Instance):
        return f"a {value.cls.name}"
    if isinstance(value, External):
        return value.dotted
    if isinstance(value, Tensor):
        return "an array" if isinstance(value, Array) else "a tensor"
    if isinstance(value, (Expr, Real)):
        return "a size"
    if isinstance(value, Unknown):
        return "an unknown value"
    if isinstance(value, DType):
        return f"torch.{value}"
    return "None" if value is None else f"a {type(value).__name__}"
