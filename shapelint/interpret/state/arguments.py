"""Arguments of functions that the interpreter provides, read as what these expect."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.state.kind import KINDS, as_index, call, find_attribute
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import MISSING
from shapelint.source.place import Place


def text(run: Run, value: object) -> str | None:
    """The string that an argument is.

    None where it is none, or not known.
    """
    value = run.settled(value)
    return KINDS[type(value)].as_text(value)


def text_given(run: Run, place: Place, value: object, method: str) -> str | None:
    """The text that a method of a value gives.

    None where there is none, or it is not known.
    """
    value = run.settled(value)
    if KINDS[type(value)].is_open:
        return None
    asked = find_attribute(run, place, value, method)
    if asked is MISSING or KINDS[type(asked)].is_open:
        return None
    return text(run, call(run, place, asked, [], {}))


def whole(run: Run, value: object) -> int | None:
    """The int that an argument is.

    None where it is none, or not known.
    """
    value = run.settled(value)
    return KINDS[type(value)].as_whole(value)


def is_whole(run: Run, value: object) -> bool:
    """Whether an argument is a whole number of Python's."""
    return whole(run, value) is not None


def position(run: Run, value: object) -> Any:
    """The index that an argument is, a number or slice.

    None where it is none, or not known.
    """
    found = as_index(run, run.settled(value))
    return None if found is NotImplemented else found
