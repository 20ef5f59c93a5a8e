"""torchvision's operations, held against the shapes that its documentation states: torchvision's compiled part is
not installed where the tests run."""

from __future__ import annotations

from typing import Any

import pytest
from agreement import T, built

from shapelint.ops.core import perform
from shapelint.ops.core.catalog import operations
from shapelint.ops.core.perform import Outcome
from shapelint.sizes.facts import Facts
from shapelint.sizes.tensors import Unknown, unknown_tensor


def outcome(name: str, build: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Outcome:
    operation, facts, attributes = operations()[f"torchvision.ops.{name}"], Facts(), {}  # type: ignore[var-annotated]
    if build is not None:
        made = perform.build(operation, build[0], build[1], facts, attributes)
        if made.refused or made.reason:
            return made
    return perform.call(operation, args, kwargs, facts, attributes)


def result(name: str, *args: Any, build: Any = None, **kwargs: Any) -> Any:
    """The shape of the result, None where the operation is refused; sizes that nobody can know are "?"."""
    got = outcome(name, build, args, kwargs)
    if got.refused:
        return None
    assert not got.reason, got.reason
    return tuple(size if isinstance(size, int) else "?" for size in got.result.known_shape)


CASES: list[tuple[str, tuple[Any, ...], dict[str, Any], Any]] = [
    ("nms", (T(7, 4), T(7), 0.5), {}, ("?",)),
    ("nms", (T(7, 5), T(7), 0.5), {}, None),
    ("nms", (T(7, 4), T(6), 0.5), {}, None),
    ("nms", (T(7, 4), T(7, 1), 0.5), {}, None),
    ("batched_nms", (T(7, 4), T(7), T(7, dtype="int64"), 0.5), {}, ("?",)),
    ("batched_nms", (T(7, 4), T(7), T(6, dtype="int64"), 0.5), {}, None),
    ("remove_small_boxes", (T(7, 4), 1.0), {}, ("?",)),
    ("remove_small_boxes", (T(7, 3), 1.0), {}, None),
    ("clip_boxes_to_image", (T(7, 4), (32, 32)), {}, (7, 4)),
    ("clip_boxes_to_image", (T(2, 7, 4), (32, 32)), {}, (2, 7, 4)),
    ("clip_boxes_to_image", (T(7, 5), (32, 32)), {}, None),
    ("clip_boxes_to_image", (T(7, 4), (3, 32, 32)), {}, None),
    ("box_convert", (T(7, 4), "xywh", "xyxy"), {}, (7, 4)),
    ("box_convert", (T(7, 5), "cxcywhr", "xyxyxyxy"), {}, (7, 8)),
    ("box_convert", (T(7, 4), "xywh", "xywhr"), {}, None),
    ("box_convert", (T(7, 5), "xywh", "xyxy"), {}, None),
    ("box_convert", (T(7, 4), "whxy", "xyxy"), {}, None),
    ("box_area", (T(7, 4),), {}, (7,)),
    ("box_area", (T(7, 3),), {}, None),
    ("box_iou", (T(7, 4), T(3, 4)), {}, (7, 3)),
    ("box_iou", (T(2, 7, 4), T(2, 3, 4)), {}, (2, 7, 3)),
    ("box_iou", (T(2, 7, 4), T(3, 3, 4)), {}, None),
    ("box_iou", (T(7, 4), T(4)), {}, None),
    ("box_iou", (T(7, 5), T(3, 5)), {"fmt": "cxcywhr"}, (7, 3)),
    ("generalized_box_iou", (T(7, 4), T(3, 4)), {}, (7, 3)),
    ("generalized_box_iou", (T(7, 4), T(3, 5)), {}, None),
    ("complete_box_iou", (T(7, 4), T(3, 4)), {}, (7, 3)),
    ("distance_box_iou", (T(7, 4), T(3, 4)), {}, (7, 3)),
    ("masks_to_boxes", (T(7, 32, 24),), {}, (7, 4)),
    ("masks_to_boxes", (T(7, 1, 32, 24),), {}, None),
    ("masks_to_boxes", (T(0, 32, 24),), {}, (0, 4)),
    ("generalized_box_iou_loss", (T(7, 4), T(7, 4)), {}, (7,)),
    ("complete_box_iou_loss", (T(7, 4), T(7, 4), "mean"), {}, ()),
    ("distance_box_iou_loss", (T(7, 4), T(6, 4)), {}, None),
    ("sigmoid_focal_loss", (T(5, 3), T(5, 3)), {}, (5, 3)),
    ("sigmoid_focal_loss", (T(5, 3), T(5, 3)), {"reduction": "sum"}, ()),
    ("sigmoid_focal_loss", (T(5, 3), T(5)), {}, None),
    ("roi_align", (T(2, 16, 32, 32), T(9, 5), 7), {}, (9, 16, 7, 7)),
    ("roi_align", (T(2, 16, 32, 32), [T(3, 4), T(4, 4)], (7, 5)), {}, (7, 16, 7, 5)),
    ("roi_align", (T(2, 16, 32, 32), T(9, 4), 7), {}, None),
    ("roi_align", (T(2, 16, 32, 32), [T(3, 5)], 7), {}, None),
    ("roi_pool", (T(2, 16, 32, 32), T(9, 5), (3, 3)), {}, (9, 16, 3, 3)),
    ("ps_roi_align", (T(2, 18, 32, 32), T(9, 5), 3), {}, (9, 2, 3, 3)),
    ("ps_roi_pool", (T(2, 18, 32, 32), T(9, 5), 3), {}, (9, 2, 3, 3)),
    ("ps_roi_pool", (T(2, 17, 32, 32), T(9, 5), 3), {}, None),
    ("deform_conv2d", (T(4, 3, 10, 10), T(4, 18, 8, 8), T(5, 3, 3, 3)), {}, (4, 5, 8, 8)),
    ("deform_conv2d", (T(4, 3, 10, 10), T(4, 18, 10, 10), T(5, 3, 3, 3)), {"padding": (1, 1)}, (4, 5, 10, 10)),
    ("deform_conv2d", (T(4, 3, 10, 10), T(4, 18, 10, 10), T(5, 3, 3, 3)), {}, None),
    ("deform_conv2d", (T(4, 3, 10, 10), T(4, 9, 8, 8), T(5, 3, 3, 3)), {}, None),
    ("deform_conv2d", (T(4, 4, 10, 10), T(4, 18, 8, 8), T(5, 3, 3, 3)), {}, None),
    ("deform_conv2d", (T(4, 3, 10, 10), T(4, 18, 8, 8), T(5, 3, 3, 3)), {"mask": T(4, 9, 8, 8)}, (4, 5, 8, 8)),
    ("deform_conv2d", (T(4, 3, 10, 10), T(4, 18, 8, 8), T(5, 3, 3, 3)), {"mask": T(4, 9, 10, 10)}, None),
    ("stochastic_depth", (T(2, 3, 4), 0.1, "row"), {}, (2, 3, 4)),
    ("stochastic_depth", (T(2, 3, 4), 0.1, "rows"), {}, None),
    ("stochastic_depth", (T(2, 3, 4), 1.1, "row"), {}, None),
    ("drop_block2d", (T(2, 3, 9, 9), 0.1, 3), {}, (2, 3, 9, 9)),
    ("drop_block2d", (T(3, 9, 9), 0.1, 3), {}, None),
    ("drop_block3d", (T(2, 3, 9, 9, 9), 0.1, 3), {}, (2, 3, 9, 9, 9)),
]

LAYERS: list[tuple[str, Any, tuple[Any, ...], Any]] = [
    ("RoIAlign", built(7, 0.25, 2), (T(2, 16, 32, 32), T(9, 5)), (9, 16, 7, 7)),
    ("RoIAlign", built(7), (T(2, 16, 32, 32), T(9, 5)), None),
    ("RoIPool", built((7, 5), 0.25), (T(2, 16, 32, 32), T(9, 5)), (9, 16, 7, 5)),
    ("PSRoIAlign", built(3, 0.25, 2), (T(2, 18, 32, 32), T(9, 5)), (9, 2, 3, 3)),
    ("PSRoIPool", built(3, 0.25), (T(2, 17, 32, 32), T(9, 5)), None),
    ("DeformConv2d", built(3, 5, 3, padding=1), (T(4, 3, 10, 10), T(4, 18, 10, 10)), (4, 5, 10, 10)),
    ("DeformConv2d", built(3, 5, 3), (T(4, 4, 10, 10), T(4, 18, 8, 8)), None),
    ("DeformConv2d", built(3, 5, 3, groups=2), (T(4, 3, 10, 10), T(4, 18, 8, 8)), None),
    ("FrozenBatchNorm2d", built(8), (T(2, 8, 4, 4),), (2, 8, 4, 4)),
    ("FrozenBatchNorm2d", built(8), (T(2, 6, 4, 4),), None),
    ("StochasticDepth", built(0.1, "row"), (T(2, 3),), (2, 3)),
    ("DropBlock2d", built(0.1, 3), (T(2, 3, 9, 9),), (2, 3, 9, 9)),
    ("DropBlock3d", built(0.1, 3), (T(2, 3, 9, 9),), None),
]


@pytest.mark.parametrize("name, args, kwargs, expected", CASES)
def test_function(name: str, args: Any, kwargs: Any, expected: Any) -> None:
    assert result(name, *args, **kwargs) == expected


@pytest.mark.parametrize("name, build, args, expected", LAYERS)
def test_layer(name: str, build: Any, args: Any, expected: Any) -> None:
    assert result(name, *args, build=build) == expected


@pytest.mark.parametrize(
    "case", [(n, None, a, k, e) for n, a, k, e in CASES] + [(n, b, a, {}, e) for n, b, a, e in LAYERS]
)
def test_nothing_is_refused_for_not_being_known(case: Any) -> None:
    """Where torchvision accepts, it is not refused with an argument unknown either, and nothing raises."""
    name, build, args, kwargs, expected = case
    for index in range(len(args)):
        for stand_in in (Unknown("not known", "x"), unknown_tensor("not known")):
            got = outcome(name, build, (*args[:index], stand_in, *args[index + 1 :]), kwargs)
            assert expected is None or not got.refused


def test_every_operation_has_a_case() -> None:
    named = {f"torchvision.ops.{case[0]}" for case in [*CASES, *LAYERS]}
    declared = {op.name for name, op in operations().items() if name.startswith("torchvision.")}
    assert declared <= {operations()[name].name for name in named}
