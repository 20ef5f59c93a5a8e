"""Modules that are read from source."""

from __future__ import annotations

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import SourceModule
from shapelint.source.place import Place


class SourceModules(Anything[SourceModule]):
    types = (SourceModule,)
    abstract = frozenset(("ModuleType",))

    def surely_lacks(self, value: SourceModule, name: str) -> bool:
        return not value.stars

    def attribute(self, run: Run, place: Place, value: SourceModule, name: str) -> object:
        found: object = run.project.module_attribute(run, value, name)
        return found

    def set_attribute(self, run: Run, place: Place, value: SourceModule, name: str, new: object) -> None:
        run.heap.change(value)
        value.names[name] = new
