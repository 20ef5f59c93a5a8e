"""shapelint finds tensor-shape bugs in PyTorch source before it runs.

    shapelint.check(paths, config=None) -> list[Finding]
    shapelint.check_source(text, path="<string>", config=None) -> list[Finding]
    shapelint.trace("model.py::Net", inputs=["N,3,H,W"], args={"num_classes": 10}) -> Traced
    shapelint.pad("conv2d", input=224, kernel=7, stride=2, padding="same") -> dict

Importing the package costs nothing: each of these is imported when it is first used. Nothing is imported here, not even
from the standard library: with `python -m shapelint` a file of the current folder could still stand in its place.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shapelint.app.api import Unchecked as Unchecked
    from shapelint.app.api import check as check
    from shapelint.app.api import check_source as check_source
    from shapelint.app.api import trace as trace
    from shapelint.layers.interface import pad as pad
    from shapelint.layers.tracing.result import Traced as Traced
    from shapelint.layers.tracing.result import TraceError as TraceError
    from shapelint.report.findings import Finding as Finding
    from shapelint.version import __version__ as __version__

HOMES = {
    "check": "app.api", "check_source": "app.api", "trace": "app.api", "Unchecked": "app.api",
    "pad": "layers.interface",
    "Finding": "report.findings", "Traced": "layers.tracing.result", "TraceError": "layers.tracing.result",
    "__version__": "version",
}  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in HOMES:
        raise AttributeError(f"module 'shapelint' has no attribute {name!r}")
    from importlib import import_module

    found: object = getattr(import_module(f"shapelint.{HOMES[name]}"), name)
    return found
