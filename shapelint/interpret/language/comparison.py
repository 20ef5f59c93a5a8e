"""Comparison and truth of values that may be unknown: what is not known, the world decides, and learns from it."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.language.operators import (
    DUNDERS,
    NUMBERS,
    REFLECTED,
    SCALARS,
    is_native,
    known,
    number_of,
    of_tensors,
)
from shapelint.interpret.library.environment import is_environment, unset
from shapelint.interpret.state.held import Itself, taint_of
from shapelint.interpret.state.kind import call, get_attribute
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.numbers import Real, compare
from shapelint.interpret.values.objects import (
    MISSING,
    Class,
    External,
    Function,
    Instance,
    Native,
    Repeated,
    SourceModule,
    Stream,
    unwrapped,
)
from shapelint.sizes.dims import Expr
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Computed, Input, OptionalInput, Reason, Tensor, Unknown
from shapelint.source.place import Place


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
                return of_tensors(run, place, op, left, right, False)
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        if left is right and op in ("==", "<=", ">="):
            return True
        return Condition(op, left, right)
    if isinstance(left, (Expr, Real)) or isinstance(right, (Expr, Real)):
        if not isinstance(left, NUMBERS) or not isinstance(right, NUMBERS):
            return op == "!=" if op in ("==", "!=") else Condition(op, left, right)
        verdict = compare(op, left, right, run.world.facts)
        return Condition(op, left, right) if verdict is Verdict.UNKNOWN else verdict is Verdict.YES
    taint = taint_of(left) or taint_of(right)
    if taint is not None:
        return Condition(op, left, right)
    if isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)) and op in ("==", "!="):
        return _sequences(run, place, op, left, right)
    if isinstance(left, Instance) or isinstance(right, Instance):
        return _instance_comparison(run, place, op, left, right)
    if not is_native(left) or not is_native(right):
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


SMALL = 64
"""Of sizes that are held against a number up to this, the larger ones are looked at first: code asks for what is
unusually small."""


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
        if a is b:
            continue
        run.budget.step()
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
        return call(run, place, get_attribute(run, place, receiver, dunder), [other], {})
    if receiver.items is not None:
        return compare_values(run, place, mirrored, receiver.items, unwrapped(other))
    if receiver is not number_of(receiver):
        return compare_values(run, place, mirrored, number_of(receiver), number_of(other))
    if op in ("==", "!=") and not receiver.cls.opaque:
        if receiver.cls.fields is not None and isinstance(other, Instance) and other is not receiver:
            return Condition(op, left, right)
        return (left is right) == (op == "==")
    return Condition(op, left, right)


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


def truth(run: Run, place: Place, value: Any, likely: bool = False) -> bool:
    """`bool(value)`: known, or chosen by the world, which learns from it. likely: an equality is tried as true first."""
    answer = known_truth(run, place, value)
    if answer is not None:
        return answer
    return _choose(run, run.settled(value), likely=likely)


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
        found = run.world.choices.get((op, *choice_key(value)[1:]))
        return None if found is None else found is not (value.op == "!=" or value.negated)
    if isinstance(value, Unknown):
        return run.world.choices.get(choice_key(value))
    if isinstance(value, Tensor):
        return (
            bool(value.data) if isinstance(value.data, (bool, int, float)) else run.world.choices.get(choice_key(value))
        )
    if isinstance(value, Expr):
        verdict = run.world.facts.same(value, 0)
        return None if verdict is Verdict.UNKNOWN else verdict is Verdict.NO
    if isinstance(value, (Real, Repeated)):
        return None
    if taint_of(value) is not None:
        return None
    if isinstance(value, Instance):
        if value.items is not None:
            return known_truth(run, place, value.items)
        for dunder in ("__bool__", "__len__"):
            if value.cls.find(dunder) is not MISSING:
                return known_truth(run, place, call(run, place, get_attribute(run, place, value, dunder), [], {}))
        return None if value.cls.opaque and not value.is_module else True
    if isinstance(value, (External, Class, Function, Native, SourceModule)):
        return True
    if is_native(value):
        return bool(value)
    return True


def choice_key(value: Any) -> Any:
    """What makes two unknown conditions the same condition."""
    if isinstance(value, Condition):
        return (value.op, _operand_key(value.left), _operand_key(value.right))
    return ("truth", Itself(value))


def _operand_key(value: Any) -> Any:
    if isinstance(value, (int, float, str, bytes, Expr, Real, type(None))):
        return (type(value).__name__, value)
    return Itself(value)


def assume(run: Run, place: Place, value: Any, holds: bool) -> None:
    """Let an unknown condition be so in this world, without opening the other one."""
    value = run.settled(value)
    if known_truth(run, place, value) is None:
        _choose(run, value, holds)


def _choose(run: Run, value: Any, forced: bool | None = None, likely: bool = False) -> bool:
    """Decide an unknown condition (as `forced` says, or as the world says) and learn from it."""
    key = choice_key(value)
    if not isinstance(value, Condition):
        choice = run.choose(key, not isinstance(value, OptionalInput), forced, value)
        if isinstance(value, OptionalInput) and not choice:
            run.world.learn(value, None)
        return choice
    if value.op == "truth":
        inner = _choose(run, run.settled(value.left), forced if forced is None else forced is not value.negated)
        return inner is not value.negated
    opposite = value.op == "!=" or value.negated
    if value.op == "!=":
        key = ("==", *key[1:])
    default = (
        (likely and value.op == "==")
        or value.op in ("in", "<", "<=", ">", ">=")
        or (value.op == "is" and isinstance(value.left, OptionalInput))
    )
    if value.op in ("<", "<=", ">", ">="):
        size, number = (value.left, value.right) if isinstance(value.left, Expr) else (value.right, value.left)
        if isinstance(size, Expr) and isinstance(number, int) and number <= SMALL:
            default = (value.op[0] == ">") is (size is value.left)
    choice = run.choose(key, default, forced if forced is None else forced is not opposite, value)
    if value.op == "is" and isinstance(value.left, OptionalInput) and not choice:
        run.world.supposes = True
    if value.op == "isinstance" and choice and isinstance(value.left, Input):
        run.world.learn(value.left, Unknown(value.left.reason, value.left.name))  # of another class, hence no tensor
    _learn(run, value.left, value.right, "==" if value.op == "!=" else value.op, choice)
    return choice is not opposite


def _learn(run: Run, left: Any, right: Any, op: str, holds: bool) -> None:
    """What the outcome of a comparison teaches about its operands."""
    for a, b in ((left, right), (right, left)):
        if op in ("is", "==") and holds and isinstance(a, Unknown) and not isinstance(a, (Computed, Condition)):
            if isinstance(b, (*SCALARS, External)) and not isinstance(b, float):
                run.world.learn(a, b)
                return
            if isinstance(b, Unknown) and not isinstance(b, (Computed, Condition)):
                _learn_same(run, a, b)
                return
    sizes = [_size(run, v) for v in (left, right)]
    if sizes[0] is None or sizes[1] is None or (isinstance(sizes[0], int) and isinstance(sizes[1], int)):
        return
    a, b = sizes
    if op == "==" and holds:
        run.world.facts.assume_same(a, b, None)
    elif (op, holds) in ((">=", True), ("<", False)):
        run.world.facts.assume_at_least(a, b, None)
    elif (op, holds) in ((">", True), ("<=", False)):
        run.world.facts.assume_at_least(a, b + 1, None)
    elif (op, holds) in (("<=", True), (">", False)):
        run.world.facts.assume_at_least(b, a, None)
    elif (op, holds) in (("<", True), (">=", False)):
        run.world.facts.assume_at_least(b, a + 1, None)


def _learn_same(run: Run, a: Unknown, b: Unknown) -> None:
    """Two unknown values are one. Either is a number only where it is known for one: whole shapes are compared, too."""
    one, other = run.world.facts.known_symbol(a), run.world.facts.known_symbol(b)
    if one is not None and other is not None:
        run.world.facts.assume_same(one, other, None)
    if one is not None and other is None:
        a, b = b, a
    run.world.learn(a, b)


def _size(run: Run, value: Any) -> Any:
    """The size an operand of a comparison stands for, or None. Strict bounds of numbers that need not be whole would
    be wrong, so only what is surely whole takes part in `<`; equality holds for any number."""
    if isinstance(value, (int, Expr)) and not isinstance(value, bool):
        return value
    return None
