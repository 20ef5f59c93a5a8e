"""Python's operators over values that may be unknown: arithmetic, comparison, truth."""

from __future__ import annotations

from typing import Any

from shapelint.dims import Expr, TooLarge
from shapelint.facts import Verdict
from shapelint.interpret.numbers import NotComputable, Real, compare, plain, symbolic
from shapelint.interpret.objects import MISSING, Class, External, Function, Instance, Native, Repeated, SourceModule
from shapelint.interpret.run import Run
from shapelint.interpret.signals import PythonError
from shapelint.trace import Place
from shapelint.values import Computed, DType, Input, OptionalInput, Reason, Tensor, Unknown

DUNDERS = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod", "**": "pow", "@": "matmul",
    "&": "and", "|": "or", "^": "xor", "<<": "lshift", ">>": "rshift",
    "==": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge",
}  # fmt: skip
REFLECTED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
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
        return _tensors(run, place, op, left, right, inplace)
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return _unknowns(run, place, op, left, right)
    if isinstance(left, (Expr, Real)) or isinstance(right, (Expr, Real)):
        return _sizes(run, place, op, left, right)
    if isinstance(left, Instance) or isinstance(right, Instance):
        return _instances(run, place, op, left, right)
    if isinstance(left, Repeated) or isinstance(right, Repeated):
        return run.unknown("a sequence whose length is not known", place)
    taint = run.taint_of(left) or run.taint_of(right)
    if taint is not None:
        return Unknown(taint)
    if not _native(left) or not _native(right):
        return run.unknown(f"operator {op} on {kind(left)} and {kind(right)}", place)
    try:
        if inplace and op == "+" and isinstance(left, list) and isinstance(right, (list, tuple)):
            run.touch(left)
            left.extend(right)
            return left
        if inplace and op == "|" and isinstance(left, (dict, set)):
            run.touch(left)
            left.update(right)
            return left
        return plain(op, left, right)
    except NotComputable as why:
        return run.unknown(str(why), place)
    except ZeroDivisionError as error:
        raise PythonError("ZeroDivisionError", str(error)) from None
    except OverflowError as error:
        raise PythonError("OverflowError", str(error)) from None
    except (TypeError, ValueError) as error:
        raise PythonError(type(error).__name__, str(error)) from None


def _tensors(run: Run, place: Place, op: str, left: Any, right: Any, inplace: bool) -> Any:
    if not isinstance(left, (Tensor, Input)) and not isinstance(left, (*NUMBERS, Unknown)):
        if not isinstance(left, Instance):
            return run.unknown(f"operator {op} on {kind(left)} and a tensor", place)
    if isinstance(left, Instance) or isinstance(right, Instance):
        return _instances(run, place, op, left, right)
    name = DUNDERS[op]
    if isinstance(left, (Tensor, Input)):
        full = f"torch.Tensor.__{'i' if inplace else ''}{name}__"
        if isinstance(right, (list, tuple, str, dict)) or right is None:
            return run.unknown(f"operator {op} on a tensor and {kind(right)}", place)
        return run.call(run, place, External(full), [left, right], {})
    if op in REFLECTED:
        return run.call(run, place, External(f"torch.Tensor.__{DUNDERS[REFLECTED[op]]}__"), [right, left], {})
    return run.call(run, place, External(f"torch.Tensor.__r{name}__"), [right, left], {})


def _unknowns(run: Run, place: Place, op: str, left: Any, right: Any) -> Any:
    if op in ("+", "-", "*", "//", "%") and all(_may_be_size(v) for v in (left, right)):
        unknown = left if isinstance(left, Unknown) else right
        return Computed(op, left, right, unknown.reason)
    if op == "*" and isinstance(left, list) and len(left) == 1:
        return Repeated(left[0], right)
    unknown = left if isinstance(left, Unknown) else right
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
                    return Repeated(sequence[0], count)
                return run.unknown(f"a sequence of {count} elements", place)
    if not isinstance(left, NUMBERS) or not isinstance(right, NUMBERS):
        return run.unknown(f"operator {op} on {kind(left)} and {kind(right)}", place)
    left = run.facts.resolve(left) if isinstance(left, Expr) else left
    right = run.facts.resolve(right) if isinstance(right, Expr) else right
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


