"""Programs with loaders, options, arrays, pictures and backbones, after public reports, and their mended twins.

`world/<name>_bug.py` raises at the row that is marked, `<name>_ok.py` differs in the mistake alone and runs. The
libraries run where they are installed, on data that the test writes.
"""

from __future__ import annotations

import re
import runpy
import sys
import traceback
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from markers import expected, found_where_marked, unmarked
from world_data import without_downloads, write_data

from shapelint.lint.one_file import check_source

pytestmark = pytest.mark.slow  # many, which take seconds together

WORLD = Path(__file__).parent / "world"
NAMES = sorted(path.name.removesuffix("_bug.py") for path in WORLD.glob("*_bug.py"))


@pytest.mark.parametrize("name", NAMES)
def test_the_mistake_is_found(name: str) -> None:
    path = WORLD / f"{name}_bug.py"
    wanted = expected(path)
    findings = check_source(unmarked(path.read_text()), path.name)
    assert any(found_where_marked(finding, wanted) for finding in findings)
    assert {finding.name for finding in findings} == set(wanted.marked.values())


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_said_of_the_twin(name: str) -> None:
    assert check_source((WORLD / f"{name}_ok.py").read_text(), f"{name}_ok.py") == []


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the programs run, with their data."""
    pytest.importorskip("PIL")
    pytest.importorskip("torchvision")
    place = tmp_path_factory.mktemp("world")
    write_data(place / "data")
    return place


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Iterator[object]:
    torch = pytest.importorskip("torch")
    threads = torch.get_num_threads()
    torch.set_num_threads(1)

    def execute(path: Path) -> None:
        text = path.read_text()
        for library in sorted(set(re.findall(r"^(?:import|from) (\w+)", text, re.MULTILINE))):
            pytest.importorskip(library)
        without_downloads(monkeypatch, text)
        monkeypatch.chdir(folder)
        monkeypatch.setattr(sys, "argv", [str(path)])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            runpy.run_path(str(path), run_name="__main__")

    yield execute
    torch.set_num_threads(threads)


@pytest.mark.parametrize("name", NAMES)
def test_the_mistake_raises_where_it_is_marked(name: str, run) -> None:
    path = WORLD / f"{name}_bug.py"
    with pytest.raises((RuntimeError, ValueError)) as caught:
        run(path)
    rows = [frame.lineno for frame in traceback.extract_tb(caught.value.__traceback__) if frame.filename == str(path)]
    assert rows[-1:] == [*expected(path).marked][:1]


@pytest.mark.parametrize("name", NAMES)
def test_the_twin_runs(name: str, run) -> None:
    run(WORLD / f"{name}_ok.py")


MODEL = """
import torch.nn as nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 16, 3, padding=1)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc1 = nn.Linear(16, 84)
        self.fc2 = nn.Linear(84, 10)

    def forward(self, x, features=False):
        x = self.fc1(self.pool(self.conv(x)).flatten(1))
        return x if features else self.fc2(x)


class FullLayer(nn.Module):
    def __init__(self, feature_num, class_num):
        super().__init__()
        self.fc = nn.Linear(feature_num, class_num)

    def forward(self, x):
        return self.fc(x)
"""
TRAINING = """
import torch
import torchvision
import torchvision.transforms as transforms
from own_model import FullLayer, Net

trainset = torchvision.datasets.CIFAR10(root="./data", transform=transforms.ToTensor())
loader = torch.utils.data.DataLoader(trainset, batch_size=4)
net = Net()
feature_num = 84
fc = FullLayer(feature_num, 10)
for inputs, target in loader:
    output = fc(net(inputs))
"""


def test_the_model_stands_in_another_file(tmp_path: Path) -> None:
    """Rows of the program are shown, and the twin that asks for the features is silent."""
    (tmp_path / "own_model.py").write_text(MODEL)
    path = str(tmp_path / "training.py")
    (finding,) = check_source(TRAINING, path)
    assert finding.name == "feature-mismatch"
    assert {10, 13} <= {related.span.start.row for related in finding.related}
    assert check_source(TRAINING.replace("net(inputs)", "net(inputs, features=True)"), path) == []
