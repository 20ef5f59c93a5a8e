"""What torch's functions take beyond what is declared of them.

Arguments of other signatures, and other names of one.

A call that names one of these, or gives that many more arguments, may fit: nothing is known of its result.
What is not listed is declared in full: `tests/ops/test_overloads.py` asks torch, and prints the table anew.
Functions of other libraries are not held to that; what does not fit their declarations may fit them all the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from shapelint.ops.core.declare import Operation

OTHERS: dict[str, str] = {
    "torch.Tensor.copy_": "other",
    "torch.Tensor.heaviside_": "values",
    "torch.Tensor.scatter_": "value",
    "torch.Tensor.to": "layout other pin_memory",
    "torch.addmm": "out_dtype",
    "torch.baddbmm": "out_dtype",
    "torch.bmm": "out_dtype",
    "torch.dot": "other",
    "torch.dsplit": "indices sections",
    "torch.fft.fftfreq": "pin_memory",
    "torch.fft.rfftfreq": "pin_memory",
    "torch.heaviside": "values",
    "torch.hsplit": "indices sections",
    "torch.isin": "element test_element",
    "torch.max": "other",
    "torch.mm": "out_dtype",
    "torch.nn.functional.elu_": "input_scale scale",
    "torch.nn.functional.rrelu_": "generator",
    "torch.randint_like": "generator",
    "torch.range": "pin_memory",
    "torch.result_type": "other scalar tensor",
    "torch.scatter": "value",
    "torch.special.airy_ai": "x",
    "torch.special.scaled_modified_bessel_k0": "x",
    "torch.special.scaled_modified_bessel_k1": "x",
    "torch.special.softmax": "dtype",
    "torch.special.spherical_bessel_j0": "x",
    "torch.tensor_split": "indices sections tensor_indices_or_sections",
    "torch.vsplit": "indices sections",
}
"""The function's name in its declaration -> names of arguments."""


def may_fit(operation: Operation, args: Sequence[Any], kwargs: Mapping[str, Any]) -> bool:
    """Whether a call may fit another signature of the function.

    It does not fit the declaration.
    """
    if operation.is_layer:
        return False
    signature = operation.call_binder
    stray = kwargs.keys() - signature.names
    too_many = signature.is_plain and len(args) > len(signature.positional)
    if not operation.name.startswith("torch."):
        return bool(stray) or too_many
    others = OTHERS.get(operation.name, "").split()
    return not stray.isdisjoint(others) or (too_many and len(args) <= len(signature.positional) + len(others))
