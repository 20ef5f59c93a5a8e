"""Operands that meet element by element.

Functions and methods, over the broadcast rule.

The tables are declarations: every name in them is torch's, and the function they are read into has torch's signature.
In-place forms (`add_`) keep the shape of the tensor they change, or torch refuses.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.ops.core.declare import function
from shapelint.ops.core.dtypes import floated, floats, holdable, promoted
from shapelint.ops.core.need import need
from shapelint.ops.core.perform import as_tensor
from shapelint.ops.formulas.broadcasting import broadcast, elementwise, expands_to
from shapelint.sizes.tensors import Tensor

PAIRS = """
    mul multiply remainder fmod atan2 arctan2 maximum minimum fmax fmin true_divide floor_divide hypot copysign xlogy
    logaddexp logaddexp2 heaviside ldexp gcd lcm nextafter igamma igammac
    bitwise_and bitwise_or bitwise_xor bitwise_left_shift bitwise_right_shift
"""
COMPARISONS = "eq ne lt le gt ge greater greater_equal less less_equal not_equal logical_and logical_or logical_xor"
SPECIAL = "xlogy xlog1py zeta gammainc gammaincc"
NOT_IN_PLACE = {"maximum", "minimum", "fmax", "fmin", "logaddexp", "logaddexp2"}
FLOATING = {"atan2", "arctan2", "true_divide", "hypot", "copysign", "xlogy", "logaddexp", "logaddexp2", "ldexp"}
FLOATING |= {"xlog1py", "zeta"}

DECLARED: list[Callable[..., Any]] = []
"""What the tables declare."""


def pair_type(input: Tensor, other: Tensor, floating: bool) -> str | None:
    """The type of the result.

    Operations that divide make numbers of the default type from integers.
    """
    dtype = promoted(input, other)
    return floated(dtype) if floating else dtype


def changed(input: Tensor) -> Tensor:
    """What an in-place operation returns.

    The numbers that the source stated for the tensor hold no more.
    """
    input.data = None
    return Tensor(input.shape, input.dtype, input.strides)


def changed_with(input: Tensor, *others: tuple[str, Tensor]) -> Tensor:
    """The tensor after an operation in place.

    Its operands must broadcast to the tensor it changes.
    """
    for argument, other in others:
        expands_to(other, input, argument)
    return changed(input)


def computed_in(input: Tensor, other: Tensor) -> Tensor:
    """The tensor after arithmetic in place, whose type must hold the result."""
    holdable(input, other)
    return changed_with(input, ("other", other))


def _pair(short: str, *names: str, dtype: str | None = None) -> Callable[..., Tensor]:
    floating = short in FLOATING

    @function(*names)
    def pair(input: Tensor, other: Tensor, *, out=None) -> Tensor:
        """The broadcast of both shapes."""
        return elementwise(input, other, dtype=dtype or pair_type(input, other, floating))

    return pair


def _pair_in_place(short: str) -> Callable[..., Tensor]:
    make = computed_in if short in PAIRS.split() else lambda input, other: changed_with(input, ("other", other))

    @function(f"torch.Tensor.{short}_")
    def pair_in_place(input: Tensor, other: Tensor) -> Tensor:
        """input; other must broadcast to its shape."""
        return make(input, other)

    return pair_in_place


for _short in PAIRS.split():
    DECLARED.append(_pair(_short, f"torch.{_short}", f"torch.Tensor.{_short}"))
for _short in COMPARISONS.split():
    DECLARED.append(_pair(_short, f"torch.{_short}", f"torch.Tensor.{_short}", dtype="bool"))
for _short in SPECIAL.split():
    DECLARED.append(_pair(_short, f"torch.special.{_short}"))
for _short in (PAIRS + COMPARISONS).split():
    if _short not in NOT_IN_PLACE:
        DECLARED.append(_pair_in_place(_short))


def _second(other: Tensor, older: tuple[Any, ...]) -> Tensor:
    """The second operand.

    `older` holds it in the deprecated order (input, alpha, other), which torch still takes.
    """
    if len(older) > 1 or (older and other.known_shape):
        need.refuse("wrong-arguments", "two operands are wanted, alpha only by its name", argument="other")
    return as_operand(older[0], "other") if older else other


def _scaled(*names: str, ordered: bool = True) -> Callable[..., Tensor]:
    @function(*names)
    def scaled(input: Tensor, other: Tensor, *older, alpha=1, out=None) -> Tensor:
        """The broadcast of both shapes."""
        other = _second(other, older)
        return elementwise(input, other, dtype=pair_type(input, other, False), ordered=ordered)

    return scaled


def _scaled_in_place(name: str) -> Callable[..., Tensor]:
    @function(name)
    def scaled_in_place(input: Tensor, other: Tensor, *older, alpha=1) -> Tensor:
        """input; other must broadcast to its shape."""
        return computed_in(input, _second(other, older))

    return scaled_in_place


for _short in ("add", "sub", "subtract"):
    DECLARED.append(_scaled(f"torch.{_short}", f"torch.Tensor.{_short}"))
    DECLARED.append(_scaled_in_place(f"torch.Tensor.{_short}_"))
rsub = _scaled("torch.rsub", ordered=False)  # it goes through its operands the other way


@function("torch.div", "torch.Tensor.div")
def div(input: Tensor, other: Tensor, *, rounding_mode=None, out=None) -> Tensor:
    """The broadcast of both shapes."""
    return elementwise(input, other, dtype=pair_type(input, other, rounding_mode is None))


@function("torch.divide", "torch.Tensor.divide")
def divide(input: Tensor, other: Tensor, *, rounding_mode=None, out=None) -> Tensor:
    """The broadcast of both shapes."""
    return elementwise(input, other, dtype=pair_type(input, other, rounding_mode is None))


@function("torch.Tensor.div_", "torch.Tensor.divide_")
def div_(input: Tensor, other: Tensor, *, rounding_mode=None) -> Tensor:
    """input; other must broadcast to its shape."""
    if rounding_mode is None:
        floats(input)
    return computed_in(input, other)


@function("torch.pow", "torch.Tensor.pow")
def power(input: Tensor, exponent: Tensor, *, out=None) -> Tensor:
    """The broadcast of both shapes."""
    return elementwise(input, exponent, arguments=("input", "exponent"))


@function("torch.float_power", "torch.Tensor.float_power")
def float_power(input: Tensor, exponent: Tensor, *, out=None) -> Tensor:
    """The broadcast of both shapes."""
    shape = broadcast(input, exponent, arguments=("input", "exponent"))
    return Tensor(shape)


@function("torch.Tensor.pow_", "torch.Tensor.float_power_")
def power_(input: Tensor, exponent: Tensor) -> Tensor:
    """input; exponent must broadcast to its shape."""
    return changed_with(input, ("exponent", exponent))


# --- three operands ---------------------------------------------------------------------------------------------


@function("torch.where")
def where(condition: Tensor, input=None, other=None, *, out=None) -> Tensor | tuple[Tensor, ...]:
    """The broadcast of all three shapes.

    With a condition alone, one row of indices for each of its axes.
    """
    if input is None and other is None:
        count = need.facts.fresh("n", 0)
        return tuple(Tensor((count,), "int64") for _ in need.shape(condition) or (1,))
    if input is None or other is None:
        need.refuse("wrong-arguments", "where takes a condition alone, or a condition and two values", argument="other")
    return _chosen(condition, as_operand(input, "input"), as_operand(other, "other"))


@function("torch.Tensor.where")
def tensor_where(input: Tensor, condition: Tensor, other: Tensor) -> Tensor:
    """The broadcast of all three shapes."""
    return _chosen(condition, input, other)


def _chosen(condition: Tensor, input: Tensor, other: Tensor) -> Tensor:
    shape = broadcast(condition, input, other, arguments=("condition", "input", "other"))
    return Tensor(shape, promoted(input, other))


def as_operand(value: Any, argument: str) -> Tensor:
    """A tensor, or a number as a tensor without axes.

    Refuses what torch cannot take for either.
    """
    if value is None or isinstance(value, (str, tuple, list, dict)):
        need.refuse("wrong-arguments", f"{argument} must be a tensor or a number", argument=argument)
    return as_tensor(value)


@function("torch.lerp", "torch.Tensor.lerp")
def lerp(input: Tensor, end: Tensor, weight: Tensor, *, out=None) -> Tensor:
    """The broadcast of all three shapes."""
    return elementwise(input, end, weight, arguments=("input", "end", "weight"))


@function("torch.Tensor.lerp_")
def lerp_(input: Tensor, end: Tensor, weight: Tensor) -> Tensor:
    """input; the others must broadcast to its shape."""
    return changed_with(input, ("end", end), ("weight", weight))


def _multiplied(*names: str) -> Callable[..., Tensor]:
    @function(*names)
    def multiplied(input: Tensor, tensor1: Tensor, tensor2: Tensor, *older, value=1, out=None) -> Tensor:
        """The broadcast of all three shapes.

        The order (input, value, tensor1, tensor2) is deprecated, and taken.
        """
        if older:
            tensor1, tensor2 = tensor2, as_operand(older[0], "tensor2")
        return elementwise(input, tensor1, tensor2, arguments=("input", "tensor1", "tensor2"))

    return multiplied


def _multiplied_in_place(name: str) -> Callable[..., Tensor]:
    @function(name)
    def multiplied_in_place(input: Tensor, tensor1: Tensor, tensor2: Tensor, *older, value=1) -> Tensor:
        """input; tensor1 and tensor2 must broadcast to its shape."""
        if older:
            tensor1, tensor2 = tensor2, as_operand(older[0], "tensor2")
        return changed_with(input, ("tensor1", tensor1), ("tensor2", tensor2))

    return multiplied_in_place


for _short in ("addcmul", "addcdiv"):
    DECLARED.append(_multiplied(f"torch.{_short}", f"torch.Tensor.{_short}"))
    DECLARED.append(_multiplied_in_place(f"torch.Tensor.{_short}_"))
