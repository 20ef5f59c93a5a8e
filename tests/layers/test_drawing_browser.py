"""Drawings of networks as a browser shows them: nothing lies upon another, or beyond the edge."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from shapelint.app.cli.main import main

pytestmark = pytest.mark.slow

CHROMIUM = next((one for one in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if one), None)

NET = """\
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, width=32, context=64, longer_than_others_name=7):
        super().__init__()
        self.query_key_value = nn.Linear(width, 3 * width)
        self.register_buffer("mask", torch.ones(1, 1, context, context))
        self.head = nn.Linear(width, longer_than_others_name)

    def forward(self, x):
        B, T, C = x.shape
        q, k, v = self.query_key_value(x).view(B, T, 3, 4, C // 4).permute(2, 0, 3, 1, 4)
        weights = (q @ k.transpose(-2, -1)).masked_fill(self.mask[:, :, :T, :T] == 0, 0.0).softmax(-1)
        return self.head((weights @ v).transpose(1, 2).reshape(B, T, C) + x)
"""

MEASURE = """
<pre id="measured"></pre>
<script>
const box = one => { const b = one.getBBox(); return [b.x, b.y, b.x + b.width, b.y + b.height]; };
const all = name => [...document.querySelectorAll(name)];
document.getElementById("measured").textContent = JSON.stringify({
  whole: document.querySelector("svg").viewBox.baseVal.width,
  height: document.querySelector("svg").viewBox.baseVal.height,
  shapes: all("svg text.shape").map(one => [one.textContent, box(one)]),
  titles: all("svg text:not(.shape)").map(one => [one.textContent, box(one)]),
  boxes: all("svg rect:not(.back)").map(box),
});
</script>
"""


def measured(folder: Path) -> Any:
    assert CHROMIUM
    page = folder / "page.html"
    page.write_text((folder / "net.html").read_text("utf-8").replace("</html>", f"{MEASURE}</html>"), "utf-8")
    command = [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'browser'}"]
    shown = subprocess.run([*command, "--dump-dom", page.as_uri()], capture_output=True, text=True, timeout=120)
    found = re.search(r'<pre id="measured">(.*?)</pre>', shown.stdout)
    assert found, shown.stderr
    return json.loads(html.unescape(found[1]))


def apart(one: list[float], other: list[float]) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_what_is_drawn_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("net.py").write_text(NET)
    assert main(["trace", "net.py::Block", "--input", "N,T,32", "--output-format", "html:net.html"]) == 0
    found = measured(tmp_path)
    shapes, titles, boxes = found["shapes"], found["titles"], found["boxes"]
    assert len(titles) == len(boxes) > 10
    assert "1×1×(min(T, 64))×(min(T, 64))" in [text for text, _ in shapes]
    for text, (left, top, right, bottom) in [*shapes, *titles]:
        assert 0 <= left < right <= found["whole"] and 0 <= top < bottom <= found["height"], text
    for (text, there), around in zip(titles, boxes):
        assert around[0] < there[0] and there[2] < around[2] and around[1] < there[1] and there[3] < around[3], text
    everything = [*((text, there) for text, there in shapes), *(("a box", one) for one in boxes)]
    for i, (text, there) in enumerate(everything):
        assert all(apart(there, other) for _, other in everything[:i]), text
