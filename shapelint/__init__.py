"""shapelint finds tensor-shape bugs in PyTorch source before it runs.

    shapelint.check(paths, config=None) -> list[Finding]
    shapelint.check_source(text, path="<string>", config=None) -> list[Finding]
    shapelint.trace("model.py::Net", inputs=["N,3,H,W"], args={"num_classes": 10}) -> Traced

Importing the package costs nothing: each of these is imported when it is first used.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shapelint.findings import Finding as Finding
    from shapelint.interface import check as check
    from shapelint.interface import check_source as check_source
    from shapelint.interface import trace as trace
    from shapelint.version import __version__ as __version__

LAZY = {
    "Finding": "shapelint.findings", "check_source": "shapelint.interface", "Traced": "shapelint.traced",
    "TraceError": "shapelint.traced", "__version__": "shapelint.version",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in LAZY:
        raise AttributeError(f"module 'shapelint' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(LAZY[name]), name)


class _Package(ModuleType):
    """Two of the functions are called as modules of the package are: Python would put those in their place as soon as
    it imports them."""

    @property
    def check(self) -> Any:
        from shapelint.interface import check

        return check

    @check.setter
    def check(self, module: ModuleType) -> None:
        pass

    @property
    def trace(self) -> Any:
        from shapelint.interface import trace

        return trace

    @trace.setter
    def trace(self, module: ModuleType) -> None:
        pass


sys.modules[__name__].__class__ = _Package
