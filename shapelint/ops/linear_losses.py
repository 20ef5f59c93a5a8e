"""Cross entropy of a linear map's output.

torch computes it without holding all of it.
"""

from __future__ import annotations

from typing import Any

from shapelint.ops.class_losses import cross_entropy
from shapelint.ops.core.declare import function, layer
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.core.submodule import submodule
from shapelint.ops.formulas.axes import at_least_rank, require_last, with_last
from shapelint.ops.losses import given, held
from shapelint.sizes.dims import product
from shapelint.sizes.tensors import Tensor


@function("torch.nn.functional.linear_cross_entropy")
def linear_cross_entropy(
    input: Tensor, linear_weight: Tensor, target: Tensor, *, linear_bias: Tensor | None = None,
    weight: Tensor | None = None, reduction="mean", ignore_index=None, label_smoothing=0.0, options=None,
) -> Tensor:  # fmt: skip
    """(N, D), linear_weight (C, d1, ..., D), target (N, d1, ...) -> () or, with reduction='none', (N, d1, ...)"""
    at_least_rank(linear_weight, 2, "linear_weight")
    table = need.shape(linear_weight)
    if need.known(input) is not None or len(table) > 2:
        ranks = {2: "ND", 1: "D"} if len(table) == 2 else {2: "ND"}
        need.rank(input, ranks)
    require_last(
        input, table[-1:], "feature-mismatch", "linear_weight", actual_is="last size of the input",
        expected_is="last size of linear_weight",
    )  # fmt: skip
    if linear_bias is not None and need.known(linear_bias) is not None:
        bias = need.rank(linear_bias, (len(table) - 1,), "linear_bias")
        for axis, (there, size) in enumerate(zip(bias, table[:-1], strict=True)):
            need.same(
                there, size, "feature-mismatch", actual_is="size of linear_bias", expected_is="size of linear_weight",
                argument="linear_bias", of=linear_bias, axis=axis,
            )  # fmt: skip
    shape = need.known(input)
    logits = with_last(input, table[0]) if shape is None else Tensor((*shape[:-1], *table[:-1]), input.dtype)
    return cross_entropy(logits, target, weight, reduction=reduction)


@layer("torch.nn.LinearCrossEntropyLoss")
class LinearCrossEntropyLoss:
    """(N, in_features), target (N, *out_features) -> () or, with reduction='none', (N, *out_features)"""

    def __init__(
        self, in_features, num_classes, *, out_features=(), bias=False, device=None, dtype=None, reduction="mean",
        weight: Tensor | None = None, ignore_index=None, label_smoothing=0.0, options=None,
    ) -> None:  # fmt: skip
        if not isinstance(out_features, (tuple, list)):
            raise Undecided("out_features is not known")
        classes = need.whole(num_classes, "num_classes")
        if isinstance(weight, Tensor) and need.known(weight) is not None:
            (count,) = need.rank(weight, (1,), "weight")
            need.same(
                count, classes, "target-mismatch", actual_is="size of weight", argument="weight", of=weight, axis=0
            )
        self.reduction, self.weight = reduction, held(weight)
        self.num_classes, self.out_features = num_classes, out_features
        self.ignore_index, self.label_smoothing, self.options = ignore_index, label_smoothing, options
        outputs = product((classes, *need.sizes(out_features, "out_features")))
        self.linear: Any = submodule(
            "torch.nn.Linear", in_features, outputs, bias=bias, renamed={"out_features": "num_classes"}
        )

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        attributes = getattr(self.linear, "attributes", None)
        if not isinstance(attributes, dict):
            raise Undecided("its linear layer is not known")
        sizes = need.sizes((self.num_classes, *self.out_features), "num_classes")
        table = Tensor((*sizes, need.whole(attributes["in_features"], "in_features")))
        return linear_cross_entropy(input, table, target, weight=given(self.weight), reduction=self.reduction)
