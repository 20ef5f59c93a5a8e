"""Values that are not known."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial, wraps
from typing import Any, ClassVar, TypeVar, cast

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.kinds.unknown_methods import CONVERTED, OF_TEXTS, converted, said
from shapelint.interpret.language.hooks import hand_over
from shapelint.interpret.language.memory import input_print
from shapelint.interpret.language.operation_methods import TENSOR_METHODS
from shapelint.interpret.language.operators import (
    ARITHMETIC,
    by_tensor,
    computed,
    number,
)
from shapelint.interpret.library.reveal import text_of
from shapelint.interpret.state.classed import TENSOR_NAMES
from shapelint.interpret.state.fingerprints import Inputs
from shapelint.interpret.state.kind import (
    KINDS,
    Kind,
    escape,
    find_attribute,
    iterate,
)
from shapelint.interpret.state.late import LateName
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.rounds import alike
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.conditions import Condition
from shapelint.interpret.values.objects import Class
from shapelint.interpret.values.ranks import RankOf
from shapelint.interpret.values.sequences import HANDED_ON, OPEN, Open, PartText
from shapelint.ops.core.catalog import operations
from shapelint.sizes.tensors import (
    Chance,
    Computed,
    Drawn,
    Input,
    Numbered,
    Reason,
    Tensor,
    Unknown,
    UnknownNumber,
    UnknownShape,
)
from shapelint.source.place import Place
from shapelint.source.syntax import ir

TENSOR_ONLY = frozenset(
    ("unsqueeze", "permute", "contiguous", "detach", "masked_fill", "unflatten", "expand_as", "type_as")
)
AMBIGUOUS = frozenset(
    ("split", "index", "count", "copy", "items", "keys", "values", "pop", "get", "append", "sort", "device", "data", "type", "to")
)  # fmt: skip
PROPERTIES = frozenset(("shape", "ndim", "dtype", "T", "mT", "H", "mH", "real", "imag"))


U = TypeVar("U", bound=Unknown)
F = TypeVar("F", bound=Callable[..., Any])


def of_the_unlearnt(slot: F) -> F:
    """A slot of values of which nothing was learnt.

    Where a world has learnt what one is, the kind of that answers.
    """
    name = slot.__name__

    @wraps(slot)
    def answer(self: Kind[Any], run: Run, place: Place, value: Unknown, *given: Any) -> Any:
        found = run.settled(value)
        if found is value:
            return slot(self, run, place, value, *given)
        return getattr(KINDS[type(found)], name)(run, place, found, *given)

    return cast("F", answer)


class Unknowns(Anything[U]):
    """What a world has learnt of an unknown value answers for it."""

    precedence = 60
    is_open = True
    learns = True
    is_endless = True
    is_named = True
    may_lack = False

    def has_attribute(self, run: Run, value: U, name: str) -> Any:
        return NotImplemented if name in (value.parts or ()) else None

    def as_tensor(self, run: Run, value: U) -> Tensor:
        if value not in run.world.tensors and run.world.facts.is_number(value):
            return Tensor((), role="number", name=value.name)
        return run.world.tensor_of(value)

    def is_key(self, value: U, depth: int) -> bool:
        return False

    def in_common(self, run: Run, old: U, new: object, reason: Reason, name: str) -> object:
        return old if old.reason is reason else NotImplemented

    def first(self, run: Run, value: U, text: str) -> object:
        return value.part("first element", f"an element of {value.name}" if value.name else "")

    def other(self, run: Run, value: U, text: str) -> object:
        return Unknown(value.reason)

    def after_rounds(self, run: Run, value: U, reason: Reason) -> object:
        return Unknown(reason, value.name) if value.reason is reason else value

    def input_print(self, inputs: Inputs, value: U, depth: int) -> Hashable | None:
        tensor = inputs.run.world.tensors.get(value)
        if tensor is not None:
            return input_print(inputs, tensor, depth)
        inputs.unknowns.append(value)
        return "unknown", value

    def is_instance(self, value: U, cls: Class) -> bool | None:
        return None

    def is_of_library(self, value: U, dotted: str) -> bool | None:
        return None

    def can_be_called(self, value: U) -> bool | None:
        return None

    def may_have_changed(self, run: Run, value: U, is_being_made: bool) -> bool:
        return value not in run.world.tensors

    def whole(self, run: Run, place: Place, value: U, way: str) -> object:
        return value.number(f"{way}()", value.name)

    def reveal(self, run: Run, value: U) -> str:
        tensor = run.world.tensors.get(value)
        return "?" if tensor is None else text_of(run, tensor)

    def describe(self, value: U) -> str:
        return "an unknown value"

    def known(self, value: U, depth: int) -> bool:
        return False

    def binary(self, run: Run, place: Place, op: str, value: U, other: object, inplace: bool) -> object:
        kind = KINDS[type(other)]
        if op in ("&", "|"):
            return kind.with_unknown(op, other, value)
        if op in ARITHMETIC and (kind.is_size or kind.is_open):
            return computed(op, value, other, value)
        return number(op, value, other) if kind.is_number or kind.is_open else Unknown(value.reason)

    def reflected(self, run: Run, place: Place, op: str, value: U, other: object, inplace: bool) -> object:
        return KINDS[type(other)].with_unknown(op, other, value)

    def with_unknown(self, op: str, value: U, unknown: Unknown) -> object:
        return computed(op, value, unknown, value) if op in ARITHMETIC else number(op, unknown, value)

    def unary(self, run: Run, place: Place, op: str, value: U) -> object:
        return Computed("-", 0, value, value.reason) if op == "-" else Unknown(value.reason)

    def before_tensor(self, run: Run, place: Place, op: str, value: U, tensor: Tensor | Unknown) -> object:
        return by_tensor(run, place, op, value, tensor)

    def compare(self, run: Run, place: Place, op: str, left: object, right: object) -> object:
        return True if left is right and op in ("==", "<=", ">=") else Condition(op, left, right)

    def identical(self, value: U, other: object) -> bool | None:
        return None

    def truth(self, run: Run, place: Place, value: U) -> bool | None:
        return run.world.choices.get(self.choice_key(value))

    @of_the_unlearnt
    def call(
        self, run: Run, place: Place, value: U, args: list[Any], kwargs: dict[str, Any], node: ir.Call | None = None
    ) -> object:
        callee = value.name or "an unknown function"
        given = (*args, *kwargs.values())
        escape(run, place, callee, *given)
        hand_over(run, place, callee, given)
        run.stack.doubts += 1
        if not run.recorder.quiet:
            run.recorder.trace.unresolved.append(Reason(f"a call of {callee}: {value.reason.text}", place))
        return Unknown(value.reason)

    @of_the_unlearnt
    def attribute(self, run: Run, place: Place, value: U, name: str) -> object:
        return self.part(run, place, value, name)

    @of_the_unlearnt
    def no_attribute(self, run: Run, place: Place, value: U, name: str) -> object:
        return super().no_attribute(run, place, value, name)

    def part(self, run: Run, place: Place, value: U, name: str) -> object:
        """An attribute of a value of which nothing was learnt."""
        if value.parts is not None and name in value.parts:
            return value.parts[name]
        if self._is_of_tensors(run, value, name):
            return find_attribute(run, place, run.world.tensor_of(value), name)
        if name == CONVERTED and (value in run.world.tensors or isinstance(value, Input)):
            return Native(name, partial(converted, value))
        if name in OF_TEXTS:
            return Native(name, partial(said, value, name))
        return value.part(name, f"{value.name}.{name}" if value.name else name)

    def _is_of_tensors(self, run: Run, value: U, name: str) -> bool:
        """Whether the attribute shows that a value is a tensor.

        Most likely.
        """
        if not (isinstance(value, Input) or name in TENSOR_ONLY or (name == "shape" and not self.is_formula)):
            return False
        if name in AMBIGUOUS and value not in run.world.tensors:
            return False
        known = name in PROPERTIES or f"torch.Tensor.{name}" in operations()
        return known or name in TENSOR_METHODS

    @of_the_unlearnt
    def set_attribute(self, run: Run, place: Place, value: U, name: str, new: object) -> None:
        run.heap.change(value)
        value.set_part(name, new)
        hand_over(run, place, value.name or "an unknown object", [new])

    @of_the_unlearnt
    def delete_attribute(self, run: Run, place: Place, value: U, name: object) -> None:
        run.heap.change(value)

    @of_the_unlearnt
    def item(self, run: Run, place: Place, value: U, index: object) -> object:
        return self.element(run, place, value, index)

    def element(self, run: Run, place: Place, value: U, index: object) -> object:
        """An element of a value of which nothing was learnt."""
        if KINDS[type(index)].names_parts:
            return value.part(("item", index), f"{value.name}[{index!r}]" if value.name else "")
        return Unknown(value.reason)

    @of_the_unlearnt
    def set_item(self, run: Run, place: Place, value: U, index: object, new: object) -> None:
        run.heap.change(value)
        if KINDS[type(index)].names_parts:
            value.set_part(("item", index), new)

    @of_the_unlearnt
    def delete_item(self, run: Run, place: Place, value: U, index: object) -> None:
        run.heap.change(value)

    def enter(self, run: Run, place: Place, value: U) -> object:
        return value.part("entered", "")

    def as_index(self, run: Run, value: U) -> object:
        return None

    def elements(self, run: Run, place: Place, value: U) -> list[Any] | None:
        found = run.settled(value)
        return None if found is value else iterate(run, place, found)

    @of_the_unlearnt
    def unpack(self, run: Run, place: Place, value: U, names: list[str], star: int | None) -> list[Any]:
        return self.parts(run, place, value, names, star)

    def parts(self, run: Run, place: Place, value: U, names: list[str], star: int | None) -> list[Any]:
        return [
            value.part(index, name) if index != star else Unknown(value.reason, name)
            for index, name in enumerate(names)
        ]

    def length(self, run: Run, place: Place, value: U) -> object:
        return value.number("len()", f"len({value.name})" if value.name else "")

    @of_the_unlearnt
    def contains(self, run: Run, place: Place, value: U, item: object) -> object:
        return None


class Blanks(Unknowns[Unknown]):
    """Values of which nothing is known but why."""

    types: ClassVar[tuple[type, ...]] = (Unknown,)
    is_blank = True

    def as_arguments(self, run: Run, value: Unknown) -> Open:
        return HANDED_ON if value.reason.handed_on else OPEN

    def renewed(self, value: Unknown, text: str) -> object:
        return Unknown(value.reason, value.name)

    def again(self, value: Unknown, shapes: dict[int, UnknownShape]) -> object:
        return Unknown(value.reason, value.name)

    def can_be_again(self, run: Run, value: Unknown, named: int) -> bool:
        return True


class RanksOf(Blanks):
    """The numbers of axes of tensors of unknown rank."""

    types = (RankOf,)


class Halves(Unknowns[Unknown]):
    """Values of which only a part is known.

    Texts of which the beginning is known, and names that modules import from each other.
    """

    types = (PartText, LateName)


class Computations(Unknowns[Computed]):
    """Numbers that are computed of unknown ones."""

    types = (Computed,)
    is_formula = True
    learns = False

    def alike(self, run: Run, a: Computed, b: Computed, depth: int) -> bool:
        return a.op == b.op and alike(run, a.left, b.left, depth) and alike(run, a.right, b.right, depth)

    def whole(self, run: Run, place: Place, value: Computed, way: str) -> object:
        return run.unknown("the whole part of an unknown number", place)


class Numbers(Unknowns[UnknownNumber]):
    """Numbers of which no more is known."""

    types = (UnknownNumber,)
    learns = False

    def after_rounds(self, run: Run, value: UnknownNumber, reason: Reason) -> object:
        return UnknownNumber(reason, value.name) if value.reason is reason else value

    def renewed(self, value: UnknownNumber, text: str) -> object:
        return UnknownNumber(value.reason, value.name)


class Chances(Numbers):
    """Numbers drawn at random."""

    types = (Chance,)

    def renewed(self, value: UnknownNumber, text: str) -> object:
        return Chance(value.reason, value.name)


class NumberedKeys(Unknowns[Numbered]):
    """Numbers that tables give their keys."""

    types = (Numbered,)
    learns = False

    def renewed(self, value: Numbered, text: str) -> object:
        return Numbered(value.reason, value.most, value.keys)

    def in_common(self, run: Run, old: Numbered, new: object, reason: Reason, name: str) -> object:
        same = isinstance(new, Numbered) and (new.most, new.keys) == (old.most, old.keys)
        return Numbered(reason, old.most, old.keys) if same and new is not old else NotImplemented

    def whole(self, run: Run, place: Place, value: Numbered, way: str) -> object:
        return value

    def is_instance(self, value: Numbered, cls: Class) -> bool | None:
        return cls.name in ("int", "object")

    def is_of_library(self, value: Numbered, dotted: str) -> bool | None:
        return False if dotted in TENSOR_NAMES else None


class DrawnNumbers(Unknowns[Drawn]):
    """Whole numbers of a range, drawn at random."""

    types = (Drawn,)
    learns = False

    def renewed(self, value: Drawn, text: str) -> object:
        return Drawn(value.reason, value.least, value.behind)
