"""What is asked of a file before a costly pattern finds all that the pattern does."""

import pytest

from shapelint.rules.evidence import axis_names, same_factor
from shapelint.source.reading import quoted_layers


class File:
    """A text that need not be Python's."""

    def __init__(self, text: str) -> None:
        self.text, self.file = text, self

    def look(self) -> None:
        pass


@pytest.mark.parametrize(
    "text",
    [
        "B, C, W, H = x.shape", "b, width , height = img.size()", "x_w, x_h = y.shape",
        "torch.zeros(n, c, image_w, image_h)", "# (B, C, W, H)", "# C x W x H", "# NCWH", "self.w, self.h = x.shape",
    ],
)  # fmt: skip
def test_width_first(text: str) -> None:
    assert axis_names.WIDTH_FIRST.search(text)
    assert axis_names._says_width_first(File(text))


@pytest.mark.parametrize(
    "text",
    [
        "# Doubles the resolution", "upsampling by a factor of 2", "twice the size", "# HALVES the height",
        "half the width", "# halving the length", "downsamples the input size by 2", "reduces the resolution by 4",
    ],
)  # fmt: skip
def test_factors(text: str) -> None:
    assert same_factor.UP.search(text) or same_factor.DOWN.search(text)
    assert same_factor._speaks(File(text))


@pytest.mark.parametrize(
    "text", ["# Keras' SAME", "slim: 'same'", "# tf: same padding", 'Conv2D(8, 3, padding="same")', "TF same-padding"]
)
def test_same(text: str) -> None:
    assert quoted_layers._speaks(File(text))


@pytest.mark.parametrize("text", ["nn.Conv2d(3, 8, 3)  # the same", "w, h = image.size", "keras", "half of them"])
def test_what_says_nothing(text: str) -> None:
    file = File(text)
    assert not (quoted_layers._speaks(file) or same_factor._speaks(file) or axis_names._says_width_first(file))
