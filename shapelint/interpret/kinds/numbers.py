"""Numbers, those with symbolic sizes included."""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Hashable
from fractions import Fraction
from typing import Any, ClassVar, TypeVar, cast

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.kinds.plain import Scalars
from shapelint.interpret.language.arithmetic import calculate, compare, resolved
from shapelint.interpret.language.comparison import decide, known_truth
from shapelint.interpret.language.operators import ARITHMETIC, by_tensor, computed, number, of_python
from shapelint.interpret.library.conversions import as_float
from shapelint.interpret.state.fingerprints import Inputs
from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.operands import V
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.conditions import FLAGS, Condition
from shapelint.interpret.values.numbers import MAX_BITS, NotComputable, Ratio, Real
from shapelint.interpret.values.objects import MISSING
from shapelint.sizes.dims import Dim, Expr, TooLarge, symbols
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Reason, Tensor, Unknown, UnknownNumber
from shapelint.source.place import Place

WAYS: dict[str, Callable[[float], int]] = {"trunc": int, "floor": math.floor, "ceil": math.ceil, "round": round}


N = TypeVar("N", bound=float)


class Numbers(Scalars[N]):
    is_number = True

    def numbers(self, value: N) -> Any:
        return value

    def depth(self, value: N, most: int) -> int | None:
        return 0

    def absolute(self, run: Run, place: Place, value: N) -> object:
        return abs(value)

    def real(self, value: N) -> object:
        return as_float(value)

    def with_unknown(self, op: str, value: N, unknown: Unknown) -> object:
        return number(op, unknown, value)

    def before_tensor(self, run: Run, place: Place, op: str, value: N, tensor: Tensor | Unknown) -> object:
        return by_tensor(run, place, op, value, tensor)

    def attribute(self, run: Run, place: Place, value: N, name: str) -> object:
        return value if name in ("real", "numerator") else super().attribute(run, place, value, name)

    def elements(self, run: Run, place: Place, value: N) -> list[Any] | None:
        raise PythonError("TypeError", f"{value!r} is not iterable")


class Integers(Numbers[int]):
    types: ClassVar[tuple[type, ...]] = (int,)
    is_size = True
    methods = frozenset(("bit_length", "is_integer"))
    names_parts = True
    names = frozenset(("int",))
    abstract = frozenset(("Number", "Integral", "Real", "Hashable"))
    is_whole = True
    is_integral = True

    def too_costly(self, op: str, value: int, other: object) -> str:
        by = KINDS[type(other)].as_whole(other)
        if op == "**" and by is not None and by > 0 and value.bit_length() * by > MAX_BITS:
            return "a very large power"
        return "a very large shift" if op == "<<" and by is not None and by > MAX_BITS else ""

    def as_whole(self, value: int) -> int | None:
        return value

    def ratio(self, value: int) -> Ratio | None:
        return value, 1

    def whole(self, run: Run, place: Place, value: int, way: str) -> object:
        return int(value)

    def unary(self, run: Run, place: Place, op: str, value: int) -> object:
        return -value if op == "-" else +value if op == "+" else ~value

    def with_unknown(self, op: str, value: int, unknown: Unknown) -> object:
        return computed(op, value, unknown, unknown) if op in ARITHMETIC else number(op, unknown, value)

    def as_index(self, run: Run, value: int) -> object:
        return value


class Booleans(Integers):
    types = (bool,)
    is_size = False
    names = frozenset(("bool", "int"))

    def with_unknown(self, op: str, value: int, unknown: Unknown) -> object:
        if op in ("&", "|") and getattr(unknown, "op", "") in FLAGS:
            return value if value is (op == "|") else unknown
        return Unknown(unknown.reason)


