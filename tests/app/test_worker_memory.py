"""The worker of the language server: it keeps one text of a file, however often that changes."""

from __future__ import annotations

import gc
from collections import Counter
from pathlib import Path

import pytest

pytest.importorskip("pebble")

from shapelint.app.editor import worker
from shapelint.app.editor.analysis import Request

EXAMPLES = Path(__file__).parents[2] / "examples"
PADDED = (
    "# as in TensorFlow: padding='same'\n"
    "import torch\nfrom torch import nn\nfrom . import helper\n\n\n"
    "class Net(nn.Module):\n"
    '    """Takes images of shape (N, 3, H, W)."""\n\n'
    "    def __init__(self):\n        super().__init__()\n"
    "        self.conv = nn.Conv2d(3, 8, 3, padding=1)  # keras 'same' conv, stride 1\n\n"
    "    def forward(self, x):  # (N, 3, H, W)\n"
    "        return self.conv(x) + helper.offset(x)  # (N, 8, H, W)\n"
)


def objects() -> Counter[str]:
    gc.collect()
    gc.collect()
    return Counter(type(one).__qualname__ for one in gc.get_objects())


@pytest.mark.parametrize("name", ["unet", "vision_transformer", "padded"])
def test_what_was_typed_over_is_forgotten(tmp_path: Path, name: str) -> None:
    (tmp_path / "__init__.py").touch()
    (tmp_path / "helper.py").write_text("import torch\n\n\ndef offset(x):\n    return torch.zeros(8, 1, 1)\n")
    text = PADDED if name == "padded" else (EXAMPLES / f"{name}.py").read_text()
    path = str(tmp_path / "net.py")

    def typed(number: int) -> None:
        worker.analyse(Request(path, f"{text}# {number}\n"))
        if number % 4 == 0:
            worker.analyse(Request(path, f"{text}def f(:\n    return {number}\n"))
        if number % 3 == 0:
            worker.describe(Request(path, f"{text}# {number}\n"), 8, 20)

    for number in range(8):
        typed(number)
    before = objects()
    for number in range(8, 24):
        typed(number)
    more = objects() - before
    large = ("SourceFile", "SourceModule", "Definition", "Place", "Event", "Class", "Instance", "Facts")
    assert {one: more[one] for one in large if more[one] > 16 // 2} == {}
