"""torchvision.ops on boxes.

(N, 4), as (x1, y1, x2, y2) unless a format says otherwise.
"""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.declare import function
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.formulas.axes import at_least_rank, named_size, with_last
from shapelint.ops.formulas.broadcasting import broadcast_sizes, expands_to
from shapelint.ops.formulas.reduction import exactly, reduced
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Tensor, UnknownShape, like, tensor

ALIGNED = {"xyxy": 4, "xywh": 4, "cxcywh": 4}
ROTATED = {"xywhr": 5, "cxcywhr": 5, "xyxyxyxy": 8}


def _numbers(boxes: Tensor, count: Dim, argument: str = "boxes") -> None:
    """The last axis must hold that many numbers for each box."""
    at_least_rank(boxes, 1, argument)
    need.same(
        named_size(boxes, -1, "box"), count, "size-mismatch", actual_is=f"last size of {argument}",
        expected_is="numbers of a box", argument=argument, of=boxes, axis=-1,
    )  # fmt: skip


def _rows(boxes: Tensor, argument: str = "boxes") -> Dim:
    """N of (N, 4)."""
    shape = need.rank(boxes, {2: "KB"}, argument)
    _numbers(boxes, 4, argument)
    return shape[0]


def _one_each(other: Tensor, rows: Dim, argument: str) -> None:
    """One number for each box."""
    (count,) = need.rank(other, {1: "K"}, argument)
    need.same(
        count, rows, "size-mismatch", actual_is=f"size of {argument}", expected_is="number of boxes", argument=argument,
        of=other, axis=0,
    )  # fmt: skip


@function("torchvision.ops.nms", "torchvision.ops.boxes.nms")
def nms(boxes: Tensor, scores: Tensor, iou_threshold) -> Tensor:
    """boxes (N, 4), scores (N) -> indices of those that are kept"""
    _one_each(scores, _rows(boxes), "scores")
    return tensor(need.fresh("kept"), dtype="int64")


@function("torchvision.ops.batched_nms", "torchvision.ops.boxes.batched_nms")
def batched_nms(boxes: Tensor, scores: Tensor, idxs: Tensor, iou_threshold) -> Tensor:
    """boxes (N, 4), scores (N), idxs (N) -> indices of those that are kept"""
    rows = _rows(boxes)
    _one_each(scores, rows, "scores")
    _one_each(idxs, rows, "idxs")
    return tensor(need.fresh("kept"), dtype="int64")


@function("torchvision.ops.remove_small_boxes", "torchvision.ops.boxes.remove_small_boxes")
def remove_small_boxes(boxes: Tensor, min_size) -> Tensor:
    """(N, 4) -> indices of those that are kept"""
    at_least_rank(boxes, 1, "boxes")
    need.at_least(
        named_size(boxes, -1, "box"), 4, "size-mismatch", actual_is="last size of boxes", argument="boxes", of=boxes
    )
    return tensor(need.fresh("kept"), dtype="int64")


@function("torchvision.ops.clip_boxes_to_image", "torchvision.ops.boxes.clip_boxes_to_image")
def clip_boxes_to_image(boxes: Tensor, size) -> Tensor:
    """(*, 4) -> same"""
    if isinstance(size, (tuple, list)) and len(size) != 2:
        need.refuse("wrong-arguments", "size must be (height, width)", argument="size")
    at_least_rank(boxes, 1, "boxes")
    need.divides(
        2, named_size(boxes, -1, "box"), "size-mismatch", actual_is="last size of boxes", argument="boxes", of=boxes
    )
    return like(boxes)


def _format(fmt: Any, known: dict[str, int], argument: str) -> int:
    """How many numbers a box has in that format."""
    if not isinstance(fmt, str):
        raise Undecided(f"{argument} is not known")
    if fmt not in known:
        need.refuse(
            "wrong-arguments", f"{argument} must be one of {', '.join(known)}, it is {fmt!r}", argument=argument
        )
    return known[fmt]


@function("torchvision.ops.box_convert", "torchvision.ops.boxes.box_convert")
def box_convert(boxes: Tensor, in_fmt, out_fmt) -> Tensor:
    """(*, 4) -> (*, 4); (*, 5) with rotation, (*, 8) by corners"""
    formats = {**ALIGNED, **ROTATED}
    before, after = _format(in_fmt, formats, "in_fmt"), _format(out_fmt, formats, "out_fmt")
    if in_fmt == out_fmt:
        return like(boxes)
    if (in_fmt in ALIGNED) != (out_fmt in ALIGNED):
        need.refuse("wrong-arguments", f"boxes cannot be converted from {in_fmt} to {out_fmt}", argument="out_fmt")
    _numbers(boxes, before)
    return with_last(boxes, after)


