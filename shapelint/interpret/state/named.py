"""Slots of attributes.

Which a value surely has, and which it surely lacks.
"""

from __future__ import annotations

from typing import Any, ClassVar, Generic, TypeVar

from shapelint.interpret.state.run import Run

V = TypeVar("V")


class Named(Generic[V]):
    """What is certain of attributes.

    may_lack: one that is not found may be missing.
    """

    may_lack: ClassVar[bool] = True

    def surely_lacks(self, value: V, name: str) -> bool:
        """Whether the value has no attribute of that name.

        It was looked for and not found.
        """
        return False

    def surely_has(self, value: V, name: str) -> bool:
        """Whether the value has the attribute, although it is not modelled."""
        return False

    def holds_name(self, value: V, name: str) -> bool:
        """Whether the attribute is surely there.

        What it holds may be unknown.
        """
        return True

    def has_attribute(self, run: Run, value: V, name: str) -> Any:
        """`hasattr(value, name)`; None where it is not known.

        NotImplemented where the attribute is to be looked up.
        """
        return NotImplemented
