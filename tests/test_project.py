"""Files that are read together, and what of them outlives a change."""

from __future__ import annotations

import os
from pathlib import Path

from shapelint.check import check_text
from shapelint.config import Config
from shapelint.interpret.project import Project

BLOCK = """
from torch import nn


class Head(nn.Sequential):
    def __init__(self):
        super().__init__(nn.Linear({width}, 10), nn.ReLU())
"""
MODEL = """
import torch
from head import Head
from other import SIZE

Head()(torch.randn(SIZE, 64))
"""


def test_only_what_has_changed_is_read_again(tmp_path: Path) -> None:
    head, other, model = (tmp_path / name for name in ("head.py", "other.py", "model.py"))
    head.write_text(BLOCK.format(width=64))
    other.write_text("SIZE = 8\n")
    project = Project()

    def codes() -> list[str]:
        return [finding.name for finding in check_text(MODEL, str(model), Config(), project=project).findings]

    assert codes() == []
    before = dict(project.files)
    head.write_text(BLOCK.format(width=128))
    assert codes() == []  # what was executed is not executed again

    project = project.again()
    assert codes() == ["feature-mismatch"]
    assert project.files[str(other)] is before[str(other)]
    assert project.files[str(head)] is not before[str(head)]

    project = project.again()
    assert codes() == ["feature-mismatch"]
    head.write_text(BLOCK.format(width=256).replace("256", "0o100"))
    project = project.again()
    assert codes() == []
    head.unlink()
    project = project.again()
    assert codes() == []
    assert str(head) not in project.files


def test_a_change_that_keeps_the_size_is_seen_by_its_time(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("x = 1\n")
    project = Project()
    first = project.file(str(path))
    stamp = os.stat(path).st_mtime_ns
    path.write_text("x = 2\n")
    os.utime(path, ns=(stamp + 10**9, stamp + 10**9))
    second = project.again().file(str(path))
    assert first is not None and second is not None
    assert (first.text, second.text) == ("x = 1\n", "x = 2\n")


def test_the_text_of_an_editor_is_not_taken_for_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("x = 1\n")
    project = Project()
    project.file(str(path))
    project.add(str(path), "x = 3  # not saved\n")
    kept = project.again().file(str(path))
    assert kept is not None and kept.text == "x = 1\n"
