"""Iterators."""

from __future__ import annotations

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.values.objects import Stream


class Streams(Anything[Stream]):
    types = (Stream,)
    abstract = frozenset(("Iterable", "Iterator", "Generator", "GeneratorType"))

    def known(self, value: Stream, depth: int) -> bool:
        return False
