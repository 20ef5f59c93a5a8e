"""Iterators, and generators as managers of contexts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.language.subscripts import found_among
from shapelint.interpret.state.kind import next_of
from shapelint.interpret.state.managed import Through
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.objects import MISSING
from shapelint.interpret.values.streams import Context, Stream
from shapelint.sizes.tensors import Unknown
from shapelint.source.place import Place


class Contexts(Anything[Context]):
    """What a generator gives that `contextmanager` decorates."""

    types = (Context,)

    def through(self, value: Context) -> Through | None:
        return value.through


class Streams(Anything[Stream]):
    types = (Stream,)
    abstract = frozenset(("Iterable", "Iterator", "Generator", "GeneratorType"))

    def known(self, value: Stream, depth: int) -> bool:
        return False

    def prepared(self, run: Run, value: Stream, depth: int) -> Any:
        return Unknown("a sequence whose length is not known")

    def attribute(self, run: Run, place: Place, value: Stream, name: str) -> object:
        if name == "__iter__":
            return Native(name, lambda run, place, args, kwargs: value)
        return (
            Native(name, lambda run, place, args, kwargs: next_of(run, place, value)) if name == "__next__" else MISSING
        )

    def enter(self, run: Run, place: Place, value: Stream) -> object:
        """What a generator yields: one that `contextmanager` decorates yields once."""
        return value.items[0] if len(value.items) == 1 else run.unknown("what a generator yields as a context", place)

    def elements(self, run: Run, place: Place, value: Stream) -> list[Any] | None:
        return value.rest()

    def rounds(self, run: Run, place: Place, value: Stream) -> Iterable[Any]:
        return value

    def iterator(self, run: Run, place: Place, value: Stream) -> object:
        return value

    def next(self, run: Run, place: Place, value: Stream) -> object:
        run.heap.change(value)
        for found in value:
            return run.settled(found)
        raise PythonError("StopIteration")

    def contains(self, run: Run, place: Place, value: Stream, item: object) -> object:
        return found_among(run, place, value.rest(), item)
