"""Sets."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

from shapelint.interpret.kinds.plain import Plain, Updatable
from shapelint.interpret.language.memory import by_itself
from shapelint.interpret.language.operators import known
from shapelint.interpret.library.copies import as_unsure
from shapelint.interpret.state.held import Set
from shapelint.interpret.state.run import Run
from shapelint.sizes.tensors import Reason
from shapelint.source.place import Place


class Sets(Updatable["set[Any]"]):
    types = (set,)
    names = frozenset(("set",))
    abstract = frozenset(("Iterable", "Collection", "Sized", "Set"))
    holds_values = True

    def copied(self, value: set[Any]) -> Any:
        return as_unsure(Set(value), value)

    def deeply_copied(self, value: set[Any], done: dict[int, object]) -> Any:
        return as_unsure(Set(value), value)

    def part_print(self, run: Run, value: set[Any], depth: int) -> Hashable:
        return by_itself(run, value)

    def reached(self, value: set[Any]) -> Iterable[object]:
        return value

    def known(self, value: set[Any], depth: int) -> bool:
        return not depth or all(known(one, depth - 1) for one in value)

    def forget(self, run: Run, value: set[Any], reason: Reason) -> None:
        run.heap.taint(value, reason)

    def escape(self, run: Run, place: Place, value: set[Any], callee: str) -> None:
        run.heap.taint(value, Reason(f"{callee} may have changed it", place))


class FrozenSets(Plain["frozenset[Any]"]):
    types = (frozenset,)
    names = frozenset(("frozenset",))
    abstract = frozenset(("Iterable", "Collection", "Sized", "Set"))

    def known(self, value: frozenset[Any], depth: int) -> bool:
        return not depth or all(known(one, depth - 1) for one in value)
