"""Shapes of which the rank is not known."""

from __future__ import annotations

from shapelint.interpret.kinds.unknown import Unknowns
from shapelint.interpret.language.iterate import ShapeOf
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import Native
from shapelint.sizes.tensors import Unknown
from shapelint.source.place import Place


class ShapesOf(Unknowns):
    types = (ShapeOf,)

    def part(self, run: Run, place: Place, value: Unknown, name: str) -> object:
        return Native(name, lambda *_: Unknown(value.reason))
