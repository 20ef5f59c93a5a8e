"""Sizes of pictures, which Pillow tells width first, where torch wants the height first."""

from __future__ import annotations

import pytest

from shapelint.lint.one_file import check_source

PROGRAM = """
import torch.nn.functional as F
from PIL import Image


def overlay(image, mask):
    {read}
    return F.interpolate(mask, size={size})
"""
WRONG = {
    "names in the other order": ("h, w = image.size", "(h, w)"),
    "long names": ("height, width = image.size  # of the picture", "(height, width)"),
    "the size as it is": ("pass", "image.size"),
}
RIGHT = {
    "width first": ("w, h = image.size", "(h, w)"),
    "turned round": ("h, w = image.size[::-1]", "(h, w)"),
    "exchanged later": ("h, w = image.size\n    h, w = w, h", "(h, w)"),
    "of a tensor": ("h, w = image.shape[-2:]", "(h, w)"),
}


@pytest.mark.parametrize("name", WRONG)
def test_the_width_stands_for_the_height(name: str) -> None:
    read, size = WRONG[name]
    text = PROGRAM.format(read=read, size=size).replace("import torch.nn", "import torch\nimport torch.nn")
    found = check_source(text + "\n\noverlay(Image.new('L', (40, 30)), torch.rand(1, 1, 8, 8))\n")
    assert [one.code for one in found] == ["SHP301"]


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_is_not_spoken_of(name: str) -> None:
    read, size = RIGHT[name]
    text = PROGRAM.format(read=read, size=size).replace("import torch.nn", "import torch\nimport torch.nn")
    picture = "torch.rand(3, 30, 40)" if "shape" in read else "Image.new('L', (40, 30))"
    assert check_source(text + f"\n\noverlay({picture}, torch.rand(1, 1, 8, 8))\n") == []
