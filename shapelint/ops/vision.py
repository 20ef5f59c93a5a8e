"""torchvision.ops on images.

Regions of interest, deformable convolution, regularisers that drop blocks or paths.
"""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.declare import buffer, function, layer, parameter
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.core.state import optional, size_argument
from shapelint.ops.formulas.broadcasting import broadcast
from shapelint.ops.formulas.window import positive, slide, spatial_sizes
from shapelint.sizes.dims import Dim, floor_div
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Tensor, like


def _regions(boxes: Any) -> Dim:
    """The number of regions that boxes name.

    (K, 5), or a list of (L_i, 4) together.
    """
    if isinstance(boxes, Tensor):
        rows, width = need.rank(boxes, {2: "KB"}, "boxes")
        need.same(
            width, 5, "size-mismatch", actual_is="last size of boxes", expected_is="image index and four numbers",
            argument="boxes", of=boxes, axis=1,
        )  # fmt: skip
        return rows
    if not isinstance(boxes, (list, tuple)):
        return need.fresh("K")
    total: Dim = 0
    for one in boxes:
        if not isinstance(one, Tensor):
            return need.fresh("K")
        rows, width = need.rank(one, {2: "KB"}, "boxes")
        need.same(
            width, 4, "size-mismatch", actual_is="last size of boxes", expected_is="four numbers", argument="boxes",
            of=one, axis=1,
        )  # fmt: skip
        total = total + rows
    return total


def _pooled(input: Tensor, boxes: Any, output_size: Any, score_maps: bool = False) -> Tensor:
    """(N, C, H, W) -> (K, C, h, w). score_maps: the channels are h*w maps for each channel of the result."""
    channels = need.rank(input, {4: "NCHW"})[1]
    height, width = spatial_sizes(output_size, 2, "output_size")
    if score_maps:
        maps = height * width
        need.divides(
            maps, channels, "indivisible-channels", actual_is="channels of the input",
            expected_is="height * width of output_size", argument="output_size", of=input, axis=1,
        )  # fmt: skip
        if need.facts.at_least(maps, 1) is not Verdict.YES:
            raise Undecided("output_size is not known")
        channels = floor_div(channels, maps)
    return Tensor((_regions(boxes), channels, height, width), input.dtype)


@function("torchvision.ops.roi_align")
def roi_align(input: Tensor, boxes, output_size, spatial_scale=1.0, sampling_ratio=-1, aligned=False) -> Tensor:
    """(N, C, H, W), boxes (K, 5) -> (K, C, h, w)"""
    return _pooled(input, boxes, output_size)


@function("torchvision.ops.roi_pool")
def roi_pool(input: Tensor, boxes, output_size, spatial_scale=1.0) -> Tensor:
    """(N, C, H, W), boxes (K, 5) -> (K, C, h, w)"""
    return _pooled(input, boxes, output_size)


@function("torchvision.ops.ps_roi_align")
def ps_roi_align(input: Tensor, boxes, output_size, spatial_scale=1.0, sampling_ratio=-1) -> Tensor:
    """(N, C*h*w, H, W), boxes (K, 5) -> (K, C, h, w)"""
    return _pooled(input, boxes, output_size, score_maps=True)


@function("torchvision.ops.ps_roi_pool")
def ps_roi_pool(input: Tensor, boxes, output_size, spatial_scale=1.0) -> Tensor:
    """(N, C*h*w, H, W), boxes (K, 5) -> (K, C, h, w)"""
    return _pooled(input, boxes, output_size, score_maps=True)


class _Pool:
    output_size: Any
    score_maps = False

    def forward(self, input: Tensor, rois) -> Tensor:
        return _pooled(input, rois, self.output_size, self.score_maps)


@layer("torchvision.ops.RoIAlign")
class RoIAlign(_Pool):
    """(N, C, H, W), rois (K, 5) -> (K, C, h, w)"""

    def __init__(self, output_size, spatial_scale, sampling_ratio, aligned=False) -> None:
        self.output_size, self.spatial_scale = output_size, spatial_scale
        self.sampling_ratio, self.aligned = sampling_ratio, aligned


@layer("torchvision.ops.RoIPool")
class RoIPool(_Pool):
    """(N, C, H, W), rois (K, 5) -> (K, C, h, w)"""

    def __init__(self, output_size, spatial_scale) -> None:
        self.output_size, self.spatial_scale = output_size, spatial_scale


