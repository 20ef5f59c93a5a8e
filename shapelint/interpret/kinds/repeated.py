"""Sequences whose length is not known."""

from __future__ import annotations

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.state.rounds import renewed
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import Group, Repeated
from shapelint.interpret.values.sequences import Open
from shapelint.source.place import Place


class Repeats(Anything[Repeated]):
    types = (Repeated,)
    precedence = 30
    names = frozenset(("list",))
    abstract = frozenset(("Sequence", "Iterable", "Collection", "MutableSequence", "Sized", "List"))

    def first(self, run: Run, value: Repeated, text: str) -> object:
        return value.element

    def other(self, run: Run, value: Repeated, text: str) -> object:
        return renewed(value.rest, text)

    def as_arguments(self, run: Run, value: Repeated) -> Open:
        return Open([value.element], Group(0, 1, value.rest is value.element, value.rest))

    def known(self, value: Repeated, depth: int) -> bool:
        return False

    def binary(self, run: Run, place: Place, op: str, value: Repeated, other: object, inplace: bool) -> object:
        return run.unknown("a sequence whose length is not known", place)

    def reflected(self, run: Run, place: Place, op: str, value: Repeated, other: object, inplace: bool) -> object:
        return run.unknown("a sequence whose length is not known", place)

    def truth(self, run: Run, place: Place, value: Repeated) -> bool | None:
        return None
