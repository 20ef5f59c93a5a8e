"""Sampling an image at the points of a grid."""

from __future__ import annotations

from shapelint.ops.core.declare import function
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.core.state import told
from shapelint.ops.formulas.window import positive, whole_numbers
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Tensor, Unknown

MODES = ("bilinear", "nearest", "bicubic")
PADDING_MODES = ("zeros", "border", "reflection")


@function("torch.nn.functional.grid_sample")
def grid_sample(input: Tensor, grid: Tensor, mode="bilinear", padding_mode="zeros", align_corners=None) -> Tensor:
    """(N, C, H, W), (N, H', W', 2) -> (N, C, H', W'); the same with a depth and 3"""
    for argument, value, allowed in (("mode", mode, MODES), ("padding_mode", padding_mode, PADDING_MODES)):
        if not isinstance(value, Unknown) and value not in allowed:
            need.refuse("wrong-arguments", f"{argument} must be one of {allowed}, it is {value!r}", argument=argument)
    ranks = {4: "NCHW"} if mode == "bicubic" else {4: "NCHW", 5: "NCDHW"}
    points = need.known(grid)
    if need.known(input) is None and points is not None and len(points) in ranks:
        ranks = {len(points): ranks[len(points)]}
    shape = need.rank(input, ranks)
    points = need.rank(grid, {len(shape): "N" + ranks[len(shape)][2:] + "P"}, "grid")
    need.same(
        points[0], shape[0], "size-mismatch", actual_is="batch of the grid", expected_is="batch of the input",
        argument="grid", of=grid, axis=0,
    )  # fmt: skip
    need.same(
        points[-1], len(shape) - 2, "size-mismatch", actual_is="last size of the grid",
        expected_is="coordinates of a point", argument="grid", of=grid, axis=-1,
    )  # fmt: skip
    positive(shape[2:], "size of the input")
    return Tensor((*need.shape(input)[:2], *points[1:-1]), input.dtype)


@function("torch.nn.functional.affine_grid")
def affine_grid(theta: Tensor, size, align_corners=None) -> Tensor:
    """(N, 2, 3), (N, C, H, W) -> (N, H, W, 2); (N, 3, 4), (N, C, D, H, W) -> (N, D, H, W, 3)"""
    if isinstance(size, (int, float, str)):
        need.refuse("wrong-arguments", "size must be a sequence of sizes", argument="size")
    whole_numbers(size, "size")
    sizes: tuple[Dim, ...] = need.sizes(size, "size")
    if len(sizes) not in (4, 5):
        need.refuse(
            "wrong-arguments", f"size must have 4 or 5 numbers, it has {len(sizes)}", actual=len(sizes), argument="size"
        )
    spatial = len(sizes) - 2
    shape = need.rank(theta, {3: "NRC"}, "theta")
    for axis, expected in ((1, spatial), (2, spatial + 1)):
        need.same(
            shape[axis], expected, "size-mismatch", actual_is="size of theta",
            expected_is=f"that of a {spatial}d transform", argument="theta", of=theta, axis=axis,
        )  # fmt: skip
    need.same(
        shape[0], sizes[0], "size-mismatch", actual_is="batch of theta", expected_is="batch of size", argument="theta",
        of=theta, axis=0,
    )  # fmt: skip
    if told(align_corners) is not False and align_corners is not None:
        if not all(isinstance(one, int) and one > 0 for one in sizes):
            raise Undecided("sizes that may be 0, with align_corners")  # torch then forgets to look
    else:
        positive(sizes, "size")
    return Tensor((sizes[0], *sizes[2:], spatial), theta.dtype)
