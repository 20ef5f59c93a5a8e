"""Losses over classes.

The classes stand on axis 1 of the input (axis 0 of an unbatched one), and the target names a class for each position,
or a probability for each class.
"""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.declare import function, layer
from shapelint.ops.core.dtypes import CLASSES, LONG, among, averaged, floats, is_floating, promote
from shapelint.ops.core.need import need
from shapelint.ops.formulas.broadcasting import broadcast
from shapelint.ops.formulas.largest import largest
from shapelint.ops.formulas.reduction import RULE, exactly, legacy, reduced
from shapelint.ops.losses import _Loss, given, held
from shapelint.sizes.dims import Dim, product
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Shape, Tensor, UnknownShape


def _refuse(target: Tensor, says: str, actual: Any, expected: Any) -> None:
    need.refuse(RULE, says, actual=actual, expected=expected, of=target, argument="target")


def _class_weight(weight: Tensor | None, classes: Dim | None, counted: bool = False) -> None:
    """One weight for each class, in one dimension.

    counted: only their number matters, as where the classes of (N, C, d1, ...) are named by index.
    """
    held_ = None if weight is None else need.known(weight)
    if held_ is None or classes is None:
        return
    assert weight is not None
    if not counted:
        need.rank(weight, {1: "C"}, "weight")
    need.same(
        product(held_), classes, RULE, actual_is="number of class weights", expected_is="classes in the input",
        argument="weight", of=weight, axis=0 if len(held_) == 1 else None,
    )  # fmt: skip


def _indices(input: tuple[Dim, ...], target: Tensor, dims: tuple[Dim, ...]) -> tuple[Dim, ...]:
    """The sizes that a target of class numbers has.

    The target of (N, C, d1, ...) is (N, d1, ...), that of (C) has no axes, or one of size 1.

    Returns the shape of the loss of each position.
    """
    if len(input) == 1:
        if len(dims) == 1:
            need.same(dims[0], 1, RULE, actual_is="size of the target", argument="target", of=target, axis=0)
        elif dims:
            _refuse(target, f"the target of one prediction has no axes, it has {len(dims)}", len(dims), 0)
        return ()
    wanted = (input[0], *input[2:])
    if len(dims) != len(wanted):
        says = f"the target must have {len(wanted)} dimensions (the input without its classes), it has {len(dims)}"
        _refuse(target, says, len(dims), len(wanted))
    for axis, (there, size) in enumerate(zip(dims, wanted, strict=True)):
        meaning = "batch size of the input" if axis == 0 else f"size of the input's axis {axis + 1}"
        need.same(
            there, size, RULE, actual_is="size of the target", expected_is=meaning, argument="target", of=target,
            axis=axis,
        )  # fmt: skip
    return wanted


def _classes(input: Tensor) -> Dim | None:
    """The number of classes, where the shape is known."""
    shape = need.known(input)
    if shape is None:
        return None
    if not shape:
        need.refuse(
            "wrong-rank", "input must have at least 1 dimension", actual=0, expected=1, of=input, argument="input"
        )
    return shape[1] if len(shape) > 1 else shape[0]


@function("torch.nn.functional.nll_loss")
def nll_loss(
    input: Tensor, target: Tensor, weight: Tensor | None = None, size_average=None, ignore_index=-100, reduce=None,
    reduction="mean",
) -> Tensor:  # fmt: skip
    """(N, C, d1, ...), target (N, d1, ...) -> () or, with reduction='none', (N, d1, ...)"""
    _class_weight(weight, _classes(input), len(need.known(input) or ()) > 2)
    result, shape = _named_classes(input, target), need.known(input)
    floats(input)
    among(target, CLASSES, "target")
    if shape is not None and need.known(target) is not None:
        _within(shape, target, ignore_index)
    return reduced(legacy(size_average, reduce, reduction), result, input.dtype)


def _named_classes(input: Tensor, target: Tensor) -> Shape:
    shape, dims = need.known(input), need.known(target)
    if dims is None or shape is None:
        return target.shape if dims is not None else UnknownShape("the shape of the target is not known")
    return _indices(shape, target, dims)


