"""Python's own values: what Python's operators do with them, they do here."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, TypeVar

from shapelint.interpret.kinds.methods import WithMethods
from shapelint.interpret.language import comparison
from shapelint.interpret.language.operators import describe, is_short, known, of_python
from shapelint.interpret.state.fingerprints import Inputs
from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.operands import V
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.conditions import Condition
from shapelint.interpret.values.held import python_type, taint_of
from shapelint.interpret.values.numbers import MAX_LENGTH
from shapelint.interpret.values.objects import MISSING
from shapelint.sizes.tensors import Reason, Unknown
from shapelint.source.place import Place

H = TypeVar("H", bound="dict[Any, Any] | set[Any]")


class Plain(WithMethods[V]):
    is_native = True

    def surely_lacks(self, value: V, name: str) -> bool:
        exact = python_type(value)
        return exact.__module__ == "builtins" and not hasattr(exact, name)

    def surely_has(self, value: V, name: str) -> bool:
        exact = python_type(value)
        return exact.__module__ == "builtins" and hasattr(exact, name)

    def class_of(self, run: Run, value: V) -> object:
        exact = python_type(value)
        found = run.project.builtin(exact.__name__) if exact in self.types else MISSING
        return NotImplemented if found is MISSING else found

    def binary(self, run: Run, place: Place, op: str, value: V, other: object, inplace: bool) -> object:
        taint = taint_of(value) or taint_of(other)
        if taint is not None:
            return Unknown(taint)
        return of_python(run, place, op, value, other) if KINDS[type(other)].is_native else NotImplemented

    def compare(self, run: Run, place: Place, op: str, left: object, right: object) -> object:
        if taint_of(left) is not None or taint_of(right) is not None:
            return Condition(op, left, right)
        if not KINDS[type(left)].is_native or not KINDS[type(right)].is_native:
            return NotImplemented
        if not is_short(left, right) or not known(left) or not known(right):
            return Condition(op, left, right)
        return comparison.of_python(op, left, right)

    def truth(self, run: Run, place: Place, value: V) -> bool | None:
        return bool(value) if taint_of(value) is None else None

    def next(self, run: Run, place: Place, value: V) -> object:
        return run.unknown(f"next of {describe(value)}", place)


class Changeable(Plain[V]):
    """What a program can change: lists, dictionaries and sets."""

    holds_values = True

    def is_key(self, value: V, depth: int) -> bool:
        return False

    def forget(self, run: Run, value: V, reason: Reason) -> None:
        run.heap.taint(value, reason)

    def escape(self, run: Run, place: Place, value: V, callee: str) -> None:
        run.heap.taint(value, Reason(f"{callee} may have changed it", place))


class Updatable(Changeable[H]):
    """Dictionaries and sets."""

    def binary(self, run: Run, place: Place, op: str, value: H, other: object, inplace: bool) -> object:
        if inplace and op == "|":
            return self._update(run, value, other)
        return super().binary(run, place, op, value, other, False)

    def _update(self, run: Run, value: H, other: Any) -> object:
        """`value |= other`"""
        taint = taint_of(value) or taint_of(other)
        if taint is not None:
            return Unknown(taint)
        if not KINDS[type(other)].is_native:
            return NotImplemented
        run.heap.change(value)
        try:
            value.update(other)
        except (TypeError, ValueError) as error:
            raise PythonError(type(error).__name__, str(error)) from None
        return value


class Scalars(Plain[V]):
    """Values that hold no others."""

    is_scalar = True
    is_exported = False
    is_learnt = True
    is_plain = True
    is_settled = True

    def is_flat(self, value: V) -> bool:
        return True

    def alike(self, run: Run, a: V, b: V, depth: int) -> bool:
        return a == b

    def input_print(self, inputs: Inputs, value: V, depth: int) -> Hashable | None:
        return type(value).__name__, value

    def part_print(self, run: Run, value: V, depth: int) -> Hashable:
        return type(value).__name__, value

    def can_be_again(self, run: Run, value: V, named: int) -> bool:
        return True

    def text(self, value: V) -> str | None:
        return str(value)

    def reveal(self, run: Run, value: V) -> str:
        return repr(value)

    def binary(self, run: Run, place: Place, op: str, value: V, other: object, inplace: bool) -> object:
        if KINDS[type(other)].is_scalar:
            return of_python(run, place, op, value, other)
        return super().binary(run, place, op, value, other, inplace)

    def compare(self, run: Run, place: Place, op: str, left: object, right: object) -> object:
        if KINDS[type(left)].is_scalar and KINDS[type(right)].is_scalar:
            return comparison.of_python(op, left, right)
        return super().compare(run, place, op, left, right)

    def identical(self, value: V, other: object) -> bool | None:
        return KINDS[type(other)] is self and value == other

    def operand_key(self, value: V) -> Hashable:
        return type(value).__name__, value

    def truth(self, run: Run, place: Place, value: V) -> bool | None:
        return bool(value)


def too_long(kind: Plain[Any], op: str, value: Any, other: Any) -> str:
    """Why a text or sequence would grow too long."""
    if op == "*" and KINDS[type(other)].is_whole and len(value) * other > MAX_LENGTH:
        return "a very long sequence"
    if op == "+" and KINDS[type(other)] is kind and len(value) + len(other) > MAX_LENGTH:
        return "a very long sequence"
    return ""