def _instances(run: Run, place: Place, op: str, left: Any, right: Any) -> Any:
    name = DUNDERS[op]
    for receiver, other, dunder in ((left, right, f"__{name}__"), (right, left, f"__r{name}__")):
        if isinstance(receiver, Instance) and receiver.cls.find(dunder) is not MISSING:
            return run.call(run, place, run.attribute(run, place, receiver, dunder), [other], {})
    return run.unknown(f"operator {op} on {kind(left)} and {kind(right)}", place)


def unary(run: Run, place: Place, op: str, operand: Any) -> Any:
    operand = run.settled(operand)
    if op == "not":
        return not truth(run, place, operand)
    if isinstance(operand, (Tensor, Input)):
        name = {"-": "neg", "+": "pos", "~": "invert"}[op]
        return run.call(run, place, External(f"torch.Tensor.__{name}__"), [operand], {})
    if isinstance(operand, Unknown):
        return Computed("-", 0, operand, operand.reason) if op == "-" else Unknown(operand.reason)
    if isinstance(operand, (Expr, Real)):
        if op == "+":
            return operand
        return _sizes(run, place, "-", 0, operand) if op == "-" else run.unknown("~ of a size", place)
    if isinstance(operand, (int, float)):
        return -operand if op == "-" else +operand if op == "+" else ~operand if isinstance(operand, int) else operand
    return run.unknown(f"operator {op} on {kind(operand)}", place)


# --- comparison -----------------------------------------------------------------------------------------------------


def compare_values(run: Run, place: Place, op: str, left: Any, right: Any) -> Any:
    """One comparison: a bool, a Tensor, or an Undecided-to-be (see `Condition`)."""
    if isinstance(left, Unknown):
        left = run.settled(left)
    if isinstance(right, Unknown):
        right = run.settled(right)
    if op in ("is", "is not"):
        answer = identical(left, right)
        if answer is None:
            return Condition("is", left, right, op == "is not")
        return answer if op == "is" else not answer
    if op in ("in", "not in"):
        return _membership(run, place, op, left, right)
    if isinstance(left, (Tensor, Input)) or isinstance(right, (Tensor, Input)):
        if op in ("==", "!=") and (left is None or right is None or isinstance(left, str) or isinstance(right, str)):
            return _differs(left, right, op)
        if isinstance(left, (Tensor, *NUMBERS)) or isinstance(right, (Tensor, *NUMBERS)):
            if isinstance(left, Tensor) or isinstance(right, Tensor):
                return _tensors(run, place, op, left, right, False)
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        if left is right and op in ("==", "<=", ">="):
            return True
        return Condition(op, left, right)
    if isinstance(left, (Expr, Real)) or isinstance(right, (Expr, Real)):
        if not isinstance(left, NUMBERS) or not isinstance(right, NUMBERS):
            return op == "!=" if op in ("==", "!=") else Condition(op, left, right)
        verdict = compare(op, left, right, run.facts)
        return Condition(op, left, right) if verdict is Verdict.UNKNOWN else verdict is Verdict.YES
    taint = run.taint_of(left) or run.taint_of(right)
    if taint is not None:
        return Condition(op, left, right)
    if isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)) and op in ("==", "!="):
        return _sequences(run, place, op, left, right)
    if isinstance(left, Instance) or isinstance(right, Instance):
        return _instance_comparison(run, place, op, left, right)
    if not _native(left) or not _native(right):
        if op in ("==", "!="):
            answer = identical(left, right)
            if answer is not None:
                return answer if op == "==" else not answer
        return Condition(op, left, right)
    if not (known(left) and known(right)):
        return Condition(op, left, right)
    try:
        return _PLAIN[op](left, right)
    except TypeError as error:
        raise PythonError("TypeError", str(error)) from None


