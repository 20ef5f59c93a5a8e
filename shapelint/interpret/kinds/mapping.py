"""Dictionaries."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, ClassVar, cast

from shapelint.interpret.kinds.plain import Updatable
from shapelint.interpret.language.memory import contents
from shapelint.interpret.language.operators import hashable, known
from shapelint.interpret.language.subscripts import found_among, one_of
from shapelint.interpret.library.copies import as_unsure, deep_copy
from shapelint.interpret.library.reveal import text_of
from shapelint.interpret.state.kind import KINDS, call, iterate
from shapelint.interpret.state.misuse import as_python
from shapelint.interpret.state.rounds import alike, surely_differ
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.held import Dict, held, taint_of
from shapelint.interpret.values.numbers import MAX_LENGTH
from shapelint.interpret.values.objects import MISSING
from shapelint.sizes.tensors import Numbered, Reason, Tensor, Unknown, UnknownNumber
from shapelint.source.place import Place

Items = dict[Any, Any]
UNDER_UNKNOWN = "an element under an unknown key"


class Dicts(Updatable["dict[Any, Any]"]):
    types: ClassVar[tuple[type, ...]] = (dict,)
    is_exported = False
    names = frozenset(("dict",))
    abstract = frozenset(("Iterable", "Collection", "Mapping", "MutableMapping", "Sized", "Dict"))
    is_plain = True
    sized = True
    methods = frozenset(("keys", "values", "items", "get", "copy"))
    changing = frozenset(("pop", "update", "setdefault", "clear", "popitem", "move_to_end"))
    is_mapping = True

    def is_flat(self, value: dict[Any, Any]) -> bool:
        return len(value) <= 1000 and all(KINDS[type(one)].is_scalar for one in value.values())

    def alike(self, run: Run, a: dict[Any, Any], b: dict[Any, Any], depth: int) -> bool:
        return list(a) == list(b) and all(alike(run, a[key], b[key], depth) for key in a)

    def copied(self, value: dict[Any, Any]) -> object:
        return as_unsure(held(value.copy()), value)

    def deeply_copied(self, value: dict[Any, Any], done: dict[int, object]) -> object:
        made = done[id(value)] = held(value.copy())
        made.clear()
        made.update({key: deep_copy(one, done) for key, one in value.items()})
        return as_unsure(made, value)

    def part_print(self, run: Run, value: dict[Any, Any], depth: int) -> Hashable:
        return contents(run, value, value, value.values(), depth)

    def inside(self, value: dict[Any, Any]) -> Iterable[Any]:
        return (*value, *value.values())

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

    def look(self, run: Run, place: Place, value: Items, name: str, args: list[Any], kwargs: dict[str, Any]) -> object:
        if name == "get" and args:
            key = run.settled(args[0])
            if is_open_key(key):
                otherwise = args[1] if len(args) > 1 else kwargs.get("default")
                return _under_unknown(run, place, value, [otherwise])
            found = value.get(key, MISSING) if _hashes(key) else MISSING
            return (args[1] if len(args) > 1 else kwargs.get("default")) if found is MISSING else run.settled(found)
        if name in ("keys", "values", "items"):
            return list(getattr(value, name)())
        return super().look(run, place, value, name, args, kwargs)

    def change(
        self, run: Run, place: Place, value: Items, name: str, args: list[Any], kwargs: dict[str, Any]
    ) -> object:
        if name in ("move_to_end", "popitem"):
            return _ordered(run, place, value, name, args, kwargs)
        if name == "update" and args:
            given = run.settled(args[0])
            if KINDS[type(given)].is_mapping and taint_of(args[0]) is None:
                value.update(given)
                value.update(kwargs)
                return None
            parts = iterate(run, place, given)
            if parts is None or len(parts) + len(value) > MAX_LENGTH:
                run.heap.taint(value, Reason("it was extended by unknown elements", place))
                return None
            args = [parts]
        return super().change(run, place, value, name, args, kwargs)

    def item(self, run: Run, place: Place, value: Items, index: object) -> object:
        taint = taint_of(value)
        if taint is not None:
            latest = getattr(value, "latest", None)
            if latest is not None and latest[0] is index and latest[2] == run.heap.clock:
                return latest[1]  # under the very key under which it was put a moment ago
            return Unknown(taint)
        if is_open_key(index):
            return _under_unknown(run, place, value, [])
        try:
            if index in value:
                return run.settled(value[index])
        except TypeError as error:
            raise PythonError("TypeError", str(error)) from None
        return self.missing(run, place, value, index)

    def missing(self, run: Run, place: Place, value: Items, index: object) -> object:
        """What stands under a key that is not there."""
        raise PythonError("KeyError", repr(index))

    def set_item(self, run: Run, place: Place, value: Items, index: object, new: object) -> None:
        run.heap.change(value)
        kind = KINDS[type(index)]
        if kind.is_open or kind.is_tensor:
            run.heap.taint(value, Reason("an assignment under an unknown key", place))
            if isinstance(value, Dict):
                value.latest = (index, new, run.heap.clock)
            return
        try:
            value[index] = new
        except TypeError:
            run.heap.taint(value, Reason("an assignment under an unknown key", place))

    def delete_item(self, run: Run, place: Place, value: Items, index: object) -> None:
        run.heap.change(value)
        try:
            del value[index]
        except KeyError as error:
            raise PythonError("KeyError", str(error)) from None
        except TypeError:
            run.heap.taint(value, Reason("a deletion at an unknown index", place))

    def mapped(self, value: Items, change: Callable[[Any], Any]) -> object:
        return Dict({key: change(one) for key, one in value.items()})

    def surely_differs(self, run: Run, value: Items, other: Any) -> bool:
        if not KINDS[type(other)].is_mapping:
            return False
        return any(key in other and surely_differ(run, one, other[key]) for key, one in value.items())

    def fill(self, run: Run, place: Place, value: Items, args: list[Any], kwargs: dict[str, Any]) -> bool:
        made = call(run, place, run.project.builtin("dict"), args, kwargs)
        if not KINDS[type(made)].is_mapping:
            return False
        value.update(made)
        return True

    def elements(self, run: Run, place: Place, value: Items) -> list[Any] | None:
        return list(value)

    def contains(self, run: Run, place: Place, value: Items, item: object) -> object:
        return None if taint_of(value) is not None else found_among(run, place, value, item)


def _hashes(value: object) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True


def _ordered(run: Run, place: Place, value: Items, name: str, args: list[Any], kwargs: dict[str, Any]) -> object:
    """What an OrderedDict does beyond a dict."""
    last = run.settled(args[-1] if len(args) > (name == "move_to_end") else kwargs.get("last", True))
    if (last is not True and last is not False) or (name == "move_to_end" and not known(run.settled(args[0]))):
        run.heap.taint(value, Reason("its order was changed in an unknown way", place))
        return run.unknown(f"{name} in an unknown way", place)
    key = run.settled(args[0]) if name == "move_to_end" else next(iter(reversed(value) if last else value), None)
    found = as_python(value.pop, key)
    if name == "popitem":
        return key, found
    others = {} if last else dict(value)
    if not last:
        value.clear()
    value[key] = found
    value.update(others)
    return None


def is_open_key(index: object) -> bool:
    """Whether it is not known what a key equals."""
    kind = KINDS[type(index)]
    if kind.is_sequence and not kind.holds_values:
        return any(KINDS[type(one)].is_open for one in cast("tuple[Any, ...]", index))
    return kind.is_open or kind.is_tensor or (kind.is_integral and not kind.is_whole) or not hashable(index)


def _under_unknown(run: Run, place: Place, value: Items, others: list[Any]) -> Unknown:
    """What stands under an unknown key, or one of the others."""
    found = one_of(run, place, UNDER_UNKNOWN, [*value.values(), *others])
    numbers = sorted(one for one in value.values() if type(one) is int)
    first = numbers[0] if numbers else 0
    in_order = 1 < len(numbers) == len(value) and numbers == list(range(first, first + len(numbers)))
    if type(found) is not UnknownNumber or not in_order or not all(type(one) is int for one in others):
        return found
    return Numbered(found.reason, max([*numbers, *others]), len(numbers))
