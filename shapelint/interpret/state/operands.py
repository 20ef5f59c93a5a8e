"""Slots of operators, comparisons and truth.

What a value is as an operand.

A slot that returns NotImplemented does not say; what Python does with any value then stands in `language/operators.py`
and `language/comparison.py`.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar, Generic, TypeVar

from shapelint.interpret.state.run import Run
from shapelint.interpret.values.held import Itself, taint_of
from shapelint.sizes.tensors import Tensor, Unknown
from shapelint.source.place import Place

V = TypeVar("V")


class Operands(Generic[V]):
    """What operators do with one kind of value.

    precedence: of two operands the kind of the higher one answers for the operator, the left one where they are equal.
    is_open: a world may learn what a value is. is_native: Python's own values, with which Python's operators do what
    Python does. is_scalar: one that holds nothing. is_number, is_size: numbers, and those that may be sizes of tensors.
    is_formula: made of sizes by an operator. is_whole: whole numbers of Python.
    is_integral: these and symbolic ones. is_sequence: lists and tuples.
    is_mapping: dictionaries. is_endless: sequences of unknown length, which a list of their elements is as well.
    is_exported: a name of a library that is not read may stand for such a value. is_type: classes, read or not.
    is_learnt: an Unknown that equals such a value is that value. learns: an Unknown that may turn out to be another value.
    is_named: the first name that the code gives such a value is its own. is_blank: nothing is known of it but why.
    """

    precedence: ClassVar[int] = 0
    is_open: ClassVar[bool] = False
    is_blank: ClassVar[bool] = False
    is_native: ClassVar[bool] = False
    is_scalar: ClassVar[bool] = False
    is_number: ClassVar[bool] = False
    is_size: ClassVar[bool] = False
    is_formula: ClassVar[bool] = False
    is_integral: ClassVar[bool] = False
    is_sequence: ClassVar[bool] = False
    is_exported: ClassVar[bool] = True
    is_mapping: ClassVar[bool] = False
    is_whole: ClassVar[bool] = False
    is_endless: ClassVar[bool] = False
    is_type: ClassVar[bool] = False
    is_learnt: ClassVar[bool] = False
    learns: ClassVar[bool] = False
    is_named: ClassVar[bool] = False

    # --- what it is -------------------------------------------------------------------------------------------------

    def describe(self, value: V) -> str:
        """What a reader calls the value's type."""
        return f"a {type(value).__name__}"

    def known(self, value: V, depth: int) -> bool:
        """Whether the value, down to a depth, holds nothing unknown."""
        return True

    def is_key(self, value: V, depth: int) -> bool:
        """Whether the value may be a key.

        What it equals is known, down to a depth.
        """
        return True

    # --- operators --------------------------------------------------------------------------------------------------

    def binary(self, run: Run, place: Place, op: str, value: V, other: object, inplace: bool) -> object:
        """`value op other`, or `value op= other`."""
        return NotImplemented

    def reflected(self, run: Run, place: Place, op: str, value: V, other: object, inplace: bool) -> object:
        """`other op value`, when `other` leaves the answer to this kind.

        Also `other op= value`; the kind of `other` has the lower precedence.
        """
        return NotImplemented

    def unary(self, run: Run, place: Place, op: str, value: V) -> object:
        """`-value`, `+value`, `~value`"""
        return NotImplemented

    def with_unknown(self, op: str, value: V, unknown: Unknown) -> object:
        """`value op unknown`"""
        return Unknown(unknown.reason)

    def too_costly(self, op: str, value: V, other: object) -> str:
        """Why computing `value op other` may take too long.

        "" where it does not.
        """
        return ""

    def repeated(self, run: Run, place: Place, value: V, count: object) -> object:
        """`value * count`, of a sequence and a symbolic number."""
        return NotImplemented

    def before_tensor(self, run: Run, place: Place, op: str, value: V, tensor: Tensor | Unknown) -> object:
        """`value op tensor`.

        The tensor may be an argument that is taken for one.
        """
        return NotImplemented

    def after_tensor(
        self, run: Run, place: Place, op: str, value: V, tensor: Tensor | Unknown, inplace: bool
    ) -> object:
        """`tensor op value`; NotImplemented where torch is to say."""
        return NotImplemented

    def has_method(self, value: V, name: str) -> bool:
        """Whether the value's class has a method of that name.

        The class is read from source.
        """
        return False

    def number_of(self, value: V) -> object:
        """The number or text of a member of an IntEnum.

        Else the value.
        """
        return value

    # --- comparisons ------------------------------------------------------------------------------------------------

    def compare(self, run: Run, place: Place, op: str, left: object, right: object) -> object:
        """`left op right` (== != < <= > >=): this kind has the higher precedence of both."""
        return NotImplemented

    def identical(self, value: V, other: object) -> bool | None:
        """`value is other` of two objects; None where it is not known."""
        return False

    def operand_key(self, value: V) -> Hashable:
        """What makes two operands of unknown conditions the same operand."""
        return Itself(value)

    def choice_key(self, value: V) -> tuple[Hashable, ...]:
        """What makes two unknown conditions the same condition."""
        return "truth", Itself(value)

    # --- truth ------------------------------------------------------------------------------------------------------

    def truth(self, run: Run, place: Place, value: V) -> bool | None:
        """`bool(value)`, or None where it is not known."""
        return True if taint_of(value) is None else None

    def is_likely(self, value: V) -> bool:
        """Whether an unknown value is first tried as one that is true."""
        return True

    def decide(self, run: Run, value: V, forced: bool | None, likely: bool) -> bool:
        """Decide whether an unknown value is true, and learn from it.

        forced: the decision, None where it is the world's. likely: an equality is tried as true first.
        """
        return run.choose(self.choice_key(value), True, forced, value)
