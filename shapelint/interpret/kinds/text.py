"""Strings, and the names of dtypes, which are strings here."""

from __future__ import annotations

from typing import Any, ClassVar

from shapelint.interpret.kinds.plain import Scalars, too_long
from shapelint.interpret.language.operators import is_flat, known
from shapelint.interpret.language.subscripts import element
from shapelint.interpret.library.conversions import as_float
from shapelint.interpret.state.kind import KINDS, iterate
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.numbers import WIDE_FIELD
from shapelint.interpret.values.objects import MISSING
from shapelint.interpret.values.sequences import PartText
from shapelint.sizes.tensors import DType, Reason, Tensor, Unknown
from shapelint.source.place import Place

MOST_FORMAT = 1000
MOST_WORK = 10_000_000
PADDING = ("zfill", "ljust", "rjust", "center", "expandtabs")  # to a width


class Texts(Scalars[str]):
    types: ClassVar[tuple[type, ...]] = (str,)
    names = frozenset(("str",))
    names_parts = True
    abstract = frozenset(("Sequence", "Iterable", "Collection", "Sized", "Hashable"))
    sized = True
    methods = frozenset(
        ("lower", "upper", "title", "capitalize", "strip", "lstrip", "rstrip", "split", "rsplit", "join", "replace", "startswith",
         "endswith", "find", "rfind", "index", "count", "format", "isdigit", "isalpha", "isnumeric", "isupper", "islower",
         "isidentifier", "partition", "rpartition", "splitlines", "casefold", "swapcase", "removeprefix", "removesuffix", "zfill",
         "ljust", "rjust", "center", "isspace", "isalnum", "isdecimal", "istitle", "expandtabs", "encode")
    )  # fmt: skip

    def as_text(self, value: str) -> str | None:
        return value

    def too_costly(self, op: str, value: str, other: object) -> str:
        if op == "%":
            is_long = len(value) > 1000 or WIDE_FIELD.search(str(value)) is not None or not is_flat(other)
            return "formatting of a long text" if is_long else ""
        return too_long(self, op, value, other)

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

    def look(self, run: Run, place: Place, value: str, name: str, args: list[Any], kwargs: dict[str, Any]) -> object:
        if name == "join":
            parts = iterate(run, place, args[0]) if args else None
            if parts is None:
                return run.unknown("a text joined from unknown parts", place)
            args = [parts]
        all_known = all(map(known, args)) and all(map(known, kwargs.values()))
        if all_known and _may_be_long(value, name, args, kwargs):
            return run.unknown("a very long text", place)
        if name == "format" and not all_known:
            return PartText(value.split("{")[0], Reason("a text made of unknown parts", place))
        return super().look(run, place, value, name, args, kwargs)

    def item(self, run: Run, place: Place, value: str, index: object) -> object:
        return element(run, place, value, index)

    def elements(self, run: Run, place: Place, value: str) -> list[Any] | None:
        return list(value)

    def contains(self, run: Run, place: Place, value: str, item: object) -> object:
        wanted = KINDS[type(item)].as_text(item)
        return None if wanted is None else wanted in value


class DTypes(Texts):
    types: ClassVar[tuple[type, ...]] = (DType,)
    names = frozenset()
    abstract = frozenset()

    def reveal(self, run: Run, value: str) -> str:
        return f"torch.{value}"

    def describe(self, value: str) -> str:
        return f"torch.{value}"

    def attribute(self, run: Run, place: Place, value: str, name: str) -> object:
        if name == "is_floating_point":
            return "float" in value or ("complex" not in value and value.startswith("bf"))
        return MISSING


class Bytes(Scalars[bytes]):
    types = (bytes,)
    names = frozenset(("bytes",))
    sized = True
    methods = frozenset(("decode", "strip", "lstrip", "rstrip", "split", "splitlines", "startswith", "endswith"))

    def too_costly(self, op: str, value: bytes, other: object) -> str:
        if op == "%":
            is_long = len(value) > 1000 or WIDE_FIELD.search(str(value)) is not None or not is_flat(other)
            return "formatting of a long text" if is_long else ""
        return too_long(self, op, value, other)


def _may_be_long(value: str, name: str, args: list[Any], kwargs: dict[str, Any]) -> bool:
    """Whether a method may make a very long text.

    Or take long to make it.
    """
    if name == "format":
        short = len(value) <= MOST_FORMAT and all(is_flat(one) for one in (*args, *kwargs.values()))
        return not short or WIDE_FIELD.search(value) is not None
    if name in PADDING and any(KINDS[type(one)].is_whole and one > MOST_FORMAT for one in args):
        return True
    parts = [part for one in args for part in (one if KINDS[type(one)].is_sequence else [one])]
    given = sum(len(part) + 1 for part in parts if KINDS[type(part)].as_text(part) is not None)
    return (len(value) + 1) * (given + 1) > MOST_WORK
