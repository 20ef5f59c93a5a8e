"""Sequences whose length is not known."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.rounds import alike, element_at, renewed, repeated_row, several
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import MISSING, Group
from shapelint.interpret.values.sequences import Open
from shapelint.interpret.values.streams import Repeated
from shapelint.sizes.tensors import Array, Reason, Unknown
from shapelint.source.place import Place

CHANGING = frozenset(("append", "extend", "insert", "pop", "remove", "reverse", "clear", "sort"))


class Repeats(Anything[Repeated]):
    types = (Repeated,)
    precedence = 30
    names = frozenset(("list",))
    abstract = frozenset(("Sequence", "Iterable", "Collection", "MutableSequence", "Sized", "List"))
    is_endless = True

    def prepared(self, run: Run, value: Repeated, depth: int) -> Any:
        length = KINDS[type(value.length)].as_whole(value.length)
        if length is not None and type(value.element) in (int, float):
            return Array((length,), strides=(1,))  # of numbers, the first of which is known
        reason = Reason("a sequence whose length is not known")
        return several(run, value, reason) if value.last is MISSING else Unknown(reason)

    def attribute(self, run: Run, place: Place, value: Repeated, name: str) -> object:
        if name not in CHANGING:
            return super().attribute(run, place, value, name)

        def body(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
            row = repeated_row(run, value) if name == "append" and value.last is MISSING else []
            if not (row and args and alike(run, row[0], args[0])):
                self.forget(run, value, Reason(f"{name} changed it", place))
            return run.unknown("an element of a sequence of unknown length", place) if name == "pop" else None

        return Native(name, body)

    def forget(self, run: Run, value: Repeated, reason: Reason) -> None:
        run.heap.change(value)
        value.forget(reason)

    def escape(self, run: Run, place: Place, value: Repeated, callee: str) -> None:
        self.forget(run, value, Reason(f"{callee} may have changed it", place))

    def is_key(self, value: Repeated, depth: int) -> bool:
        return False

    def last(self, value: Repeated) -> object:
        return value.last

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

    def item(self, run: Run, place: Place, value: Repeated, index: object) -> object:
        if KINDS[type(index)].is_slice:
            return run.unknown("a slice of an unknown sequence", place)
        return element_at(run, value, index)

    def set_item(self, run: Run, place: Place, value: Repeated, index: object, new: object) -> None:
        run.heap.change(value)
        value.forget(Reason("one of its elements was replaced", place))

    def parts(self, run: Run, place: Place, value: Repeated, names: list[str], star: int | None) -> list[Any]:
        return [element_at(run, value, i, name) if i != star else value for i, name in enumerate(names)]

    def length(self, run: Run, place: Place, value: Repeated) -> object:
        return value.length if KINDS[type(value.length)].is_integral else Unknown("the length of an unknown sequence")
