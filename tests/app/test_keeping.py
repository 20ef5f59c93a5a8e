"""What an editor's process keeps between keystrokes, and what it does not."""

import os
from pathlib import Path

import pytest

from shapelint.app.editor import worker
from shapelint.app.editor.analysis import Request

REGISTRY = """import torch
from torch import nn

SIZES = {}
BUILT = []

def register(size):
    def wrap(cls):
        SIZES[cls.__name__] = size
        BUILT.append(size)
        return cls
    return wrap

class Head(nn.Module):
    def __init__(self, features):
        super().__init__()
        self.fc = nn.Linear(features, 10)

    def forward(self, x):
        return self.fc(x)
"""

MODEL = """import torch
from torch import nn
from registry import BUILT, SIZES, Head, register

@register({size})
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.head = Head(SIZES["Net"])
        self.out = nn.Linear(10, len(BUILT))

    def forward(self, x):
        return self.out(self.head(x))

{rest}
"""


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> worker._Kept:
    kept = worker._Kept()
    monkeypatch.setattr(worker, "_kept", kept)
    (tmp_path / "registry.py").write_text(REGISTRY)
    return kept


def codes(path: Path, size: int, rest: str = "", others: dict[str, str] | None = None) -> list[tuple[str, int]]:
    request = Request(str(path / "model.py"), MODEL.format(size=size, rest=rest), tuple((others or {}).items()))
    found = worker.analyse(request)
    assert not found.problem
    return [(one.code, one.span.start.row) for one in found.findings]


CALL = "Net()(torch.randn(4, 32)) @ torch.randn(1, 5)"


def test_the_imported_module_is_executed_once(kept: worker._Kept, tmp_path: Path) -> None:
    assert codes(tmp_path, 32, CALL) == []
    assert kept.project is not None
    module = kept.project.modules[str(tmp_path / "registry.py")]
    assert codes(tmp_path, 32, CALL + "  # more") == []
    assert kept.project.modules == {str(tmp_path / "registry.py"): module}


def test_what_the_text_did_to_others_is_undone(kept: worker._Kept, tmp_path: Path) -> None:
    """The registry is as it was: with two entries `BUILT` would give a layer of another size."""
    for _ in range(3):
        assert codes(tmp_path, 32, CALL) == []
        assert codes(tmp_path, 32, CALL.replace("1, 5", "2, 5")) == [("SHP109", 15)]
        assert codes(tmp_path, 32, "SIZES['Other'] = 3\n" + CALL) == []
    assert kept.project is not None
    names = kept.project.modules[str(tmp_path / "registry.py")].names
    assert names["SIZES"] == {} and names["BUILT"] == []


def test_a_file_that_changed_is_executed_again(kept: worker._Kept, tmp_path: Path) -> None:
    assert codes(tmp_path, 32, CALL) == []
    file = tmp_path / "registry.py"
    file.write_text(REGISTRY.replace("nn.Linear(features, 10)", "nn.Linear(features, 11)"))
    os.utime(file, ns=(1, 1))
    assert codes(tmp_path, 32, CALL) != []
    file.write_text(REGISTRY)
    os.utime(file, ns=(2, 2))
    assert codes(tmp_path, 32, CALL) == []


def test_another_open_document_counts(kept: worker._Kept, tmp_path: Path) -> None:
    changed = REGISTRY.replace("nn.Linear(features, 10)", "nn.Linear(features, 11)")
    registry = str(tmp_path / "registry.py")
    assert codes(tmp_path, 32, CALL) == []
    assert codes(tmp_path, 32, CALL, {registry: REGISTRY}) == []
    assert codes(tmp_path, 32, CALL, {registry: changed}) != []
    assert codes(tmp_path, 32, CALL, {registry: REGISTRY}) == []
    assert codes(tmp_path, 32, CALL) == []


def test_a_file_that_appears_is_found(kept: worker._Kept, tmp_path: Path) -> None:
    (tmp_path / "package").mkdir()
    (tmp_path / "registry.py").rename(tmp_path / "package" / "registry.py")
    assert codes(tmp_path, 32, CALL) == []  # nothing is known of it
    (tmp_path / "registry.py").write_text(REGISTRY.replace("nn.Linear(features, 10)", "nn.Linear(features, 11)"))
    assert codes(tmp_path, 32, CALL) != []


def test_a_text_that_others_import_is_not_kept(kept: worker._Kept, tmp_path: Path) -> None:
    """First the registry is imported, then it is the text, then it is imported again."""
    assert codes(tmp_path, 32, CALL) == []
    text = REGISTRY.replace("nn.Linear(features, 10)", "nn.Linear(features, 11)")
    worker.analyse(Request(str(tmp_path / "registry.py"), text))
    assert codes(tmp_path, 32, CALL) == []
    assert codes(tmp_path, 32, CALL, {str(tmp_path / "registry.py"): text}) != []