@layer("torchvision.ops.PSRoIAlign")
class PSRoIAlign(_Pool):
    """(N, C*h*w, H, W), rois (K, 5) -> (K, C, h, w)"""

    score_maps = True

    def __init__(self, output_size, spatial_scale, sampling_ratio) -> None:
        self.output_size, self.spatial_scale, self.sampling_ratio = output_size, spatial_scale, sampling_ratio


@layer("torchvision.ops.PSRoIPool")
class PSRoIPool(_Pool):
    """(N, C*h*w, H, W), rois (K, 5) -> (K, C, h, w)"""

    score_maps = True

    def __init__(self, output_size, spatial_scale) -> None:
        self.output_size, self.spatial_scale = output_size, spatial_scale


@function("torchvision.ops.deform_conv2d")
def deform_conv2d(
    input: Tensor, offset: Tensor, weight: Tensor, bias: Tensor | None = None, stride=(1, 1), padding=(0, 0),
    dilation=(1, 1), mask: Tensor | None = None,
) -> Tensor:  # fmt: skip
    """(N, C, H, W), offset (N, 2*G*kh*kw, H', W'), weight (C', C/groups, kh, kw) -> (N, C', H', W')"""
    batch, channels, *image = need.rank(input, {4: "NCHW"})
    out, part, *kernel = need.rank(weight, {4: "OIHW"}, "weight")
    need.divides(
        part, channels, "channel-mismatch", actual_is="channels of the input", expected_is="channels of weight",
        argument="weight", of=input, axis=1,
    )  # fmt: skip
    _groups(floor_div(channels, part) if need.facts.at_least(part, 1) is Verdict.YES else 0, out, "out_channels")
    if bias is not None and need.known(bias) is not None:
        (held,) = need.rank(bias, (1,), "bias")
        need.same(held, out, "channel-mismatch", actual_is="size of bias", argument="bias", of=bias, axis=0)
    steps, dilations = spatial_sizes(stride, 2, "stride"), spatial_sizes(dilation, 2, "dilation")
    positive(steps, "stride")
    positive(dilations, "dilation")
    pads = [2 * one for one in spatial_sizes(padding, 2, "padding")]
    moved = slide(input, image, kernel, steps, pads, dilations)
    points = kernel[0] * kernel[1]
    _at_each_point(offset, "offset", 2 * points, batch, moved)
    parts = floor_div(need.shape(offset)[1], 2 * points) if need.facts.at_least(points, 1) is Verdict.YES else 0
    _groups(parts, channels, "channels of the input")
    if mask is not None:
        _at_each_point(mask, "mask", points, batch, moved)
    return Tensor((batch, out, *moved), input.dtype)


def _groups(parts: Dim, channels: Dim, meaning: str) -> None:
    """Demand groups that divide the channels.

    torchvision reads them from the sizes (0: it cannot).
    """
    if parts != 0:
        need.divides(parts, channels, "indivisible-channels", actual_is=meaning, expected_is="groups", argument="input")


def _at_each_point(field: Tensor, name: str, numbers: Dim, batch: Dim, image: tuple[Dim, ...]) -> None:
    """Demand so many numbers for each pixel of the result.

    Offsets and masks have that many, or a multiple.
    """
    if need.known(field) is None and name == "mask":
        return
    shape = need.rank(field, {4: "NCHW"}, name)
    need.divides(
        numbers, shape[1], "channel-mismatch", actual_is=f"channels of {name}", expected_is="numbers for each point",
        argument=name, of=field, axis=1,
    )  # fmt: skip
    for axis, size in ((0, batch), (2, image[0]), (3, image[1])):
        need.same(
            shape[axis], size, "size-mismatch", actual_is=f"size of {name}", expected_is="size of the result",
            argument=name, of=field, axis=axis,
        )  # fmt: skip


