"""Shapes of which the rank is not known."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.kinds.unknown import Unknowns
from shapelint.interpret.language.sizes import size_of_axis
from shapelint.interpret.state.kind import get_attribute, get_item
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.shapes import ShapeOf, ShapeTuple
from shapelint.ops.core.need import need
from shapelint.sizes.tensors import Unknown
from shapelint.source.place import Place


class ShapesOf(Unknowns[ShapeOf]):
    types = (ShapeOf,)

    def part(self, run: Run, place: Place, value: ShapeOf, name: str) -> object:
        return Native(name, lambda *_: Unknown(value.reason))

    def element(self, run: Run, place: Place, value: ShapeOf, index: object) -> object:
        """A size: a symbol that is remembered."""
        known = value.tensor.known_shape
        if known is not None:
            return get_item(run, place, ShapeTuple(known, value.tensor), index)
        if isinstance(index, int):
            return run.world.facts.resolve(size_of_axis(run, value.tensor, index))
        if isinstance(index, slice) and (index.stop, index.step) == (None, None):
            if isinstance(index.start, int) and index.start < 0:
                return tuple(self.element(run, place, value, axis) for axis in range(index.start, 0))
        return value.part(("item", repr(index)), "")

    def parts(self, run: Run, place: Place, value: ShapeOf, names: list[str], star: int | None) -> list[Any]:
        """`b, c, h, w = x.shape`: the tensor has four axes, called so."""
        if star is not None:
            return super().parts(run, place, value, names, star)
        letters = [n if n and n != "_" else f"d{i}" for i, n in enumerate(names)]
        shape = value.tensor.known_shape
        if shape is None:
            with need.recording(run.world.facts):
                shape = need.refine(value.tensor, len(names), letters)
        return list(shape)

    def length(self, run: Run, place: Place, value: ShapeOf) -> object:
        return get_attribute(run, place, value.tensor, "ndim")
