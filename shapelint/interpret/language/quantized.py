"""FloatFunctional: arithmetic as methods of a module.

Each is followed by a module that observes the result.
"""

from __future__ import annotations

from typing import Any

from shapelint.interpret.language.modules import MODULE_CLASS
from shapelint.interpret.state.kind import call
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import Class, External
from shapelint.source.place import Place

METHODS = {
    "add": ("torch.add",), "mul": ("torch.mul",), "cat": ("torch.cat",), "matmul": ("torch.matmul",),
    "add_relu": ("torch.add", "torch.relu"), "add_scalar": ("torch.add",), "mul_scalar": ("torch.mul",),
}  # fmt: skip


def _init(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    args[0].attributes["activation_post_process"] = call(run, place, External("torch.nn.Identity"), [], {})


def _method(operations: tuple[str, ...]) -> Any:
    def body(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
        self, *rest = args
        value = call(run, place, External(operations[0]), rest, kwargs)
        for name in operations[1:]:
            value = call(run, place, External(name), [value], {})
        return call(run, place, self.attributes["activation_post_process"], [value], {})

    return body


FLOAT_FUNCTIONAL = Class(
    "FloatFunctional",
    (MODULE_CLASS,),
    {"__init__": Native("__init__", _init), **{name: Native(name, _method(ops)) for name, ops in METHODS.items()}},
)
QUANTIZED = {
    f"torch.{room}.FloatFunctional": FLOAT_FUNCTIONAL
    for room in (
        "nn.quantized",
        "ao.nn.quantized",
        "nn.quantized.modules",
        "ao.nn.quantized.modules.functional_modules",
    )
}
