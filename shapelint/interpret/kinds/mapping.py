"""Dictionaries."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.kinds.plain import Updatable
from shapelint.interpret.language.operators import known
from shapelint.interpret.library.reveal import text_of
from shapelint.interpret.state.run import Run
from shapelint.sizes.tensors import Reason, Tensor, Unknown
from shapelint.source.place import Place


class Dicts(Updatable["dict[Any, Any]"]):
    types = (dict,)
    is_exported = False
    names = frozenset(("dict",))
    abstract = frozenset(("Iterable", "Collection", "Mapping", "MutableMapping", "Sized", "Dict"))
    is_plain = True

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
