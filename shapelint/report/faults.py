"""Faults of shapelint's own.

What fails costs itself only, and is told with its place in shapelint's code.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType

MOST_TEXT = 200
_HERE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "")


class Faults:
    """What went wrong inside shapelint while a file was checked.

    Each place in its code is told once.
    """

    def __init__(self) -> None:
        self._told: dict[str, str] = {}

    def add(self, fault: Exception, during: str) -> None:
        """Note a fault of shapelint's own.

        during: what was being done ("the function main", "the rule kernel-exceeds-input on the class Net").
        """
        self._told.setdefault(place_of(fault), f"shapelint failed on {during}, {describe(fault)}; please report it")

    def add_all(self, faults: Iterable[Exception], during: str) -> None:
        for fault in faults:
            self.add(fault, during)

    @contextmanager
    def guarding(self, during: str) -> Iterator[None]:
        """The block may fail.

        It ends there, and what follows it goes on.
        """
        try:
            yield
        except Exception as fault:  # noqa: BLE001 - the border that keeps a fault from costing anything else
            self.add(fault, during)

    @property
    def messages(self) -> list[str]:
        return list(self._told.values())


def describe(fault: Exception) -> str:
    """`at ops/embedding.py:104: AttributeError: ...`, which a report of the fault needs."""
    try:
        text = " ".join(str(fault).split())
    except Exception:  # noqa: BLE001 - whatever an exception's own text does, there is one to tell
        text = "..."
    if isinstance(fault, MemoryError):
        text = text or "one file may not take more memory"
    shown = text if len(text) <= MOST_TEXT else text[:MOST_TEXT] + "..."
    return f"at {place_of(fault)}: {type(fault).__name__}{': ' if shown else ''}{shown}"


def place_of(fault: Exception) -> str:
    """The last place in shapelint's own code that a fault went through.

    `ops/embedding.py:104`.
    """
    found = "an unknown place"
    at: TracebackType | None = fault.__traceback__
    while at is not None:
        filename = at.tb_frame.f_code.co_filename
        if filename.startswith(_HERE):
            found = f"{filename[len(_HERE) :].replace(os.sep, '/')}:{at.tb_lineno}"
        at = at.tb_next
    return found