@function("torch.nn.functional.cross_entropy")
def cross_entropy(
    input: Tensor, target: Tensor, weight: Tensor | None = None, size_average=None, ignore_index=-100, reduce=None,
    reduction="mean", label_smoothing=0.0,
) -> Tensor:  # fmt: skip
    """(N, C, d1, ...), target (N, d1, ...) of classes or (N, C, d1, ...) of probabilities -> () or (N, d1, ...)"""
    shape, dims = need.known(input), need.known(target)
    floats(input)
    by_index = shape is not None and len(shape) > 2 and (dims is None or len(dims) != len(shape))
    _class_weight(weight, _classes(input), by_index)
    result: Shape
    if shape is None or dims is None:
        result = UnknownShape("the shapes of input and target are not known")
    elif len(shape) == len(dims) == 1:
        _one_prediction(shape[0], dims[0], target)
        result = ()
    elif len(dims) == len(shape):
        exactly(target, input)
        floats(target, "target")
        result = (shape[0], *shape[2:])
    else:
        result = _indices(shape, target, dims)
        among(target, CLASSES, "target")
        _within(shape, target, ignore_index)
    dtype = promote(input.dtype, target.dtype) if is_floating(target.dtype) else input.dtype
    return reduced(legacy(size_average, reduce, reduction), result, dtype)


def _within(input: tuple[Dim, ...], target: Tensor, ignore_index: Any) -> None:
    """Demand that the target names classes of the input.

    By their numbers.
    """
    classes = input[1] if len(input) > 1 else input[0]
    found = largest(target, classes) if isinstance(ignore_index, int) and ignore_index < 0 else None
    if found is not None:
        need.at_least(
            classes, found + 1, "index-out-of-range", actual_is="classes in the input", expected_is="largest class + 1",
            argument="target", of=target,
        )  # fmt: skip


def _one_prediction(classes: Dim, size: Dim, target: Tensor) -> None:
    """The target of (C) may be (C) probabilities or (1) class."""
    about = {"actual_is": "size of the target", "expected_is": "classes in the input", "of": target, "axis": 0}
    one = need.facts.same(size, 1)
    if one is Verdict.NO:
        need.same(size, classes, RULE, argument="target", **about)
    elif one is Verdict.UNKNOWN:
        need.perhaps_same(size, classes, RULE, argument="target", **about)


@function("torch.nn.functional.multi_margin_loss")
def multi_margin_loss(
    input: Tensor, target: Tensor, p=1, margin=1.0, weight: Tensor | None = None, size_average=None, reduce=None,
    reduction="mean",
) -> Tensor:  # fmt: skip
    """(N, C), target (N) -> () or, with reduction='none', (N)"""
    if isinstance(p, (int, float)) and p not in (1, 2):
        need.refuse("wrong-arguments", f"p must be 1 or 2, it is {p}", argument="p")
    shape = _one_label(input, target, weight)
    among(target, LONG, "target")
    return reduced(legacy(size_average, reduce, reduction), shape, input.dtype)


def _one_label(input: Tensor, target: Tensor, weight: Tensor | None) -> Shape:
    dims = need.known(target)
    if need.known(input) is None and (dims is None or len(dims) != 1):
        return UnknownShape("the shape of the input is not known")
    shape = need.rank(input, {2: "NC", 1: "C", 0: ""})
    _class_weight(weight, shape[-1] if shape else 1)
    rows: Dim = shape[0] if len(shape) == 2 else 1
    if dims is None:
        return shape[:-1] if len(shape) == 2 else UnknownShape("the shape of the target is not known")
    if len(dims) > 1:
        _refuse(target, f"the target must have one dimension, it has {len(dims)}", len(dims), 1)
    if dims or len(shape) == 2:
        need.same(
            dims[0] if dims else 1, rows, RULE, actual_is="size of the target", expected_is="rows of the input",
            argument="target", of=target, axis=0 if dims else None,
        )  # fmt: skip
    return dims


