"""Fixes of silent mistakes, by torch: a mended program gives what its twin gives, in shape and in values."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from markers import unmarked

from shapelint.lint.config import Config
from shapelint.lint.one_file import check_source
from shapelint.report.fix import plan

torch = pytest.importorskip("torch")

REPORTED = Path(__file__).parent / "reported"
MENDED = [
    "a2c_advantage", "crop_to_skip", "even_int_half", "fbank_target", "focal_pairwise", "nhwc_view", "pad_1x1_kernel",
    "pad_first_words", "pad_swapped_conv", "percepnet", "ppo_log_prob", "rows_of_mel", "same_effdet",
    "tcn_frames", "token_learner", "unet_diff", "volume_too_small",
]  # fmt: skip
"""Reported mistakes of which every one has a fix."""

HEAD = "import torch\nfrom torch import nn\nimport torch.nn.functional as F\n\n\n"
VIEWED = """class Net(nn.Module):
    def __init__(self, d=24, heads=4):
        super().__init__()
        self.heads, self.fc = heads, nn.Linear(d, d)

    def forward(self, x):
        b, t, d = x.shape
        y = self.fc(x){way}
        return y


out = Net()(torch.randn(2, 6, 24))
"""
MOVED = {
    "steps and heads": (".view(b, self.heads, t, -1)", ".view(b, t, self.heads, -1).transpose(1, 2)"),
    "steps behind": (".reshape(b, d, t)", ".transpose(1, 2).reshape(b, d, t)"),
    "samples behind": (".view(t, b, d)", ".transpose(0, 1).reshape(t, b, d)"),
    "features first": (".view(b, self.heads, -1, t)", ".transpose(1, 2).reshape(b, self.heads, -1, t)"),
}
PADDED = """class Net(nn.Module):
    def __init__(self, c=4, k=5):
        super().__init__()
        {pad}self.conv = nn.Conv1d(c, c, k, padding={padding})

    def forward(self, x):
        return self.conv({given})


out = Net()(torch.randn(1, 4, 20))
"""
TWICE = {
    "a layer": ("self.pad = nn.ReflectionPad1d(k // 2)\n        ", "self.pad(x)"),
    "a function": ("", "F.pad(x, (2, 2), mode='replicate')"),
}


RESIDUAL = """class Block(nn.Module):
    def __init__(self, c=4):
        super().__init__()
        self.conv = nn.Conv2d(c, c, {conv})
        self.bn = nn.BatchNorm2d(c)

    def forward(self, x):
        return x + self.bn(self.conv(x)).relu()
"""
BORDERS = {
    "a number": ("3", "3, padding=1"),
    "a padding of none": ("5, padding=0", "5, padding=2"),
    "a dilation": ("3, padding=1, dilation=2", "3, padding=2, dilation=2"),
}


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def out_of(text: str) -> Any:
    torch.manual_seed(0)
    scope: dict[str, Any] = {"__name__": "__main__"}
    exec(compile(text, "<program>", "exec", dont_inherit=True), scope)
    return scope["out"]


def mended(text: str, config: Config | None = None) -> str:
    findings = check_source(text, "x.py", config)
    assert findings and all(one.fix is not None for one in findings)
    after = plan(findings, lambda _: text, unsafe=True).texts["x.py"]
    assert check_source(after, "x.py", config) == []
    return after


def agree(bug: str, twin: str) -> None:
    wrong, after, right = out_of(bug), out_of(mended(bug)), out_of(twin)
    assert after.shape == right.shape and torch.allclose(after, right, atol=1e-5)
    assert wrong.shape != right.shape or not torch.allclose(wrong, right, atol=1e-5)


@pytest.mark.parametrize("name", MENDED)
@pytest.mark.filterwarnings("ignore")
def test_a_mended_program_gives_what_its_twin_gives(name: str) -> None:
    bug, twin = ((REPORTED / f"{name}_{kind}.py").read_text(encoding="utf-8") for kind in ("bug", "ok"))
    agree(unmarked(bug), twin)


@pytest.mark.parametrize("name", MOVED)
def test_a_view_that_moves_becomes_a_move(name: str) -> None:
    bug, twin = (HEAD + VIEWED.format(way=way) for way in MOVED[name])
    agree(bug, twin)


@pytest.mark.parametrize("name", TWICE)
def test_what_is_padded_twice_is_padded_once(name: str) -> None:
    pad, given = TWICE[name]
    bug, twin = (HEAD + PADDED.format(pad=pad, padding=padding, given=given) for padding in ("k // 2", "0"))
    agree(bug, twin)


@pytest.mark.parametrize("name", BORDERS)
def test_a_residual_sum_that_fits_tiny_inputs_fits_all(name: str) -> None:
    bug, twin = (RESIDUAL.format(conv=conv) for conv in BORDERS[name])
    called = "\n\nout = Block().eval()(torch.randn(2, 4, 9, 11))\n"
    with pytest.raises(RuntimeError):
        out_of(HEAD + bug + called)
    after = out_of(mended(HEAD + bug, Config(extend_select=("SHP331",))) + called)
    right = out_of(HEAD + twin + called)
    assert after.shape == right.shape == (2, 4, 9, 11) and torch.allclose(after, right, atol=1e-5)
