"""Slots of functions: what is entered when a value is called, and what it is in the body of a class."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from shapelint.interpret.values.objects import Function

V = TypeVar("V")

Entered = tuple[Function, object]
"""A function that is read, and the object to which it is bound (None where there is none)."""


class Called(Generic[V]):
    """What is called where a value of one kind is.

    is_read: functions that are read from source. is_method: what an object of the class gets as its first argument, where
    it stands in the body of a class. is_member: in the body of an enum, a value of the kind is a member.
    """

    is_read: ClassVar[bool] = False
    is_method: ClassVar[bool] = False
    is_member: ClassVar[bool] = True

    def entered(self, value: V) -> Entered | None:
        """The function that is entered where the value is called; None where it is none that is read."""
        return None

    def beneath(self, value: V) -> object:
        """The function of a property, static method or class method; other values as they are."""
        return value
