"""Names of modules that import each other."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.values.objects import MISSING, SourceModule
from shapelint.sizes.tensors import Unknown


class LateName(Unknown):
    """A name imported from a module that is not finished yet.

    The modules import each other. Whoever runs the program imports them in an order in which it works, so that it is
    whatever the module has under that name later.
    """

    __slots__ = ("module",)

    def __init__(self, module: SourceModule, name: str) -> None:
        super().__init__(f"{name} is not found in {module.name}, which is being imported", name)
        self.module = module

    def found(self) -> Any:
        """The value; MISSING as long as there is none."""
        return self.module.names.get(self.name, MISSING)