_PLAIN: dict[str, Any] = {
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


class Condition(Unknown):
    """A comparison whose outcome is not known; the world decides it, and learns from it."""

    __slots__ = ("left", "negated", "op", "right")

    def __init__(self, op: str, left: Any, right: Any, negated: bool = False) -> None:
        why = next(
            (v.reason for v in (left, right) if isinstance(v, Unknown)),
            Reason("a comparison that may turn out either way"),
        )
        super().__init__(why)
        self.op = op
        self.left = left
        self.right = right
        self.negated = negated


def _differs(left: Any, right: Any, op: str) -> Any:
    if isinstance(left, Tensor) or isinstance(right, Tensor):
        return op == "!="
    return Condition(op, left, right)


def _sequences(run: Run, place: Place, op: str, left: Any, right: Any) -> Any:
    if isinstance(left, list) is not isinstance(right, list) or len(left) != len(right):
        return op == "!="
    open_ = None
    for a, b in zip(left, right):
        same = compare_values(run, place, "==", a, b)
        if same is False:
            return op == "!="
        if same is not True:
            open_ = same
    if open_ is None:
        return op == "=="
    if len(left) == 1 and isinstance(open_, Condition) and op == "==":
        return open_
    return Condition(op, left, right)


def _instance_comparison(run: Run, place: Place, op: str, left: Any, right: Any) -> Any:
    receiver = left if isinstance(left, Instance) else right
    other = right if receiver is left else left
    mirrored = op if receiver is left else REFLECTED[op]
    dunder = f"__{DUNDERS[mirrored]}__"
    if receiver.cls.find(dunder) is not MISSING:
        return run.call(run, place, run.attribute(run, place, receiver, dunder), [other], {})
    value = receiver.attributes.get("_value_", MISSING)
    if (
        value is not MISSING
        and not isinstance(other, Instance)
        and any(map(receiver.cls.derives, ("StrEnum", "IntEnum", "str", "int")))
    ):
        return compare_values(run, place, mirrored, value, other)
    if op in ("==", "!=") and not receiver.cls.opaque:
        if receiver.cls.fields is not None and isinstance(other, Instance) and other is not receiver:
            return Condition(op, left, right)
        return (left is right) == (op == "==")
    return Condition(op, left, right)


def _membership(run: Run, place: Place, op: str, item: Any, container: Any) -> Any:
    if isinstance(container, Instance):
        if container.cls.find("__contains__") is not MISSING:
            answer = run.call(run, place, run.attribute(run, place, container, "__contains__"), [item], {})
            decided = known_truth(run, place, answer)
            if decided is not None:
                return decided == (op == "in")
            return answer if op == "in" else Condition("truth", answer, None, True)
        members = container.attributes.get("_members_")
        return (
            Condition("in", item, container, op == "not in") if members is None else (item in members) == (op == "in")
        )
    if run.taint_of(container) is not None or isinstance(container, (Unknown, Repeated, Tensor)):
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
    for element in container:
        answer = compare_values(run, place, "==", item, element)
        if answer is True:
            return op == "in"
        undecided = undecided or answer is not False
    return Condition("in", item, container, op == "not in") if undecided else op == "not in"


def identical(left: Any, right: Any) -> bool | None:
    """`left is right`, or None where it is not known."""
    if left is right:
        return True
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return None
    if isinstance(left, External) and isinstance(right, External):
        return True if left.dotted == right.dotted else None
    if isinstance(left, SCALARS) and isinstance(right, SCALARS):
        return type(left) is type(right) and left == right
    if isinstance(left, External) or isinstance(right, External):
        other = right if isinstance(left, External) else left
        # A class or function that is read is not one of a library that is not, unless that exports it under its own name.
        return (
            False if isinstance(other, (*SCALARS, Tensor, Instance, Class, Function, list, tuple, dict, Expr)) else None
        )
    return False


# --- truth ----------------------------------------------------------------------------------------------------------


def truth(run: Run, place: Place, value: Any) -> bool:
    """`bool(value)`: known, or chosen by the world, which learns from it."""
    answer = known_truth(run, place, value)
    if answer is not None:
        return answer
    return _choose(run, run.settled(value))


def known_truth(run: Run, place: Place, value: Any) -> bool | None:
    """`bool(value)` where it is known, else None."""
    if type(value) is bool:
        return value
    value = run.settled(value)
    if isinstance(value, Condition) and value.op == "truth":
        inner = known_truth(run, place, value.left)
        return None if inner is None else inner is not value.negated
    if isinstance(value, Condition):
        op = "==" if value.op == "!=" else value.op
        found = run.choices.get((op, *choice_key(value)[1:]))
        return None if found is None else found is not (value.op == "!=" or value.negated)
    if isinstance(value, Unknown):
        return run.choices.get(choice_key(value))
    if isinstance(value, Tensor):
        return bool(value.data) if isinstance(value.data, (bool, int, float)) else run.choices.get(choice_key(value))
    if isinstance(value, Expr):
        verdict = run.facts.same(value, 0)
        return None if verdict is Verdict.UNKNOWN else verdict is Verdict.NO
    if isinstance(value, (Real, Repeated)):
        return None
    if run.taint_of(value) is not None:
        return None
    if isinstance(value, Instance):
        for dunder in ("__bool__", "__len__"):
            if value.cls.find(dunder) is not MISSING:
                return known_truth(run, place, run.call(run, place, run.attribute(run, place, value, dunder), [], {}))
        return None if value.cls.opaque and not value.is_module else True
    if isinstance(value, (External, Class, Function, Native, SourceModule)):
        return True
    if _native(value):
        return bool(value)
    return True


def choice_key(value: Any) -> Any:
    """What makes two unknown conditions the same condition."""
    if isinstance(value, Condition):
        return (value.op, _operand_key(value.left), _operand_key(value.right))
    return ("truth", id(value))


def _operand_key(value: Any) -> Any:
    if isinstance(value, (int, float, str, bytes, Expr, Real, type(None))):
        return (type(value).__name__, value)
    return id(value)


def assume(run: Run, place: Place, value: Any, holds: bool) -> None:
    """Let an unknown condition be so in this world, without opening the other one."""
    value = run.settled(value)
    if known_truth(run, place, value) is None:
        _choose(run, value, holds)


def _choose(run: Run, value: Any, forced: bool | None = None) -> bool:
    """Decide an unknown condition (as `forced` says, or as the world says) and learn from it."""
    run.alive.append(value)
    key = choice_key(value)
    if not isinstance(value, Condition):
        choice = run.choose(key, not isinstance(value, OptionalInput), forced)
        if isinstance(value, OptionalInput) and not choice:
            run.learn(value, None)
        return choice
    if value.op == "truth":
        inner = _choose(run, run.settled(value.left), forced if forced is None else forced is not value.negated)
        return inner is not value.negated
    opposite = value.op == "!=" or value.negated
    if value.op == "!=":
        key = ("==", *key[1:])
    default = value.op in ("in", "<", "<=", ">", ">=") or (value.op == "is" and isinstance(value.left, OptionalInput))
    choice = run.choose(key, default, forced if forced is None else forced is not opposite)
    if value.op == "isinstance" and choice and isinstance(value.left, Input):
        run.learn(value.left, Unknown(value.left.reason, value.left.name))  # of another class, hence no tensor
    _learn(run, value.left, value.right, "==" if value.op == "!=" else value.op, choice)
    return choice is not opposite


def _learn(run: Run, left: Any, right: Any, op: str, holds: bool) -> None:
    """What the outcome of a comparison teaches about its operands."""
    for a, b in ((left, right), (right, left)):
        if op in ("is", "==") and holds and isinstance(a, Unknown) and not isinstance(a, (Computed, Condition)):
            if isinstance(b, (*SCALARS, External)) and not isinstance(b, float):
                run.learn(a, b)
                return
            if isinstance(b, Unknown) and not isinstance(b, (Computed, Condition)):
                run.facts.assume_same(run.facts.symbol_of(a), run.facts.symbol_of(b), None)
                run.learn(a, b)
                return
    sizes = [_size(run, v) for v in (left, right)]
    if sizes[0] is None or sizes[1] is None or (isinstance(sizes[0], int) and isinstance(sizes[1], int)):
        return
    a, b = sizes
    if op == "==" and holds:
        run.facts.assume_same(a, b, None)
    elif (op, holds) in ((">=", True), ("<", False)):
        run.facts.assume_at_least(a, b, None)
    elif (op, holds) in ((">", True), ("<=", False)):
        run.facts.assume_at_least(a, b + 1, None)
    elif (op, holds) in (("<=", True), (">", False)):
        run.facts.assume_at_least(b, a, None)
    elif (op, holds) in (("<", True), (">=", False)):
        run.facts.assume_at_least(b, a + 1, None)


def _size(run: Run, value: Any) -> Any:
    """The size an operand of a comparison stands for, or None. Strict bounds of numbers that need not be whole would
    be wrong, so only what is surely whole takes part in `<`; equality holds for any number."""
    if isinstance(value, (int, Expr)) and not isinstance(value, bool):
        return value
    return None


# --- helpers --------------------------------------------------------------------------------------------------------


def _native(value: Any) -> bool:
    return isinstance(value, NATIVE)


NATIVE = (*SCALARS, list, tuple, dict, set, frozenset, range, slice)


def known(value: Any, depth: int = 4) -> bool:
    """Whether a native value holds nothing unknown."""
    if isinstance(value, (Unknown, Expr, Real, Tensor, Instance, Repeated)):
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
        return "a tensor"
    if isinstance(value, (Expr, Real)):
        return "a size"
    if isinstance(value, Unknown):
        return "an unknown value"
    if isinstance(value, DType):
        return f"torch.{value}"
    return "None" if value is None else f"a {type(value).__name__}"