@function("torch.nn.functional.multilabel_margin_loss")
def multilabel_margin_loss(input: Tensor, target: Tensor, size_average=None, reduce=None, reduction="mean") -> Tensor:
    """(N, C), target (N, C) -> () or, with reduction='none', (N)"""
    shape, dims = need.known(input), need.known(target)
    if shape is not None:
        need.rank(input, (0, 1, 2))
    if shape is not None and dims is not None and len(shape) < 2 and len(dims) < 2:
        need.same(
            product(dims), product(shape), RULE, actual_is="elements of the target",
            expected_is="elements of the input", argument="target", of=target,
        )  # fmt: skip
    elif shape is not None and (dims is not None or len(shape) == 2):
        exactly(target, input)
    whole: Shape = UnknownShape("the shape of the input is not known") if shape is None else shape[:-1]
    return reduced(legacy(size_average, reduce, reduction), whole, input.dtype)


@function("torch.nn.functional.multilabel_soft_margin_loss")
def multilabel_soft_margin_loss(
    input: Tensor, target: Tensor, weight: Tensor | None = None, size_average=None, reduce=None, reduction="mean"
) -> Tensor:
    """(N, C), target (N, C) -> () or, with reduction='none', (N)"""
    operands = [input, target] if weight is None else [input, target, weight]
    met = broadcast(*operands, arguments=("input", "target", "weight"), rule=RULE)
    shape = need.known(input)
    whole: Shape = UnknownShape("the shape of the input is not known")
    if shape is not None and isinstance(met, tuple):
        if not shape:
            need.refuse("wrong-rank", "input must have at least 1 dimension", actual=0, expected=1, argument="input")
        at = len(shape) - 1
        whole = (*met[:at], *met[at + 1 :])
    return reduced(legacy(size_average, reduce, reduction), whole, averaged(*operands))


@layer("torch.nn.NLLLoss", "torch.nn.NLLLoss2d")
class NLLLoss(_Loss):
    """(N, C, d1, ...), target (N, d1, ...) -> () or, with reduction='none', (N, d1, ...)"""

    def __init__(
        self, weight: Tensor | None = None, size_average=None, ignore_index=-100, reduce=None, reduction="mean"
    ) -> None:
        super().__init__(size_average, reduce, reduction)
        self.weight, self.ignore_index = held(weight), ignore_index

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        return nll_loss(input, target, given(self.weight), reduction=self.reduction)


@layer("torch.nn.CrossEntropyLoss")
class CrossEntropyLoss(_Loss):
    """(N, C, d1, ...), target (N, d1, ...) of classes or (N, C, d1, ...) of probabilities -> () or (N, d1, ...)"""

    def __init__(
        self, weight: Tensor | None = None, size_average=None, ignore_index=-100, reduce=None, reduction="mean",
        label_smoothing=0.0,
    ) -> None:  # fmt: skip
        super().__init__(size_average, reduce, reduction)
        self.weight, self.ignore_index, self.label_smoothing = held(weight), ignore_index, label_smoothing

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        return cross_entropy(input, target, given(self.weight), reduction=self.reduction)


@layer("torch.nn.MultiMarginLoss")
class MultiMarginLoss(_Loss):
    """(N, C), target (N) -> () or, with reduction='none', (N)"""

    def __init__(
        self, p=1, margin=1.0, weight: Tensor | None = None, size_average=None, reduce=None, reduction="mean"
    ) -> None:
        super().__init__(size_average, reduce, reduction)
        if isinstance(p, (int, float)) and p not in (1, 2):
            need.refuse("wrong-arguments", f"p must be 1 or 2, it is {p}", argument="p")
        if isinstance(weight, Tensor) and need.known(weight) is not None:
            need.rank(weight, (1,), "weight")
        self.p, self.margin, self.weight = p, margin, held(weight)

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        return multi_margin_loss(input, target, self.p, weight=given(self.weight), reduction=self.reduction)


@layer("torch.nn.MultiLabelMarginLoss")
class MultiLabelMarginLoss(_Loss):
    """(N, C), target (N, C) -> () or, with reduction='none', (N)"""

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        return multilabel_margin_loss(input, target, reduction=self.reduction)


@layer("torch.nn.MultiLabelSoftMarginLoss")
class MultiLabelSoftMarginLoss(_Loss):
    """(N, C), target (N, C) -> () or, with reduction='none', (N)"""

    def __init__(self, weight: Tensor | None = None, size_average=None, reduce=None, reduction="mean") -> None:
        super().__init__(size_average, reduce, reduction)
        self.weight = held(weight)

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        return multilabel_soft_margin_loss(input, target, given(self.weight), reduction=self.reduction)
