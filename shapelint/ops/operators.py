"""Python's operators on tensors.

`x + y` is torch.Tensor.__add__, `2 - x` is __rsub__, `x += y` is __iadd__.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.ops.arithmetic import computed_in, pair_type
from shapelint.ops.core.declare import function
from shapelint.ops.core.dtypes import floats
from shapelint.ops.core.perform import as_tensor
from shapelint.ops.formulas.broadcasting import elementwise
from shapelint.sizes.tensors import Tensor

ARITHMETIC = "add sub mul truediv floordiv mod pow and or xor lshift rshift"
COMPARISONS = "lt le gt ge"

DECLARED: list[Callable[..., Any]] = []
"""What the tables declare."""


def _operator(name: str, floating: bool, dtype: str | None = None) -> Callable[..., Tensor]:
    @function(f"torch.Tensor.{name}")
    def operator(input: Tensor, other: Tensor) -> Tensor:
        """The broadcast of both shapes."""
        made = dtype or pair_type(input, other, floating)
        return elementwise(input, other, dtype=made, ordered=not name.startswith("__r"))

    return operator


def _operator_in_place(name: str) -> Callable[..., Tensor]:
    @function(f"torch.Tensor.{name}")
    def operator_in_place(input: Tensor, other: Tensor) -> Tensor:
        """input; other must broadcast to its shape."""
        if name == "__itruediv__":
            floats(input)
        return computed_in(input, other)

    return operator_in_place


for _short in ARITHMETIC.split():
    for _form in ("", "r"):
        DECLARED.append(_operator(f"__{_form}{_short}__", _short == "truediv"))
    DECLARED.append(_operator_in_place(f"__i{_short}__"))
for _short in COMPARISONS.split():
    DECLARED.append(_operator(f"__{_short}__", False, "bool"))


def _equality(name: str, otherwise: bool) -> Callable[..., Any]:
    @function(f"torch.Tensor.{name}")
    def equality(input: Tensor, other) -> Any:
        """The broadcast of both shapes.

        A bool where the other is neither tensor nor number, as Python has it.
        """
        if other is None or isinstance(other, (str, tuple, list, dict)):
            return otherwise
        return elementwise(input, as_tensor(other), dtype="bool")

    return equality


_eq = _equality("__eq__", False)
_ne = _equality("__ne__", True)
