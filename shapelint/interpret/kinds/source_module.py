"""Modules that are read from source."""

from __future__ import annotations

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.values.objects import SourceModule


class SourceModules(Anything[SourceModule]):
    types = (SourceModule,)
    abstract = frozenset(("ModuleType",))
