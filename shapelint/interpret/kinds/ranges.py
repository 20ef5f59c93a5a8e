"""Ranges and slices."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.kinds.plain import Plain
from shapelint.interpret.language.events import prepare
from shapelint.interpret.language.subscripts import element
from shapelint.interpret.state.contents import MAX_ITEMS
from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import MISSING
from shapelint.source.place import Place


class Ranges(Plain[range]):
    types = (range,)
    names = frozenset(("range",))
    abstract = frozenset(("Sequence", "Iterable", "Collection"))
    sized = True
    methods = frozenset(("index", "count"))

    def prepared(self, run: Run, value: range, depth: int) -> Any:
        return list(value) if len(value) <= MAX_ITEMS else value

    def alike(self, run: Run, a: range, b: range, depth: int) -> bool:
        return a == b

    def first(self, run: Run, value: range, text: str) -> object:
        return value.start

    def reveal(self, run: Run, value: range) -> str:
        return repr(value)

    def attribute(self, run: Run, place: Place, value: range, name: str) -> object:
        if name in ("start", "stop", "step"):
            return getattr(value, name)
        return super().attribute(run, place, value, name)

    def item(self, run: Run, place: Place, value: range, index: object) -> object:
        return element(run, place, value, index)

    def elements(self, run: Run, place: Place, value: range) -> list[Any] | None:
        return list(value) if len(value) <= MAX_ITEMS else None

    def contains(self, run: Run, place: Place, value: range, item: object) -> object:
        return item in value if KINDS[type(item)].is_whole else None


class Slices(Plain[slice]):
    types = (slice,)
    is_slice = True
    names = frozenset(("slice",))

    def prepared(self, run: Run, value: slice, depth: int) -> Any:
        return slice(*(prepare(run, part) for part in (value.start, value.stop, value.step)))

    def reveal(self, run: Run, value: slice) -> str:
        return repr(value)

    def attribute(self, run: Run, place: Place, value: slice, name: str) -> object:
        return getattr(value, name) if name in ("start", "stop", "step") else MISSING

    def settled_index(self, run: Run, value: slice) -> object:
        return slice(run.settled(value.start), run.settled(value.stop), run.settled(value.step))

    def as_index(self, run: Run, value: slice) -> object:
        index = slice(run.settled(value.start), run.settled(value.stop), run.settled(value.step))
        bounds = (index.start, index.stop, index.step)
        return index if all(bound is None or KINDS[type(bound)].is_whole for bound in bounds) else None
