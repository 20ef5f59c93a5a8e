"""einops: products by names.

As the function einsum and as the layer EinMix.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from shapelint.ops.core.declare import function, layer, parameter
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.einops_ops import decomposed, malformed
from shapelint.ops.einsum import Equation, contracted
from shapelint.ops.formulas.einops_pattern import DOTS, Malformed, Side, read_side, unsized
from shapelint.sizes.dims import Dim, product
from shapelint.sizes.tensors import Tensor, Unknown, tensor


@function("einops.einsum")
def einsum(*tensors_and_pattern) -> Tensor:
    """By a pattern of names: "b i k, b k j -> b i j" """
    *operands, text = tensors_and_pattern or (None,)
    if isinstance(text, Unknown):
        raise Undecided("the pattern is not known")
    if not isinstance(text, str) or not operands:
        need.refuse("wrong-arguments", "einsum takes tensors and then a pattern", argument="pattern")
    if text.count("->") != 1:
        need.refuse("wrong-arguments", f"there must be one -> in the pattern {text!r}", argument="pattern")
    left, right = text.split("->")
    inputs = [_names(part, text) for part in left.split(",")]
    output = _names(right, text)
    if len(set(output)) < len(output):
        need.refuse("wrong-arguments", f"a name stands twice on the right of {text!r}", argument="pattern")
    if strays := [name for name in output if not any(name in one for one in inputs)]:
        need.refuse("wrong-arguments", f"{strays[0]} stands on the right only of {text!r}", argument="pattern")
    if len(operands) != len(inputs):
        need.refuse(
            "wrong-arguments", f"the pattern {text!r} speaks of {len(inputs)} tensors, {len(operands)} are given",
            actual=len(operands), expected=len(inputs), argument="pattern",
        )  # fmt: skip
    if not all(isinstance(one, Tensor) for one in operands):
        raise Undecided("an operand is not known")
    return contracted(Equation(inputs, output), operands)


def _names(text: str, pattern: str) -> list[str]:
    """The names of one operand.

    A name may stand twice (a diagonal), but not in brackets, and 1 not at all.
    """
    names = text.split()
    for name in names:
        if "(" in name or ")" in name or name.isdecimal():
            need.refuse("wrong-arguments", f"{name!r} has no place in the einsum {pattern!r}", argument="pattern")
        try:
            read_side(name)
        except Malformed as error:
            malformed(pattern, error)
    return names


@layer("einops.layers.torch.EinMix")
class EinMix:
    """A product with a weight by names: EinMix("b t c -> b t d", weight_shape="c d", c=64, d=128)"""

    def __init__(self, pattern, weight_shape, bias_shape=None, **axes_lengths) -> None:
        self.pattern = pattern
        self.weight_shape = weight_shape
        self.bias_shape = bias_shape
        self.axes_lengths = axes_lengths
        if not isinstance(pattern, str) or not isinstance(weight_shape, str) or isinstance(bias_shape, Unknown):
            raise Undecided("the pattern is not known")
        left, right, weight = _mix(pattern, weight_shape)
        lengths = {name: need.whole(value, name) for name, value in axes_lengths.items()}
        _require(not weight.names - lengths.keys(), f"{_list(weight.names - lengths.keys())} of the weight has no size")
        strays = lengths.keys() - left.names - weight.names
        _require(not strays, f"{_list(strays)} is not in the pattern {pattern!r}")
        useless = weight.names - left.names - right.names
        _require(not useless, f"{_list(useless)} stands in the weight only")
        for group in left.groups:
            if len(group) != 1:
                unknown = unsized(group, lengths.keys() | left.numbers.keys())
                _require(len(unknown) < 2, f"{_list(unknown)} cannot be inferred together")
        self.weight = parameter(*(lengths[name] for group in weight.groups for name in group))
        self.bias = None if bias_shape is None else parameter(*_bias(bias_shape, right, lengths))

    def forward(self, input: Tensor) -> Tensor:
        left, right, weight = _mix(self.pattern, self.weight_shape)
        composed = {name for group in left.groups if len(group) != 1 for name in group}
        lengths = {name: need.whole(value, name) for name, value in self.axes_lengths.items()}
        sizes = {name: size for name, size in lengths.items() if name in composed}
        dots = decomposed(input, left, self.pattern, sizes)
        if dots is None:
            raise Undecided("the rank of the input is not known")
        flat = _flat(left)
        operand = Tensor(
            tuple(size for name in flat for size in (dots if name == DOTS else (sizes[name],))), input.dtype
        )
        factors = tensor(*(lengths[name] for name in _flat(weight)), dtype=input.dtype)
        mixed = need.shape(contracted(Equation([flat, _flat(weight)], _flat(right)), [operand, factors]))
        found: dict[str, tuple[Dim, ...]] = {}
        place = 0
        for name in _flat(right):
            width = len(dots) if name == DOTS else 1
            found[name] = mixed[place : place + width]
            place += width
        made: list[Dim] = []
        for group in right.groups:
            is_spread = group == (DOTS,) and not right.bracketed_dots
            made.extend(found[DOTS] if is_spread else [product(size for name in group for size in found[name])])
        return tensor(*made, dtype=input.dtype)


def _flat(side: Side) -> list[str]:
    return [name for group in side.groups for name in group]


def _list(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def _require(condition: bool, says: str) -> None:
    if not condition:
        need.refuse("wrong-arguments", says, argument="pattern")


def _mix(pattern: str, weight_shape: str) -> tuple[Side, Side, Side]:
    """The three sides of an EinMix.

    Checked as far as they concern each other.
    """
    _require(pattern.count("->") == 1, f"there must be one -> in the pattern {pattern!r}")
    one, other = pattern.split("->")
    try:
        left, right, weight = read_side(one), read_side(other), read_side(weight_shape)
    except Malformed as error:
        malformed(pattern, error)
    strays = right.names - left.names - weight.names
    _require(not strays, f"{_list(strays)} stands on the right only of {pattern!r}")
    _require(not weight.has_dots and "(" not in weight_shape, "a weight has neither ... nor brackets")
    _require(left.has_dots == right.has_dots, f"... must stand on both sides of {pattern!r}, or on none")
    _require(not left.bracketed_dots, f"... stands in brackets on the left of {pattern!r}")
    _require(not (left.numbers or right.numbers or weight.numbers), "numbers other than 1 have no place in EinMix")
    return left, right, weight


def _bias(bias_shape: Any, right: Side, lengths: Mapping[str, Dim]) -> list[Dim]:
    """The sizes of the bias.

    Its own names where they stand in the result, 1 elsewhere, nothing for `...`.
    """
    _require(isinstance(bias_shape, str), "bias_shape must be a text")
    try:
        bias = read_side(bias_shape)
    except Malformed as error:
        malformed(bias_shape, error)
    _require(not bias.names - right.names, f"{_list(bias.names - right.names)} of the bias is not in the result")
    _require(not bias.names - lengths.keys(), f"{_list(bias.names - lengths.keys())} of the bias has no size")
    sizes: list[Dim] = []
    for name in _flat(right):
        if name == DOTS:
            _require(all(size == 1 for size in sizes), "the axes of a bias stand after ...")
        else:
            sizes.append(lengths[name] if name in bias.names else 1)
    return sizes
