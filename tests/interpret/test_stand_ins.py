"""Stand-ins: which file stands for which library, that each is read without a fault, and what one costs that nobody
imports. That they say what the libraries do, the programs in `programs/libraries` show."""

from __future__ import annotations

from pathlib import Path

import pytest

from shapelint.interpret.exploration.project import Project
from shapelint.interpret.exploration.stand_ins import StandIns
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import SourceModule
from shapelint.lint.config import Config
from shapelint.lint.one_file import check_text

EVERY = sorted(StandIns().paths)
LIBRARY = """
import torch


class Camera:
    def __init__(self, width):
        self.width = width

    def shot(self):
        return torch.empty((3, 480, self.width))
"""
PROGRAM = """
import torch
from torch import nn
import pinhole

net = nn.Conv2d(1, 8, 3)
net(pinhole.Camera(640).shot())
"""


@pytest.mark.parametrize("name", EVERY)
def test_is_read_without_a_fault(name: str) -> None:
    project = Project()
    run = Run(project=project, heap=project.heap)
    module = project.execute_module(run, project.stand_ins.paths[name], name)
    assert isinstance(module, SourceModule)
    assert module.stands_in
    for fault in run.recorder.faults.values():
        raise fault


def test_a_project_brings_its_own(tmp_path: Path) -> None:
    shapes = tmp_path / "shapes" / "pinhole"
    shapes.mkdir(parents=True)
    (shapes / "__init__.py").write_text(LIBRARY)
    path = str(tmp_path / "program.py")
    assert check_text(PROGRAM, path, Config(root=str(tmp_path))).findings == []
    told = check_text(PROGRAM, path, Config(root=str(tmp_path), stand_ins=("shapes",)))
    assert [(finding.name, finding.span.start.row) for finding in told.findings] == [("channel-mismatch", 6)]
    assert told.reads is None  # a report that rests on it is not kept
    assert not any("shapes" in related.span.filename for finding in told.findings for related in finding.related)


def test_the_project_itself_goes_first(tmp_path: Path) -> None:
    shapes = tmp_path / "shapes"
    shapes.mkdir()
    (shapes / "pinhole.py").write_text(LIBRARY)
    (tmp_path / "pinhole.py").write_text(LIBRARY.replace("(3, 480", "(1, 480"))
    config = Config(root=str(tmp_path), stand_ins=("shapes",))
    assert check_text(PROGRAM, str(tmp_path / "program.py"), config).findings == []


def test_what_nobody_imports_is_not_read() -> None:
    project = Project()
    text = "import torch\nfrom torch import nn\n\nnn.Linear(3, 4)(torch.rand(2, 3)).to(torch.device('cpu'))\n"
    check_text(text, "program.py", Config(), project=project)
    assert not any("stand_ins" in path for path in project.files)
