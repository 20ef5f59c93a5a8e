"""`[tool.shapelint.inputs]`: what a model is given, where the code does not say."""

from __future__ import annotations

from shapelint.lint.config import Config
from shapelint.lint.one_file import check_source

NET = """
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 8, 5)
        self.out = nn.Linear(8 * 12 * 12, 10)

    def forward(self, image):
        return self.out(torch.relu(self.conv(image)).flatten(1))
"""


def found(**inputs: str) -> list[str]:
    return [f.name for f in check_source(NET, "net.py", Config(inputs=inputs))]


def test_without_a_word_any_size_may_be_meant() -> None:
    assert found() == []


def test_a_size_that_does_not_fit() -> None:
    assert found(Net="N,1,28,28") == ["feature-mismatch"]


def test_a_size_that_fits() -> None:
    assert found(Net="N,1,16,16") == []


def test_names_are_sizes() -> None:
    assert found(Net="N,C,H,W") == []
    assert found(Net="N,3,H,W") == ["channel-mismatch"]
