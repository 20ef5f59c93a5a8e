"""Activations that look along an axis.

Softmax and its kin, GLU, PReLU, normalisation to length 1.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from shapelint.ops.core.arguments import dtype_given
from shapelint.ops.core.declare import function, layer, parameter
from shapelint.ops.core.dtypes import floats
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.core.results import OutputLoss
from shapelint.ops.core.state import size_argument
from shapelint.ops.formulas.axes import along, at_least_rank, named_size
from shapelint.ops.reductions import named_axes
from shapelint.sizes.dims import Dim, product
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Tensor, Unknown, UnknownShape, like


def _along(input: Tensor, dim: Any, dtype: Any = None) -> Tensor:
    """Without a `dim`, torch chooses one that exists."""
    if dtype is None:
        floats(input)
    if dim is not None:
        along(input, dim)
    return Tensor(input.shape, dtype_given(dtype, input.dtype))


class _AlongAxis:
    def __init__(self, dim=None) -> None:
        self.dim = dim

    def forward(self, input: Tensor) -> Tensor:
        return _along(input, self.dim)


@layer("torch.nn.Softmax")
class Softmax(_AlongAxis):
    """(*) -> (*)"""


@layer("torch.nn.LogSoftmax")
class LogSoftmax(_AlongAxis):
    """(*) -> (*)"""


@layer("torch.nn.Softmin")
class Softmin(_AlongAxis):
    """(*) -> (*)"""


@function("torch.nn.functional.softmax", "torch.nn.functional.softmin")
def softmax(input: Tensor, dim=None, _stacklevel=3, dtype=None) -> Tensor:
    """(*) -> (*)"""
    return _along(input, dim, dtype)


@function("torch.nn.functional.log_softmax")
def log_softmax(input: Tensor, dim=None, _stacklevel=3, dtype=None) -> Tensor:
    """(*) -> (*)"""
    return _along(input, dim, dtype)


@function("torch.nn.functional.gumbel_softmax")
def gumbel_softmax(logits: Tensor, tau=1, hard=False, eps=1e-10, dim=-1) -> Tensor:
    """(*) -> (*)"""
    return _along(logits, dim)


@layer("torch.nn.Softmax2d")
class Softmax2d:
    """(N?, C, H, W) -> same"""

    def __init__(self) -> None:
        pass

    def forward(self, input: Tensor) -> Tensor:
        need.some_rank(input, (3, 4))
        return like(input)


@function("torch.nn.functional.normalize")
def normalize(input: Tensor, p=2.0, dim=1, eps=1e-12, out=None) -> Tensor:
    """(*) -> (*)"""
    if need.known(input) is not None and not isinstance(dim, Unknown):
        with suppress(Undecided):  # a symbolic axis: whichever it is, the shape stays
            named_axes(input, dim)
    return like(input)


# --- half of an axis gates the other ----------------------------------------------------------------------------


@function("torch.nn.functional.glu")
def glu(input: Tensor, dim=-1) -> Tensor:
    """(*, 2n, *) -> (*, n, *)"""
    at_least_rank(input, 1)
    shape = need.known(input)
    if shape is None:
        return _halved_unknown(input, dim)
    axis = need.axis(dim, len(shape))
    size = shape[axis]
    need.divides(
        2, size, "indivisible-channels", actual_is=f"size of dimension {axis}", expected_is="two halves", of=input,
        axis=axis, argument="dim",
    )  # fmt: skip
    return Tensor((*shape[:axis], size // 2, *shape[axis + 1 :]), input.dtype)


def _halved_unknown(input: Tensor, dim: Any) -> Tensor:
    assert isinstance(input.shape, UnknownShape)
    axis = need.whole(dim, "dim")
    if not isinstance(axis, int):
        raise Undecided("dim is not known")
    known = dict(input.shape.known)
    size = known.get(axis)
    if size is not None:
        need.divides(2, size, "indivisible-channels", of=input, axis=axis, argument="dim")
        known = {at: there // 2 if at == axis else there for at, there in known.items() if (at < 0) == (axis < 0)}
    else:
        known = {at: there for at, there in known.items() if (at < 0) == (axis < 0)}
    return Tensor(UnknownShape(input.shape.reason, known), input.dtype)


@layer("torch.nn.GLU")
class GLU:
    """(*, 2n, *) -> (*, n, *)"""

    def __init__(self, dim=-1) -> None:
        self.dim = dim

    def forward(self, input: Tensor) -> Tensor:
        return glu(input, self.dim)


# --- one slope a channel ----------------------------------------------------------------------------------------


def _sloped(input: Tensor, count: Dim, argument: str) -> Tensor:
    """The input, once its slopes fit.

    One slope for all, or one for each channel (axis 1; a tensor of one axis counts as one channel).
    """
    single = need.facts.same(count, 1)
    if single is Verdict.YES:
        return like(input)
    shape = need.known(input)
    about = {"actual_is": "channels of the input", "expected_is": argument, "argument": argument, "of": input}
    channels: Dim | None = 1
    if single is Verdict.NO:
        at_least_rank(input, 1)
        channels = 1 if shape is not None and len(shape) < 2 else named_size(input, 1, "C")
        need.same(channels, count, "channel-mismatch", axis=1, **about)
    elif shape is not None:
        channels = shape[1] if len(shape) > 1 else 1
        if need.facts.same(channels, count) is Verdict.NO:
            need.same(count, 1, "channel-mismatch", **{**about, "actual_is": argument, "expected_is": "one slope"})
        else:
            need.perhaps_same(channels, count, "channel-mismatch", axis=1, **about)
    return like(input)


@layer("torch.nn.PReLU")
class PReLU:
    """(N, C, *) -> same; num_parameters is 1 or C"""

    def __init__(self, num_parameters=1, init=0.25, device=None, dtype=None) -> None:
        self.num_parameters = num_parameters
        self.init = init
        self.weight = parameter(size_argument(num_parameters, 0, "num_parameters"))

    def forward(self, input: Tensor) -> Tensor:
        if not isinstance(self.weight, Tensor):
            return like(input)
        return _sloped(input, need.shape(self.weight)[0], "num_parameters")


@function("torch.nn.functional.prelu", "torch.prelu", "torch.Tensor.prelu")
def prelu(input: Tensor, weight: Tensor) -> Tensor:
    """(N, C, *), (1) or (C) -> (N, C, *)"""
    held = need.known(weight)
    if held is None:
        return like(input)
    if len(held) > 1:
        need.refuse(
            "wrong-rank", f"weight must have at most one dimension, it has {len(held)}", actual=len(held), expected=1,
            of=weight, argument="weight",
        )  # fmt: skip
    return _sloped(input, product(held), "weight")


# --- softmax over many classes ----------------------------------------------------------------------------------


@layer("torch.nn.AdaptiveLogSoftmaxWithLoss")
class AdaptiveLogSoftmaxWithLoss:
    """(N, in_features), (N) -> output (N), loss (); or (in_features), () -> (), ()"""

    def __init__(
        self, in_features, n_classes, cutoffs, div_value=4.0, head_bias=False, device=None, dtype=None
    ) -> None:
        ends = need.sizes(cutoffs, "cutoffs")
        if not ends:
            need.refuse("invalid-size", "cutoffs must name at least one class", argument="cutoffs")
        classes = need.whole(n_classes, "n_classes")
        for before, end in zip((0, *ends), (*ends, classes), strict=True):
            need.at_least(end, before + 1, "invalid-size", actual_is="a cutoff", argument="cutoffs")
        self.in_features, self.n_classes = in_features, n_classes
        self.cutoffs = [*ends, classes]
        self.div_value, self.head_bias = div_value, head_bias
        self.shortlist_size = ends[0]
        self.n_clusters = len(ends)
        self.head_size = ends[0] + len(ends)

    def forward(self, input_: Tensor, target_: Tensor) -> OutputLoss:
        if need.known(target_) is None:  # whether there is a batch is then for the input to say
            rows = need.rank(input_, {2: "NC", 1: "C"}, "input_")[:-1]
            target = need.rank(target_, {len(rows): "N"[: len(rows)]}, "target_")
        else:
            target = need.rank(target_, {1: "N", 0: ""}, "target_")
        shape = need.rank(input_, {len(target) + 1: ("N", "C")[-1 - len(target) :]}, "input_")
        if target:
            need.same(
                target[0], shape[0], "target-mismatch", actual_is="targets", expected_is="rows of the input",
                of=target_, axis=0, argument="target_",
            )  # fmt: skip
        need.same(
            shape[-1], need.whole(self.in_features, "in_features"), "feature-mismatch",
            actual_is="last size of the input", expected_is="in_features", argument="in_features", of=input_,
            axis=len(target),
        )  # fmt: skip
        return OutputLoss(Tensor(target), Tensor(()))
