"""None and `...`."""

from __future__ import annotations

from types import EllipsisType

from shapelint.interpret.kinds.plain import Scalars
from shapelint.interpret.state.run import Run
from shapelint.sizes.tensors import Tensor, Unknown
from shapelint.source.place import Place


class Nones(Scalars[None]):
    types = (type(None),)
    abstract = frozenset(("NoneType",))

    def describe(self, value: None) -> str:
        return "None"

    def before_tensor(self, run: Run, place: Place, op: str, value: None, tensor: Tensor | Unknown) -> object:
        return op == "!=" if op in ("==", "!=") else NotImplemented

    def after_tensor(
        self, run: Run, place: Place, op: str, value: None, tensor: Tensor | Unknown, inplace: bool
    ) -> object:
        return op == "!=" if op in ("==", "!=") else run.unknown(f"operator {op} on a tensor and None", place)


class Ellipses(Scalars[EllipsisType]):
    types = (EllipsisType,)
