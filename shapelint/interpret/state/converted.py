"""Slots of conversions: numbers and texts that are made of a value."""

from __future__ import annotations

from typing import Generic, TypeVar

from shapelint.interpret.state.run import Run
from shapelint.interpret.values.numbers import Ratio
from shapelint.source.place import Place

V = TypeVar("V")


class Converted(Generic[V]):
    """What is made of the values of one kind.

    NotImplemented where that is not known.
    """

    def as_text(self, value: V) -> str | None:
        """The string that the value is; None of others."""
        return None

    def as_whole(self, value: V) -> int | None:
        """The number of Python's that the value is; None of others."""
        return None

    def whole(self, run: Run, place: Place, value: V, way: str) -> object:
        """`int(value)`, `math.floor(value)` and their like. way: "trunc", "floor", "ceil", "round"."""
        return NotImplemented

    def real(self, value: V) -> object:
        """`float(value)`"""
        return NotImplemented

    def single(self, value: V) -> object:
        """The number in single precision, with which torch computes.

        Other values as they are.
        """
        return value

    def absolute(self, run: Run, place: Place, value: V) -> object:
        """`abs(value)`"""
        return NotImplemented

    def ratio(self, value: V) -> Ratio | None:
        """The number as numerator and denominator.

        None where it is none that behaves as such.
        """
        return None

    def is_flat(self, value: V) -> bool:
        """Whether its text is short.

        A number or text, or a few of them.
        """
        return False

    def text(self, value: V) -> str | None:
        """`str(value)`, or None where it is not known."""
        return None

    def reveal(self, run: Run, value: V) -> str:
        """The value as `reveal_shape` shows it: `?` where it is not known."""
        return "?"
