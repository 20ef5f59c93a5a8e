"""Every program in `examples/` really fails in torch, at the line that its reader is meant to be led to."""

from __future__ import annotations

import runpy
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    """Programs this small only lose time to more threads."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


EXAMPLES = Path(__file__).parents[2] / "examples"

# Where torch raises; and, where the program calls nothing, how to call what it defines.
FAILS: dict[str, tuple[str, str]] = {
    "gan": ("verdict = discriminator(fake)", ""),
    "mnist_classifier": ("x = F.relu(self.fc1(x))", ""),
    "residual_network": ("y = self.bn2(self.conv2(y))", "ResNet()(torch.randn(2, 3, 32, 32))"),
    "sentence_classifier": ("strongest = [torch.relu(window(x)).amax(dim=2) for window in self.windows]", ""),
    "speech_tagger": ("return self.label(self.dropout(states))", ""),
    "train_step": ("loss = criterion(net(images), labels)", ""),
    "unet": ("x = self.join2(torch.cat([self.up2(x), skip2], dim=1))", ""),
    "vision_transformer": (
        "nn.TransformerEncoderLayer(dim, heads, dim_feedforward=4 * dim, batch_first=True) for _ in range(depth)",
        "",
    ),
}


@pytest.mark.parametrize("name", sorted(p.stem for p in EXAMPLES.glob("*.py")))
def test_example_fails_where_it_should(name: str) -> None:
    path = EXAMPLES / f"{name}.py"
    line, call = FAILS[name]
    with pytest.raises((RuntimeError, ValueError, AssertionError)) as caught:
        space = runpy.run_path(str(path), run_name="__main__")
        if call:
            eval(call, {**space, "torch": torch})
    frames = [frame for frame in traceback.extract_tb(caught.value.__traceback__) if frame.filename == str(path)]
    assert frames[-1].line == line, f"{caught.value!r}"


def test_every_example_is_listed() -> None:
    assert sorted(FAILS) == sorted(p.stem for p in EXAMPLES.glob("*.py"))
