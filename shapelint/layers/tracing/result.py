"""What a trace holds: plain data, which outputs and comparisons read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from shapelint.report.findings import Finding
from shapelint.sizes.dims import Dim


class TraceError(Exception):
    """The target cannot be traced; the message says why."""


@dataclass(frozen=True)
class Call:
    """One call of a module, a function or a method.

    `name` is None for a function or tensor method. In the order of completion.

    name: the qualified name that `named_modules()` gives; None also for a module that is no part of the model.
    type: the class of the module, or the name of the function.
    inputs, output: nested lists of shapes, a shape being a tuple of sizes, or None where it is not known or the value
        is no tensor; arguments without any tensor are left out of inputs.
    parameters: how many numbers the parameters of the module and of all below it hold.
    depth: how many calls are around it. is_leaf: whether it is an operation of torch's own.
    reason: why the output, or part of it, is not known; "" where it is.
    trainable: those of the parameters that are trained. kernel: the kernel's size, () where there is none.
    products: how many numbers it multiplies itself (products.py), None where that is not known. size: bytes of output.
    """

    name: str | None
    type: str
    inputs: tuple[Any, ...]
    output: Any
    parameters: Dim
    filename: str
    row: int
    column: int
    depth: int
    is_leaf: bool
    reason: str = ""
    trainable: Dim = 0
    kernel: tuple[Any, ...] = ()
    products: Dim | None = 0
    size: Dim | None = 0

    @property
    def title(self) -> str:
        """What a function is called where it stands.

        `cat()`, `@`, `[...]`.
        """
        return SIGNS.get(self.type) or f"{self.type}()"


SIGNS = {
    f"__{form}{name}__": sign + "=" * (form == "i")
    for name, sign in {
        "add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%", "pow": "**", "matmul": "@",
        "and": "&", "or": "|", "xor": "^", "lshift": "<<", "rshift": ">>",
    }.items()
    for form in ("", "r", "i")
} | {
    "__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">=", "__eq__": "==", "__ne__": "!=", "__neg__": "-",
    "__invert__": "~", "__getitem__": "[...]", "__setitem__": "[...] =",
}  # fmt: skip
"""How Python writes the methods behind its operators."""


@dataclass(frozen=True)
class Stop:
    """Where and why the run ends before its end.

    An exception that the program raises, or a budget.

    refused: whether it is an exception, so that torch's run ends here as well.
    """

    text: str
    filename: str
    row: int
    column: int
    refused: bool


@dataclass
class Traced:
    """What `trace` found.

    calls: those that complete. Where the run fails they end there, as torch's own would.
    unresolved: (filename, row, column, reason) of what could not be known. demands: what must hold of symbolic sizes.
    findings: what torch refuses. error: the one at which it stops, or None; `stop` where the program itself raises, or
        shapelint gave up. parameters: of the whole model, `trainable` those that are trained, `size` in bytes.
    names: the keys of the output, where it is a dictionary or has fields. edges: which call's output another is given
    (negative: the inputs, -1 the first), and its shape.
    is_module: whether a module was called, and no function of tensors. numbers: small values for the symbolic sizes
        that meet the demands, None where none were found.
    """

    target: str
    inputs: tuple[Any, ...]
    output: Any = None
    calls: list[Call] = field(default_factory=list)
    unresolved: list[tuple[str, int, int, str]] = field(default_factory=list)
    demands: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    error: Finding | None = None
    stop: Stop | None = None
    parameters: Dim = 0
    trainable: Dim = 0
    size: Dim | None = 0
    names: tuple[str, ...] = ()
    edges: list[tuple[int, int, Any]] = field(default_factory=list)
    is_module: bool = True
    numbers: dict[str, int] | None = None

    @property
    def refused(self) -> bool:
        """Whether the run surely ends with an exception."""
        return self.error is not None or (self.stop is not None and self.stop.refused)
