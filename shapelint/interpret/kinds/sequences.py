"""Lists, tuples and ranges."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, ClassVar, TypeVar, cast

from shapelint.interpret.kinds.methods import is_symbolic, search
from shapelint.interpret.kinds.plain import Changeable, Plain, too_long
from shapelint.interpret.language.comparison import compare_values
from shapelint.interpret.language.events import prepare, sign
from shapelint.interpret.language.memory import MAX_DEPTH, again, can_be_again, contents, input_print
from shapelint.interpret.language.operators import binary, hashable, known
from shapelint.interpret.language.subscripts import element, found_among
from shapelint.interpret.language.unpacking import distribute, refuse_of_shape
from shapelint.interpret.library.copies import as_unsure, deep_copy
from shapelint.interpret.library.kinds import any_of, instance_of, subclass_of
from shapelint.interpret.library.reveal import text_of
from shapelint.interpret.state.fingerprints import Inputs
from shapelint.interpret.state.kind import KINDS, call, iterate
from shapelint.interpret.state.misuse import as_python
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.rounds import (
    after_rounds,
    alike,
    in_common,
    remade,
    renewed,
    repeated_row,
    several,
    surely_differ,
)
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.conditions import Condition
from shapelint.interpret.values.held import held, may_grow, taint_of
from shapelint.interpret.values.numbers import MAX_LENGTH
from shapelint.interpret.values.objects import MISSING
from shapelint.interpret.values.sequences import OPEN, Open
from shapelint.interpret.values.streams import Repeated
from shapelint.ops.core.need import Requirement
from shapelint.ops.core.trace import Event
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Reason, Tensor, Unknown, UnknownShape
from shapelint.source.place import Place

S = TypeVar("S", bound="Sequence[Any]")


class Sequences(Plain[S]):
    """Lists and tuples."""

    is_sequence = True
    is_exported = False
    is_plain = True

    def signed(self, value: S, event: Event) -> None:
        for part in value:
            sign(part, event)

    def too_costly(self, op: str, value: S, other: object) -> str:
        return too_long(self, op, value, other)

    def is_flat(self, value: S) -> bool:
        return len(value) <= 1000 and all(KINDS[type(one)].is_scalar for one in value)

    def alike(self, run: Run, a: S, b: S, depth: int) -> bool:
        return len(a) == len(b) and all(alike(run, x, y, depth) for x, y in zip(a, b))

    def in_common(self, run: Run, old: S, new: object, reason: Reason, name: str) -> object:
        if type(old) is not type(new) or len(old) != len(new):
            return NotImplemented
        parts = [in_common(run, x, y, reason, name) for x, y in zip(old, new)]
        return old if all(p is o for p, o in zip(parts, old)) else remade(old, parts)

    def input_print(self, inputs: Inputs, value: S, depth: int) -> Hashable | None:
        if depth >= MAX_DEPTH:
            return None
        parts = tuple([input_print(inputs, one, depth + 1) for one in value])
        return None if None in parts else (type(value).__name__, parts, taint_of(value))

    def again(self, value: S, shapes: dict[int, UnknownShape]) -> object:
        return remade(value, [again(one, shapes) for one in value])

    def can_be_again(self, run: Run, value: S, named: int) -> bool:
        return type(value) in (tuple, list) and all(can_be_again(run, one, named) for one in value)

    def reached(self, value: S) -> Iterable[object]:
        return value

    def inside(self, value: S) -> Iterable[Any]:
        return value

    def includes(self, run: Run, value: S, other: object) -> bool | None:
        return any_of([instance_of(run, other, run.settled(one)) for one in value])

    def includes_class(self, value: S, other: object) -> bool | None:
        return any_of([subclass_of(other, one) for one in value])

    def catches(self, run: Run, value: S, error: PythonError) -> bool | None:
        return any_of([KINDS[type(one)].catches(run, one, error) for one in value])

    def known(self, value: S, depth: int) -> bool:
        return not depth or all(known(one, depth - 1) for one in value)

    def repeated(self, run: Run, place: Place, value: S, count: object) -> object:
        if len(value) == 1:
            return Repeated(value[0], count, value[0])
        return run.unknown(f"a sequence of {count} elements", place)

    def after_tensor(
        self, run: Run, place: Place, op: str, value: S, tensor: Tensor | Unknown, inplace: bool
    ) -> object:
        return run.unknown(f"operator {op} on a tensor and {self.describe(value)}", place)

    def compare(self, run: Run, place: Place, op: str, left: Any, right: Any) -> object:
        if op not in ("==", "!=") or not KINDS[type(right)].is_sequence:
            return super().compare(run, place, op, left, right)
        if taint_of(left) is not None or taint_of(right) is not None:
            return Condition(op, left, right)
        return self._are_equal(run, place, op, left, right)

    def _are_equal(self, run: Run, place: Place, op: str, left: S, right: S) -> object:
        """`left == right` or `left != right`, element by element."""
        if KINDS[type(right)] is not self or len(left) != len(right):
            return op == "!="
        open_ = None
        for a, b in zip(left, right):
            if a is b:
                continue
            run.budget.step()
            same = compare_values(run, place, "==", a, b)
            if same is False:
                return op == "!="
            if same is not True:
                open_ = same
        if open_ is None:
            return op == "=="
        if len(left) == 1 and isinstance(open_, Condition) and op == "==":
            return open_
        return Condition(op, left, right)

    def look(self, run: Run, place: Place, value: S, name: str, args: list[Any], kwargs: dict[str, Any]) -> object:
        if name in ("index", "count") and not (known(value) and all(map(known, args))):
            return search(run, place, value, name, args[0])
        return super().look(run, place, value, name, args, kwargs)

    def item(self, run: Run, place: Place, value: S, index: object) -> object:
        taint = taint_of(value)
        return element(run, place, value, index) if taint is None else Unknown(taint)

    def elements(self, run: Run, place: Place, value: S) -> list[Any] | None:
        return list(value)

    def surely_differs(self, run: Run, value: S, other: Any) -> bool:
        if not KINDS[type(other)].is_sequence:
            return False
        return len(value) != len(other) or any(surely_differ(run, x, y) for x, y in zip(value, other))

    def fill(self, run: Run, place: Place, value: S, args: list[Any], kwargs: dict[str, Any]) -> bool:
        return True  # a tuple is what it was made

    def contains(self, run: Run, place: Place, value: S, item: object) -> object:
        return None if taint_of(value) is not None else found_among(run, place, value, item)


class Lists(Changeable["list[Any]"], Sequences["list[Any]"]):
    types: ClassVar[tuple[type, ...]] = (list,)
    names: ClassVar[frozenset[str]] = frozenset(("list",))
    abstract = frozenset(("Sequence", "Iterable", "Collection", "MutableSequence", "Sized", "List"))
    can_grow = True
    sized = True
    methods = frozenset(("index", "count", "copy"))
    changing = frozenset(("append", "extend", "insert", "pop", "remove", "reverse", "clear", "sort"))

    def mapped(self, value: list[Any], change: Callable[[Any], Any]) -> object:
        return held([change(one) for one in value])

    def prepared(self, run: Run, value: list[Any], depth: int) -> Any:
        taint = taint_of(value)
        if taint is not None:
            group = getattr(value, "group", None)
            if group is None or not group.alike or not all(alike(run, value[0], one) for one in value[1:]):
                return several(run, value, taint)
            return prepare(run, Repeated(value[0], None, group.rest), depth)
        return [prepare(run, one, depth - 1) for one in value] if depth else value

    def numbers(self, value: list[Any]) -> Any:
        return value

    def depth(self, value: list[Any], most: int) -> int | None:
        depths = {KINDS[type(one)].depth(one, most) for one in value} if len(value) <= most else {None}
        deepest = next(iter(depths), 0)
        return deepest + 1 if len(depths) < 2 and deepest is not None else None

    def as_arguments(self, run: Run, value: list[Any]) -> Open:
        group = getattr(value, "group", None)
        return OPEN if group is None else Open(list(value), group)

    def copied(self, value: list[Any]) -> object:
        return as_unsure(held(value.copy()), value)

    def deeply_copied(self, value: list[Any], done: dict[int, object]) -> object:
        made = done[id(value)] = held(value.copy())
        made.clear()
        made.extend(deep_copy(one, done) for one in value)
        return as_unsure(made, value)

    def part_print(self, run: Run, value: list[Any], depth: int) -> Hashable:
        return contents(run, value, value, (), depth)

    def reveal(self, run: Run, value: list[Any]) -> str:
        return f"[{', '.join(text_of(run, one) for one in value)}]"

    def binary(self, run: Run, place: Place, op: str, value: list[Any], other: object, inplace: bool) -> object:
        if inplace and op == "+":
            return self._extended(run, place, value, other)
        if op in ("&", "|", "-", "^") and KINDS[type(other)].is_native and taint_of(value) is taint_of(other) is None:
            return run.unknown(f"operator {op} on the keys of a dictionary", place)
        return super().binary(run, place, op, value, other, inplace)

    def _extended(self, run: Run, place: Place, value: list[Any], other: object) -> object:
        """`value += other`"""
        taint = taint_of(value) or taint_of(other)
        if taint is not None:
            if taint_of(other) is not None or not KINDS[type(other)].is_sequence or not may_grow(value, True):
                run.heap.taint(value, taint)
                may_grow(value, False)
                return value
        more = iterate(run, place, other)
        if more is None:
            return NotImplemented
        run.heap.change(value)
        if len(value) + len(more) > MAX_LENGTH:
            run.heap.taint(value, Reason("a very long sequence", place))
        else:
            value.extend(more)
        return value

    def with_unknown(self, op: str, value: list[Any], unknown: Unknown) -> object:
        return Repeated(value[0], unknown, value[0]) if op == "*" and len(value) == 1 else Unknown(unknown.reason)

    def change(
        self, run: Run, place: Place, value: list[Any], name: str, args: list[Any], kwargs: dict[str, Any]
    ) -> object:
        if name == "sort":
            _sort(run, place, value, kwargs)
            return None
        if name == "extend" and args:
            parts = iterate(run, place, args[0])
            if parts is None or len(parts) + len(value) > MAX_LENGTH:
                run.heap.taint(value, Reason("it was extended by unknown elements", place))
                return None
            args = [parts]
        if name == "remove" and args and is_symbolic(run.settled(args[0])) and any(v is args[0] for v in value):
            value[:] = [v for v in value if v is not args[0]]
            return None
        return super().change(run, place, value, name, args, kwargs)

    def fill(self, run: Run, place: Place, value: list[Any], args: list[Any], kwargs: dict[str, Any]) -> bool:
        values = iterate(run, place, args[0]) if args else []
        value.extend(values or ())
        return values is not None

    def item(self, run: Run, place: Place, value: list[Any], index: object) -> object:
        repeated = repeated_row(run, value) if taint_of(value) is not None else None
        at = run.settled(index) if repeated else None
        if repeated and KINDS[type(at)].is_whole:
            return run.settled(repeated[cast("int", at) % len(repeated)])
        return super().item(run, place, value, index)

    def first(self, run: Run, value: list[Any], text: str) -> object:
        return value[0] if value and getattr(value, "group", None) is not None else super().first(run, value, text)

    def other(self, run: Run, value: list[Any], text: str) -> object:
        group = getattr(value, "group", None)
        if group is None or len(value) != 1 or group.rest is MISSING:
            return super().other(run, value, text)
        return renewed(group.rest, text)

    def set_item(self, run: Run, place: Place, value: list[Any], index: object, new: object) -> None:
        run.heap.change(value)
        may_grow(value, False)
        kind, at = KINDS[type(index)], cast("Any", index)
        if kind.is_whole and -len(value) <= at < len(value):
            value[at] = new
        elif kind.is_slice and known((at.start, at.stop, at.step)):
            values = iterate(run, place, new)
            if values is None:
                run.heap.taint(value, Reason("unknown elements were put into it", place))
            else:
                as_python(value.__setitem__, at, values)
        else:
            run.heap.taint(value, Reason("an assignment at an unknown index", place))

    def delete_item(self, run: Run, place: Place, value: list[Any], index: object) -> None:
        run.heap.change(value)
        may_grow(value, False)
        try:
            del value[index]  # type: ignore[arg-type]
        except IndexError as error:
            raise PythonError("IndexError", str(error)) from None
        except TypeError:
            run.heap.taint(value, Reason("a deletion at an unknown index", place))


class Tuples(Sequences["tuple[Any, ...]"]):
    types = (tuple,)
    names = frozenset(("tuple",))
    abstract = frozenset(("Sequence", "Iterable", "Collection", "Sized", "Tuple", "Hashable"))
    sized = True
    methods = frozenset(("index", "count", "_asdict"))

    def mapped(self, value: tuple[Any, ...], change: Callable[[Any], Any]) -> object:
        return tuple([change(one) for one in value])

    def prepared(self, run: Run, value: tuple[Any, ...], depth: int) -> Any:
        return tuple([prepare(run, one, depth - 1) for one in value]) if depth else value

    def is_key(self, value: tuple[Any, ...], depth: int) -> bool:
        return depth > 0 and all(hashable(one, depth - 1) for one in value)

    def renewed(self, value: tuple[Any, ...], text: str) -> object:
        return tuple(renewed(one, text) for one in value) if type(value) is tuple else value

    def after_rounds(self, run: Run, value: tuple[Any, ...], reason: Reason) -> object:
        if type(value) is not tuple:
            return value
        parts = tuple(after_rounds(run, one, reason) for one in value)
        return value if all(part is old for part, old in zip(parts, value)) else parts

    def deeply_copied(self, value: tuple[Any, ...], done: dict[int, object]) -> object:
        return tuple(deep_copy(one, done) for one in value) if type(value) is tuple else value

    def part_print(self, run: Run, value: tuple[Any, ...], depth: int) -> Hashable:
        return contents(run, value, value, (), depth)

    def reveal(self, run: Run, value: tuple[Any, ...]) -> str:
        texts = ", ".join(text_of(run, one) for one in value)
        return f"({texts},)" if len(value) == 1 else f"({texts})"

    def attribute(self, run: Run, place: Place, value: tuple[Any, ...], name: str) -> object:
        if name == "numel":
            return Native(name, lambda run, place, args, kwargs: _product(run, place, value))
        if name in getattr(value, "_fields", ()):
            return getattr(value, name)
        return super().attribute(run, place, value, name)

    def item(self, run: Run, place: Place, value: tuple[Any, ...], index: object) -> object:
        try:
            return super().item(run, place, value, index)
        except PythonError as error:
            of = getattr(value, "of", None)
            if error.cls == "IndexError" and of is not None:
                says = f"index {index} is out of range for the sizes of a tensor with {len(value)} dimensions"
                about = Requirement("axis-out-of-range", Verdict.NO, index, len(value), "holds", says, of=of)
                refuse_of_shape(run, place, about)
            raise

    def settled_index(self, run: Run, value: tuple[Any, ...]) -> object:
        return tuple([KINDS[type(one)].settled_index(run, one) for one in value])

    def is_of_tensors(self, value: tuple[Any, ...]) -> bool:
        return any(kind.is_slice or kind.is_of_tensors(one) for one in value for kind in (KINDS[type(one)],))

    def unpack(self, run: Run, place: Place, value: tuple[Any, ...], names: list[str], star: int | None) -> list[Any]:
        """The elements for names on the left.

        The sizes of a shape remember their tensor, which an error is told of.
        """
        return distribute(run, place, list(value), len(names), star, getattr(value, "of", None))


def _sort(run: Run, place: Place, value: list[Any], kwargs: dict[str, Any]) -> None:
    key = kwargs.get("key")
    keys = [call(run, place, key, [v], {}) for v in value] if key is not None else list(value)
    if not all(known(k) for k in keys):
        run.heap.taint(value, Reason("it was sorted by unknown keys", place))
        return
    try:
        order = sorted(range(len(value)), key=lambda i: keys[i], reverse=bool(kwargs.get("reverse", False)))
    except TypeError as error:
        raise PythonError("TypeError", str(error)) from None
    value[:] = [value[i] for i in order]


def _product(run: Run, place: Place, sizes: tuple[Any, ...]) -> object:
    total: object = 1
    for size in sizes:
        total = binary(run, place, "*", total, size)
    return total
