"""None and `...`."""

from __future__ import annotations

from types import EllipsisType
from typing import Any

from shapelint.interpret.kinds.plain import Scalars
from shapelint.interpret.language.certainty import surely_missing
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.sizes.tensors import Tensor, Unknown
from shapelint.source.place import Place


class Nones(Scalars[None]):
    types = (type(None),)
    abstract = frozenset(("NoneType",))

    def is_of_tensors(self, value: None) -> bool:
        return True

    def describe(self, value: None) -> str:
        return "None"

    def before_tensor(self, run: Run, place: Place, op: str, value: None, tensor: Tensor | Unknown) -> object:
        return op == "!=" if op in ("==", "!=") else NotImplemented

    def after_tensor(
        self, run: Run, place: Place, op: str, value: None, tensor: Tensor | Unknown, inplace: bool
    ) -> object:
        return op == "!=" if op in ("==", "!=") else run.unknown(f"operator {op} on a tensor and None", place)

    def no_attribute(self, run: Run, place: Place, value: None, name: str) -> object:
        if not hasattr(object, name) and surely_missing(value, name):
            raise PythonError("AttributeError", f"None has no attribute {name}")
        return super().no_attribute(run, place, value, name)

    def elements(self, run: Run, place: Place, value: None) -> list[Any] | None:
        raise PythonError("TypeError", "None is not iterable")


class Ellipses(Scalars[EllipsisType]):
    types = (EllipsisType,)

    def is_of_tensors(self, value: EllipsisType) -> bool:
        return True
