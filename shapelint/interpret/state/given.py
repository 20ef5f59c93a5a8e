"""Slots of arguments.

What operations of torch and numpy are given for a value.
"""

from __future__ import annotations

from typing import Any, ClassVar, Generic, TypeVar

from shapelint.interpret.state.run import Run
from shapelint.ops.core.perform import as_tensor
from shapelint.ops.core.trace import Event
from shapelint.sizes.tensors import Tensor

V = TypeVar("V")


class Given(Generic[V]):
    """What operations make of the values of one kind.

    is_tensor: tensors and arrays.
    """

    is_tensor: ClassVar[bool] = False

    def prepared(self, run: Run, value: V, depth: int) -> Any:
        """The value as operations understand it, with what this world has learnt."""
        return value

    def as_tensor(self, run: Run, value: V) -> Tensor:
        """The tensor that the value stands for where an operation wants one."""
        return as_tensor(value)

    def numbers(self, value: V) -> Any:
        """The numbers that it holds, where the source states them.

        One, or nested lists; None where it does not.
        """
        return None

    def depth(self, value: V, most: int) -> int | None:
        """How deep lists are nested in stated numbers, 0 for a number.

        None for what is none, or more than so many.
        """
        return None

    def signed(self, value: V, event: Event) -> None:
        """Let the tensors of an operation's result know where they come from."""