@layer("torchvision.ops.DeformConv2d")
class DeformConv2d:
    """(N, in_channels, H, W), offset (N, 2*G*kh*kw, H', W') -> (N, out_channels, H', W')"""

    def __init__(
        self, in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True
    ) -> None:
        wide, out = size_argument(in_channels, 0, "in_channels"), size_argument(out_channels, 0, "out_channels")
        parts = size_argument(groups, 1, "groups")
        for channels, name in ((wide, "in_channels"), (out, "out_channels")):
            need.divides(
                parts, channels, "indivisible-channels", actual_is=name, expected_is="groups", argument="groups"
            )
        self.in_channels, self.out_channels, self.groups = in_channels, out_channels, groups
        self.kernel_size = spatial_sizes(kernel_size, 2, "kernel_size")
        self.stride, self.padding = spatial_sizes(stride, 2, "stride"), spatial_sizes(padding, 2, "padding")
        self.dilation = spatial_sizes(dilation, 2, "dilation")
        if need.facts.at_least(parts, 1) is not Verdict.YES:
            raise Undecided("groups is not known")
        self.weight = parameter(out, floor_div(wide, parts), *self.kernel_size)
        self.bias = optional(bias, parameter(out), "bias")

    def forward(self, input: Tensor, offset: Tensor, mask: Tensor | None = None) -> Tensor:
        return deform_conv2d(input, offset, self.weight, None, self.stride, self.padding, self.dilation, mask)


@layer("torchvision.ops.FrozenBatchNorm2d", "torchvision.ops.misc.FrozenBatchNorm2d")
class FrozenBatchNorm2d:
    """(N, num_features, H, W) -> same"""

    def __init__(self, num_features, eps=1e-5) -> None:
        channels = size_argument(num_features, 0, "num_features")
        self.eps = eps
        self.weight, self.bias = buffer(channels), buffer(channels)
        self.running_mean, self.running_var = buffer(channels), buffer(channels)

    def forward(self, x: Tensor) -> Tensor:
        if need.known(x) is None:
            need.rank(x, {4: "NCHW"})
        scale = Tensor((1, *need.shape(self.weight), 1, 1))
        return Tensor(broadcast(x, scale, arguments=("input", "num_features"), rule="norm-mismatch"), x.dtype)


def _probability(p: Any) -> None:
    if isinstance(p, (int, float)) and not 0 <= p <= 1:
        need.refuse("wrong-arguments", f"p must be from 0 to 1, it is {p}", argument="p")


@function("torchvision.ops.stochastic_depth")
def stochastic_depth(input: Tensor, p, mode, training=True) -> Tensor:
    """(N, *) -> same"""
    _probability(p)
    if isinstance(mode, str) and mode not in ("batch", "row"):
        need.refuse("wrong-arguments", f"mode must be 'batch' or 'row', it is {mode!r}", argument="mode")
    return like(input)


@layer("torchvision.ops.StochasticDepth", "torchvision.ops.stochastic_depth.StochasticDepth")
class StochasticDepth:
    """(N, *) -> same"""

    def __init__(self, p, mode) -> None:
        self.p, self.mode = p, mode

    def forward(self, input: Tensor) -> Tensor:
        return stochastic_depth(input, self.p, self.mode)


def _dropped(input: Tensor, p: Any, letters: str) -> Tensor:
    _probability(p)
    need.rank(input, {len(letters): letters})
    return like(input)


@function("torchvision.ops.drop_block2d")
def drop_block2d(input: Tensor, p, block_size, inplace=False, eps=1e-6, training=True) -> Tensor:
    """(N, C, H, W) -> same"""
    return _dropped(input, p, "NCHW")


@function("torchvision.ops.drop_block3d")
def drop_block3d(input: Tensor, p, block_size, inplace=False, eps=1e-6, training=True) -> Tensor:
    """(N, C, D, H, W) -> same"""
    return _dropped(input, p, "NCDHW")


class _DropBlock:
    letters = ""

    def __init__(self, p, block_size, inplace=False, eps=1e-6) -> None:
        self.p, self.block_size, self.inplace, self.eps = p, block_size, inplace, eps

    def forward(self, input: Tensor) -> Tensor:
        return _dropped(input, self.p, self.letters)


@layer("torchvision.ops.DropBlock2d")
class DropBlock2d(_DropBlock):
    """(N, C, H, W) -> same"""

    letters = "NCHW"


@layer("torchvision.ops.DropBlock3d")
class DropBlock3d(_DropBlock):
    """(N, C, D, H, W) -> same"""

    letters = "NCDHW"
