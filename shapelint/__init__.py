"""shapelint finds tensor-shape bugs in PyTorch source before it runs.

    import shapelint

    findings = shapelint.check(["models/"])
    findings = shapelint.check_source(text)
    traced = shapelint.trace("models/net.py::Net", inputs=[(1, 3, 224, 224)])

Importing the package is cheap: neither libcst nor torch is imported before something is checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shapelint.check import check, check_source
from shapelint.findings import Finding

if TYPE_CHECKING:
    from shapelint.tracing import trace

__all__ = ["Finding", "check", "check_source", "trace"]


def __getattr__(name: str) -> Any:
    if name == "trace":
        import shapelint.tracing

        # The submodule `shapelint.trace` is bound to the same name when it is imported: the function is what is meant.
        globals()["trace"] = shapelint.tracing.trace
        return shapelint.tracing.trace
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
