"""Slots of rounds and copies.

What two values share, and what stands for many.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, ClassVar, Generic, TypeVar

from shapelint.interpret.state.run import Run
from shapelint.interpret.values.sequences import OPEN, Open
from shapelint.sizes.tensors import Reason, Unknown

V = TypeVar("V")


class Joined(Generic[V]):
    """Slots of loops: what the rounds make of a value.

    is_settled: nothing can be learnt of them any more. can_grow: a round may add to them and leave what is known.
    """

    is_settled: ClassVar[bool] = False
    can_grow: ClassVar[bool] = False

    # --- two values -------------------------------------------------------------------------------------------------

    def alike(self, run: Run, a: V, b: V, depth: int) -> bool:
        """Whether two values of one type certainly behave alike.

        Nothing of either is tainted.
        """
        return False

    def in_common(self, run: Run, old: V, new: object, reason: Reason, name: str) -> object:
        """The most that is true of both.

        `old` itself where they are alike.

        NotImplemented where two values of the kind share nothing unless they are alike.
        """
        return NotImplemented

    def surely_settled(self, value: V) -> bool:
        """Whether nothing can be learnt of the value any more."""
        return self.is_settled

    def keeps_names(self, value: V) -> bool:
        """Whether attributes that rounds set are there afterwards."""
        return False

    # --- elements and rounds ----------------------------------------------------------------------------------------

    def first(self, run: Run, value: V, text: str) -> object:
        """The element that a first round sees.

        `text` says why it is not known.
        """
        return Unknown(Reason(text))

    def other(self, run: Run, value: V, text: str) -> object:
        """The element that a later round sees.

        It stands for any but the first.
        """
        return Unknown(Reason(text))

    def supposing_one(self, run: Run, value: V) -> AbstractContextManager[None]:
        """Meanwhile the sequence has an element.

        A loop over it, whose rounds are looked at, goes round.
        """
        return nullcontext()

    def as_arguments(self, run: Run, value: V) -> Open:
        """What is known of `*value`, whose elements are not known."""
        return OPEN

    def renewed(self, value: V, text: str) -> object:
        """The value for another round.

        Unknown ones are not the same in two of them.
        """
        return value

    def after_rounds(self, run: Run, value: V, reason: Reason) -> object:
        """What the last round left of what all rounds have in common."""
        return value

    # --- what it holds ----------------------------------------------------------------------------------------------

    def mapped(self, value: V, change: Callable[[Any], Any]) -> object:
        """The value with what `change` makes of each of its elements.

        NotImplemented where it is none that has elements.
        """
        return NotImplemented

    def surely_differs(self, run: Run, value: V, other: object) -> bool:
        """Whether the two surely hold tensors of other shapes.

        Or not as many tensors.
        """
        return False

    # --- copies -----------------------------------------------------------------------------------------------------

    def copied(self, value: V) -> Any:
        """`copy.copy(value)`"""
        return value

    def deeply_copied(self, value: V, done: dict[int, object]) -> Any:
        """`copy.deepcopy(value)`

        done: the copies so far, by what was copied; what can hold itself adds itself before its parts.
        """
        return value
