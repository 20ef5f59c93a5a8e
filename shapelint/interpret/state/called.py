"""Slots of functions.

What is entered when a value is called, and what it is in the body of a class.
"""

from __future__ import annotations

from typing import Any, ClassVar, Generic, TypeVar

from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import MISSING, Function, Instance, Partial
from shapelint.source.place import Place
from shapelint.source.syntax.ir import Call as Node

V = TypeVar("V")

Entered = tuple[Function, object]
"""A function that is read, and the object to which it is bound (None where there is none)."""


class Forward:
    """What a call of a module enters."""

    def call(
        self, run: Run, place: Place, module: Instance, args: list[Any], kwargs: dict[str, Any], node: Node | None
    ) -> object:
        """The output of the module, and the event of the call."""
        raise NotImplementedError


class Called(Generic[V]):
    """What is called where a value of one kind is.

    is_read: functions that are read from source. is_provided: those that the interpreter provides. is_member: in the body
    of an enum, a value of the kind is a member.
    """

    is_read: ClassVar[bool] = False
    is_provided: ClassVar[bool] = False
    is_member: ClassVar[bool] = True

    def entered(self, value: V) -> Entered | None:
        """The function that is entered where the value is called.

        None where it is none that is read.
        """
        return None

    def as_forward(self, value: V) -> Forward | None:
        """What calling a module enters, when `forward` is the value.

        None where that is not known.
        """
        return None

    def decorate(self, run: Run, place: Place, value: V, function: object) -> object:
        """What the value makes of a function or class that it decorates.

        MISSING where that is not known.
        """
        return MISSING

    def with_arguments(self, value: V, args: list[Any], kwargs: dict[str, Any]) -> Partial:
        """`functools.partial(value, *args, **kwargs)`"""
        return Partial(value, tuple(args), kwargs)

    def with_accessor(self, value: V, name: str, function: object) -> object:
        """What `@value.setter` (`getter`, `deleter`) makes of a function."""
        return value

    def field_default(self, run: Run, place: Place, value: V) -> object:
        """The content of a dataclass field that defaults to the value."""
        return value

    def beneath(self, value: V) -> object:
        """The function of a property, static method or class method.

        Other values as they are.
        """
        return value
