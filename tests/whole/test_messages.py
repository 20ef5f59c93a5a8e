"""Whole messages, as a user reads them: what meets what, where each number came from, what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest
from markers import unmarked
from snapshot import agrees

from shapelint.lint.config import Config
from shapelint.lint.one_file import check_text
from shapelint.report.findings import Report
from shapelint.report.formats.full import render
from shapelint.report.render.context import Context

PAIRS = Path(__file__).parent / "pairs"
SHOWN = [
    "channels/dense_growth", "channels/grey_into_rgb", "channels/text_cnn_not_transposed",
    "channels/unet_concat_not_doubled", "channels/squeeze_excite", "linear/cats_dogs_other_size",
    "linear/class_only_not_a_multiple", "linear/unittest_case", "linear/sequential_forgotten_pool",
    "matmul/attention_without_transpose", "norm/bn_width", "norm/layernorm_channels_last_only",
    "padding/pool_padding_more_than_half", "padding/reflect_too_wide", "rank/batchnorm2d_after_fc",
    "rank/flatten_forgotten", "reshape/hard_coded_view", "reshape/heads_do_not_divide",
    "residual/normalise_with_mean_and_std", "residual/stride_without_projection", "sequence/hidden_state_batch_first",
    "skips/class_token", "skips/unet_odd_image", "small/too_many_pools", "target/bce_needs_same_shape",
    "target/cross_entropy_sequence", "construct/group_norm_32", "construct/keras_style_dense",
    "construct/same_padding_with_stride",
]  # fmt: skip


@pytest.mark.parametrize("name", SHOWN)
def test_message(name: str) -> None:
    path = f"{name}_bug.py"
    text = unmarked((PAIRS / path).read_text())
    findings = check_text(text, path, Config()).findings
    shown = render(Report(findings), Context(text_of={path: text}.get, summary=False))
    agrees(shown, f"messages/{name.replace('/', '_')}.txt")
