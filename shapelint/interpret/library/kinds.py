"""isinstance and issubclass, with three answers."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.run import Run


def instance_of(run: Run, value: object, wanted: object) -> bool | None:
    """`isinstance(value, wanted)`, or None where it is not known."""
    return KINDS[type(wanted)].includes(run, wanted, value)


def subclass_of(value: object, wanted: object) -> bool | None:
    """`issubclass(value, wanted)`, or None where it is not known."""
    return KINDS[type(wanted)].includes_class(wanted, value)


def any_of(answers: Sequence[bool | None]) -> bool | None:
    """Whether one of several is so."""
    return True if True in answers else None if None in answers else False
