"""Packages that are installed in the project's environment, and what is told of them at the program's call."""

from __future__ import annotations

from pathlib import Path

import pytest

from shapelint.lint.config import Config
from shapelint.lint.one_file import check_text
from shapelint.report.findings import Report

PACKAGE = """
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, width=16):
        super().__init__()
        self.body = nn.Linear(width, 8)

    def forward(self, x):
        return self.body(x)
"""
PROGRAM = """
import torch
from {package} import Net

net = Net()
out = net(torch.rand(2, {given}))
torch.nn.Linear(7, 1)(out)
"""


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with an environment of its own, in which a package of models and another one are installed."""
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    for package in ("vit_pytorch", "nets_of_mine"):
        folder = tmp_path / ".venv" / "lib" / "python3.11" / "site-packages" / package
        folder.mkdir(parents=True)
        (folder / "__init__.py").write_text(PACKAGE)
    return tmp_path


def report_on(folder: Path, package: str, given: int, **settings: str) -> Report:
    text = PROGRAM.format(package=package, given=given)
    return check_text(text, str(folder / "train.py"), Config(root=str(folder), **settings))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("package", "follow", "rows"),
    [
        ("vit_pytorch", "known", [7]),
        ("vit_pytorch", "never", []),
        ("vit_pytorch", "all", [7]),
        ("nets_of_mine", "known", []),
        ("nets_of_mine", "all", [7]),
    ],
)
def test_what_is_read(environment: Path, package: str, follow: str, rows: list[int]) -> None:
    report = report_on(environment, package, 16, follow_imports=follow)
    assert [finding.span.start.row for finding in report.findings] == rows
    assert any(package in note for note in report.notes) == bool(rows)


def test_mistake_within_is_told_at_the_call(environment: Path) -> None:
    found = report_on(environment, "vit_pytorch", 15).findings
    assert [(Path(finding.span.filename).name, finding.span.start.row) for finding in found] == [
        ("train.py", 6),
        ("train.py", 7),
    ]


def test_interpreter_is_named(environment: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (environment / ".venv").rename(elsewhere)
    assert not report_on(environment, "vit_pytorch", 16).findings
    assert report_on(environment, "vit_pytorch", 16, python="elsewhere").findings


def test_project_goes_first(environment: Path) -> None:
    (environment / "vit_pytorch.py").write_text(PACKAGE.replace("8)", "7)"))
    assert not report_on(environment, "vit_pytorch", 16).findings
