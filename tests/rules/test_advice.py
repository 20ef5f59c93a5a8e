"""What messages tell the reader to write, for mistakes of a kind."""

from __future__ import annotations

import pytest

from shapelint.lint.one_file import check_source

BLOCK = """
import torch
from torch import nn

class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 16, 3, padding=1)
        self.bn1 = nn.BatchNorm2d(16)
        self.conv2 = nn.Conv2d(16, 32, 3, padding=1)
        self.bn2 = nn.BatchNorm2d({width})

    def forward(self, x):
        x = self.bn1(self.conv1(x))
        return self.bn1(self.conv2(x))

Block()(torch.rand(2, 3, 8, 8))
"""


def advice(text: str) -> str:
    """The help of the only finding."""
    (finding,) = check_source("import torch\nfrom torch import nn\n" + text, "a.py")
    return finding.help or ""


def test_a_layer_that_fits_its_other_call_is_not_rewritten() -> None:
    assert "self.bn2 has 32: was that meant here?" in advice(BLOCK.format(width=32))
    assert "num_features=32" in advice(BLOCK.format(width=64))


JOINED = "a, b = torch.rand(1, 8, {0}, {0}), torch.rand(1, 8, 32, 32)\ntorch.cat([a, b], dim=1)"


@pytest.mark.parametrize(("size", "says"), [(64, "an upsampling is missing"), (60, "crop the larger one")])
def test_maps_half_as_large_lack_an_upsampling(size: int, says: str) -> None:
    assert says in advice(JOINED.format(size))


DECODER = """
layer = nn.TransformerDecoder(nn.TransformerDecoderLayer(32, 4, batch_first=True), 2)
layer(torch.rand(8, 10, 32), torch.rand(8, 12, 32), tgt_mask=torch.zeros({}, 10, dtype=torch.bool))
"""


def test_a_mask_of_padding_is_given_elsewhere() -> None:
    assert "tgt_key_padding_mask" in advice(DECODER.format(8))
    assert "tgt_key_padding_mask" not in advice(DECODER.format(9))


def test_an_axis_added_at_the_wrong_place() -> None:
    assert ".unsqueeze(1) in its place" in advice("nn.Conv1d(1, 16, 5)(torch.rand(32, 100).unsqueeze(2))")
    assert ".permute(0, 2, 1)" in advice("nn.Conv1d(1, 16, 5)(torch.rand(32, 100, 1))")


def test_a_size_that_is_not_divided_is_factored() -> None:
    text = 'from einops import rearrange\nrearrange(torch.rand(2, {}, 96), "b (h w) c -> b c h w", h=8)'
    assert "49, which is 7*7" in advice(text.format(49))
    assert "47, which has no divisors" in advice(text.format(47))


def test_one_step_of_a_sequence_for_one_target() -> None:
    scores = "nn.CrossEntropyLoss()(torch.rand(8, {}5), torch.zeros(8).long())"
    assert "`[:, -1]`" in advice(scores.format("20, "))
    assert "`[:, -1]`" not in advice(scores.format("20, 3, "))


def test_layers_of_an_anonymous_container_have_its_name() -> None:
    (finding,) = check_source(
        "import torch\nfrom torch import nn\nnn.Sequential(nn.Flatten(), nn.Linear(100, 10))(torch.rand(2, 3, 8))",
        "a.py",
    )
    assert "`Sequential.1` (Linear)" in finding.message
