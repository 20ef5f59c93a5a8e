"""What follows a layer without a batch axis is another answer to the question for the number of axes."""

from __future__ import annotations

from shapelint.lint.one_file import check_source

EMBEDDING = """
from torch import nn


class Patches(nn.Module):
    def __init__(self, width, axes=3):
        super().__init__()
        layer = nn.Conv3d if axes == 3 else nn.Conv2d
        self.width = width
        self.proj = layer(1, width, 2, stride=2)

    def forward(self, x):
        x = self.proj(x)
        sizes = x.shape
        x = x.flatten(2).transpose(1, 2)
        if len(sizes) == 5:
            return x.transpose(1, 2).view(-1, self.width, *sizes[2:])
        elif len(sizes) == 4:
            return x.{move}view(-1, self.width, sizes[2], sizes[3])
        return x
"""


def test_a_view_that_is_meant_for_another_layer_is_no_mistake() -> None:
    assert check_source(EMBEDDING.replace("{move}", "transpose(1, 2).")) == []


def test_with_the_layer_it_is_meant_for_the_mistake_is_found() -> None:
    text = EMBEDDING.replace("{move}", "").replace("axes=3", "axes=2")
    assert [finding.name for finding in check_source(text)] == ["moved-by-view"]
