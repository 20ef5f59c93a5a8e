"""The pairs of programs under `tests/whole/pairs` are what they claim to be, by torch's own verdict.

`<name>_bug.py` must raise, and the last line of that file in the traceback must be the one marked
`# error: [rule-name]`; its twin `<name>_ok.py` must run to the end. A program runs as `__main__`; what it only
defines is then called with the expression in RUN, evaluated in the program's own namespace.
"""

from __future__ import annotations

import re
import runpy
import sys
import traceback
import types
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import pytest

torch = pytest.importorskip("torch")


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    """Programs this small only lose time to more threads."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


PAIRS = Path(__file__).parent / "pairs"
MARK = re.compile(r"#\s*error: \[([a-z-]+)\]\s*$")

# How to call what a program defines without calling it; the same for both twins.
RUN: dict[str, str] = {
    "linear/vgg_blocks_missing_padding": "test_output_shape()",
    "linear/class_only_not_a_multiple": "LeafClassifier()(torch.randn(2, 3, 28, 28))",
    "linear/adaptive_pool_two": "Regressor()(torch.randn(2, 3, 32, 32))",
    "linear/mlp_layer_sizes": "MLP(10, 2)(torch.randn(4, 10))",
    "linear/gap_then_stale_head": "ResNet8()(torch.randn(2, 3, 32, 32))",
    "linear/unittest_case": "DiscriminatorTest('test_one_score_per_image').debug()",
    "channels/stale_in_channels": "ColorizationNet()(torch.randn(1, 1, 16, 16))",
    "channels/unet_concat_not_doubled": "RoadNet(6)(torch.randn(1, 3, 32, 32))",
    "channels/inception_branches": "Mushrooms()(torch.randn(2, 3, 33, 33))",
    "channels/width_multiplier": "MobileNetish()(torch.randn(2, 3, 32, 32))",
    "channels/squeeze_excite": "SEResUnit()(torch.randn(1, 64, 8, 8))",
    "reshape/overlapping_windows": "Overlapping()(torch.randn(2, 3, 20, 23))",
    "norm/bn_width": "Encoder()(torch.randn(2, 3, 16, 16))",
    "norm/layernorm_d_ff": "FeedForward()(torch.randn(2, 5, 512))",
    "residual/channels_change": "PreActBlock()(torch.randn(2, 64, 8, 8))",
    "padding/avg_pool_same_by_hand": "Mixer()(torch.randn(1, 3, 32, 32))",
    "construct/filtered_keywords": "Control()(torch.rand(2, 16))",
    "construct/same_stride_in_loop": "WaveEncoder()(torch.randn(2, 1, 2000))",
    "construct/keras_style_dense": "Classifier()(torch.randn(2, 784))",
    "sequence/lstm_hidden_for_input": "Sentiment(100)(torch.zeros(2, 7, dtype=torch.long))",
    "sequence/matrix_factorization_dot": "MatrixFactorization(5, 6)(torch.tensor([1, 2]), torch.tensor([3, 4]))",
}


def names() -> list[str]:
    """Every pair, as `topic/name`."""
    return sorted(p.relative_to(PAIRS).as_posix()[: -len("_bug.py")] for p in PAIRS.rglob("*_bug.py"))


def summary(model: Any, input_size: tuple[int, ...], **_: Any) -> None:
    """What torchsummary does that matters here: a batch of two through the model."""
    model(torch.rand(2, *input_size))


@pytest.fixture(autouse=True)
def stand_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Packages that programs import and that the tests do not need: they are never reached, but for `summary`."""
    for name in ("torchvision", "torchvision.transforms", "torchvision.datasets"):
        monkeypatch.setitem(sys.modules, name, MagicMock())
    for name in ("torchsummary", "torchinfo"):
        module = types.ModuleType(name)
        module.summary = summary  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, name, module)


def execute(path: Path, name: str) -> None:
    """Run the program as a script, then what RUN says of it."""
    torch.manual_seed(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        space = runpy.run_path(str(path), run_name="__main__")
        if name in RUN:
            eval(RUN[name], {**space, "torch": torch})


def marked(path: Path) -> list[int]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [row for row, line in enumerate(lines, 1) if MARK.search(line)]


@pytest.mark.parametrize("name", names())
def test_bug_raises_at_the_marked_line(name: str) -> None:
    path = PAIRS / f"{name}_bug.py"
    rows = marked(path)
    assert len(rows) == 1
    with pytest.raises(Exception) as caught:
        execute(path, name)
    frames = [frame for frame in traceback.extract_tb(caught.value.__traceback__) if frame.filename == str(path)]
    assert frames, f"raised outside of the program: {caught.value!r}"
    assert frames[-1].lineno == rows[0], f"{caught.value!r}"


@pytest.mark.parametrize("name", names())
def test_twin_runs_to_the_end(name: str) -> None:
    path = PAIRS / f"{name}_ok.py"
    assert marked(path) == []
    execute(path, name)


def test_every_run_names_a_pair() -> None:
    assert set(RUN) <= set(names())
