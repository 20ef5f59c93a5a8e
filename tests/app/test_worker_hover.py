"""What the editor's worker tells of the place under the cursor."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pebble")

from shapelint.app.editor import worker
from shapelint.app.editor.analysis import Request

MODEL = """\
import torch
from torch import nn


class Writer(nn.Module):
    def __init__(self, vocabulary=100, width=32, context=64):
        super().__init__()
        self.token = nn.Embedding(vocabulary, width)
        self.pos = nn.Parameter(torch.zeros(1, context, width))

    def forward(self, words):
        B, T = words.shape
        return self.token(words) + self.pos[:, :T]
"""


@pytest.mark.parametrize(("row", "column", "name"), [(5, 8, "Writer"), (11, 10, "forward")])
def test_a_table_of_positions_tells_how_long_a_text_may_be(tmp_path: Path, row: int, column: int, name: str) -> None:
    told = worker.describe(Request(str(tmp_path / "model.py"), MODEL), row, column)
    assert told == [f"{name}: (B, T) -> (B, T, 32)", "demands T at most 64"]
