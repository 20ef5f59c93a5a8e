"""Strings, and the names of dtypes, which are strings here."""

from __future__ import annotations

from typing import ClassVar

from shapelint.interpret.kinds.plain import Scalars
from shapelint.interpret.library.conversions import as_float
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.sequences import PartText
from shapelint.sizes.tensors import DType, Tensor, Unknown
from shapelint.source.place import Place


class Texts(Scalars[str]):
    types: ClassVar[tuple[type, ...]] = (str,)
    names = frozenset(("str",))
    abstract = frozenset(("Sequence", "Iterable", "Collection", "Sized", "Hashable"))

    def whole(self, run: Run, place: Place, value: str, way: str) -> object:
        try:
            return int(value) if way == "trunc" and len(value) < 20 else run.unknown("a number read from a text", place)
        except ValueError as error:
            raise PythonError("ValueError", str(error)) from None

    def real(self, value: str) -> object:
        return as_float(value)

    def with_unknown(self, op: str, value: str, unknown: Unknown) -> object:
        if op in ("+", "%"):
            return PartText(value if op == "+" else value.split("%")[0], unknown.reason)
        return Unknown(unknown.reason)

    def before_tensor(self, run: Run, place: Place, op: str, value: str, tensor: Tensor | Unknown) -> object:
        return op == "!=" if op in ("==", "!=") else NotImplemented

    def after_tensor(
        self, run: Run, place: Place, op: str, value: str, tensor: Tensor | Unknown, inplace: bool
    ) -> object:
        if op in ("==", "!="):
            return op == "!="
        return run.unknown(f"operator {op} on a tensor and {self.describe(value)}", place)


class DTypes(Texts):
    types: ClassVar[tuple[type, ...]] = (DType,)
    names = frozenset()
    abstract = frozenset()

    def reveal(self, run: Run, value: str) -> str:
        return f"torch.{value}"

    def describe(self, value: str) -> str:
        return f"torch.{value}"


class Bytes(Scalars[bytes]):
    types = (bytes,)