class Floats(Numbers[float]):
    types = (float,)
    methods = frozenset(("is_integer",))
    is_learnt = False
    names = frozenset(("float",))
    abstract = frozenset(("Number", "Real", "Hashable"))

    def single(self, value: float) -> object:
        return struct.unpack("f", struct.pack("f", value))[0]

    def ratio(self, value: float) -> Ratio | None:
        """A small binary fraction: 0.5, 1.25.

        Only these behave in a product as the fraction that they print as.
        """
        if value == value and abs(value) < 2**31:
            fraction = Fraction(value)
            if fraction.denominator <= 2**20:
                return fraction.numerator, fraction.denominator
        return None

    def whole(self, run: Run, place: Place, value: float, way: str) -> object:
        if not math.isfinite(value):
            raise PythonError("OverflowError", f"int of {value}")
        return WAYS[way](value)

    def unary(self, run: Run, place: Place, op: str, value: float) -> object:
        return -value if op == "-" else value


class Complexes(Scalars[complex]):
    types: ClassVar[tuple[type, ...]] = (complex,)
    is_number = True
    is_learnt = False
    names = frozenset(("complex",))
    abstract = frozenset(("Number", "Hashable"))

    def numbers(self, value: complex) -> Any:
        return value

    def depth(self, value: complex, most: int) -> int | None:
        return 0

    def absolute(self, run: Run, place: Place, value: complex) -> object:
        return abs(value)

    def unary(self, run: Run, place: Place, op: str, value: complex) -> object:
        return -value if op == "-" else value

    def with_unknown(self, op: str, value: complex, unknown: Unknown) -> object:
        return number(op, unknown, value)

    def before_tensor(self, run: Run, place: Place, op: str, value: complex, tensor: Tensor | Unknown) -> object:
        return by_tensor(run, place, op, value, tensor)

    def attribute(self, run: Run, place: Place, value: complex, name: str) -> object:
        return getattr(value, name) if name in ("real", "imag") else super().attribute(run, place, value, name)

    def elements(self, run: Run, place: Place, value: complex) -> list[Any] | None:
        raise PythonError("TypeError", f"{value!r} is not iterable")


class Sizes(Anything[V]):
    """Numbers made of symbols."""

    precedence = 50
    is_number = True

    def surely_lacks(self, value: V, name: str) -> bool:
        return not hasattr(0, name)

    def alike(self, run: Run, a: V, b: V, depth: int) -> bool:
        return a == b

    def describe(self, value: V) -> str:
        return "a size"

    def with_unknown(self, op: str, value: V, unknown: Unknown) -> object:
        return number(op, unknown, value)

    def known(self, value: V, depth: int) -> bool:
        return False

    def binary(self, run: Run, place: Place, op: str, value: V, other: object, inplace: bool) -> object:
        return self._calculate(run, place, op, value, other, value, other)

    def reflected(self, run: Run, place: Place, op: str, value: V, other: object, inplace: bool) -> object:
        return self._calculate(run, place, op, other, value, value, other)

    def _calculate(
        self, run: Run, place: Place, op: str, left: object, right: object, value: V, other: object
    ) -> object:
        """The result of `left op right`.

        One of them is the value, and one the other.
        """
        kind = KINDS[type(other)]
        found = kind.repeated(run, place, other, value) if op == "*" else NotImplemented
        if found is not NotImplemented or not kind.is_number:
            return found
        left, right = resolved(run, left), resolved(run, right)
        if KINDS[type(left)].is_scalar and KINDS[type(right)].is_scalar:
            return of_python(run, place, op, left, right)
        try:
            return calculate(op, left, right)
        except ZeroDivisionError:
            raise PythonError("ZeroDivisionError") from None
        except TooLarge:
            return run.number("a size whose formula grows too large", place)
        except NotComputable as why:
            return run.number(str(why), place)

    def unary(self, run: Run, place: Place, op: str, value: V) -> object:
        if op == "+":
            return value
        return self.reflected(run, place, "-", value, 0, False) if op == "-" else run.unknown("~ of a size", place)

    def before_tensor(self, run: Run, place: Place, op: str, value: V, tensor: Tensor | Unknown) -> object:
        return by_tensor(run, place, op, value, tensor)

    def compare(self, run: Run, place: Place, op: str, left: object, right: object) -> object:
        if not KINDS[type(left)].is_number or not KINDS[type(right)].is_number:
            return op == "!=" if op in ("==", "!=") else Condition(op, left, right)
        verdict = compare(op, left, right, run.world.facts)
        return Condition(op, left, right) if verdict is Verdict.UNKNOWN else verdict is Verdict.YES

    def operand_key(self, value: V) -> Hashable:
        return type(value).__name__, value

    def truth(self, run: Run, place: Place, value: V) -> bool | None:
        return None

    def attribute(self, run: Run, place: Place, value: V, name: str) -> object:
        if name == "is_integer":
            return Native(name, lambda run, place, args, kwargs: self.is_size or Unknown("whether a fraction is whole"))
        return value if name in ("real", "numerator") else MISSING