@function("torchvision.ops.box_area", "torchvision.ops.boxes.box_area")
def box_area(boxes: Tensor, fmt="xyxy") -> Tensor:
    """(*, 4) -> (*)"""
    _format(fmt, ALIGNED, "fmt")
    at_least_rank(boxes, 1, "boxes")
    need.at_least(
        named_size(boxes, -1, "box"), 4, "size-mismatch", actual_is="last size of boxes", argument="boxes", of=boxes
    )
    shape = need.known(boxes)
    return Tensor(UnknownShape("the shape of the boxes is not known") if shape is None else shape[:-1], boxes.dtype)


def _pairs(boxes1: Tensor, boxes2: Tensor, width: int = 4) -> Tensor:
    """(*, N, 4), (*, M, 4) -> (*, N, M); one box (4) in the first place counts as (1, 4)."""
    _numbers(boxes1, width, "boxes1")
    at_least_rank(boxes2, 2, "boxes2")
    _numbers(boxes2, width, "boxes2")
    one, other = need.shape(boxes1), need.shape(boxes2)
    one = one if len(one) > 1 else (1, *one)
    batch = broadcast_sizes(one[:-2], other[:-2], arguments=("boxes1", "boxes2"))
    return Tensor((*batch, one[-2], other[-2]), boxes1.dtype)


@function("torchvision.ops.box_iou", "torchvision.ops.boxes.box_iou")
def box_iou(boxes1: Tensor, boxes2: Tensor, fmt="xyxy") -> Tensor:
    """(*, N, 4), (*, M, 4) -> (*, N, M)"""
    width = _format(fmt, {**ALIGNED, **ROTATED}, "fmt")
    if fmt in ROTATED:
        for boxes, name in ((boxes1, "boxes1"), (boxes2, "boxes2")):
            need.rank(boxes, {2: "KB"}, name)
    return _pairs(boxes1, boxes2, width)


@function("torchvision.ops.generalized_box_iou", "torchvision.ops.boxes.generalized_box_iou")
def generalized_box_iou(boxes1: Tensor, boxes2: Tensor) -> Tensor:
    """(*, N, 4), (*, M, 4) -> (*, N, M)"""
    return _pairs(boxes1, boxes2)


@function(
    "torchvision.ops.complete_box_iou", "torchvision.ops.boxes.complete_box_iou",
    "torchvision.ops.distance_box_iou", "torchvision.ops.boxes.distance_box_iou",
)  # fmt: skip
def distance_box_iou(boxes1: Tensor, boxes2: Tensor, eps=1e-7) -> Tensor:
    """(*, N, 4), (*, M, 4) -> (*, N, M)"""
    return _pairs(boxes1, boxes2)


@function("torchvision.ops.masks_to_boxes", "torchvision.ops.boxes.masks_to_boxes")
def masks_to_boxes(masks: Tensor) -> Tensor:
    """(N, H, W) -> (N, 4)"""
    shape = need.known(masks)
    if shape is not None and 0 in shape:
        return tensor(0, 4, dtype="float32")
    return tensor(need.rank(masks, {3: "NHW"}, "masks")[0], 4, dtype="float32")


@function(
    "torchvision.ops.generalized_box_iou_loss", "torchvision.ops.distance_box_iou_loss",
    "torchvision.ops.complete_box_iou_loss",
)  # fmt: skip
def box_iou_loss(boxes1: Tensor, boxes2: Tensor, reduction="none", eps=1e-7) -> Tensor:
    """(*, 4), (*, 4) -> (*) or, with another reduction, ()"""
    _numbers(boxes1, 4, "boxes1")
    _numbers(boxes2, 4, "boxes2")
    expands_to(boxes2, boxes1, "boxes2", "size-mismatch")
    shape = need.known(boxes1)
    whole = UnknownShape("the shape of the boxes is not known") if shape is None else shape[:-1]
    return reduced(reduction, whole, boxes1.dtype)


@function("torchvision.ops.sigmoid_focal_loss")
def sigmoid_focal_loss(inputs: Tensor, targets: Tensor, alpha=0.25, gamma=2, reduction="none") -> Tensor:
    """(*), (*) -> (*) or, with another reduction, ()"""
    exactly(targets, inputs, "targets")
    return reduced(reduction, inputs.shape, inputs.dtype)
