"""Sets."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

from shapelint.interpret.kinds.plain import Plain, Updatable
from shapelint.interpret.language.memory import by_itself
from shapelint.interpret.language.operators import known
from shapelint.interpret.language.subscripts import found_among
from shapelint.interpret.library.copies import as_unsure
from shapelint.interpret.state.kind import iterate
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.held import Set, taint_of
from shapelint.interpret.values.numbers import MAX_LENGTH
from shapelint.sizes.tensors import Reason
from shapelint.source.place import Place


class Sets(Updatable["set[Any]"]):
    types = (set,)
    names = frozenset(("set",))
    abstract = frozenset(("Iterable", "Collection", "Sized", "Set"))
    sized = True
    methods = frozenset(
        ("union", "intersection", "difference", "symmetric_difference", "issubset", "issuperset", "copy")
    )
    changing = frozenset(("add", "update", "discard", "remove", "pop", "clear"))

    def copied(self, value: set[Any]) -> object:
        return as_unsure(Set(value), value)

    def deeply_copied(self, value: set[Any], done: dict[int, object]) -> object:
        return as_unsure(Set(value), value)

    def part_print(self, run: Run, value: set[Any], depth: int) -> Hashable:
        return by_itself(run, value)

    def reached(self, value: set[Any]) -> Iterable[object]:
        return value

    def inside(self, value: set[Any]) -> Iterable[Any]:
        return value

    def known(self, value: set[Any], depth: int) -> bool:
        return not depth or all(known(one, depth - 1) for one in value)

    def change(
        self, run: Run, place: Place, value: set[Any], name: str, args: list[Any], kwargs: dict[str, Any]
    ) -> object:
        if name == "update" and args:
            parts = iterate(run, place, args[0])
            if parts is None or len(parts) + len(value) > MAX_LENGTH:
                run.heap.taint(value, Reason("it was extended by unknown elements", place))
                return None
            args = [parts]
        return super().change(run, place, value, name, args, kwargs)

    def fill(self, run: Run, place: Place, value: set[Any], args: list[Any], kwargs: dict[str, Any]) -> bool:
        values = iterate(run, place, args[0]) if args else []
        value.update(values or ())
        return values is not None

    def elements(self, run: Run, place: Place, value: set[Any]) -> list[Any] | None:
        return sorted(value, key=repr)

    def contains(self, run: Run, place: Place, value: set[Any], item: object) -> object:
        return None if taint_of(value) is not None else found_among(run, place, value, item)


class FrozenSets(Plain["frozenset[Any]"]):
    types = (frozenset,)
    names = frozenset(("frozenset",))
    abstract = frozenset(("Iterable", "Collection", "Sized", "Set"))
    sized = True
    methods = frozenset(("union", "intersection", "difference", "issubset", "issuperset"))

    def inside(self, value: frozenset[Any]) -> Iterable[Any]:
        return value

    def known(self, value: frozenset[Any], depth: int) -> bool:
        return not depth or all(known(one, depth - 1) for one in value)

    def elements(self, run: Run, place: Place, value: frozenset[Any]) -> list[Any] | None:
        return sorted(value, key=repr)

    def contains(self, run: Run, place: Place, value: frozenset[Any], item: object) -> object:
        return found_among(run, place, value, item)
