"""Linear and bilinear maps.

They look at the last axis only, so the rank of their input stays open.
"""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.arguments import surely_given
from shapelint.ops.core.declare import function, layer, parameter
from shapelint.ops.core.dtypes import alike, weighed
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.core.state import held, optional
from shapelint.ops.formulas.axes import named_size, require_last, with_last
from shapelint.ops.formulas.window import positive, whole_numbers
from shapelint.sizes.dims import Dim
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Tensor, Unknown, UnknownShape, unknown_tensor


def _features(value: Any, argument: str, least: int = 0) -> Dim:
    """A number of features that a constructor reads.

    `nn.Linear(64 * 28 / 2, 10)` is refused, for it is a float.
    """
    whole_numbers(value, argument)
    size = need.whole(value, argument)
    positive((size,), argument, least)
    need.usually_positive(size)
    return size


def _last_is(input: Tensor, features: Dim, expected_is: str, argument: str, tensor_name: str = "input") -> None:
    shape = need.known(input)
    if shape == ():
        need.refuse(
            "wrong-rank", f"{tensor_name} must have at least 1 dimension, it has none", actual=0, expected=1, of=input,
            argument=tensor_name,
        )  # fmt: skip
    require_last(
        input, (features,), "feature-mismatch", argument, actual_is=f"features of the {tensor_name}",
        expected_is=expected_is,
    )  # fmt: skip


# --- linear ---------------------------------------------------------------------------------------------------------


@function("torch.nn.functional.linear")
def linear(input: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """(*, in), (out, in) -> (*, out); a weight of one axis: (*, in), (in,) -> (*)"""
    held = need.known(weight)
    if held is None:
        raise Undecided("the rank of the weight is not known")
    need.rank(weight, (2, 1), "weight")
    _last_is(input, held[-1], "weight.shape[-1]", "weight")
    alike(input, weight)
    if len(held) == 1:
        if surely_given(bias):
            need.refuse("wrong-arguments", "a weight of one axis takes no bias", argument="bias")
        shape = need.known(input)
        if shape is None:
            raise Undecided("the rank of the input is not known")
        return Tensor(shape[:-1], input.dtype)
    if bias is not None:
        _broadcasts(bias, held[0])
    return with_last(input, held[0])


def _broadcasts(bias: Tensor, features: Dim) -> None:
    """Demand a bias with one number for each feature.

    Or one for all of them.
    """
    shape = need.known(bias)
    if shape is None or shape == ():
        return
    if len(shape) > 1:
        raise Undecided("a bias of several axes")
    about: dict[str, Any] = {
        "actual_is": "size of bias", "expected_is": "output features", "argument": "bias", "of": bias, "axis": 0,
    }  # fmt: skip
    one = need.facts.same(shape[0], 1)
    if one is Verdict.NO:
        need.same(shape[0], features, "size-mismatch", **about)
    elif one is Verdict.UNKNOWN:
        need.perhaps_same(shape[0], features, "size-mismatch", **about)


@layer("torch.nn.Linear")
class Linear:
    """(*, in_features) -> (*, out_features)"""

    in_features: Any
    out_features: Any
    weight: Any
    bias: Any

    def __init__(self, in_features, out_features, bias=True, device=None, dtype=None) -> None:
        self.in_features = _features(in_features, "in_features")
        self.out_features = _features(out_features, "out_features")
        self.weight = parameter(self.out_features, self.in_features)
        self.bias = optional(bias, parameter(self.out_features), "bias")

    def forward(self, input: Tensor) -> Tensor:
        if held(self.weight).shape != (self.out_features, self.in_features):  # the program has replaced it
            return linear(input, self.weight, None)
        weighed(input, self.weight)
        _last_is(input, self.in_features, "in_features", "in_features")
        return with_last(input, self.out_features)


@layer("torch.nn.LazyLinear")
class LazyLinear(Linear):
    """(*, n) -> (*, out_features); n is learnt from the first call"""

    def __init__(self, out_features, bias=True, device=None, dtype=None) -> None:
        self.in_features = 0
        self.out_features = need.whole(out_features, "out_features") if not isinstance(out_features, float) else None
        self.weight = Unknown("a lazy layer has no weight before its first call", "weight")
        self.bias = optional(bias, parameter(), "bias")

    def forward(self, input: Tensor) -> Tensor:
        if not isinstance(self.weight, Tensor):
            if need.known(input) == ():
                need.refuse(
                    "wrong-rank", "input must have at least 1 dimension, it has none", of=input, argument="input"
                )
            self.out_features = _features(self.out_features, "out_features")
            self.in_features = named_size(input, -1, "features")
            self.weight = parameter(self.out_features, self.in_features)
            self.bias = None if self.bias is None else parameter(self.out_features)
        return super().forward(input)


# --- bilinear -------------------------------------------------------------------------------------------------------


def _bilinear(
    input1: Tensor, input2: Tensor, sizes: tuple[Dim, Dim, Dim], names: tuple[str, str], arguments: tuple[str, str]
) -> Tensor:
    """sizes: output features, and the features that each input must have."""
    made, first, second = sizes
    left, right = need.known(input1), need.known(input2)
    if left is not None and right is not None:
        need.rank(input2, (len(left),), "input2")
    _last_is(input1, first, names[0], arguments[0], "input1")
    _last_is(input2, second, names[1], arguments[1], "input2")
    positive((second,), arguments[1])
    if left is not None and right is not None:
        for axis, (a, b) in enumerate(zip(left[:-1], right[:-1], strict=True)):
            need.same(
                b, a, "size-mismatch", actual_is="size of input2", expected_is="size of input1", argument="input2",
                of=input2, axis=axis,
            )  # fmt: skip
    if left is None and right is None:
        assert isinstance(input1.shape, UnknownShape)
        return unknown_tensor(input1.shape.reason, {-1: made}, input1.dtype)
    return with_last(input2 if left is None else input1, made)


@layer("torch.nn.Bilinear")
class Bilinear:
    """(*, in1_features), (*, in2_features) -> (*, out_features)"""

    def __init__(self, in1_features, in2_features, out_features, bias=True, device=None, dtype=None) -> None:
        self.in1_features = _features(in1_features, "in1_features", 1)
        self.in2_features = _features(in2_features, "in2_features")
        self.out_features = _features(out_features, "out_features")
        self.weight = parameter(self.out_features, self.in1_features, self.in2_features)
        self.bias = optional(bias, parameter(self.out_features), "bias")

    def forward(self, input1: Tensor, input2: Tensor) -> Tensor:
        sizes = (self.out_features, self.in1_features, self.in2_features)
        if held(self.weight).shape != sizes:  # the program has replaced it
            return bilinear(input1, input2, self.weight, None)
        weighed(input1, self.weight, "input1")
        weighed(input2, self.weight, "input2")
        names = ("in1_features", "in2_features")
        return _bilinear(input1, input2, sizes, names, names)


@function("torch.nn.functional.bilinear", "torch.bilinear")
def bilinear(input1: Tensor, input2: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """(*, in1), (*, in2), (out, in1, in2) -> (*, out)"""
    made, first, second = need.rank(weight, (3,), "weight")
    if bias is not None and (held := need.known(bias)) is not None:
        if len(held) != 1:
            raise Undecided("a bias of several axes")
        need.same(
            held[0], made, "size-mismatch", actual_is="size of bias", expected_is="output features", argument="bias",
            of=bias, axis=0,
        )  # fmt: skip
    names = ("weight.shape[1]", "weight.shape[2]")
    return _bilinear(input1, input2, (made, first, second), names, ("weight", "weight"))
