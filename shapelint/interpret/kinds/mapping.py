"""Dictionaries."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any, ClassVar

from shapelint.interpret.kinds.plain import Updatable
from shapelint.interpret.language.memory import contents
from shapelint.interpret.language.operators import known
from shapelint.interpret.library.copies import as_unsure, deep_copy
from shapelint.interpret.library.reveal import text_of
from shapelint.interpret.state.held import Dict, held
from shapelint.interpret.state.rounds import alike
from shapelint.interpret.state.run import Run
from shapelint.sizes.tensors import Reason, Tensor, Unknown
from shapelint.source.place import Place


class Dicts(Updatable["dict[Any, Any]"]):
    types: ClassVar[tuple[type, ...]] = (dict,)
    is_exported = False
    names = frozenset(("dict",))
    abstract = frozenset(("Iterable", "Collection", "Mapping", "MutableMapping", "Sized", "Dict"))
    is_plain = True
    holds_values = True

    def alike(self, run: Run, a: dict[Any, Any], b: dict[Any, Any], depth: int) -> bool:
        return list(a) == list(b) and all(alike(run, a[key], b[key], depth) for key in a)

    def copied(self, value: dict[Any, Any]) -> Any:
        return as_unsure(held(value.copy()), value)

    def deeply_copied(self, value: dict[Any, Any], done: dict[int, object]) -> Any:
        made = done[id(value)] = self.empty(value)
        made.update({key: deep_copy(one, done) for key, one in value.items()})
        return as_unsure(made, value)

    def empty(self, value: dict[Any, Any]) -> dict[Any, Any]:
        """A dictionary of the same type that holds nothing yet."""
        return Dict()

    def part_print(self, run: Run, value: dict[Any, Any], depth: int) -> Hashable:
        return contents(run, value, value, value.values(), depth)

    def reached(self, value: dict[Any, Any]) -> Iterable[object]:
        return value.values()

    def reveal(self, run: Run, value: dict[Any, Any]) -> str:
        return "{" + ", ".join(f"{text_of(run, key)}: {text_of(run, one)}" for key, one in value.items()) + "}"

    def known(self, value: dict[Any, Any], depth: int) -> bool:
        return not depth or all(known(k, depth - 1) and known(v, depth - 1) for k, v in value.items())

    def after_tensor(
        self, run: Run, place: Place, op: str, value: dict[Any, Any], tensor: Tensor | Unknown, inplace: bool
    ) -> object:
        return run.unknown(f"operator {op} on a tensor and a dict", place)

    def forget(self, run: Run, value: dict[Any, Any], reason: Reason) -> None:
        run.heap.taint(value, reason)

    def escape(self, run: Run, place: Place, value: dict[Any, Any], callee: str) -> None:
        run.heap.taint(value, Reason(f"{callee} may have changed it", place))
