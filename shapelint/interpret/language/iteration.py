"""Going through iterators of the program's own."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.state.contents import MAX_ITEMS
from shapelint.interpret.state.kind import KINDS, call, get_attribute, iterate
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.source.place import Place


def go_through(run: Run, place: Place, given: object) -> list[Any] | None:
    """The elements of what `__iter__` gave.

    Of an iterator, what it gives until it raises StopIteration.
    """
    if not KINDS[type(given)].has_method(given, "__next__"):
        return iterate(run, place, given)
    values: list[Any] = []
    try:
        with run.stack.catching(lambda error: error.cls == "StopIteration"):
            while len(values) < MAX_ITEMS:
                values.append(call(run, place, get_attribute(run, place, given, "__next__"), [], {}))
    except PythonError as error:
        return values if error.cls == "StopIteration" else None
    return None
