"""Sequences whose length is not known."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.rounds import alike, element_at, renewed, repeated_row, several
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.held import taint_of
from shapelint.interpret.values.objects import MISSING, Group
from shapelint.interpret.values.sequences import Open
from shapelint.interpret.values.streams import Repeated
from shapelint.sizes.dims import maximum, minimum
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import ANY, Array, Numbered, Reason, Unknown
from shapelint.source.place import Place

CHANGING = frozenset(("append", "extend", "insert", "pop", "remove", "reverse", "clear", "sort"))


class Repeats(Anything[Repeated]):
    types = (Repeated,)
    precedence = 30
    names = frozenset(("list",))
    abstract = frozenset(("Sequence", "Iterable", "Collection", "MutableSequence", "Sized", "List"))
    is_endless = True

    def prepared(self, run: Run, value: Repeated, depth: int) -> Any:
        return in_one(run, value, size_of(run, None, value.length))

    def attribute(self, run: Run, place: Place, value: Repeated, name: str) -> object:
        if name not in CHANGING:
            return super().attribute(run, place, value, name)

        def body(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
            row = repeated_row(run, value) if name == "append" and value.last is MISSING else []
            if row and args and alike(run, row[0], args[0]):
                run.heap.clock += 1
                value.length = None  # the one thing that changes, and not known is true of it before as well
            else:
                self.forget(run, value, Reason(f"{name} changed it", place))
            return run.unknown("an element of a sequence of unknown length", place) if name == "pop" else None

        return Native(name, body)

    def forget(self, run: Run, value: Repeated, reason: Reason) -> None:
        run.heap.change(value)
        value.forget(reason)
        value.length = None

    def escape(self, run: Run, place: Place, value: Repeated, callee: str) -> None:
        self.forget(run, value, Reason(f"{callee} may have changed it", place))

    def is_key(self, value: Repeated, depth: int) -> bool:
        return False

    def last(self, value: Repeated) -> object:
        return value.last

    def first(self, run: Run, value: Repeated, text: str) -> object:
        return value.element

    def other(self, run: Run, value: Repeated, text: str) -> object:
        return renewed(value.rest, text)

    def as_arguments(self, run: Run, value: Repeated) -> Open:
        return Open([value.element], Group(0, 1, value.rest is value.element, value.rest))

    def known(self, value: Repeated, depth: int) -> bool:
        return False

    def binary(self, run: Run, place: Place, op: str, value: Repeated, other: object, inplace: bool) -> object:
        found = _joined(run, place, value, run.settled(other)) if op == "+" else None
        if not inplace or op not in ("+", "*"):
            return run.unknown("a sequence whose length is not known", place) if found is None else found
        if found is None:
            self.forget(run, value, Reason("it was extended by unknown elements", place))
        else:
            run.heap.change(value)
            value.become(found)
        return value

    def reflected(self, run: Run, place: Place, op: str, value: Repeated, other: object, inplace: bool) -> object:
        found = _joined(run, place, run.settled(other), value) if op == "+" else None
        return run.unknown("a sequence whose length is not known", place) if found is None else found

    def truth(self, run: Run, place: Place, value: Repeated) -> bool | None:
        return None

    def item(self, run: Run, place: Place, value: Repeated, index: object) -> object:
        if KINDS[type(index)].is_slice:
            part: Any = KINDS[type(index)].as_index(run, index)
            found = _sliced(run, place, value, part)
            return run.unknown("a slice of an unknown sequence", place) if found is None else found
        return element_at(run, value, index)

    def set_item(self, run: Run, place: Place, value: Repeated, index: object, new: object) -> None:
        run.heap.change(value)
        value.forget(Reason("one of its elements was replaced", place))

    def parts(self, run: Run, place: Place, value: Repeated, names: list[str], star: int | None) -> list[Any]:
        return [element_at(run, value, i, name) if i != star else value for i, name in enumerate(names)]

    def length(self, run: Run, place: Place, value: Repeated) -> object:
        if KINDS[type(value.length)].is_integral:
            return value.length
        found = KINDS[type(value.length)].length(run, place, value.length) if value.length is not None else None
        return found if KINDS[type(found)].is_integral else Unknown("the length of an unknown sequence")


def size_of(run: Run, place: Place | None, length: Any) -> Any:
    """The length as a size: a new symbol where it is unknown."""
    kind = KINDS[type(length)]
    if kind.is_endless and place is not None:
        length = kind.length(run, place, length)
        kind = KINDS[type(length)]
    return length if kind.is_integral else run.world.facts.fresh("n", at_least=0)


def in_one(run: Run, value: Repeated, count: Any) -> Any:
    """The sequence as one array, or as many tensors that are alike.

    What an array or a tensor is made of has elements of one kind: where one is a number, all are.
    """
    element = run.settled(value.element if value.some is MISSING else value.some)
    kind = KINDS[type(element)]
    if kind.is_number or kind.is_integral or (kind.is_open and run.world.facts.is_number(element)):
        is_told = isinstance(element, Numbered) and value.some is MISSING
        return Array((count,), strides=(1,), parts={ANY: element} if is_told else None)
    shape = element.known_shape if isinstance(element, Array) else None
    if isinstance(element, Array) and shape is not None and alike(run, value.element, value.rest):
        return Array((count, *shape), element.dtype)
    reason = Reason("a sequence whose length is not known")
    return several(run, value, reason) if value.last is MISSING else Unknown(reason)


def _joined(run: Run, place: Place, before: Any, after: Any) -> Repeated | None:
    """`before + after`, of which one is a sequence of unknown length."""
    if not all(isinstance(one, (Repeated, list)) and taint_of(one) is None for one in (before, after)):
        return None
    parts = [_as_repeated(one) for one in (before, after) if not isinstance(one, list) or one]
    sizes = [one.length if isinstance(one.length, int) else size_of(run, place, one.length) for one in parts]
    if len(parts) == 1:
        return Repeated(parts[0].element, sizes[0], parts[0].rest, parts[0].last, some=parts[0].some)
    first, second = parts
    known = [one for part in parts for one in (part.some, part.element) if one is not MISSING]
    some = next((one for one in known if KINDS[type(one)].is_number), known[0])
    is_like = alike(run, first.element, second.element)
    is_first = is_like or run.world.facts.at_least(sizes[0], 1) is Verdict.YES
    element = first.element if is_first else Unknown("the first element of two sequences")
    same = is_like and first.rest is first.element and second.rest is second.element
    return Repeated(element, sizes[0] + sizes[1], element if same else MISSING, some=some)


def _as_repeated(value: Any) -> Repeated:
    if isinstance(value, Repeated):
        return value
    rest = value[0] if all(one is value[0] for one in value) else MISSING
    return Repeated(value[0], len(value), rest)


def _sliced(run: Run, place: Place, value: Repeated, index: slice | None) -> Repeated | None:
    """The first ones, or those from some place on."""
    if index is None or index.step not in (None, 1) or value.last is not MISSING:
        return None
    start, stop = index.start or 0, index.stop
    if start < 0 or (stop is not None and stop < 0):
        return None
    size = size_of(run, place, value.length)
    end = size if stop is None else minimum(size, stop)
    element = value.element if start == 0 else element_at(run, value, start)
    return Repeated(element, maximum(end - start, 0) if start else end, value.rest)
