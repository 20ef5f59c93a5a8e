"""Activations element by element: layers, their functions and in-place forms.

Those along an axis are in `softmax`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.ops.arithmetic import changed
from shapelint.ops.core.declare import function, layer
from shapelint.ops.core.dtypes import floated
from shapelint.ops.core.need import need
from shapelint.ops.formulas.broadcasting import mapped
from shapelint.sizes.tensors import Tensor

DECLARED: list[Any] = []
"""What the tables declare."""


UNORDERED = {"LogSigmoid", "logsigmoid"}
"""Their results lie in memory row after row, however their input does."""


class _Keeping:
    """A layer whose result has the shape of its input.

    ordered: and lies in memory as its input does.
    """

    ordered = True

    def forward(self, input: Tensor) -> Tensor:
        if getattr(self, "inplace", False) is True:
            return changed(input)
        return mapped(input, self.type_of(input.dtype), ordered=type(self).ordered)

    def type_of(self, dtype: str | None) -> str | None:
        """The type of the result."""
        return dtype


# --- nothing but `inplace` --------------------------------------------------------------------------------------


def _simple(name: str) -> type:
    @layer(f"torch.nn.{name}")
    class Simple(_Keeping):
        """(*) -> (*)"""

        def __init__(self, inplace=False) -> None:
            self.inplace = inplace

    return Simple


def _bare(name: str) -> type:
    @layer(f"torch.nn.{name}")
    class Bare(_Keeping):
        """(*) -> (*)"""

        ordered = name not in UNORDERED

        def __init__(self) -> None:
            pass

        def type_of(self, dtype: str | None) -> str | None:
            return floated(dtype)

    return Bare


def _simple_function(*names: str) -> Callable[..., Tensor]:
    @function(*names)
    def simple(input: Tensor, inplace=False) -> Tensor:
        """(*) -> (*)"""
        return changed(input) if inplace is True else mapped(input)

    return simple


def _bare_function(*names: str) -> Callable[..., Tensor]:
    ordered = UNORDERED.isdisjoint(name.rsplit(".", 1)[-1] for name in names)

    @function(*names)
    def bare(input: Tensor) -> Tensor:
        """(*) -> (*)"""
        return mapped(input, floated(input.dtype), ordered)

    return bare


for _name in ("ReLU", "ReLU6", "SELU", "SiLU", "Mish", "Hardswish", "Hardsigmoid"):
    DECLARED.append(_simple(_name))
    DECLARED.append(_simple_function(f"torch.nn.functional.{_name.lower()}"))
for _name in ("Sigmoid", "Tanh", "LogSigmoid", "Softsign", "Tanhshrink"):
    DECLARED.append(_bare(_name))
for _name in ("sigmoid", "tanh", "logsigmoid", "softsign", "tanhshrink"):
    DECLARED.append(_bare_function(f"torch.nn.functional.{_name}"))
selu = _bare_function("torch.selu")


def _in_place(*names: str) -> Callable[..., Tensor]:
    @function(*names)
    def in_place(input: Tensor) -> Tensor:
        """(*) -> (*)"""
        return changed(input)

    return in_place


relu_ = _in_place("torch.nn.functional.relu_", "torch.nn.functional.selu_", "torch.selu_")


# --- with parameters of their own -------------------------------------------------------------------------------


@layer("torch.nn.Identity")
class Identity:
    """whatever it is given; the constructor takes any arguments and reads none"""

    def __init__(self, *args, **kwargs) -> None:
        pass

    def forward(self, input) -> Any:
        return input


@layer("torch.nn.ELU")
class ELU(_Keeping):
    """(*) -> (*)"""

    def __init__(self, alpha=1.0, inplace=False) -> None:
        self.alpha, self.inplace = alpha, inplace


@layer("torch.nn.CELU")
class CELU(_Keeping):
    """(*) -> (*)"""

    def __init__(self, alpha=1.0, inplace=False) -> None:
        self.alpha, self.inplace = alpha, inplace


@function("torch.nn.functional.elu", "torch.nn.functional.celu")
def elu(input: Tensor, alpha=1.0, inplace=False) -> Tensor:
    """(*) -> (*)"""
    return changed(input) if inplace is True else mapped(input)


@function("torch.nn.functional.elu_", "torch.nn.functional.celu_", "torch.celu_")
def elu_(input: Tensor, alpha=1.0) -> Tensor:
    """(*) -> (*)"""
    return changed(input)


@function("torch.celu")
def celu(input: Tensor, alpha=1.0) -> Tensor:
    """(*) -> (*)"""
    return mapped(input)


@layer("torch.nn.GELU")
class GELU(_Keeping):
    """(*) -> (*)"""

    def __init__(self, approximate="none") -> None:
        self.approximate = approximate

    def forward(self, input: Tensor) -> Tensor:
        return gelu(input, self.approximate)


@function("torch.nn.functional.gelu")
def gelu(input: Tensor, approximate="none") -> Tensor:
    """(*) -> (*)"""
    if isinstance(approximate, str):
        need.holds(
            approximate in ("none", "tanh"), "wrong-arguments",
            f"approximate must be 'none' or 'tanh', not {approximate!r}", argument="approximate",
        )  # fmt: skip
    return mapped(input)


@layer("torch.nn.LeakyReLU")
class LeakyReLU(_Keeping):
    """(*) -> (*)"""

    def __init__(self, negative_slope=0.01, inplace=False) -> None:
        self.negative_slope, self.inplace = negative_slope, inplace


@function("torch.nn.functional.leaky_relu")
def leaky_relu(input: Tensor, negative_slope=0.01, inplace=False) -> Tensor:
    """(*) -> (*)"""
    return changed(input) if inplace is True else mapped(input)


@function("torch.nn.functional.leaky_relu_")
def leaky_relu_(input: Tensor, negative_slope=0.01) -> Tensor:
    """(*) -> (*)"""
    return changed(input)


@layer("torch.nn.Hardtanh")
class Hardtanh(_Keeping):
    """(*) -> (*)"""

    def __init__(self, min_val=-1.0, max_val=1.0, inplace=False, min_value=None, max_value=None) -> None:
        self.min_val = min_val if min_value is None else min_value
        self.max_val = max_val if max_value is None else max_value
        self.inplace = inplace
        _ordered(self.min_val, self.max_val, strictly=True)


@function("torch.nn.functional.hardtanh")
def hardtanh(input: Tensor, min_val=-1.0, max_val=1.0, inplace=False) -> Tensor:
    """(*) -> (*)"""
    _ordered(min_val, max_val, strictly=False)
    return changed(input) if inplace is True else mapped(input)


@function("torch.nn.functional.hardtanh_")
def hardtanh_(input: Tensor, min_val=-1.0, max_val=1.0) -> Tensor:
    """(*) -> (*)"""
    return changed(input)


def _ordered(low: Any, high: Any, strictly: bool) -> None:
    if isinstance(low, (int, float)) and isinstance(high, (int, float)):
        need.holds(
            low < high or (low == high and not strictly), "invalid-size",
            f"max_val ({high}) must be greater than min_val ({low})", argument="max_val",
        )  # fmt: skip


@layer("torch.nn.Hardshrink")
class Hardshrink(_Keeping):
    """(*) -> (*)"""

    def __init__(self, lambd=0.5) -> None:
        self.lambd = lambd


@layer("torch.nn.Softshrink")
class Softshrink(_Keeping):
    """(*) -> (*)"""

    def __init__(self, lambd=0.5) -> None:
        self.lambd = lambd


@function(
    "torch.nn.functional.hardshrink", "torch.nn.functional.softshrink", "torch.hardshrink", "torch.Tensor.hardshrink"
)
def hardshrink(input: Tensor, lambd=0.5) -> Tensor:
    """(*) -> (*)"""
    return mapped(input)


@layer("torch.nn.Softplus")
class Softplus(_Keeping):
    """(*) -> (*)"""

    def __init__(self, beta=1.0, threshold=20.0) -> None:
        self.beta, self.threshold = beta, threshold


@function("torch.nn.functional.softplus")
def softplus(input: Tensor, beta=1, threshold=20) -> Tensor:
    """(*) -> (*)"""
    return mapped(input)


@layer("torch.nn.Threshold")
class Threshold(_Keeping):
    """(*) -> (*)"""

    def __init__(self, threshold, value, inplace=False) -> None:
        self.threshold, self.value, self.inplace = threshold, value, inplace


@function("torch.nn.functional.threshold")
def threshold(input: Tensor, threshold, value, inplace=False) -> Tensor:
    """(*) -> (*)"""
    return changed(input) if inplace is True else mapped(input)


@function("torch.nn.functional.threshold_", "torch.threshold_")
def threshold_(input: Tensor, threshold, value) -> Tensor:
    """(*) -> (*)"""
    return changed(input)


@function("torch.threshold")
def torch_threshold(input: Tensor, threshold, value, *, out=None) -> Tensor:
    """(*) -> (*)"""
    return mapped(input)


@layer("torch.nn.RReLU")
class RReLU(_Keeping):
    """(*) -> (*)"""

    ordered = False

    def __init__(self, lower=1.0 / 8, upper=1.0 / 3, inplace=False) -> None:
        self.lower, self.upper, self.inplace = lower, upper, inplace


@function("torch.nn.functional.rrelu")
def rrelu(input: Tensor, lower=1.0 / 8, upper=1.0 / 3, training=False, inplace=False) -> Tensor:
    """(*) -> (*)"""
    return changed(input) if inplace is True else mapped(input, ordered=False)


@function("torch.rrelu")
def torch_rrelu(input: Tensor, lower=1.0 / 8, upper=1.0 / 3, training=False, generator=None) -> Tensor:
    """(*) -> (*)"""
    return mapped(input, ordered=False)


@function("torch.nn.functional.rrelu_", "torch.rrelu_")
def rrelu_(input: Tensor, lower=1.0 / 8, upper=1.0 / 3, training=False) -> Tensor:
    """(*) -> (*)"""
    return changed(input)