class Expressions(Sizes[Expr]):
    types = (Expr,)
    is_size = is_formula = True
    is_exported = False
    names = frozenset(("int",))
    abstract = frozenset(("Number", "Integral", "Real"))
    is_plain = True
    is_integral = True

    def prepared(self, run: Run, value: Expr, depth: int) -> Any:
        return run.world.facts.resolve(value)

    def numbers(self, value: Expr) -> Any:
        return value

    def depth(self, value: Expr, most: int) -> int | None:
        return 0

    def ratio(self, value: Expr) -> Ratio | None:
        return value, 1

    def in_common(self, run: Run, old: Expr, new: object, reason: Reason, name: str) -> object:
        is_same = KINDS[type(new)].is_size and run.world.facts.same(old, cast("Dim", new)) is Verdict.YES
        return old if is_same else NotImplemented

    def input_print(self, inputs: Inputs, value: Expr, depth: int) -> Hashable | None:
        return "size", value

    def part_print(self, run: Run, value: Expr, depth: int) -> Hashable:
        return "size", value

    def can_be_again(self, run: Run, value: Expr, named: int) -> bool:
        return not any(run.world.facts.is_newer(name, named) for name in symbols(value))

    def whole(self, run: Run, place: Place, value: Expr, way: str) -> object:
        return value

    def real(self, value: Expr) -> object:
        return Real(value, 1)

    def absolute(self, run: Run, place: Place, value: Expr) -> object:
        return value if run.world.facts.at_least(value, 0) is Verdict.YES else NotImplemented

    def reveal(self, run: Run, value: Expr) -> str:
        return str(run.world.facts.resolve(value))

    def with_unknown(self, op: str, value: Expr, unknown: Unknown) -> object:
        return computed(op, value, unknown, unknown) if op in ARITHMETIC else number(op, unknown, value)

    def truth(self, run: Run, place: Place, value: Expr) -> bool | None:
        verdict = run.world.facts.same(value, 0)
        return known_truth(run, place, _not_zero(value)) if verdict is Verdict.UNKNOWN else verdict is Verdict.NO

    def decide(self, run: Run, value: Expr, forced: bool | None, likely: bool) -> bool:
        return decide(run, _not_zero(value), forced)

    def elements(self, run: Run, place: Place, value: Expr) -> list[Any] | None:
        raise PythonError("TypeError", f"{value!r} is not iterable")

    def as_index(self, run: Run, value: Expr) -> object:
        return None


def _not_zero(value: Expr) -> Condition:
    return Condition("!=", value, 0)


class Reals(Sizes[Real]):
    types = (Real,)
    names = frozenset(("float",))
    abstract = frozenset(("Number", "Real"))

    def prepared(self, run: Run, value: Real, depth: int) -> Any:
        # The constructors of torch want whole numbers; what `h / 2` is as a float is unknown here.
        return UnknownNumber(f"{value.numerator}/{value.denominator} is not whole in general")

    def ratio(self, value: Real) -> Ratio | None:
        return value.numerator, value.denominator

    def is_key(self, value: Real, depth: int) -> bool:
        return False

    def whole(self, run: Run, place: Place, value: Real, way: str) -> object:
        if value.denominator == 1:
            return value.numerator
        if way == "floor" or (way == "trunc" and run.world.facts.at_least(value.numerator, 0) is Verdict.YES):
            return value.floor()
        if way == "ceil":
            return value.ceil()
        return run.number(f"the whole part of {value.numerator}/{value.denominator}", place)

    def real(self, value: Real) -> object:
        return value

    def reveal(self, run: Run, value: Real) -> str:
        return f"({run.world.facts.resolve(value.numerator)})/{value.denominator}"
