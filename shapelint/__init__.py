"""shapelint finds tensor-shape bugs in PyTorch source before it runs.

    shapelint.check(paths, config=None) -> list[Finding]
    shapelint.check_source(text, path="<string>", config=None) -> list[Finding]
    shapelint.trace("model.py::Net", inputs=["N,3,H,W"], args={"num_classes": 10}) -> Traced
    shapelint.pad("conv2d", input=224, kernel=7, stride=2, padding="same") -> dict

Importing the package costs nothing: each of these is imported when it is first used. Nothing is imported here, not even
from the standard library: with `python -m shapelint` a file of the current folder could still stand in its place.
"""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shapelint.findings import Finding as Finding
    from shapelint.interface import check as check
    from shapelint.interface import check_source as check_source
    from shapelint.interface import trace as trace
    from shapelint.layers.interface import pad as pad
    from shapelint.traced import Traced as Traced
    from shapelint.traced import TraceError as TraceError
    from shapelint.version import __version__ as __version__

LAZY = {
    "Finding": "shapelint.findings", "check_source": "shapelint.interface", "Traced": "shapelint.traced",
    "TraceError": "shapelint.traced", "pad": "shapelint.layers.interface", "__version__": "shapelint.version",
}  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in LAZY:
        raise AttributeError(f"module 'shapelint' has no attribute {name!r}")
    from importlib import import_module

    found: object = getattr(import_module(LAZY[name]), name)
    return found


class _Package(type(sys)):  # type: ignore[misc]
    """Two of the functions are called as modules of the package are: Python would put those in their place as soon as
    it imports them."""

    @property
    def check(self) -> object:
        from shapelint.interface import check

        return check

    @check.setter
    def check(self, module: object) -> None:
        pass

    @property
    def trace(self) -> object:
        from shapelint.interface import trace

        return trace

    @trace.setter
    def trace(self, module: object) -> None:
        pass


sys.modules[__name__].__class__ = _Package
