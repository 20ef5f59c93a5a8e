"""Elements under a key that is not known."""

from __future__ import annotations

from typing import Any, ClassVar

from shapelint.interpret.kinds.unknown import Blanks
from shapelint.interpret.language.subscripts import chosen
from shapelint.interpret.state.kind import KINDS, escape
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.chosen import Chosen
from shapelint.sizes.tensors import Unknown
from shapelint.source.place import Place


class Elements(Blanks):
    """One of some containers: what changes it may change any."""

    types: ClassVar[tuple[type, ...]] = (Chosen,)

    def attribute(self, run: Run, place: Place, value: Any, name: str) -> object:
        for one in value.among:
            if name in KINDS[type(one)].changing:
                escape(run, place, f"{name} of an element under an unknown key", one)
        return super().attribute(run, place, value, name)

    def set_item(self, run: Run, place: Place, value: Any, index: object, new: object) -> None:
        escape(run, place, "an assignment to an element under an unknown key", *value.among)
        super().set_item(run, place, value, index, new)

    def delete_item(self, run: Run, place: Place, value: Any, index: object) -> None:
        escape(run, place, "a deletion from an element under an unknown key", *value.among)
        super().delete_item(run, place, value, index)

    def element(self, run: Run, place: Place, value: Any, index: object) -> object:
        found = super().element(run, place, value, index)
        within = [part for one in value.among for part in KINDS[type(one)].reached(one)]
        return chosen(found, within) if type(found) is Unknown else found

    def binary(self, run: Run, place: Place, op: str, value: Any, other: object, inplace: bool) -> object:
        if inplace:
            escape(run, place, f"{op}= on an element under an unknown key", *value.among)
        return super().binary(run, place, op, value, other, inplace)
